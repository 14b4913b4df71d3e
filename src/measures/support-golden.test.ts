import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { newId } from '../core/id.ts'
import { ok } from '../core/result.ts'
import type { Tx } from '../platform/db/db.ts'
import { freshDb } from '../platform/db/test-db.ts'
import { insertPair } from '../support/mentors/store.ts'
import { countMonths } from '../support/supervision/actions.ts'
import { insertSession, monthsMoved } from '../support/supervision/store.ts'
import { catalogue } from './catalogue.ts'
import { countFacts, rebuild } from './cells.ts'
import { insertMeasures, listMeasures, readingsOf } from './store.ts'

const measured = ['supervision-on-schedule', 'mentor-match']

test('the readings of support are those worked out by hand, counted along the way or computed anew', async () => {
  const db = await freshDb()
  const { rows } = await db.owner(
    `with act as (select set_config('app.act', 'test.setUp', false)) insert into organisation (id, slug, name) select $1, 'wilson', 'Wilson County' from act returning org_id`,
    [newId()],
  )
  const supervisor = newId()
  await db.owner(`insert into person (id, email, name) values ($1, 'lena@example.org', 'Lena')`, [supervisor])
  const scope = { org: rows[0].org_id as number, person: null }
  await db.act(scope, 'test.setUp', async (tx) => {
    await insertMeasures(
      tx,
      catalogue.filter(({ slug }) => measured.includes(slug)).map((measure) => ({ ...measure, ...collected })),
    )
    await writeRecords(tx, supervisor)
    return ok(null)
  })
  const shown = () =>
    db.read(scope, async (tx) =>
      (await readingsOf(tx, await listMeasures(tx), '2025-01-10'))
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
  const expected = table('Readings').map((row) =>
    [row.measure, row.period, row.value, row.numerator, row.denominator, row.status, row.reason].join(' | '),
  )
  expect(await shown()).toEqual([...expected].sort())
  await db.act(scope, 'test.rebuild', async (tx) => ok(await rebuild(tx)))
  expect(await shown()).toEqual([...expected].sort())
})

const collected = {
  kind: 'performance',
  calendar: { kind: 'month' },
  collectedFrom: '2024-10-01',
  collectedThrough: '2024-12-31',
  endedOn: null,
  settlesAfterDays: 30,
  isPersonLevel: false,
  publishesSplits: true,
  source: '',
  isSample: true,
} as const

async function writeRecords(tx: Tx, supervisorId: string): Promise<void> {
  const coaches = new Map<string, string>()
  const coachOf = async (name = ''): Promise<string> => {
    const known = coaches.get(name)
    if (known !== undefined) return known
    const id = newId()
    coaches.set(name, id)
    await tx.sql.insertInto('coach').values({ org_id: tx.org, id, name, search: name.toLowerCase() }).execute()
    return id
  }
  const stage = async (coachId: string, stage: string, on: string, position: number) =>
    tx.sql
      .insertInto('coach_stage')
      .values({ org_id: tx.org, id: newId(), coach_id: coachId, stage, from_on: on, position })
      .execute()
  for (const row of table('Active')) {
    const id = await coachOf(row.coach)
    await stage(id, 'active', row.from ?? '', 1)
    if (row['inactive on']) await stage(id, 'inactive', row['inactive on'], 2)
  }
  const hold = async (row: Readonly<Record<string, string>>): Promise<void> => {
    const id = await coachOf(row.coach)
    const heldOn = row.held ?? ''
    await countFacts(tx, { supervision_month: await monthsMoved(tx, id, [heldOn]) }, () =>
      insertSession(tx, id, { supervisorId, heldOn, minutes: 60 }),
    )
  }
  for (const row of table('Sessions')) if (row['written down'] === 'before') await hold(row)
  await countMonths(tx, '2025-01-10', { counted: countFacts })
  for (const row of table('Sessions')) if (row['written down'] === 'after') await hold(row)

  const course = newId()
  await tx.sql
    .insertInto('course')
    .values({ org_id: tx.org, id: course, title: 'Academy', kind: 'academy', is_coach_course: true })
    .execute()
  const mentorId = await coachOf('Max')
  await tx.sql.insertInto('mentor').values({ org_id: tx.org, id: newId(), coach_id: mentorId, most: 9 }).execute()
  for (const row of table('Trained')) {
    const [id, coachId, trained] = [newId(), await coachOf(row.coach), row.trained ?? '']
    await countFacts(tx, { enrolment: [id], coach_trained: [coachId] }, () =>
      tx.sql
        .insertInto('enrolment')
        .values({
          org_id: tx.org,
          id,
          coach_id: coachId,
          course_id: course,
          enrolled_on: trained,
          outcome: 'completed',
          outcome_on: trained,
        })
        .execute(),
    )
    const fromOn = row['mentor from']
    if (!fromOn) continue
    await countFacts(tx, { coach_trained: [coachId] }, async () => {
      const pairId = await insertPair(tx, { mentorId, coachId, fromOn })
      const toOn = row['mentor until']
      if (toOn)
        await tx.sql
          .updateTable('mentor_pair')
          .set({ to_on: toOn, end_reason: 'Moved' })
          .where('org_id', '=', tx.org)
          .where('id', '=', pairId)
          .execute()
    })
  }
}

/** The rows of a table of the golden file, by the names in its head. */
function table(heading: string): Record<string, string>[] {
  const text = readFileSync('golden/support.md', 'utf8').split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
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
