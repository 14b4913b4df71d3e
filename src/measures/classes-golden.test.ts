import { test } from 'vitest'
import { newId } from '../core/id.ts'
import type { Tx } from '../platform/db/db.ts'
import { catalogue } from './catalogue.ts'
import { countFacts } from './cells.ts'
import { collected, goldenTable, holdsGolden } from './test-golden.ts'

test('the readings of classes are those worked out by hand, counted along the way or computed anew', () =>
  holdsGolden('classes', {
    today: '2025-01-10',
    measures: catalogue.map((measure) => ({ ...measure, ...collected })),
    write: writeRecords,
  }))

const table = (heading: string) => goldenTable('classes', heading)

async function writeRecords(tx: Tx): Promise<void> {
  const add = async (name: string, values: Readonly<Record<string, unknown>>): Promise<string> => {
    const row: Record<string, unknown> = { org_id: tx.org, id: newId(), ...values }
    const names = Object.keys(row)
    await tx.client.query(
      `insert into ${name} (${names.join()}) values (${names.map((_, index) => `$${index + 1}`).join()})`,
      Object.values(row),
    )
    return String(row.id)
  }
  const courses = new Map<string, string>()
  for (const [title, isCoachCourse, hours] of [
    ['academy', true, 6],
    ['naloxone', false, 2],
  ] as const) {
    const id = await add('course', { title, kind: title, is_coach_course: isCoachCourse })
    const version = { id, course_id: id, number: 1, required_hours: hours, effective_on: '2020-01-01' }
    await add('course_version', version)
    courses.set(title, id)
  }
  const sessions = new Map<string, { readonly id: string; readonly courseId: string }>()
  for (const row of table('Sessions')) {
    const [id, courseId] = [newId(), courses.get(row.course ?? '') ?? '']
    sessions.set(row.session ?? '', { id, courseId })
    await countFacts(tx, { training_session: [id] }, () =>
      add('training_session', {
        id,
        course_id: courseId,
        course_version_id: courseId,
        starts_on: row.starts,
        ends_on: row.ends,
        cost_cents: row.cost ? Math.round(Number(row.cost) * 100) : null,
      }),
    )
  }
  const classes = new Map<string, string>()
  for (const row of table('Classes'))
    classes.set(
      row.class ?? '',
      await add('class_day', {
        session_id: sessions.get(row.session ?? '')?.id,
        held_on: row.day,
        starts_at: '09:00',
        ends_at: '12:00',
        minutes: Number(row.minutes),
        begins_at: `${row.day}T14:00:00Z`,
        place: 'Library',
      }),
    )
  const coaches = new Map<string, string>()
  const seats = new Map<string, string>()
  for (const row of table('Enrolments')) {
    const name = row.coach ?? ''
    if (!coaches.has(name)) coaches.set(name, await add('coach', { name, search: name.toLowerCase() }))
    const session = sessions.get(row.session ?? '')
    const [id, coachId] = [newId(), coaches.get(name) ?? '']
    seats.set(`${name} ${row.session}`, id)
    // Whoever completed the session before shares its cost with this coach.
    const { rows } = await tx.client.query('select coach_id from enrolment where session_id = $1', [session?.id])
    const beside = rows.map(({ coach_id }) => coach_id as string)
    const touched = { enrolment: [id], hours_attended: [id], coach_trained: [...new Set([coachId, ...beside])] }
    await countFacts(tx, touched, () =>
      add('enrolment', {
        id,
        coach_id: coachId,
        course_id: session?.courseId,
        session_id: session?.id,
        enrolled_on: '2023-12-01',
        outcome: row.outcome,
        outcome_on: row.on,
        attended_hours: row.hours === '' ? null : Number(row.hours),
      }),
    )
    if (row.before || row.after)
      await countFacts(tx, touched, () =>
        add('confidence', { enrolment_id: id, before: row.before || null, after: row.after || null }),
      )
  }
  for (const row of table('Attendance')) {
    const [id, enrolmentId] = [newId(), seats.get(`${row.coach} ${row.session}`) ?? '']
    await countFacts(tx, { hours_attended: [id, enrolmentId], enrolment: [enrolmentId] }, async () => {
      await add('attendance', {
        id,
        class_day_id: classes.get(row.class ?? ''),
        enrolment_id: enrolmentId,
        minutes: Number(row.minutes),
        way: 'roster',
        noted_at: '2024-12-31T12:00:00Z',
      })
    })
  }
}
