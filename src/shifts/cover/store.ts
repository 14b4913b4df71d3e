import { sql } from 'kysely'
import type { ClockTime } from '../../core/clock.ts'
import type { Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put } from '../../platform/db/verbs.ts'
import type { Mode, Need } from '../model.ts'

/** The needs that hold on some day from `from` on, by weekday and time; all of them with `from` null. */
export async function needs(tx: Tx, from: Day | null = null): Promise<readonly Need[]> {
  const rows = await tx.sql
    .selectFrom('coverage_need')
    .selectAll()
    .where('org_id', '=', tx.org)
    .$if(from !== null, (query) =>
      query.where((each) => each.or([each('until_on', 'is', null), each('until_on', '>=', from)])),
    )
    .orderBy('weekday')
    .orderBy('starts')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    weekday: row.weekday,
    starts: row.starts,
    ends: row.ends,
    mode: row.mode as Mode, // the database knows no others
    coaches: row.coaches,
    isFirstVisit: row.is_first_visit,
    credential: row.credential,
    place: row.place,
    link: row.link,
    fromOn: row.from_on,
    untilOn: row.until_on,
    isSample: row.is_sample,
    version: row.version,
  }))
}

export async function need(tx: Tx, id: string): Promise<Need | null> {
  return (await needs(tx)).find((one) => one.id === id) ?? null
}

export type NewNeed = Omit<Need, 'id' | 'version'> & { readonly starts: ClockTime }

export async function insertNeeds(tx: Tx, rows: readonly NewNeed[]): Promise<void> {
  for (const row of rows) await put(tx, 'coverage_need', row)
}

/** Which needs have their shift already, as `need day`. */
export async function madeBetween(tx: Tx, from: Day, to: Day): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ made: string }>`
    select need_id || ' ' || day::text as made from shift
    where org_id = ${tx.org} and day between ${from} and ${to} and need_id is not null`.execute(tx.sql)
  return new Set(rows.map(({ made }) => made))
}

/** The places of a need's shifts after a day, where nobody has taken one. */
export async function untouchedAfter(tx: Tx, needId: string, day: Day): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from shift s join shift_place p on p.org_id = s.org_id and p.shift_id = s.id
    where s.org_id = ${tx.org} and s.need_id = ${needId} and s.day > ${day} and p.state in ('draft', 'open')
      and not exists (select from shift_place o where o.org_id = s.org_id and o.shift_id = s.id and o.state not in ('draft', 'open', 'cancelled'))`.execute(
    tx.sql,
  )
  return rows.map(({ id }) => id)
}

/** The drafts of a stretch of days. */
export async function draftsBetween(tx: Tx, from: Day, to: Day): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from shift s join shift_place p on p.org_id = s.org_id and p.shift_id = s.id
    where s.org_id = ${tx.org} and s.day between ${from} and ${to} and p.state = 'draft'`.execute(tx.sql)
  return rows.map(({ id }) => id)
}

/** Moves places without a coach to another state. */
export async function setEmptyPlaces(tx: Tx, ids: readonly string[], state: 'open' | 'cancelled'): Promise<void> {
  await sql`
    update shift_place set state = ${state}, version = version + 1, sequence = sequence + 1
    where org_id = ${tx.org} and id = any(${ids}::uuid[]) and state in ('draft', 'open') and coach_id is null`.execute(
    tx.sql,
  )
}
