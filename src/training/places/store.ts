import { sql } from 'kysely'
import { whoIs } from '../../coaches/same/rules.ts'
import { addDays, type Day } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Place, PlaceState, SignUpForm } from './model.ts'

/** The columns of a place; `w` is its table. */
export const columns = sql`
  w.id, w.session_id as "sessionId", w.name, w.email, w.language, w.arrived, w.arrived_at as "arrivedAt", w.state,
  w.offer_until as "offerUntil", w.confirm_until as "confirmUntil", w.coach_id as "coachId", w.enrolment_id as "enrolmentId", w.is_late as "isLate",
  w.is_sample as "isSample"`

/** Everybody who signed up for a session, in the order of arrival. */
export async function placesOf(tx: Tx, sessionId: string): Promise<readonly Place[]> {
  const { rows } = await sql<Place>`
    select ${columns} from class_place w where w.org_id = ${tx.org} and w.session_id = ${sessionId} order by w.arrived`.execute(
    tx.sql,
  )
  return rows
}

export async function place(tx: Tx, id: string): Promise<Place | null> {
  const { rows } =
    await sql<Place>`select ${columns} from class_place w where w.org_id = ${tx.org} and w.id = ${id}`.execute(tx.sql)
  return rows[0] ?? null
}

/** Those who have waited longest for a seat and have confirmed it, as many as asked for. */
export async function longestWaiting(tx: Tx, sessionId: string, most: number): Promise<readonly Place[]> {
  const { rows } = await sql<Place>`
    select ${columns} from class_place w
    where w.org_id = ${tx.org} and w.session_id = ${sessionId} and w.state = 'waiting' and w.confirm_until is null
    order by w.arrived limit ${Math.min(most, 1_000)}`.execute(tx.sql)
  return rows
}

/** The living place of an address in a session. */
export async function livingPlace(tx: Tx, sessionId: string, email: string): Promise<Place | null> {
  const { rows } = await sql<Place>`
    select ${columns} from class_place w
    where w.org_id = ${tx.org} and w.session_id = ${sessionId} and w.email = ${email}
      and w.state in ('waiting', 'offered', 'seated')`.execute(tx.sql)
  return rows[0] ?? null
}

/** The place that has this seat. */
export async function placeOfSeat(tx: Tx, enrolmentId: string): Promise<Place | null> {
  const { rows } = await sql<Place>`
    select ${columns} from class_place w
    where w.org_id = ${tx.org} and w.enrolment_id = ${enrolmentId} and w.state = 'seated'`.execute(tx.sql)
  return rows[0] ?? null
}

/** The seats of an address in classes of today; one that began last evening may go past midnight. */
export async function seatedToday(tx: Tx, email: string, today: Day): Promise<readonly Place[]> {
  const { rows } = await sql<Place>`
    select ${columns} from class_place w
    where w.org_id = ${tx.org} and w.email = ${email} and w.state = 'seated' and exists (
      select from class_day d where d.org_id = w.org_id and d.session_id = w.session_id
        and d.held_on between ${addDays(today, -1)} and ${today})`.execute(tx.sql)
  return rows
}

/**
 * The places of a coach who waits, or to whom a seat is offered, in sessions that are not over: those of the mail address with
 * which they sign in. The address on the roster is not enough, since coaches change it themselves.
 */
export async function waitingOf(tx: Tx, coachId: string, today: Day): Promise<readonly Place[]> {
  const { rows } = await sql<Place>`
    select ${columns} from class_place w
    join training_session s on s.org_id = w.org_id and s.id = w.session_id and not s.is_cancelled and s.ends_on >= ${today}
    where w.org_id = ${tx.org} and w.state in ('waiting', 'offered') and w.email in (
      select lower(p.email) from membership m join person p on p.id = m.person_id
      where m.org_id = ${tx.org} and m.coach_id = ${coachId})
    order by s.starts_on, w.arrived`.execute(tx.sql)
  return rows
}

/** How many wait before this place. */
export async function aheadOf(tx: Tx, { sessionId, arrived }: Pick<Place, 'sessionId' | 'arrived'>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from class_place
    where org_id = ${tx.org} and session_id = ${sessionId} and state = 'waiting' and confirm_until is null and arrived < ${arrived}`.execute(
    tx.sql,
  )
  return rows[0]?.count ?? 0
}

/** A new place at the end of the list; with `until` its address is to be confirmed by then, and with `isHeld` a seat is held for it. */
export async function insertPlace(
  tx: Tx,
  sessionId: string,
  { name, email, language }: Pick<SignUpForm, 'name' | 'email' | 'language'>,
  {
    now,
    until = null,
    isHeld = false,
  }: { readonly now: Date; readonly until?: Date | null; readonly isHeld?: boolean },
): Promise<Place> {
  const { rows } = await sql<Place>`
    insert into class_place as w (org_id, id, session_id, name, email, language, arrived_at, state, offer_until, confirm_until)
    values (${tx.org}, ${newId()}, ${sessionId}, ${name}, ${email}, ${language}, ${now}, ${isHeld ? 'offered' : 'waiting'},
      ${isHeld ? until : null}, ${until})
    returning ${columns}`.execute(tx.sql)
  const [added] = rows
  if (!added) throw new Error('a place that was just written is there')
  return added
}

/** Sets the state of a place, and what belongs to that state. Who lives on without `confirmUntil` is confirmed. */
export async function setState(
  tx: Tx,
  id: string,
  state: PlaceState,
  more: {
    readonly offerUntil?: Date
    readonly confirmUntil?: Date
    readonly seat?: { readonly coachId: string; readonly enrolmentId: string }
    readonly left?: { readonly at: Date; readonly isLate: boolean }
  } = {},
): Promise<void> {
  await sql`
    update class_place set state = ${state}, offer_until = ${more.offerUntil ?? null},
      confirm_until = case when ${state} in ('lapsed', 'withdrawn') then confirm_until else ${more.confirmUntil ?? null} end,
      coach_id = coalesce(${more.seat?.coachId ?? null}::uuid, coach_id),
      enrolment_id = coalesce(${more.seat?.enrolmentId ?? null}::uuid, enrolment_id),
      left_at = ${more.left?.at ?? null}, is_late = ${more.left?.isLate ?? false}, version = version + 1
    where org_id = ${tx.org} and id = ${id}`.execute(tx.sql)
}

/** A place whose seat was given back or removed by the team is given back too. */
export async function followSeats(tx: Tx, sessionId: string): Promise<void> {
  await sql`
    update class_place w set state = 'withdrawn', version = w.version + 1
    where w.org_id = ${tx.org} and w.session_id = ${sessionId} and w.state = 'seated' and not exists (
      select from enrolment e where e.org_id = w.org_id and e.id = w.enrolment_id and e.outcome <> 'withdrawn')`.execute(
    tx.sql,
  )
}

/** Coaches who hold a seat that has no outcome yet and have no place to be written to about it, by name. */
export async function seatsWithoutPlace(
  tx: Tx,
  sessionId: string,
): Promise<
  readonly {
    readonly enrolmentId: string
    readonly coachId: string
    readonly name: string
    readonly email: string | null
    readonly language: string
    readonly isSample: boolean
  }[]
> {
  const { rows } = await sql<Awaited<ReturnType<typeof seatsWithoutPlace>>[number]>`
    select e.id as "enrolmentId", e.coach_id as "coachId", h.name, h.email, h.language, h.is_sample as "isSample"
    from enrolment e join coach_named h on h.org_id = e.org_id and h.id = e.coach_id
    where e.org_id = ${tx.org} and e.session_id = ${sessionId} and e.outcome = 'enrolled' and not exists (
      select from class_place w where w.org_id = e.org_id and w.enrolment_id = e.id and w.state = 'seated')
    order by h.search, e.id`.execute(tx.sql)
  return rows
}

/** A session with seats that are held for addresses not confirmed yet: how many, and how many seats are gone in all. */
export type HeldUnconfirmed = {
  readonly sessionId: string
  readonly course: string
  readonly startsOn: Day
  readonly capacity: number | null
  readonly seats: number
  readonly held: number
}

/** The sessions to come that are open for sign-up and have seats held for addresses nobody has confirmed, soonest first. */
export async function heldUnconfirmed(tx: Tx, today: Day): Promise<readonly HeldUnconfirmed[]> {
  const { rows } = await sql<HeldUnconfirmed>`
    select s.id as "sessionId", c.title as course, s.starts_on as "startsOn", s.capacity, w.held,
      w.offered + (select count(*) from enrolment e where e.org_id = s.org_id and e.session_id = s.id and e.outcome <> 'withdrawn') as seats
    from training_session s
    join course c on c.org_id = s.org_id and c.id = s.course_id
    join lateral (
      select count(*) filter (where p.confirm_until is not null) as held, count(*) as offered
      from class_place p where p.org_id = s.org_id and p.session_id = s.id and p.state = 'offered') w on w.held > 0
    where s.org_id = ${tx.org} and s.is_open and not s.is_cancelled and s.starts_on >= ${today}
    order by s.starts_on, s.id`.execute(tx.sql)
  return rows
}

/** The offers that passed unanswered, and the places that nobody confirmed in time. */
export async function passedOffers(tx: Tx, now: Date, sessionId?: string): Promise<readonly Place[]> {
  const { rows } = await sql<Place>`
    select ${columns} from class_place w
    where w.org_id = ${tx.org} and (w.state = 'offered' and w.offer_until <= ${now} or w.state = 'waiting' and w.confirm_until <= ${now})
      and ${sessionId === undefined ? sql`true` : sql`w.session_id = ${sessionId}`}
    order by w.arrived`.execute(tx.sql)
  return rows
}

/**
 * The coach who signed up: who has the mail address and bears the name. Anybody may type a name and an address, so that a name alone
 * is nobody's, and another name at the address of a coach is another person.
 */
export async function coachSigningUp(tx: Tx, { name, email }: Pick<Place, 'name' | 'email'>): Promise<SignedUp> {
  const { rows } = await sql<{ id: string; name: string; email: string }>`
    select id, name, email from coach_named where org_id = ${tx.org} and lower(email) = ${email} limit 1`.execute(
    tx.sql,
  )
  const found = whoIs({ name, email }, rows)
  return { coachId: found.kind === 'known' ? found.who.id : null, isAddressTaken: rows.length > 0 }
}
export type SignedUp = { readonly coachId: string | null; readonly isAddressTaken: boolean }

/** The seats of a session that somebody has under the mail address of another coach: by place, who has the address. */
export async function addressesOfOthers(
  tx: Tx,
  sessionId: string,
): Promise<ReadonlyMap<string, { readonly id: string; readonly name: string }>> {
  const { rows } = await sql<{ place: string; id: string; name: string }>`
    select w.id as place, c.id, c.name from class_place w
    join coach_named c on c.org_id = w.org_id and lower(c.email) = w.email and c.id <> w.coach_id
    where w.org_id = ${tx.org} and w.session_id = ${sessionId}`.execute(tx.sql)
  return new Map(rows.map(({ place: at, ...who }) => [at, who]))
}

export type County = { readonly slug: string; readonly name: string; readonly contact: string; readonly zone: string }

/** What mails and public pages say of the county itself. */
export async function county(tx: Tx): Promise<County> {
  const { rows } = await sql<County>`
    select slug, name, contact, time_zone as zone from organisation where org_id = ${tx.org}`.execute(tx.sql)
  const [found] = rows
  if (!found) throw new Error('the organization of a transaction is there')
  return found
}
