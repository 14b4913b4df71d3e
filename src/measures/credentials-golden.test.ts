import { test } from 'vitest'
import { newId } from '../core/id.ts'
import type { Tx } from '../platform/db/db.ts'
import { catalogue } from './catalogue.ts'
import { countFacts } from './cells.ts'
import { collected, goldenTable, holdsGolden } from './test-golden.ts'

const measured = ['certified-coaches', 'credentials-current']

test('the readings of credentials are those worked out by hand, counted along the way or computed anew', () =>
  holdsGolden('credentials', {
    today: '2025-03-10',
    measures: catalogue
      .filter(({ slug }) => measured.includes(slug))
      .map((measure) => ({ ...measure, ...collected, collectedFrom: '2022-01-01', collectedThrough: null })),
    write,
  }))

const table = (heading: string) => goldenTable('credentials', heading)

async function write(tx: Tx): Promise<void> {
  const kinds = new Map([
    ['NC CPSS', newId()],
    ['Ethics', newId()],
  ])
  for (const [name, id] of kinds)
    await tx.client.query('insert into credential_kind (org_id, id, name, required_from) values ($1, $2, $3, $4)', [
      tx.org,
      id,
      name,
      name === 'Ethics' ? '2023-07-01' : null,
    ])
  const coaches = new Map<string, string>()
  const [stages, terms] = [new Map<string, number>(), new Map<string, number>()]
  for (const { coach = '', stage = '', on = '' } of table('Steps')) {
    const coachId = coaches.get(coach) ?? newId()
    if (!coaches.has(coach))
      await tx.sql.insertInto('coach').values({ org_id: tx.org, id: coachId, name: coach, search: coach }).execute()
    coaches.set(coach, coachId)
    const position = (stages.get(coach) ?? 0) + 1
    stages.set(coach, position)
    await countFacts(tx, { credential_standing: [coachId] }, () =>
      tx.sql
        .insertInto('coach_stage')
        .values({ org_id: tx.org, id: newId(), coach_id: coachId, stage, from_on: on, position })
        .execute(),
    )
  }
  const credentials = new Map<string, string>()
  for (const { coach = '', kind = '', from = '', through = '', ended = '' } of table('Terms')) {
    const [coachId, of] = [coaches.get(coach) ?? '', `${coach} ${kind}`]
    const id = credentials.get(of) ?? newId()
    const position = (terms.get(of) ?? 0) + 1
    terms.set(of, position)
    const last = through === '-' ? null : through
    await countFacts(tx, { credential_standing: [coachId] }, async () => {
      if (!credentials.has(of))
        await tx.client.query(
          'insert into credential (org_id, id, coach_id, kind_id, begun_on) values ($1, $2, $3, $4, $5)',
          [tx.org, id, coachId, kinds.get(kind), from],
        )
      credentials.set(of, id)
      await tx.client.query(
        `insert into credential_term (org_id, id, credential_id, position, from_on, notice_from, expires_on, late_until)
         values ($1, $2, $3, $4, $5, $6, $6, $6)`,
        [tx.org, newId(), id, position, from, last],
      )
    })
    // What the daily round does, once the day has come.
    if (ended !== '-')
      await countFacts(tx, { credential_standing: [coachId] }, () =>
        tx.client.query(
          'update credential_term set ended_on = $4 where org_id = $1 and credential_id = $2 and position = $3',
          [tx.org, id, position, ended],
        ),
      )
  }
}
