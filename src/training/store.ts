import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../core/day.ts'
import { together } from '../core/together.ts'
import type { Tx } from '../platform/db/db.ts'
import { recordsFoundBy } from '../platform/records-behind.ts'
import type { Enrolment } from './completions/model.ts'
import { enrolmentsOf, type RemovedEnrolment, removedOf } from './completions/store.ts'
import { daysInWords, placeInWords } from './words.ts'

/** A query of the coaches who have passed an approved coach course, with the day they first did. */
export const trainedCoaches = (tx: Tx): RawBuilder<{ key: string; trained_on: Day }> =>
  sql`select key, trained_on from coach_trained_fact where org_id = ${tx.org}`

/** A query of everybody who has a seat in a class, or had one. */
export const seatedCoaches = (tx: Tx): RawBuilder<{ key: string }> =>
  sql`select coach_id as key from enrolment where org_id = ${tx.org}`

/** The seats and courses of a coach as their page shows them, newest first; those that were removed come last. */
export async function coursesTaken(tx: Tx, coachId: string) {
  const [there, removed] = await together(enrolmentsOf(tx, coachId), removedOf(tx, coachId))
  return [...there.map(asTaken), ...removed.map(asRemoved)]
}

const pathOf = (id: string): string => `/training/enrolments/${id}`

const asTaken = (one: Enrolment) => ({
  key: one.id,
  href: pathOf(one.id),
  course: one.course,
  where: one.session ? placeInWords(one.session) : 'Taken elsewhere',
  outcome: one.outcome,
  outcomeOn: one.outcomeOn,
  hours: one.hours,
  isRemoved: false,
  countsAsTrained: one.isCoachCourse && one.outcome === 'completed',
  seat: one.session && one.outcome === 'enrolled' ? seatIn(one, one.session) : null,
})

const asRemoved = ({ id, course, outcome, outcomeOn, hours }: RemovedEnrolment) => ({
  key: id,
  href: pathOf(id),
  course,
  where: '',
  outcome,
  outcomeOn,
  hours,
  isRemoved: true,
  countsAsTrained: false,
  seat: null,
})

const seatIn = (one: Enrolment, { id, startsOn, endsOn }: NonNullable<Enrolment['session']>) => ({
  startsOn,
  endsOn,
  days: daysInWords({ startsOn, endsOn }),
  isCoachCourse: one.isCoachCourse,
  href: `/training/sessions/${id}`,
  record: `/training/record?coachId=${one.coachId}&classTaken=session:${id}`,
})

const enrolments = (tx: Tx): RawBuilder<unknown> => sql`
  select e.id, e.coach_id, e.outcome, e.outcome_on, e.attended_hours, h.name as coach, c.title as course, c.is_coach_course,
    case when s.id is null then 'taken elsewhere' when s.place <> '' then s.place else 'online' end as place
  from enrolment e
  join coach_named h on h.org_id = e.org_id and h.id = e.coach_id
  join course c on c.org_id = e.org_id and c.id = e.course_id
  left join training_session s on s.org_id = e.org_id and s.id = e.session_id
  where e.org_id = ${tx.org}`

/** The records behind the numbers of this room, by fact. */
export const trainingRecords = recordsFoundBy({
  // The completion that made somebody a coach: the first of an approved course; of two on one day, the one entered first.
  coach_trained: (tx, keys) => sql`
    select distinct on (e.coach_id) e.coach_id::text as key, '/coaches/' || e.coach_id as href, e.coach as title, e.outcome_on as "on",
      concat_ws(' · ', e.course, e.place) as detail, e.id as entered
    from (${enrolments(tx)}) e
    where e.coach_id = any(${keys}::uuid[]) and e.outcome = 'completed' and e.is_coach_course
    order by e.coach_id, e.outcome_on, e.id`,
  enrolment: (tx, keys) => sql`
    select e.id::text as key, '/training/enrolments/' || e.id as href, e.coach as title, e.outcome_on as "on",
      concat_ws(' · ', e.course, e.outcome, case when e.attended_hours is not null then trim_scale(e.attended_hours) || ' hours' end) as detail,
      e.id as entered
    from (${enrolments(tx)}) e
    where e.id = any(${keys}::uuid[])`,
  hours_attended: (tx, keys) => sql`
    select a.id::text as key, '/training/classes/' || d.id as href, h.name as title, d.held_on as "on",
      concat_ws(' · ', c.title, trim_scale(round(a.minutes / 60.0, 2)) || ' hours', case when a.way = 'made up' then 'made up' end) as detail,
      a.id as entered
    from attendance a
    join class_day d on d.org_id = a.org_id and d.id = a.class_day_id
    join enrolment e on e.org_id = a.org_id and e.id = a.enrolment_id
    join coach_named h on h.org_id = e.org_id and h.id = e.coach_id
    join course c on c.org_id = e.org_id and c.id = e.course_id
    where a.org_id = ${tx.org} and a.id = any(${keys}::uuid[])
    union all
    select e.id::text, '/training/enrolments/' || e.id, e.coach, e.outcome_on,
      concat_ws(' · ', e.course, trim_scale(e.attended_hours) || ' hours'), e.id
    from (${enrolments(tx)}) e
    where e.id = any(${keys}::uuid[])`,
  training_session: (tx, keys) => sql`
    select s.id::text as key, '/training/sessions/' || s.id as href, c.title as title, s.ends_on as "on",
      concat_ws(' · ', nullif(s.place, ''), case when s.link <> '' then 'online' end, s.capacity || ' seats') as detail, s.id as entered
    from training_session s
    join course c on c.org_id = s.org_id and c.id = s.course_id
    where s.org_id = ${tx.org} and s.id = any(${keys}::uuid[])`,
})
