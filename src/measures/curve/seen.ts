import type { Tx } from '../../platform/db/db.ts'
import type { Visit } from '../../platform/http/route.ts'
import type { MeasureReadings } from '../model.ts'
import { readingsOf } from '../readings.ts'
import { findMeasure } from '../store.ts'
import type { CurveFacts } from './model.ts'
import { curveFacts } from './store.ts'

export type Seen = { readonly found: MeasureReadings; readonly facts: CurveFacts }

/** The measure of an address with its readings and what stands beside them; null where there is none. */
export async function seenIn(tx: Tx, visit: Visit): Promise<Seen | null> {
  const measure = await findMeasure(tx, visit.params.id ?? '')
  const [found] = measure ? await readingsOf(tx, [measure], visit.today) : []
  return found ? { found, facts: await curveFacts(tx, found.measure) } : null
}

export const seen = (visit: Visit): Promise<Seen | null> => visit.db.read(visit.scope, (tx) => seenIn(tx, visit))
