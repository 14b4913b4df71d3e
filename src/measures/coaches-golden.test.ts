import { test } from 'vitest'
import { newId } from '../core/id.ts'
import type { Tx } from '../platform/db/db.ts'
import { catalogue } from './catalogue.ts'
import { countFacts } from './cells.ts'
import { collected, goldenTable, holdsGolden } from './test-golden.ts'

const measured = [
  'applicants',
  'active-coaches',
  'trained-to-active',
  'coach-retention',
  'coaches-lost',
  'days-from-interest-to-active',
]

test('the readings of the path of coaches are those worked out by hand, counted along the way or computed anew', () =>
  holdsGolden('coaches', {
    today: '2025-03-10',
    measures: catalogue
      .filter(({ slug }) => measured.includes(slug))
      .map((measure) => ({ ...measure, ...collected, collectedThrough: null })),
    write,
  }))

const table = (heading: string) => goldenTable('coaches', heading)

async function write(tx: Tx): Promise<void> {
  const course = newId()
  await tx.sql
    .insertInto('course')
    .values({ org_id: tx.org, id: course, title: 'academy', kind: 'academy', is_coach_course: true })
    .execute()
  const coaches = new Map<string, string>()
  const coachOf = async (name: string, zone: string | null): Promise<string> => {
    const known = coaches.get(name)
    if (known !== undefined) return known
    const id = newId()
    coaches.set(name, id)
    await tx.sql.insertInto('coach').values({ org_id: tx.org, id, name, search: name.toLowerCase(), zone }).execute()
    return id
  }
  for (const { coach = '', zone = '', on = '' } of table('Trained')) {
    const [id, coachId] = [newId(), await coachOf(coach, zone)]
    await countFacts(tx, { coach_trained: [coachId] }, () =>
      tx.client.query(
        `insert into enrolment (org_id, id, coach_id, course_id, enrolled_on, outcome, outcome_on)
         values ($1, $2, $3, $4, $5, 'completed', $5)`,
        [tx.org, id, coachId, course, on],
      ),
    )
  }
  const positions = new Map<string, number>()
  for (const { coach = '', stage = '', on = '' } of table('Steps')) {
    const [id, coachId, position] = [newId(), await coachOf(coach, null), (positions.get(coach) ?? 0) + 1]
    positions.set(coach, position)
    const reason = ['withdrawn', 'released'].includes(stage) ? 'Moved' : ''
    await countFacts(tx, { coach_move: [id], coach_start: [coachId], coach_trained: [coachId] }, () =>
      tx.sql
        .insertInto('coach_stage')
        .values({ org_id: tx.org, id, coach_id: coachId, stage, from_on: on, position, reason })
        .execute(),
    )
  }
  await writeApplications(tx)
}

async function writeApplications(tx: Tx): Promise<void> {
  const [program, opening] = [newId(), newId()]
  await tx.sql.insertInto('program').values({ org_id: tx.org, id: program, title: 'Team' }).execute()
  const words = { does_en: '', does_not_en: '', does_es: '', does_not_es: '', steps: '' }
  await tx.sql
    .insertInto('opening')
    .values({
      org_id: tx.org,
      id: opening,
      program_id: program,
      slug: 'team',
      reference_count: 0,
      is_checked: false,
      ...words,
    })
    .execute()
  for (const row of table('Applications')) {
    const id = newId()
    await countFacts(tx, { application: [id] }, () =>
      tx.sql
        .insertInto('application')
        .values({
          org_id: tx.org,
          id,
          opening_id: opening,
          sent_as: newId(),
          submitted_on: row.on ?? '',
          page_language: 'en',
          name: row.name ?? '',
          email: `${row.name}@example.org`,
          language: row.language ?? '',
          discarded_on: row['put aside'] === 'yes' ? (row.on ?? '') : null,
        })
        .execute(),
    )
  }
}
