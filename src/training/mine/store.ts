import { sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'
import { classDaysOf } from '../days/store.ts'
import { isOfferOpen, isUnconfirmed } from '../places/rules.ts'
import { aheadOf, county, waitingOf } from '../places/store.ts'
import { untilIs } from '../places/words.ts'
import type { Outcome } from '../sessions/model.ts'
import { session } from '../sessions/store.ts'
import { daysInWords } from '../words.ts'

/** A seat as its coach sees it. */
export type MySeat = {
  readonly enrolmentId: string
  readonly sessionId: string | null
  readonly course: string
  readonly requiredHours: number
  readonly startsOn: Day | null
  readonly endsOn: Day | null
  readonly place: string
  readonly link: string
  readonly hours: number | null
  readonly outcome: Outcome
  readonly outcomeOn: Day | null
  readonly certificate: string | null
  readonly certificatesAt: string
}

/** The seats and courses of one coach, newest first. */
export async function seatsOfCoach(tx: Tx, coachId: string): Promise<readonly MySeat[]> {
  const { rows } = await sql<MySeat>`
    select e.id as "enrolmentId", s.id as "sessionId", c.title as course, v.required_hours as "requiredHours",
      s.starts_on as "startsOn", s.ends_on as "endsOn", coalesce(s.place, '') as place, coalesce(s.link, '') as link,
      e.attended_hours as hours, e.outcome, e.outcome_on as "outcomeOn", k.code as certificate, '/' || o.slug || '/certificate/' as "certificatesAt"
    from enrolment e
    join organisation o on o.org_id = e.org_id
    join course c on c.org_id = e.org_id and c.id = e.course_id
    left join training_session s on s.org_id = e.org_id and s.id = e.session_id
    join lateral (
      select w.required_hours from course_version w where w.org_id = e.org_id and w.course_id = e.course_id
      order by w.id = s.course_version_id desc nulls last, w.number desc limit 1) v on true
    left join certificate k on k.org_id = e.org_id and k.enrolment_id = e.id and k.revoked_on is null and e.outcome = 'completed'
    where e.org_id = ${tx.org} and e.coach_id = ${coachId} and s.is_cancelled is not true
    order by coalesce(e.outcome_on, s.starts_on) desc, e.id`.execute(tx.sql)
  return rows
}

/** A place on a waiting list as its coach sees it. */
export type WaitingSeat = {
  readonly sessionId: string
  readonly course: string
  readonly dates: string
  /** Until when a seat is held, in words; null while one is waited for. */
  readonly offeredUntil: string | null
  /** Until when the place has to be confirmed, in words; null once it is. */
  readonly confirmUntil: string | null
  /** How many wait before this coach. */
  readonly ahead: number
}

/** Where a coach waits for a seat. An offer that has passed is none any more, also before the round has seen it. */
export async function waitingSeats(
  tx: Tx,
  coachId: string,
  { today, now }: { readonly today: Day; readonly now: Date },
): Promise<readonly WaitingSeat[]> {
  const seats: WaitingSeat[] = []
  const { zone } = await county(tx)
  for (const place of await waitingOf(tx, coachId, today)) {
    const held = await session(tx, place.sessionId)
    const isPast = isUnconfirmed(place) && place.confirmUntil !== null && place.confirmUntil <= now
    if (!held || isPast || (place.state === 'offered' && !isOfferOpen(place, now))) continue
    const anywhere = [held, ...(await classDaysOf(tx, held.id))]
    seats.push({
      sessionId: held.id,
      course: held.course,
      dates: daysInWords(held),
      offeredUntil: place.offerUntil && untilIs('en', zone, place.offerUntil, anywhere),
      confirmUntil: place.confirmUntil && untilIs('en', zone, place.confirmUntil, anywhere),
      ahead: await aheadOf(tx, place),
    })
  }
  return seats
}
