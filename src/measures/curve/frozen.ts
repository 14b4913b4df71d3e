import type { Tx } from '../../platform/db/db.ts'
import { figureInWords, figureWithSign } from '../figures.ts'
import { findMeasure } from '../store.ts'
import { shownBand } from './rules.ts'
import { baselinesOf } from './store.ts'

/** What was frozen when an action of a measure's plan started, for whoever started it; null where nothing was. `path` is below the organisation. */
export async function frozenAtStart(
  tx: Tx,
  { measureId, actionId }: { readonly measureId: string; readonly actionId: string },
): Promise<{ readonly expected: string; readonly path: string } | null> {
  const measure = await findMeasure(tx, measureId)
  const baseline = (await baselinesOf(tx, [measureId])).find((one) => one.actionId === actionId)
  if (!measure || !baseline) return null
  // What is under way or to come; of a number that is collected no longer, the last that was foreseen.
  const ahead = baseline.periods.findIndex(({ to }) => to >= baseline.madeOn)
  const at = ahead === -1 ? baseline.periods.length - 1 : ahead
  const [next, middle] = [baseline.periods[at], baseline.mean[at]]
  if (!next || middle === undefined) return null
  const band = shownBand(baseline)
  const [lower, upper] = [band?.lower[at], band?.upper[at]]
  const number =
    lower === undefined || upper === undefined || lower === upper
      ? figureInWords(middle, measure)
      : `${figureWithSign(lower, measure)} to ${figureInWords(upper, measure)}`
  return { expected: `${number} in ${next.label}`, path: `/measures/${measureId}/baselines/${baseline.id}` }
}
