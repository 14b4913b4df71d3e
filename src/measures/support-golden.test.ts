import { test } from 'vitest'
import { newId } from '../core/id.ts'
import type { Tx } from '../platform/db/db.ts'
import { put } from '../platform/db/verbs.ts'
import { countMonths } from '../support/supervision/actions.ts'
import { monthsMoved } from '../support/supervision/store.ts'
import { catalogue } from './catalogue.ts'
import { countFacts } from './cells.ts'
import { collected, goldenTable, holdsGolden } from './test-golden.ts'

const measured = ['supervision-on-schedule', 'mentor-match']

test('the readings of support are those worked out by hand, counted along the way or computed anew', () =>
  holdsGolden('support', {
    today: '2025-01-10',
    measures: catalogue
      .filter(({ slug }) => measured.includes(slug))
      .map((measure) => ({
        ...measure,
        ...collected,
        calendar: { kind: 'month' },
        collectedFrom: '2024-10-01',
      })),
    write: async (tx, db) => {
      const supervisor = newId()
      await db.owner(`insert into person (id, email, name) values ($1, 'lena@example.org', 'Lena')`, [supervisor])
      await writeRecords(tx, supervisor)
    },
  }))

const table = (heading: string) => goldenTable('support', heading)

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
      put(tx, 'supervision_session', { coachId: id, supervisorId, heldOn, minutes: 60 }),
    )
  }
  for (const row of table('Sessions')) if (row['written down'] === 'before') await hold(row)
  await countMonths.within(tx, { needs: { counted: countFacts } }, '2025-01-10')
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
      const pairId = await put(tx, 'mentor_pair', { mentorId, coachId, fromOn })
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
