import type { Tx } from '../../platform/db/db.ts'
import { figureInWords, figureWithSign } from '../figures.ts'
import { findMeasure } from '../store.ts'
import { baselinesOf } from './store.ts'
import { shownBand } from './words.ts'

/** What was frozen when an action of a measure's plan started, for whoever started it; null where nothing was. `path` is below the organisation. */
export async function frozenAtStart(
  tx: Tx,
  { measureId, actionId }: { readonly measureId: string; readonly actionId: string },
): Promise<{ readonly expected: string; readonly path: string } | null> {
  const measure = await findMeasure(tx, measureId)
  const baseline = (await baselinesOf(tx, [measureId])).find((one) => one.actionId === actionId)
  const [next, middle] = [baseline?.periods[0], baseline?.mean[0]]
  if (!measure || !baseline || !next || middle === undefined) return null
  const band = shownBand(baseline)
  const [lower, upper] = [band?.lower[0], band?.upper[0]]
  const number =
    lower === undefined || upper === undefined || lower === upper
      ? figureInWords(middle, measure)
      : `${figureWithSign(lower, measure)} to ${figureInWords(upper, measure)}`
  return { expected: `${number} in ${next.label}`, path: `/measures/${measureId}/baselines/${baseline.id}` }
}
