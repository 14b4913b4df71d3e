import { sql } from 'kysely'
import { addDays, type Day, firstDayOf, lastDayOf, monthOf } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Shift, Span } from '../model.ts'
import { held } from '../rules.ts'
import type { Askable } from './rules.ts'

export type Coordinator = { readonly personId: string; readonly email: string }

/** Whom gaps are told: the coordinators, or the administrators where there is none. Addresses that no mail reaches are left out. */
export async function coordinators(tx: Tx): Promise<readonly Coordinator[]> {
  const { rows } = await sql<Coordinator & { role: string }>`
    select p.id as "personId", p.email, m.role from membership m join person p on p.id = m.person_id
    where m.org_id = ${tx.org} and m.role in ('coordinator', 'administrator') and p.email not like '%@localhost'
    order by p.email`.execute(tx.sql)
  const own = rows.filter(({ role }) => role === 'coordinator')
  return own.length > 0 ? own : rows
}

/** A place that nobody has taken. */
export type Gap = {
  readonly placeId: string
  readonly reopened: number
  readonly startsAt: Date
  readonly endsAt: Date
  readonly mode: string
}

/** The open places of shifts that begin after an instant, up to a day, that a person was not told of. Invented ones are told nobody. */
export async function untoldGaps(tx: Tx, personId: string, now: Date, to: Day): Promise<readonly Gap[]> {
  const { rows } = await sql<Gap>`
    select p.id as "placeId", p.reopened, s.starts_at as "startsAt", s.ends_at as "endsAt", s.mode
    from shift s join shift_place p on p.org_id = s.org_id and p.shift_id = s.id
    where s.org_id = ${tx.org} and s.day between (${now}::timestamptz - interval '1 day')::date and ${to}
      and s.starts_at > ${now} and p.state = 'open' and not s.is_sample
      and not exists (select from shift_gap_mail t where t.org_id = p.org_id and t.place_id = p.id and t.reopened = p.reopened
        and t.person_id = ${personId})
    order by s.starts_at, p.number`.execute(tx.sql)
  return rows
}

/** When a person was last told of gaps. */
export async function lastTold(tx: Tx, personId: string): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select max(told_at) as at from shift_gap_mail where org_id = ${tx.org} and person_id = ${personId}`.execute(tx.sql)
  return rows[0]?.at ?? null
}

/** Writes down that a person is told of gaps; answers those that they were not told of before. */
export async function writeTold(
  tx: Tx,
  personId: string,
  gaps: readonly Pick<Gap, 'placeId' | 'reopened'>[],
  at: Date,
): Promise<ReadonlySet<string>> {
  if (gaps.length === 0) return new Set()
  const rows = await tx.sql
    .insertInto('shift_gap_mail')
    .values(
      gaps.map(({ placeId, reopened }) => ({
        org_id: tx.org,
        id: newId(),
        place_id: placeId,
        reopened,
        person_id: personId,
        told_at: at.toISOString(),
      })),
    )
    .onConflict((same) => same.columns(['org_id', 'place_id', 'reopened', 'person_id']).doNothing())
    .returning('place_id')
    .execute()
  return new Set(rows.map(({ place_id }) => place_id))
}

/** Places of shifts that are over and not yet counted on their day. */
export async function endedPlaces(
  tx: Tx,
  now: Date,
): Promise<readonly { readonly id: string; readonly day: Day; readonly state: string }[]> {
  const { rows } = await sql<{ id: string; day: Day; state: string }>`
    select p.id, s.day, p.state from shift_place p join shift s on s.org_id = p.org_id and s.id = p.shift_id
    where p.org_id = ${tx.org} and p.state in ('open', 'claimed', 'confirmed', 'in progress') and p.passed_on is null
      and s.ends_at <= ${now}`.execute(tx.sql)
  return rows
}

/** The days of these places are over: what nobody took was missed. */
export async function passPlaces(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`
    update shift_place p set passed_on = s.day, state = case when p.state = 'open' then 'missed' else p.state end,
      version = p.version + 1
    from shift s
    where p.org_id = ${tx.org} and p.id = any(${ids}::uuid[]) and s.org_id = p.org_id and s.id = p.shift_id`.execute(
    tx.sql,
  )
}

/** A shift of the days ahead with places that nobody has taken. */
export type GapAhead = Span & Pick<Shift, 'id' | 'day' | 'link'> & { readonly places: number }

/** The gaps of shifts that begin after an instant, from a day to another, in the order of time. */
export async function gapsAhead(tx: Tx, now: Date, from: Day, to: Day): Promise<readonly GapAhead[]> {
  const { rows } = await sql<GapAhead>`
    select s.id, s.day, s.link, s.starts_at as "startsAt", s.ends_at as "endsAt", count(*)::int as places
    from shift s join shift_place p on p.org_id = s.org_id and p.shift_id = s.id
    where s.org_id = ${tx.org} and s.day between ${from} and ${to} and s.starts_at > ${now} and p.state = 'open'
    group by s.org_id, s.id order by s.starts_at, s.ends_at, s.id`.execute(tx.sql)
  return rows
}

/** Shifts longer ago say little about who has time now. */
const weeksBack = 8

/**
 * What is known of some coaches beside what the rules ask: how they are reached, where and in what they coach, their hours in the month
 * of a shift, and when they last worked the same hours of its weekday.
 */
export async function askables(
  tx: Tx,
  coachIds: readonly string[],
  { shift: { day, startsAt, mode }, zone }: { readonly shift: Shift; readonly zone: string },
): Promise<ReadonlyMap<string, Omit<Askable, 'name' | 'own' | 'gaveItUp'>>> {
  const [first, last, longAgo] = [firstDayOf(monthOf(day)), lastDayOf(monthOf(day)), addDays(day, -7 * weeksBack)]
  const { rows } = await sql<Omit<Askable, 'name' | 'own' | 'gaveItUp'>>`
    select c.id, c.phone, coalesce(c.zone, '') as zone, c.language, coalesce(w.hours, 0)::float8 as hours,
      w.last_on as "lastWorkedOn"
    from coach_named c
    left join (
      select p.coach_id,
        sum(coalesce(p.hours, extract(epoch from s.ends_at - s.starts_at) / 3600)) filter (where s.day between ${first} and ${last}) as hours,
        max(s.day) filter (where p.state = 'completed' and s.day between ${longAgo} and ${addDays(day, -1)} and s.mode = ${mode}
          and extract(isodow from s.day) = extract(isodow from ${day}::date)
          and (s.starts_at at time zone ${zone})::time = (${startsAt}::timestamptz at time zone ${zone})::time) as last_on
      from shift_place p join shift s on s.org_id = p.org_id and s.id = p.shift_id
      where p.org_id = ${tx.org} and p.coach_id = any(${coachIds}::uuid[]) and p.state = any(${held}::text[])
        and s.day between ${longAgo} and ${last}
      group by p.coach_id) w on w.coach_id = c.id
    where c.org_id = ${tx.org} and c.id = any(${coachIds}::uuid[])`.execute(tx.sql)
  return new Map(rows.map((row) => [row.id, row]))
}
