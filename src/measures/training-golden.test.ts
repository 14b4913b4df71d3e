import { expect, test } from 'vitest'
import { newId } from '../core/id.ts'
import type { Calendar } from '../core/period.ts'
import { ok } from '../core/result.ts'
import type { Tx } from '../platform/db/db.ts'
import { catalogue } from './catalogue.ts'
import { countFacts } from './cells.ts'
import { readingsOf } from './readings.ts'
import { insertMeasures, listMeasures } from './store.ts'
import { bareCounty, collected, goldenTable, holdsGolden } from './test-golden.ts'

test('the readings of training are those worked out by hand, counted along the way or computed anew', () =>
  holdsGolden('training', {
    today: '2025-01-10',
    measures: catalogue.map((measure) => ({ ...measure, ...collected })),
    write: writeRecords,
  }))

const calendars: Readonly<Record<string, Calendar>> = {
  month: { kind: 'month' },
  quarter: { kind: 'quarter', startMonth: 1 },
  half: { kind: 'half', startMonth: 1 },
  year: { kind: 'year' },
  'fiscal year from July': { kind: 'fiscal year', startMonth: 7 },
  'school year from August': { kind: 'school year', startMonth: 8 },
  'span of 2 years': { kind: 'span', years: 2, lastYear: 2024 },
  'seasons from December': { kind: 'own', startMonth: 12, names: ['Winter', 'Spring', 'Summer', 'Fall'] },
}

test('days at the edges of months and years fall into the same periods under every calendar as worked out by hand', async () => {
  const { db, scope } = await bareCounty()
  const held = catalogue.find(({ slug }) => slug === 'training-sessions-held')
  if (!held) throw new Error('the catalog counts sessions')
  await db.act(scope, 'test.setUp', async (tx) => {
    await insertMeasures(
      tx,
      Object.entries(calendars).map(([title, calendar], index) => ({
        ...held,
        ...collected,
        slug: `held-${index}`,
        title,
        calendar,
        collectedFrom: '2023-07-01',
      })),
    )
    const course = await writeCourses(tx)
    for (const row of goldenTable('calendars', 'Sessions held'))
      await writeSession(tx, course, { course: 'academy', starts: row.day ?? '', ends: row.day ?? '' })
    return ok(undefined)
  })
  const shown = await db.read(scope, async (tx) =>
    (await readingsOf(tx, await listMeasures(tx), '2025-06-01')).flatMap(({ measure, readings }) =>
      readings.map(({ period, value, status }) => [measure.title, period.label, value, status].join(' | ')),
    ),
  )
  const expected = goldenTable('calendars', 'Readings').map((row) =>
    [row.calendar, row.period, row.value, row.status].join(' | '),
  )
  expect(shown.sort()).toEqual(expected.sort())
})

async function writeCourses(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const course = new Map<string, string>()
  for (const [title, kind, isCoachCourse] of [
    ['academy', 'academy', true],
    ['naloxone', 'naloxone', false],
  ] as const) {
    const id = newId()
    course.set(title, id)
    await tx.sql
      .insertInto('course')
      .values({ org_id: tx.org, id, title, kind, is_coach_course: isCoachCourse })
      .execute()
    await tx.sql
      .insertInto('course_version')
      .values({ org_id: tx.org, id, course_id: id, number: 1, required_hours: 30, effective_on: '2020-01-01' })
      .execute()
  }
  return course
}

async function writeSession(
  tx: Tx,
  courses: ReadonlyMap<string, string>,
  row: Readonly<Record<string, string>>,
): Promise<string> {
  const id = newId()
  const courseId = courses.get(row.course ?? '') ?? ''
  await countFacts(tx, { training_session: [id] }, () =>
    tx.sql
      .insertInto('training_session')
      .values({
        org_id: tx.org,
        id,
        course_id: courseId,
        course_version_id: courseId,
        starts_on: row.starts ?? '',
        ends_on: row.ends ?? '',
        is_cancelled: row.cancelled === 'yes',
      })
      .execute(),
  )
  return id
}

async function writeRecords(tx: Tx): Promise<void> {
  const { org } = tx
  const course = await writeCourses(tx)
  const session = new Map<string, string>()
  for (const row of goldenTable('training', 'Sessions'))
    session.set(row.session ?? '', await writeSession(tx, course, row))
  const coach = new Map<string, string>()
  for (const row of goldenTable('training', 'Enrolments')) {
    const name = row.coach ?? ''
    if (!coach.has(name)) {
      coach.set(name, newId())
      await tx.sql
        .insertInto('coach')
        .values({ org_id: org, id: coach.get(name) ?? '', name, search: name.toLowerCase(), zone: row.zone || null })
        .execute()
    }
    const id = newId()
    const coachId = coach.get(name) ?? ''
    await countFacts(tx, { enrolment: [id], hours_attended: [id], coach_trained: [coachId] }, () =>
      tx.sql
        .insertInto('enrolment')
        .values({
          org_id: org,
          id,
          coach_id: coachId,
          course_id: course.get(row.course ?? '') ?? '',
          session_id: session.get(row.session ?? '') ?? null,
          enrolled_on: row.enrolled ?? '',
          outcome: row.outcome ?? '',
          outcome_on: row.on || null,
          attended_hours: row.hours ? Number(row.hours) : null,
        })
        .execute(),
    )
  }
}
