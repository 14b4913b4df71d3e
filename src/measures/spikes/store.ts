import { sql } from 'kysely'
import { addDays, type Day, daysBetween } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import type { Tx } from '../../platform/db/db.ts'
import { factWindows } from '../catalogue.ts'
import { column, conditions, fromColumn } from '../contributions.ts'
import type { Measure } from '../model.ts'
import { listMeasures } from '../store.ts'
import type { Alert, Counts, DailyCount, Every, Seen, Watch } from './model.ts'
import { inWeeks, lastDays, openAlerts } from './rules.ts'

const watchesOf = (tx: Tx, measureId?: string) =>
  tx.sql
    .selectFrom('spike_watch')
    .selectAll()
    .where('org_id', '=', tx.org)
    .$if(measureId !== undefined, (query) => query.where('measure_id', '=', measureId ?? ''))
    .execute()

const watchIn = (row: Awaited<ReturnType<typeof watchesOf>>[number]): Watch => ({
  id: row.id,
  measureId: row.measure_id,
  every: row.every as Every,
  lagDays: row.lag_days,
  version: row.version,
})

/** How a measure is watched; undefined when it is not. */
export async function watchOf(tx: Tx, measureId: string): Promise<Watch | undefined> {
  const [row] = await watchesOf(tx, measureId)
  return row && watchIn(row)
}

/** Watches a measure, otherwise than before, or not any more (null). */
export async function setWatch(
  tx: Tx,
  measureId: string,
  wanted: { readonly every: Every; readonly lagDays: number } | null,
): Promise<void> {
  const before = await watchOf(tx, measureId)
  const here = { org_id: tx.org, measure_id: measureId }
  if (!wanted) {
    await tx.sql.deleteFrom('spike_watch').where('org_id', '=', tx.org).where('measure_id', '=', measureId).execute()
    return
  }
  const row = { every: wanted.every, lag_days: wanted.lagDays }
  if (!before)
    await tx.sql
      .insertInto('spike_watch')
      .values({ ...here, id: newId(), ...row })
      .execute()
  else
    await tx.sql
      .updateTable('spike_watch')
      .set({ ...row, version: before.version + 1 })
      .where('org_id', '=', tx.org)
      .where('id', '=', before.id)
      .execute()
}

/** Five years of weeks and what Farrington's method needs beside them. */
const remembered = 5 * 366 + 10 * 7

/** The counts of a watched measure up to the last day that is complete; null without any. */
export async function countsOf(tx: Tx, measure: Measure, watch: Watch, today: Day): Promise<Counts | null> {
  const through = addDays(today, -watch.lagDays)
  const since = addDays(through, -remembered)
  const days = measure.definition
    ? await factDays(tx, measure, { since, through, today })
    : lastDays(await dailyCounts(tx, measure.id, since, through), through)
  if (!days) return null
  return watch.every === 'week' ? inWeeks(days) : { every: 'day', ...days }
}

/** Facts of each day without who they were about; from the first day with any, or of collection, a day without is a zero. */
async function factDays(
  tx: Tx,
  { definition, collectedFrom }: Measure,
  { since, through, today }: { readonly since: Day; readonly through: Day; readonly today: Day },
): Promise<{ from: Day; counts: readonly number[] } | null> {
  const window = factWindows.find((candidate) => candidate.name === definition?.fact)
  if (!definition || !window) return null
  const day = column(window, 'days', definition.on)
  const where = sql.join(
    [
      sql`f.org_id = ${tx.org}`,
      sql`${day} between ${since} and ${through}`,
      sql`${fromColumn(window, definition.on)} <= ${today}`,
      ...conditions(window, definition.of),
    ],
    sql` and `,
  )
  const { rows } = await sql<{ on: string; count: number }>`
    select (${day})::date::text as "on", count(*)::int as count from ${sql.table(window.view)} f where ${where} group by 1 order by 1`.execute(
    tx.sql,
  )
  const [first] = rows
  if (!first) return null
  const from = collectedFrom !== null && collectedFrom > since && collectedFrom < first.on ? collectedFrom : first.on
  const byDay = new Map(rows.map(({ on, count }) => [on, count]))
  return {
    from,
    counts: Array.from({ length: daysBetween(from, through) + 1 }, (_, i) => byDay.get(addDays(from, i)) ?? 0),
  }
}

/** The entered counts of some days, in order of time. */
export async function dailyCounts(tx: Tx, measureId: string, since: Day, through: Day): Promise<readonly DailyCount[]> {
  const rows = await tx.sql
    .selectFrom('daily_count')
    .select(['happened_on', 'count'])
    .where('org_id', '=', tx.org)
    .where('measure_id', '=', measureId)
    .where('happened_on', '>=', since)
    .where('happened_on', '<=', through)
    .orderBy('happened_on')
    .execute()
  return rows.map((row) => ({ on: row.happened_on, count: row.count }))
}

/** What is kept of some days and differs from what they are to have. */
export async function daysThatDiffer(
  tx: Tx,
  measureId: string,
  days: readonly DailyCount[],
): Promise<readonly DailyCount[]> {
  const wanted = new Map(days.map(({ on, count }) => [on, count]))
  const [first, last] = [[...wanted.keys()].sort()[0], [...wanted.keys()].sort().at(-1)]
  if (first === undefined || last === undefined) return []
  const kept = await dailyCounts(tx, measureId, first, last)
  return kept.filter(({ on, count }) => wanted.has(on) && wanted.get(on) !== count)
}

/** Keeps the counts of days; what a day had before gives way, and its history stays. */
export async function keepDays(tx: Tx, measureId: string, days: readonly DailyCount[]): Promise<void> {
  if (days.length === 0) return
  await tx.sql
    .insertInto('daily_count')
    .values(
      days.map(({ on, count }) => ({ org_id: tx.org, id: newId(), measure_id: measureId, happened_on: on, count })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['org_id', 'measure_id', 'happened_on'])
        .doUpdateSet((row) => ({ count: row.ref('excluded.count') })),
    )
    .execute()
}

/** The alerts of a measure that somebody looked at, newest first. */
export async function seenOf(
  tx: Tx,
  measureIds: readonly string[],
): Promise<readonly (Seen & { measureId: string })[]> {
  if (measureIds.length === 0) return []
  const rows = await tx.sql
    .selectFrom('spike_seen')
    .selectAll()
    .where('org_id', '=', tx.org)
    .where('measure_id', 'in', measureIds)
    .orderBy('from_on', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    measureId: row.measure_id,
    every: row.every as Every,
    from: row.from_on,
    count: row.count,
    finding: row.finding as Seen['finding'],
    note: row.note,
    seenOn: row.seen_on,
  }))
}

export async function keepSeen(tx: Tx, measureId: string, seen: Omit<Seen, 'id'>): Promise<void> {
  const { every, from, count, finding, note, seenOn } = seen
  const said = { count, finding, note, seen_on: seenOn }
  await tx.sql
    .insertInto('spike_seen')
    .values({ org_id: tx.org, id: newId(), measure_id: measureId, every, from_on: from, ...said })
    .onConflict((conflict) => conflict.columns(['org_id', 'measure_id', 'every', 'from_on']).doUpdateSet(said))
    .execute()
}

export type OpenAlert = Alert & { readonly measureId: string; readonly title: string; readonly every: Every }

/** The alerts of all watched measures, or of one, that nobody has looked at, worked out from the counts as they stand now. */
export async function allOpenAlerts(tx: Tx, today: Day, measureId?: string): Promise<readonly OpenAlert[]> {
  const watches = (await watchesOf(tx, measureId)).map(watchIn)
  const ids = watches.map((watch) => watch.measureId)
  const measures = new Map((await listMeasures(tx, ids)).map((measure) => [measure.id, measure]))
  const seen = await seenOf(tx, ids)
  const open: OpenAlert[] = []
  for (const watch of watches) {
    const measure = measures.get(watch.measureId)
    const counts = measure?.shape === 'count' ? await countsOf(tx, measure, watch, today) : null
    if (!measure || !counts) continue
    const own = seen.filter((one) => one.measureId === watch.measureId)
    const { id, title } = measure
    open.push(...openAlerts(counts, own).map((alert) => ({ ...alert, measureId: id, title, every: watch.every })))
  }
  return open
}
