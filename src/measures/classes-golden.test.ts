import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { newId } from '../core/id.ts'
import { ok } from '../core/result.ts'
import type { Tx } from '../platform/db/db.ts'
import { freshDb } from '../platform/db/test-db.ts'
import { catalogue } from './catalogue.ts'
import { countFacts, rebuild } from './cells.ts'
import { insertMeasures, listMeasures, readingsOf } from './store.ts'

test('the readings of classes are those worked out by hand, counted along the way or computed anew', async () => {
  const db = await freshDb()
  const { rows } = await db.owner(
    `with act as (select set_config('app.act', 'test.setUp', false)) insert into organisation (id, slug, name) select $1, 'wilson', 'Wilson County' from act returning org_id`,
    [newId()],
  )
  const scope = { org: rows[0].org_id as number, person: null }
  await db.act(scope, 'test.setUp', async (tx) => {
    await insertMeasures(
      tx,
      catalogue.map((measure) => ({ ...measure, ...collected, definition: { ...measure.definition, splits: [] } })),
    )
    return ok(await writeRecords(tx))
  })
  const expected = table('Readings').map((row) =>
    [row.measure, row.period, row.value, row.numerator, row.denominator, row.status, row.reason].join(' | '),
  )
  const measured = new Set(table('Readings').map((row) => row.measure))
  const shown = () =>
    db.read(scope, async (tx) =>
      (await readingsOf(tx, await listMeasures(tx), '2025-01-10'))
        .filter(({ measure }) => measured.has(measure.slug))
        .flatMap(({ measure, readings }) =>
          readings.map(({ period, value, numerator, denominator, status, reason }) =>
            [
              measure.slug,
              period.label,
              value ?? '-',
              numerator ?? '-',
              denominator ?? '-',
              status,
              reason ?? '-',
            ].join(' | '),
          ),
        )
        .sort(),
    )
  expect(await shown()).toEqual([...expected].sort())
  await db.act(scope, 'test.rebuild', async (tx) => ok(await rebuild(tx)))
  expect(await shown()).toEqual([...expected].sort())
})

const collected = {
  kind: 'performance',
  calendar: { kind: 'year' },
  collectedFrom: '2023-01-01',
  collectedThrough: '2024-12-31',
  endedOn: null,
  settlesAfterDays: 30,
  isPersonLevel: false,
  publishesSplits: true,
  source: '',
  isSample: true,
} as const

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

/** The rows of a table of the golden file, by the names in its head. */
function table(heading: string): Record<string, string>[] {
  const text = readFileSync('golden/classes.md', 'utf8').split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  const lines = text.split('\n').filter((line) => line.startsWith('|'))
  const cells = (line: string): string[] =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim())
  const head = cells(lines[0] ?? '')
  return lines.slice(2).map((line) => Object.fromEntries(cells(line).map((cell, index) => [head[index] ?? '', cell])))
}
