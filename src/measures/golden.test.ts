import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { newId } from '../core/id.ts'
import type { Calendar } from '../core/period.ts'
import { ok } from '../core/result.ts'
import type { Tx } from '../platform/db/db.ts'
import { freshDb } from '../platform/db/test-db.ts'
import { catalogue } from './catalogue.ts'
import { countFacts, rebuild } from './cells.ts'
import type { Reading } from './model.ts'
import { insertMeasures, listMeasures, readingsOf } from './store.ts'

test('the readings of training are those worked out by hand, counted along the way or computed anew', async () => {
  const { db, scope } = await county()
  await db.act(scope, 'test.setUp', async (tx) => {
    await insertMeasures(
      tx,
      catalogue.map((measure) => ({
        ...measure,
        ...collected,
        calendar: { kind: 'year' },
      })),
    )
    return ok(await writeRecords(tx))
  })
  const shown = () =>
    db.read(scope, async (tx) =>
      (await readingsOf(tx, await listMeasures(tx), '2025-01-10')).flatMap(({ measure, readings, splits }) => [
        ...lines(measure.slug, readings),
        ...splits.flatMap((split) =>
          split.categories.flatMap((category) =>
            lines(`${measure.slug}, ${split.dimension} ${category.name}`, category.readings),
          ),
        ),
      ]),
    )
  const expected = table('Readings').map((row) =>
    [row.measure, row.period, row.value, row.numerator, row.denominator, row.status, row.reason].join(' | '),
  )
  const measured = new Set(table('Readings').map((row) => row.measure))
  const counted = (await shown()).filter((line) => measured.has(line.split(' | ')[0] ?? ''))
  expect(counted.sort()).toEqual(expected.sort())
  await db.act(scope, 'test.rebuild', async (tx) => ok(await rebuild(tx)))
  expect((await shown()).filter((line) => measured.has(line.split(' | ')[0] ?? '')).sort()).toEqual(expected)
})

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
  const { db, scope } = await county()
  const held = catalogue.find(({ slug }) => slug === 'training-sessions-held')
  if (!held) throw new Error('the catalogue counts sessions')
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
    for (const row of table('Sessions held', 'calendars'))
      await writeSession(tx, course, { course: 'academy', starts: row.day ?? '', ends: row.day ?? '' })
    return ok(undefined)
  })
  const shown = await db.read(scope, async (tx) =>
    (await readingsOf(tx, await listMeasures(tx), '2025-06-01')).flatMap(({ measure, readings }) =>
      readings.map(({ period, value, status }) => [measure.title, period.label, value, status].join(' | ')),
    ),
  )
  const expected = table('Readings', 'calendars').map((row) =>
    [row.calendar, row.period, row.value, row.status].join(' | '),
  )
  expect(shown.sort()).toEqual(expected.sort())
})

const collected = {
  kind: 'performance',
  collectedFrom: '2023-01-01',
  collectedThrough: '2024-12-31',
  endedOn: null,
  settlesAfterDays: 30,
  isPersonLevel: false,
  publishesSplits: true,
  source: '',
  isSample: true,
} as const

async function county() {
  const db = await freshDb()
  const { rows } = await db.owner(
    `with act as (select set_config('app.act', 'test.setUp', false)) insert into organisation (id, slug, name) select $1, 'wilson', 'Wilson County' from act returning org_id`,
    [newId()],
  )
  return { db, scope: { org: rows[0].org_id as number, person: null } }
}

const lines = (name: string, readings: readonly Reading[]): string[] =>
  readings.map(({ period, value, numerator, denominator, status, reason }) =>
    [name, period.label, value ?? '-', numerator ?? '-', denominator ?? '-', status, reason ?? '-'].join(' | '),
  )

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
  for (const row of table('Sessions')) session.set(row.session ?? '', await writeSession(tx, course, row))
  const coach = new Map<string, string>()
  for (const row of table('Enrolments')) {
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

/** The rows of a table of a golden file, by the names in its head. */
function table(heading: string, file = 'training'): Record<string, string>[] {
  const text = readFileSync(`golden/${file}.md`, 'utf8').split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  const [head = [], , ...rows] = text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
  return rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index] ?? ''])))
}
