import { addDays, type Day, dayIn } from '../core/day.ts'
import { newId } from '../core/id.ts'
import type { Tx } from '../platform/db/db.ts'
import { classDayFrom, daysOfSeries } from './days/rules.ts'
import { insertClassDays } from './days/store.ts'

const zone = 'America/New_York'
const library = 'Wilson County Public Library'

// Six of the cast who did not complete before and come back, then people who wait. All are invented.
const seated = [70, 71, 72, 73, 75, 76]
const waiting: readonly (readonly [name: string, language: 'en' | 'es'])[] = [
  ['Corinne Daltrey', 'en'],
  ['Ezequiel Marrero', 'es'],
  ['Philippa Ruffin', 'en'],
]

type Academies = {
  readonly courseId: string
  readonly organiser: string
  readonly coaches: readonly string[]
  readonly now: Date
}

/**
 * The academies to come of the sample county. Six weeks after the day of loading one with six seats, all taken, and three people on
 * the waiting list; twelve weeks after it one with room for all who look. Everything is marked as sample, and nobody of it is written to.
 */
export async function insertNextAcademies(tx: Tx, academies: Academies): Promise<void> {
  const { courseId, coaches, now } = academies
  const id = await insertAcademy(tx, academies, { inDays: 42, capacity: seated.length })
  await insertAcademy(tx, academies, { inDays: 84, capacity: 16 })
  const people = [
    ...seated.map((coach) => ({ coachId: coaches[coach] ?? null, name: '', language: 'en' })),
    ...waiting.map(([name, language]) => ({ coachId: null, name, language })),
  ]
  for (const [index, { coachId, name, language }] of people.entries()) {
    const at = new Date(now.getTime() - (20 - index) * 86_400_000)
    const enrolmentId =
      coachId === null ? null : await seatOf(tx, { coachId, courseId, sessionId: id, on: dayIn(zone, at) })
    await tx.client.query(
      `insert into class_place (org_id, id, session_id, name, email, language, arrived_at, state, coach_id, enrolment_id, is_sample)
       select $1, $2, $3, coalesce((select h.name from coach_named h where h.org_id = $1 and h.id = $4::uuid), $5), $6, $7, $8, $9, $4, $10, true`,
      [
        tx.org,
        newId(),
        id,
        coachId,
        name,
        `sample-${index + 1}@example.org`,
        language,
        at,
        coachId ? 'seated' : 'waiting',
        enrolmentId,
      ],
    )
  }
}

/** An academy of five days of six hours; answers its id. */
async function insertAcademy(
  tx: Tx,
  { courseId, organiser, now }: Academies,
  { inDays, capacity }: { inDays: number; capacity: number },
): Promise<string> {
  const days = daysOfSeries({ heldOn: nextMonday(addDays(dayIn(zone, now), inDays)), times: 5, every: 'weekday' })
  const rows = days.flatMap((heldOn) => {
    const read = classDayFrom(zone, { heldOn, startsAt: '09:30', endsAt: '15:30', place: '', link: '' })
    return read.ok ? [read.value] : []
  })
  const id = newId()
  await tx.client.query(
    `insert into training_session (org_id, id, course_id, course_version_id, starts_on, ends_on, place, capacity, instructor,
       organiser_id, funder, is_open, cost_cents, is_sample)
     select $1, $2, $3, v.id, $4, $5, $6, $7, 'Dr. Lena Abernathy', $8, 'Opioid settlement funds', true, 540000, true
     from course_version v where v.org_id = $1 and v.course_id = $3`,
    [tx.org, id, courseId, days[0], days[days.length - 1], library, capacity, organiser],
  )
  await insertClassDays(tx, id, rows)
  return id
}

async function seatOf(
  tx: Tx,
  { coachId, courseId, sessionId, on }: { coachId: string; courseId: string; sessionId: string; on: Day },
): Promise<string> {
  const id = newId()
  await tx.client.query(
    'insert into enrolment (org_id, id, coach_id, course_id, session_id, enrolled_on) values ($1, $2, $3, $4, $5, $6)',
    [tx.org, id, coachId, courseId, sessionId, on],
  )
  return id
}

const nextMonday = (day: Day): Day => {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay()
  return addDays(day, (8 - weekday) % 7)
}
