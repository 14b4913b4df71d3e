import type { ComponentChildren } from 'preact'
import type { Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Visit } from '../../platform/http/route.ts'
import type { RecordsBehind } from '../../platform/records-behind.ts'
import type { MeasureReadings, WholeReadings } from '../model.ts'

/** What this room asks of other rooms; the app supplies it. */
export type MeasuresNeeds = {
  /** For each fact, its records. */
  readonly records: Readonly<Record<string, RecordsBehind>>
  /** Every measure with its draft readings on a day, whole. */
  readonly wholes: (tx: Tx, today: Day) => Promise<readonly WholeReadings[]>
  /** The ids of the measures that stand on the scorecard. */
  readonly onScorecard: (tx: Tx) => Promise<readonly string[]>
  /** The curve of a measure as the draft would show it, with what it says. */
  readonly curve: (tx: Tx, one: MeasureReadings, visit: Visit) => Promise<ComponentChildren>
}
