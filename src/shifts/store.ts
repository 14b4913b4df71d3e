import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../core/day.ts'
import { newId } from '../core/id.ts'
import type { Tx } from '../platform/db/db.ts'
import {
  defaultRules,
  type Mode,
  type Place,
  type PlaceState,
  type Shift,
  type ShiftRules,
  type Span,
} from './model.ts'
import type { Taker } from './taking/rules.ts'

export async function shiftRules(tx: Tx): Promise<ShiftRules> {
  const row = await tx.sql.selectFrom('shift_rule').selectAll().where('org_id', '=', tx.org).executeTakeFirst()
  if (!row) return defaultRules
  return {
    restHours: row.rest_hours,
    isTwoOnFirstVisit: row.is_two_on_first_visit,
    lateHours: row.late_hours,
    daysAhead: row.days_ahead,
    gapDays: row.gap_days,
    version: row.version,
  }
}

type ShiftRow = {
  readonly id: string
  readonly day: Day
  readonly starts_at: Date
  readonly ends_at: Date
  readonly mode: string
  readonly coaches: number
  readonly is_first_visit: boolean
  readonly credential: string
  readonly place: string
  readonly link: string
  readonly is_sample: boolean
  readonly sequence: number
  readonly version: number
  readonly places: readonly Place[]
}

/** Shifts that fit a condition on `s`, in the order of time, each with its places that still count. */
export async function shiftsThat(tx: Tx, fit: RawBuilder<unknown>): Promise<readonly Shift[]> {
  const { rows } = await sql<ShiftRow>`
    select s.id, s.day, s.starts_at, s.ends_at, s.mode, s.coaches, s.is_first_visit, s.credential, s.place, s.link, s.is_sample,
      s.sequence, s.version, p.places
    from shift s
    join lateral (
      select json_agg(json_build_object('id', p.id, 'number', p.number, 'state', p.state, 'coachId', p.coach_id, 'coach', c.name,
        'hours', p.hours, 'hoursNote', p.hours_note, 'isSettled', p.is_settled, 'reopened', p.reopened, 'sequence', p.sequence,
        'isSample', p.is_sample, 'version', p.version) order by p.number) as places
      from shift_place p
      left join coach_named c on c.org_id = p.org_id and c.id = p.coach_id
      where p.org_id = s.org_id and p.shift_id = s.id and p.state <> 'swapped') p on p.places is not null
    where s.org_id = ${tx.org} and ${fit}
    order by s.starts_at, s.ends_at, s.id`.execute(tx.sql)
  return rows.map(asShift)
}

const asShift = (row: ShiftRow): Shift => ({
  id: row.id,
  day: row.day,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  mode: row.mode as Mode, // the database knows no others
  coaches: row.coaches,
  isFirstVisit: row.is_first_visit,
  credential: row.credential,
  place: row.place,
  link: row.link,
  isSample: row.is_sample,
  sequence: row.sequence,
  version: row.version,
  places: row.places,
})

export const shift = async (tx: Tx, id: string): Promise<Shift | null> =>
  (await shiftsThat(tx, sql`s.id = ${id}`))[0] ?? null

/** The shift of a place that still counts. */
export async function shiftOfPlace(tx: Tx, placeId: string): Promise<{ shift: Shift; place: Place } | null> {
  const found = (
    await shiftsThat(
      tx,
      sql`s.id = (select p.shift_id from shift_place p where p.org_id = ${tx.org} and p.id = ${placeId})`,
    )
  )[0]
  const place = found?.places.find(({ id }) => id === placeId)
  return found && place ? { shift: found, place } : null
}

export const shiftsBetween = (tx: Tx, from: Day, to: Day): Promise<readonly Shift[]> =>
  shiftsThat(tx, sql`s.day between ${from} and ${to}`)

/** The shifts of a coach from a day on, swapped and cancelled ones left out. */
export const shiftsOfCoach = (tx: Tx, coachId: string, from: Day, to: Day): Promise<readonly Shift[]> =>
  shiftsThat(
    tx,
    sql`s.day between ${from} and ${to} and s.id in (select p.shift_id from shift_place p
      where p.org_id = ${tx.org} and p.coach_id = ${coachId} and p.state not in ('swapped', 'cancelled'))`,
  )

type OwnRow = { coach_id: string; placeId: string; shiftId: string; startsAt: Date; endsAt: Date }

/** Coaches as the rules know them, with their own shifts within two days of a span. Unknown coaches are left out. */
export async function takers(
  tx: Tx,
  coachIds: readonly string[],
  around: Span,
): Promise<ReadonlyMap<string, Omit<Taker, 'credentials'> & { readonly fullName: string }>> {
  const ids = [...new Set(coachIds)]
  const standing = await sql<{ coach_id: string; name: string; is_active: boolean }>`
    select s.coach_id, c.name, s.is_active from coach_standing s
    join coach_named c on c.org_id = s.org_id and c.id = s.coach_id
    where s.org_id = ${tx.org} and s.coach_id = any(${ids}::uuid[])`.execute(tx.sql)
  const own = await sql<OwnRow>`
    select p.coach_id, p.id as "placeId", s.id as "shiftId", s.starts_at as "startsAt", s.ends_at as "endsAt"
    from shift_place p join shift s on s.org_id = p.org_id and s.id = p.shift_id
    where p.org_id = ${tx.org} and p.coach_id = any(${ids}::uuid[])
      and p.state in ('claimed', 'confirmed', 'in progress', 'completed')
      and s.starts_at < ${around.endsAt}::timestamptz + interval '2 days'
      and s.ends_at > ${around.startsAt}::timestamptz - interval '2 days'
    order by s.starts_at`.execute(tx.sql)
  return new Map(
    standing.rows.map((row) => [
      row.coach_id,
      {
        coachId: row.coach_id,
        name: row.name,
        fullName: row.name,
        isActive: row.is_active,
        own: own.rows.filter(({ coach_id }) => coach_id === row.coach_id),
      },
    ]),
  )
}

/** Sets a place to a state, over the state it was read in; false when it is in another by now. */
export async function setPlace(
  tx: Tx,
  place: Pick<Place, 'id' | 'state'>,
  set: {
    readonly state: PlaceState
    readonly coachId?: string | null
    readonly hours?: number | null
    readonly hoursNote?: string
    readonly isSettled?: boolean
    readonly isReopened?: boolean
    readonly passedOn?: Day
  },
): Promise<boolean> {
  const done = await tx.sql
    .updateTable('shift_place')
    .set({
      state: set.state,
      ...(set.coachId !== undefined && { coach_id: set.coachId }),
      ...(set.hours !== undefined && { hours: set.hours }),
      ...(set.hoursNote !== undefined && { hours_note: set.hoursNote }),
      ...(set.isSettled !== undefined && { is_settled: set.isSettled }),
      ...(set.isReopened && { reopened: sql<number>`reopened + 1` }),
      ...(set.passedOn !== undefined && { passed_on: set.passedOn }),
      version: sql<number>`version + 1`,
      sequence: sql<number>`sequence + 1`,
    })
    .where('org_id', '=', tx.org)
    .where('id', '=', place.id)
    .where('state', '=', place.state)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Coaches follow others in places: what was stays as swapped, and a new place of the same number is the next coach's. */
export async function handOver(
  tx: Tx,
  moves: readonly { readonly shiftId: string; readonly place: Place; readonly coachId: string; readonly id: string }[],
): Promise<void> {
  // All are given up before any is taken, since the shifts of an exchange may lie over each other.
  for (const { place } of moves) await setPlace(tx, place, { state: 'swapped' })
  await tx.sql
    .insertInto('shift_place')
    .values(
      moves.map(({ shiftId, place, coachId, id }) => ({
        org_id: tx.org,
        id,
        shift_id: shiftId,
        number: place.number,
        state: 'claimed',
        coach_id: coachId,
        reopened: place.reopened,
        is_sample: place.isSample,
      })),
    )
    .execute()
}

export type NewShift = Pick<Shift, 'mode' | 'coaches' | 'isFirstVisit' | 'credential' | 'place' | 'link'> &
  Span & {
    readonly day: Day
    readonly needId: string | null
    readonly state: 'draft' | 'open'
    readonly isSample: boolean
  }

/** Writes shifts with all their places. Answers the ids of the shifts, and those of the places. */
export async function insertShifts(
  tx: Tx,
  shifts: readonly NewShift[],
): Promise<{ readonly shifts: readonly string[]; readonly places: readonly string[] }> {
  if (shifts.length === 0) return { shifts: [], places: [] }
  const rows = shifts.map((one) => ({ one, id: newId() }))
  const places = rows.flatMap(({ one, id }) =>
    Array.from({ length: one.coaches }, (_, index) => ({
      org_id: tx.org,
      id: newId(),
      shift_id: id,
      number: index + 1,
      state: one.state,
      is_sample: one.isSample,
    })),
  )
  await tx.sql
    .insertInto('shift')
    .values(
      rows.map(({ one, id }) => ({
        org_id: tx.org,
        id,
        need_id: one.needId,
        day: one.day,
        starts_at: one.startsAt.toISOString(),
        ends_at: one.endsAt.toISOString(),
        mode: one.mode,
        coaches: one.coaches,
        is_first_visit: one.isFirstVisit,
        credential: one.credential,
        place: one.place,
        link: one.link,
        is_sample: one.isSample,
      })),
    )
    .execute()
  await tx.sql.insertInto('shift_place').values(places).execute()
  return { shifts: rows.map(({ id }) => id), places: places.map(({ id }) => id) }
}
