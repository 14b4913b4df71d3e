import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../core/day.ts'
import type { Tx } from './db/db.ts'

/** One record behind a number. `href` is below the organisation. */
export type RecordBehind = {
  readonly key: string
  readonly href: string
  readonly title: string
  readonly on: Day | null
  readonly detail: string
  readonly enteredBy: string
  readonly enteredAt: Date
}

/** The records of one fact with these keys, newest first. */
export type RecordsBehind = (tx: Tx, keys: readonly string[]) => Promise<readonly RecordBehind[]>

/** A query of `key`, `href`, `title`, `on`, `detail` and `entered`, the record whose first line of history says who entered it. */
export type Finder = (tx: Tx, keys: readonly string[]) => RawBuilder<unknown>

/** For each fact of a room, the records behind it; who entered each, and when, is read from history. */
export const recordsFoundBy = (finders: Readonly<Record<string, Finder>>): Readonly<Record<string, RecordsBehind>> =>
  Object.fromEntries(
    Object.entries(finders).map(([fact, find]) => [
      fact,
      async (tx, keys) => (keys.length === 0 ? [] : found(tx, find(tx, keys))),
    ]),
  )

async function found(tx: Tx, records: RawBuilder<unknown>): Promise<readonly RecordBehind[]> {
  const { rows } = await sql<RecordBehind>`
    select r.key, r.href, r.title, r."on", r.detail, coalesce(p.name, 'Better Off') as "enteredBy", h.at as "enteredAt"
    from (${records}) r
    join lateral (
      select at, person_id from history where org_id = ${tx.org} and object_id = r.entered order by id limit 1) h on true
    left join person p on p.id = h.person_id
    order by r."on" desc nulls last, r.title, r.key`.execute(tx.sql)
  return rows
}
