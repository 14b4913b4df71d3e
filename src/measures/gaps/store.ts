import { sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'
import { factWindows } from '../catalogue.ts'
import { column, conditions, fromColumn } from '../contributions.ts'
import type { CurveFacts } from '../curve/model.ts'
import type { Measure, MeasureReadings } from '../model.ts'
import { lastDays } from '../spikes/rules.ts'
import { dailyCounts } from '../spikes/store.ts'
import { type EventDays, type Gaps, gapsIn, isRare } from './rules.ts'

/** Null for a measure that the chooser gives another chart; `needs days` where nobody entered the days of its events. */
export async function gapsOf(
  tx: Tx,
  { measure, readings }: MeasureReadings,
  { notes }: Pick<CurveFacts, 'notes'>,
  today: Day,
): Promise<Gaps | 'needs days' | null> {
  if (!isRare(measure, readings)) return null
  const events = await eventDays(tx, measure, today)
  const newLimitsFrom = notes.flatMap(({ period, reason }) => (reason === null ? [] : [period.from]))
  return events ? gapsIn(events, newLimitsFrom) : 'needs days'
}

/** The days of the events of a count without who they were about; null where they are not known. */
async function eventDays(tx: Tx, measure: Measure, today: Day): Promise<EventDays | null> {
  const known = [today, measure.collectedThrough ?? today, measure.endedOn ?? today]
  const through = known.reduce((least, day) => (day < least ? day : least))
  if (measure.definition) return factDays(tx, measure, through, today)
  const days = await dailyCounts(tx, measure.id, longAgo, through)
  const stretch = lastDays(days, through)
  if (!stretch) return null
  const inside = days.filter(({ on }) => on >= stretch.from)
  return {
    from: stretch.from,
    through: inside.at(-1)?.on ?? through,
    days: inside.flatMap(({ on, count }) => Array.from({ length: count }, () => on)),
  }
}

const longAgo = '1900-01-01'
/** Far more than a rare event ever has. */
const mostDays = 2_000

async function factDays(
  tx: Tx,
  { definition, collectedFrom }: Measure,
  through: Day,
  today: Day,
): Promise<EventDays | null> {
  const window = factWindows.find((candidate) => candidate.name === definition?.fact)
  if (!definition || !window) return null
  const day = column(window, 'days', definition.on)
  const from = collectedFrom ?? longAgo
  const where = sql.join(
    [
      sql`f.org_id = ${tx.org}`,
      sql`${day} between ${from} and ${through}`,
      sql`${fromColumn(window, definition.on)} <= ${today}`,
      ...conditions(window, definition.of),
    ],
    sql` and `,
  )
  const { rows } = await sql<{ on: string; count: number }>`
    select (${day})::date::text as "on", count(*)::int as count from ${sql.table(window.view)} f where ${where}
    group by 1 order by 1 desc limit ${mostDays}`.execute(tx.sql)
  return {
    from,
    through,
    days: rows.reverse().flatMap(({ on, count }) => Array.from({ length: count }, () => on)),
  }
}
