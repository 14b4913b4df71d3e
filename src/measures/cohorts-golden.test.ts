import { expect, test } from 'vitest'
import { usual } from '../coaches/applications/rules.ts'
import { insertOpening } from '../coaches/applications/store.ts'
import { newId } from '../core/id.ts'
import { ok } from '../core/result.ts'
import type { Tx } from '../platform/db/db.ts'
import { shiftRecords } from '../shifts/behind.ts'
import { catalogue } from './catalogue.ts'
import { countFacts } from './cells.ts'
import { bareCounty, collected, goldenTable, holdsGolden } from './test-golden.ts'

const measured = [
  'retention-after-training',
  'attrition-after-training',
  'cost-of-a-coach-who-stays',
  'days-from-interest-to-first-shift',
]

test('what became of those who were trained is as worked out by hand, counted along the way or computed anew', () =>
  holdsGolden('cohorts', {
    today: '2026-03-10',
    measures: catalogue
      .filter(({ slug }) => measured.includes(slug))
      .map((measure) => ({ ...measure, ...collected, collectedThrough: null })),
    write: async (tx) => {
      await write(tx)
    },
  }))

test('behind a first shift is the first that was completed, whatever was missed before', async () => {
  const { db, scope } = await bareCounty()
  const written = await db.act(scope, 'test.write', async (tx) => ok(await write(tx)))
  if (!written.ok) throw new Error('refused')
  const keys = [...written.value.values()]
  const found = await db.read(scope, async (tx) => (await shiftRecords.coach_first_shift?.(tx, keys)) ?? [])
  expect(found.map(({ title, on, detail }) => `${title}: ${on}, ${detail}`)).toEqual([
    'Jo: 2025-01-20, first shift · virtual',
    'Gus: 2024-12-31, first shift · virtual',
    'Fay: 2024-02-20, first shift · virtual',
    'Ida: 2024-01-05, first shift · virtual',
    'Cho: 2023-08-05, first shift · virtual',
    'Ben: 2023-07-15, first shift · virtual',
    'Ana: 2023-03-20, first shift · virtual',
  ])
})

const table = (heading: string) => goldenTable('cohorts', heading)

/** Writes the records; answers the coaches by name. */
async function write(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const course = newId()
  await tx.sql
    .insertInto('course')
    .values({ org_id: tx.org, id: course, title: 'academy', kind: 'academy', is_coach_course: true })
    .execute()
  const coaches = new Map(table('Trained').map(({ coach = '' }) => [coach, newId()]))
  for (const [name, id] of coaches)
    await tx.sql.insertInto('coach').values({ org_id: tx.org, id, name, search: name.toLowerCase() }).execute()
  const idOf = (name = '') => coaches.get(name) ?? ''
  await tx.sql
    .insertInto('course_version')
    .values({
      org_id: tx.org,
      id: course,
      course_id: course,
      number: 1,
      required_hours: 30,
      effective_on: '2020-01-01',
    })
    .execute()
  for (const { coach, on, cost } of table('Trained'))
    await countFacts(tx, { coach_trained: [idOf(coach)] }, async () => {
      const session = newId()
      await tx.client.query(
        `insert into training_session (org_id, id, course_id, course_version_id, starts_on, ends_on, cost_cents)
         values ($1, $2, $3, $3, $4, $4, $5)`,
        [tx.org, session, course, on, cost ? 100 * Number(cost) : null],
      )
      await tx.client.query(
        `insert into enrolment (org_id, id, coach_id, course_id, session_id, enrolled_on, outcome, outcome_on)
         values ($1, $2, $3, $4, $6, $5, 'completed', $5)`,
        [tx.org, newId(), idOf(coach), course, on, session],
      )
    })
  for (const row of table('Shifts')) await writeShift(tx, idOf(row.coach), row)
  const positions = new Map<string, number>()
  for (const { coach = '', stage = '', on = '' } of table('Steps')) {
    const position = (positions.get(coach) ?? 0) + 1
    positions.set(coach, position)
    const reason = ['withdrawn', 'released'].includes(stage) ? 'Moved' : ''
    await countFacts(tx, { coach_trained: [idOf(coach)], coach_first_shift: [idOf(coach)] }, () =>
      tx.sql
        .insertInto('coach_stage')
        .values({ org_id: tx.org, id: newId(), coach_id: idOf(coach), stage, from_on: on, position, reason })
        .execute(),
    )
  }
  await writeApplications(tx, idOf)
  return coaches
}

async function writeShift(tx: Tx, coachId: string, row: Readonly<Record<string, string>>): Promise<void> {
  const [shiftId, id, on = ''] = [newId(), newId(), row.on]
  const kind = { mode: 'virtual', coaches: 1, starts_at: `${on}T14:00:00Z`, ends_at: `${on}T16:00:00Z` }
  await tx.sql
    .insertInto('shift')
    .values({ org_id: tx.org, id: shiftId, day: on, ...kind })
    .execute()
  const standing = (state = '') => ({ state, hours: state === 'completed' ? 2 : null })
  await countFacts(tx, { coach_first_shift: [coachId] }, () =>
    tx.sql
      .insertInto('shift_place')
      .values({
        org_id: tx.org,
        id,
        shift_id: shiftId,
        number: 1,
        coach_id: coachId,
        passed_on: on,
        ...standing(row.state),
      })
      .execute(),
  )
  if (row['corrected to'])
    await countFacts(tx, { coach_first_shift: [coachId] }, () =>
      tx.sql
        .updateTable('shift_place')
        .set(standing(row['corrected to']))
        .where('org_id', '=', tx.org)
        .where('id', '=', id)
        .execute(),
    )
}

async function writeApplications(tx: Tx, idOf: (name?: string) => string): Promise<void> {
  const program = newId()
  await tx.sql.insertInto('program').values({ org_id: tx.org, id: program, title: 'Team' }).execute()
  const opening = await insertOpening(tx, { programId: program, slug: 'team', form: { ...usual, isOpen: true } })
  for (const { coach = '', on = '' } of table('Applications'))
    await countFacts(tx, { coach_first_shift: [idOf(coach)] }, () =>
      tx.sql
        .insertInto('application')
        .values({
          org_id: tx.org,
          id: newId(),
          opening_id: opening,
          sent_as: newId(),
          submitted_on: on,
          page_language: 'en',
          name: coach,
          email: `${coach.toLowerCase()}@example.org`,
          language: 'English',
          coach_id: idOf(coach),
        })
        .execute(),
    )
}
