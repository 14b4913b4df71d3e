import { expect, test } from 'vitest'
import { insertKind } from '../../../coaches/credentials/store.ts'
import { newId } from '../../../core/id.ts'
import { type TrainingTest, wilson } from '../../test-training.ts'

const academy = 'Recovery Coach Academy'

type Imported = TrainingTest & { readonly path: string; readonly enrolment: Readonly<Record<string, string>> }

/** An import of Per Lund and Ulla Dahl, both new, who completed the academy elsewhere. */
async function imported(): Promise<Imported> {
  const made = await wilson()
  const rows = ['Per Lund', 'Ulla Dahl'].map((name) => `${name}\t${academy}\t30\t2024-06-08`)
  const sent = await made.ask('/training/import', { pasted: ['Name\tCourse\tHours\tCompleted on', ...rows].join('\n') })
  const done = await made.ask((sent.headers.get('location') ?? '').replace('/team/wilson', ''), { expected: '2' })
  const path = (done.headers.get('location') ?? '').replace('/team/wilson', '').split('?')[0] ?? ''
  const { rows: kept } = await made.db.owner(
    'select h.name, e.id from enrolment e join coach h on h.id = e.coach_id order by h.name',
  )
  return { ...made, path, enrolment: Object.fromEntries(kept.map(({ name, id }) => [name, id])) }
}
const certify = (made: Imported, name: string): Promise<Response> =>
  made.ask(`/training/enrolments/${made.enrolment[name]}/certificate`, { holder: name, number: '' })
const words = async ({ ask }: TrainingTest, path: string): Promise<string> =>
  (await (await ask(path)).text())
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,:])/g, '$1')
const names = async ({ db }: TrainingTest, table: string): Promise<string[]> =>
  (
    await db.owner(
      table === 'coach'
        ? 'select name from coach order by name'
        : 'select h.name from enrolment e join coach h on h.id = e.coach_id order by h.name',
    )
  ).rows.map(({ name }) => name)
const certificates = async ({ db }: TrainingTest): Promise<unknown> =>
  (await db.owner('select number, revoked_on::text, reason from certificate')).rows

test('an import whose record has a certificate names it before, and is not taken back without a choice', async () => {
  const made = await imported()
  await certify(made, 'Per Lund')
  expect(await words(made, made.path)).toContain(`Per Lund, ${academy}: certificate 2025-001`)
  const refused = await made.ask(`${made.path}/undo`, {})
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('Per Lund (certificate 2025-001)')
  expect(await names(made, 'enrolment')).toEqual(['Per Lund', 'Ulla Dahl'])
})

test('records with a certificate are left when somebody says so, and the page says what stayed', async () => {
  const made = await imported()
  await certify(made, 'Per Lund')
  expect((await made.ask(`${made.path}/undo`, { hanging: '1', choice: 'leave' })).status).toBe(303)
  expect(await names(made, 'enrolment')).toEqual(['Per Lund'])
  expect(await names(made, 'coach')).toEqual(['Per Lund'])
  expect(await certificates(made)).toEqual([{ number: '2025-001', revoked_on: null, reason: '' }])
  const after = await words(made, `${made.path}?said=undone`)
  expect(after).toContain('1 record stayed, with what hangs on it.')
  expect(after).toContain('1 coach it brought stayed, since something else is on record of them: Per Lund.')
  expect(after).not.toContain('as it was before')
})

test('taking them back too revokes their certificates, with the reason', async () => {
  const made = await imported()
  await certify(made, 'Per Lund')
  const without = await made.ask(`${made.path}/undo`, { hanging: '1', choice: 'take', reason: '' })
  expect(without.status).toBe(422)
  expect(await without.text()).toContain('Type why the certificates are revoked.')
  const reason = 'The wrong file was imported'
  expect((await made.ask(`${made.path}/undo`, { hanging: '1', choice: 'take', reason })).status).toBe(303)
  expect(await names(made, 'enrolment')).toEqual([])
  expect(await names(made, 'coach')).toEqual([])
  expect(await certificates(made)).toEqual([{ number: '2025-001', revoked_on: '2025-01-15', reason }])
  expect(await words(made, made.path)).toContain('All of it was taken back.')
})

test('a certificate given after the page was shown stops the undo, which is shown anew', async () => {
  const made = await imported()
  await certify(made, 'Per Lund')
  await certify(made, 'Ulla Dahl')
  const late = await made.ask(`${made.path}/undo`, { hanging: '1', choice: 'take', reason: 'Wrong file' })
  expect(late.status).toBe(422)
  expect(await late.text()).toContain('Records changed since this page was shown')
  expect(await names(made, 'enrolment')).toEqual(['Per Lund', 'Ulla Dahl'])
})

test('records corrected since, and those of a coach with a credential, are named and left or taken back as somebody chose', async () => {
  const made = await imported()
  await made.ask(`/training/enrolments/${made.enrolment['Ulla Dahl']}`, {
    outcome: 'completed',
    hours: '32',
    on: '2024-06-08',
    version: '1',
  })
  await made.write(async (tx) => {
    const kind = newId()
    await insertKind(tx, { id: kind, name: 'CPSS', about: '' })
    await tx.client.query(
      `insert into credential (org_id, id, coach_id, kind_id, begun_on, submitted_on)
       select org_id, $2, coach_id, $3, '2024-07-01', '2024-07-02' from enrolment where id = $1`,
      [made.enrolment['Per Lund'], newId(), kind],
    )
  })
  const before = await words(made, made.path)
  expect(before).toContain(`Per Lund, ${academy}: may count for CPSS`)
  expect(before).toContain(`Ulla Dahl, ${academy}: corrected since`)
  const nothing = await made.ask(`${made.path}/undo`, { hanging: '2', choice: 'leave' })
  expect(await nothing.text()).toContain('All its records would stay')
  expect((await made.ask(`${made.path}/undo`, { hanging: '2', choice: 'take' })).status).toBe(303)
  expect(await names(made, 'enrolment')).toEqual([])
  expect(await names(made, 'coach')).toEqual(['Per Lund'])
  expect(await words(made, made.path)).toContain('1 coach it brought stayed')
})

test('a seat with attendance, answers or a sign-up of the coach stays in any case', async () => {
  for (const [hangs, said] of [
    [
      `insert into confidence (org_id, id, enrolment_id, before, after) select org_id, gen_random_uuid(), id, 3, 7 from enrolment where id = $1`,
      'answers of the coach',
    ],
    [
      `insert into class_place (org_id, id, session_id, name, email, arrived_at, state, coach_id, enrolment_id)
       select e.org_id, gen_random_uuid(), s.id, 'Per Lund', 'per@example.org', now(), 'seated', e.coach_id, e.id
       from enrolment e, training_session s where e.id = $1`,
      'the coach’s own sign-up',
    ],
  ] as const) {
    const made = await imported()
    await made.ask('/training/sessions/add', { courseId: made.academy, startsOn: '2024-06-04', place: 'Library' })
    await made.write((tx) => tx.client.query(hangs, [made.enrolment['Per Lund']]))
    expect(await words(made, made.path)).toContain(`Per Lund, ${academy}: ${said}`)
    expect((await made.ask(`${made.path}/undo`, { hanging: '1', choice: 'take' })).status).toBe(303)
    expect(await names(made, 'enrolment')).toEqual(['Per Lund'])
  }
})

test('a record with a certificate is not removed before the certificate is revoked', async () => {
  const made = await imported()
  await certify(made, 'Per Lund')
  const removed = await made.ask(`/training/enrolments/${made.enrolment['Per Lund']}/remove`, {})
  expect(removed.status).toBe(422)
  expect(await removed.text()).toContain('Certificate 2025-001 was given for this record.')
  expect(await names(made, 'enrolment')).toEqual(['Per Lund', 'Ulla Dahl'])
})
