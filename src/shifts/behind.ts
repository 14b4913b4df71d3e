import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../core/day.ts'
import type { Tx } from '../platform/db/db.ts'
import { shiftPlace, virtualSession } from './facts.ts'

/** One record behind a number. `href` is below the organisation. */
export type ShiftRecordBehind = {
  readonly key: string
  readonly href: string
  readonly title: string
  readonly on: Day | null
  readonly detail: string
  readonly enteredBy: string
  readonly enteredAt: Date
}

const programItself = 'Better Off'

/** The facts that this room knows the records of. */
export const shiftFacts: readonly string[] = [shiftPlace.name, virtualSession.name]

/** The records behind a number of one of this room's facts, by their keys, newest first; who entered each is read from history. */
export async function shiftRecordsBehind(
  tx: Tx,
  fact: string,
  keys: readonly string[],
): Promise<readonly ShiftRecordBehind[]> {
  const find = finders[fact]
  if (!find) throw new Error(`shifts have no fact called ${fact}`)
  if (keys.length === 0) return []
  const { rows } = await sql<ShiftRecordBehind>`
    select r.key, r.href, r.title, r."on", r.detail, coalesce(p.name, ${programItself}) as "enteredBy", h.at as "enteredAt"
    from (${find(tx, keys)}) r
    join lateral (
      select at, person_id from history where org_id = ${tx.org} and object_id = r.entered order by id limit 1) h on true
    left join person p on p.id = h.person_id
    order by r."on" desc nulls last, r.title, r.key`.execute(tx.sql)
  return rows
}

const finders: Readonly<Record<string, (tx: Tx, keys: readonly string[]) => RawBuilder<unknown>>> = {
  shift_place: (tx, keys) => sql`
    select p.id::text as key, '/shifts/' || s.id as href, coalesce(c.name, 'Nobody') as title, s.day as "on",
      concat_ws(' · ', s.mode, p.state, case when p.hours is not null then trim_scale(p.hours) || ' hours' end) as detail,
      p.id as entered
    from shift_place p
    join shift s on s.org_id = p.org_id and s.id = p.shift_id
    left join coach_named c on c.org_id = p.org_id and c.id = p.coach_id
    where p.org_id = ${tx.org} and p.id = any(${keys}::uuid[])`,
  virtual_session: (tx, keys) => sql`
    select v.id::text as key, '/shifts/virtual/' || v.id as href, c.name as title, v.held_on as "on",
      v.minutes || ' minutes by ' || v.kind as detail, v.id as entered
    from virtual_session v
    join coach_named c on c.org_id = v.org_id and c.id = v.coach_id
    where v.org_id = ${tx.org} and v.id = any(${keys}::uuid[])`,
}

/** A query of the coaches who worked a shift since a day: evidence that they are active, for the room of coaches. */
export const workedSince = (tx: Tx, since: Day): RawBuilder<{ key: string; on: Day }> => sql`
  select coach_id as key, max(worked_on) as "on" from coach_worked_fact
  where org_id = ${tx.org} and worked_on >= ${since} group by coach_id`
