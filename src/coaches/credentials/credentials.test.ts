import { expect, test } from 'vitest'
import type { TestDb } from '../../platform/db/test-db.ts'
import { credentialRound } from './round.ts'
import { heldOn } from './store.ts'
import { county, idIn, pdf, taught, withFile } from './test-county.ts'

test('a credential goes from its beginning to valid once nothing is missing, and says what is missing before', async () => {
  const { ask, at, own } = await county([taught('2024-02-01', 40, 'peer support'), taught('2024-03-01', 20, 'other')])
  const one = await at(own)
  expect(await (await ask(one)).text()).toContain('2 references')
  const early = await ask(`${one}/step`, { step: 'submit', on: '2024-04-01' })
  expect(early.status).toBe(422)
  expect(await early.text()).toContain('Still missing: 2 references.')
  const details = { number: '', referenceCount: '2', verifiedOn: '', verifiedBy: '', version: '1' }
  expect((await ask(`${one}/edit`, details)).status).toBe(303)
  expect((await ask(`${one}/step`, { step: 'submit', on: '2024-04-01' })).status).toBe(303)
  expect((await ask(`${one}/step`, { step: 'grant', on: '2024-04-10', number: 'PSS-1' })).status).toBe(303)
  expect(await (await ask(one)).text()).toContain('Valid through 30 Apr 2026.')
})

test('a number twice of one kind is refused at its field, whatever its letters', async () => {
  const { begin, own, other, ask, at } = await county()
  await at(own, { way: 'holds it', number: 'PSS-1' })
  const answer = await begin(other, { way: 'holds it', number: 'pss-1' })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('id="number-problem"')
  const one = await at(other)
  const details = { number: 'PSS-1', referenceCount: '0', verifiedOn: '', verifiedBy: '', version: '1' }
  expect((await ask(`${one}/edit`, details)).status).toBe(422)
  expect((await ask(`${one}/edit`, { ...details, number: 'PSS-2' })).status).toBe(303)
})

test('who checked it and when go together, and a save over a newer version shows both texts', async () => {
  const { ask, at, own } = await county()
  const one = await at(own)
  const details = { number: '', referenceCount: '1', verifiedOn: '2025-01-10', verifiedBy: '', version: '1' }
  const half = await ask(`${one}/edit`, details)
  expect(half.status).toBe(422)
  expect(await half.text()).toContain('id="details-verifiedBy-problem"')
  expect((await ask(`${one}/edit`, { ...details, verifiedBy: 'Paulette' })).status).toBe(303)
  const late = await ask(`${one}/edit`, { ...details, verifiedBy: 'Somebody else' })
  expect(late.status).toBe(422)
  const html = await late.text()
  expect(html).toContain('Paulette')
  expect(html).toContain('Somebody else')
})

test('an administrator adds any other kind on screen, and changes what it asks from a day on', async () => {
  const { admin, ask, kindId } = await county()
  const rules = {
    effectiveOn: '2024-01-01',
    courseHours: '60',
    courseKind: 'other',
    courseMonths: '0',
    furtherHours: '0',
    referenceCount: '0',
    renewalMonths: '12',
    continuingHours: '10',
    ethicsHours: '2',
    noticeDays: '60',
    lateDays: '0',
  }
  const form = { name: 'CART', about: '', ...rules }
  expect((await ask('/coaches/credentials/kinds/add', form)).status).toBe(404)
  const wrong = await admin('/coaches/credentials/kinds/add', { ...form, ethicsHours: '11' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('id="ethicsHours-problem"')
  expect((await admin('/coaches/credentials/kinds/add', form)).status).toBe(303)
  expect((await admin('/coaches/credentials/kinds/add', { ...form, name: 'cart' })).status).toBe(422)
  expect((await admin(`/coaches/credentials/kinds/${kindId}/rules`, rules)).status).toBe(303)
  expect((await admin(`/coaches/credentials/kinds/${kindId}/rules`, rules)).status).toBe(422)
  const html = await (await ask('/coaches/credentials/kinds')).text()
  expect(html).toContain('CART')
  expect(html).toContain('From 1 Jan 2024')
  expect(html).toContain('From 1 Jan 2000')
})

test('papers are taken by what is in them, handed out as a download to the coordinator and to their coach, and to nobody else', async () => {
  const { ask, coach, at, own, other, db, team } = await county()
  const [mine, theirs] = [await at(own), await at(other)]
  for (const one of [mine, theirs])
    expect((await ask(`${one}/files`, withFile(pdf(), 'scan.exe'))).status, one).toBe(303)
  const program = await ask(`${mine}/files`, withFile(Buffer.from('MZ\x90\0 a program'), 'certificate.pdf'))
  expect(program.status).toBe(422)
  expect(await program.text()).toContain('not a PDF, a PNG or a JPEG inside')
  const { rows } = await db.owner('select id, coach_id from credential_file')
  const of = (coachId: string) => rows.find((row) => row.coach_id === coachId).id
  const handed = await coach(`/mine/files/${of(own)}`)
  expect(handed.status).toBe(200)
  expect(handed.headers.get('content-disposition')).toBe('attachment; filename="evidence.pdf"')
  expect(handed.headers.get('x-content-type-options')).toBe('nosniff')
  expect(Buffer.from(await handed.arrayBuffer()).equals(pdf())).toBe(true)
  expect((await ask(`${mine}/files/${of(own)}`)).status).toBe(200)
  expect((await ask(`${mine}/files/${of(other)}`)).status).toBe(404)
  expect((await coach(`/mine/files/${of(other)}`)).status).toBe(404)
  expect((await coach(`${mine}/files/${of(own)}`)).status).toBe(404)
  expect((await team.as('viewer')(`${mine}/files/${of(own)}`)).status).toBe(404)
  const theirId = theirs.split('/').at(-1) ?? ''
  expect((await coach(`/mine/credentials/${theirId}/files`, withFile(pdf(), 'x.pdf'))).status).toBe(404)
  const myId = mine.split('/').at(-1) ?? ''
  expect((await coach(`/mine/credentials/${myId}/files`, withFile(pdf(), 'x.pdf'))).status).toBe(303)
})

test('a file of 30 MB is refused clearly, and nothing is kept', async () => {
  const { ask, at, own, db } = await county()
  const one = await at(own)
  const huge = await ask(`${one}/files`, withFile(pdf(30 * 1024 * 1024), 'scan.pdf'))
  expect(huge.status).toBe(413)
  expect(await huge.text()).toContain('smaller file')
  const large = await ask(`${one}/files`, withFile(pdf(10 * 1024 * 1024 + 1), 'scan.pdf'))
  expect(large.status).toBe(422)
  expect(await large.text()).toContain('larger than 10 MB')
  expect((await db.owner('select from credential_file')).rowCount).toBe(0)
})

test('the papers of one coach are 100 MB together at most, also with hours, and another coach is not held up', async () => {
  const { ask, coach, at, own, other, db } = await county()
  const [mine, theirs] = [await at(own), await at(other)]
  await lie(db, own, 100 * 1024 * 1024 - pdf().length)
  expect((await ask(`${mine}/files`, withFile(pdf(), 'scan.pdf'))).status).toBe(303)
  const over = await ask(`${mine}/files`, withFile(pdf(), 'scan.pdf'))
  expect(over.status).toBe(422)
  expect(await over.text()).toContain('the papers of this coach would be larger than 100 MB together')
  const hours = withFile(pdf(), 'scan.pdf')
  for (const [name, value] of Object.entries({
    on: '2025-01-10',
    hours: '2',
    ethicsHours: '0',
    title: 'A day on ethics',
  }))
    hours.append(name, value)
  const entered = await coach('/mine/hours', hours)
  expect(entered.status).toBe(422)
  expect(await entered.text()).toContain('value="A day on ethics"')
  expect((await ask(`${theirs}/files`, withFile(pdf(), 'scan.pdf'))).status).toBe(303)
})

test('the papers of a county are 2 GB together at most', async () => {
  const { ask, at, own, db } = await county()
  const mine = await at(own)
  for (let each = 0; each < 21; each++) await lie(db, await newCoach(db), 100 * 1024 * 1024)
  const over = await ask(`${mine}/files`, withFile(pdf(), 'scan.pdf'))
  expect(over.status).toBe(422)
  expect(await over.text()).toContain('the papers of all coaches would be larger than 2 GB together')
})

test('hours are entered with a paper, taken back once by an entry of their own, and never changed', async () => {
  const { ask, coach, own, db } = await county([taught('2024-05-01', 16, 'ethics')])
  const entry = { title: 'Conference', on: '2024-06-01', hours: '6.5', ethicsHours: '1' }
  expect((await coach('/mine/hours', withFile(pdf(), 'x.pdf', { ...entry, ethicsHours: '7' }))).status).toBe(422)
  expect((await coach('/mine/hours', entry)).status).toBe(422)
  expect((await coach('/mine/hours', withFile(pdf(), 'x.pdf', { ...entry, on: '2025-01-16' }))).status).toBe(422)
  expect((await coach('/mine/hours', withFile(pdf(), 'x.pdf', entry))).status).toBe(303)
  expect(await (await coach('/mine/hours')).text()).toContain('22.5 hours in all, of which 17 hours on ethics.')
  const [{ id: entryId }] = (await db.owner('select id from hours_entry')).rows
  expect((await coach(`/coaches/${own}/hours/reverse`, { entryId, reason: 'Twice' })).status).toBe(404)
  expect((await ask(`/coaches/${own}/hours/reverse`, { entryId, reason: '' })).status).toBe(422)
  expect((await ask(`/coaches/${own}/hours/reverse`, { entryId, reason: 'Twice' })).status).toBe(303)
  expect((await ask(`/coaches/${own}/hours/reverse`, { entryId, reason: 'Twice' })).status).toBe(422)
  expect(await (await coach('/mine/hours')).text()).toContain('16 hours in all, of which 16 hours on ethics.')
  const act = db.act({ org: 1, person: null }, 'test.change', async (tx) => {
    await tx.client.query('update hours_entry set hours = 9')
    return { ok: true, value: null }
  })
  await expect(act).rejects.toThrow('permission denied')
})

test('a renewal takes the hours since the last one, keeps what it counted, and is refused without', async () => {
  const { ask, at, own, db } = await county([taught('2023-02-10', 20, 'ethics'), taught('2024-05-01', 17, 'other')])
  const one = await at(own, { way: 'holds it', on: '2023-02-10' })
  const renew = () => ask(`${one}/step`, { step: 'renew', on: '2025-01-15' })
  const refused = await renew()
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('Still missing: 3 hours of continuing education; 3 hours on ethics.')
  await ask(`/coaches/${own}/hours`, { title: 'Ethics', on: '2025-01-15', hours: '3', ethicsHours: '3' })
  expect((await renew()).status).toBe(303)
  const { rows } = await db.owner('select hours, ethics_hours, expires_on::text from credential_term order by position')
  expect(rows[1]).toEqual({ hours: '20.00', ethics_hours: '3.00', expires_on: '2027-02-28' })
  expect(await (await ask(one)).text()).toContain('Valid through 28 Feb 2027.')
})

test('reminders go out at 90, 60 and 30 days and in the late window, each once, however often the program looks', async () => {
  const made = await county()
  await made.at(made.own, { way: 'holds it', on: '2023-04-10' })
  await made.at(made.other, { way: 'holds it', on: '2024-04-10' })
  const days = ['2025-01-29', '2025-01-30', '2025-02-15', '2025-03-01', '2025-03-31', '2025-05-01', '2025-05-31']
  for (const day of days) {
    made.now(`${day}T12:30:00Z`) // before eight, or at half past eight once the clocks have changed
    await Promise.all([credentialRound(made.db, made.needs), credentialRound(made.db, made.needs)])
    made.now(`${day}T18:00:00Z`)
    await Promise.all([credentialRound(made.db, made.needs), credentialRound(made.db, made.needs)])
  }
  const { rows } = await made.db.owner(
    'select kind, queued_at::date::text as on from credential_notice order by queued_at',
  )
  expect(rows).toEqual([
    { kind: '90 days', on: '2025-01-30' },
    { kind: '60 days', on: '2025-03-01' },
    { kind: '30 days', on: '2025-03-31' },
    { kind: 'late window', on: '2025-05-01' },
  ])
  const mails = (await made.db.owner('select to_address, subject, body from mail order by id')).rows
  expect(mails.map(({ to_address }) => to_address)).toEqual(Array(4).fill('amos@example.org'))
  expect(mails[0].subject).toBe('Renew by 30 Apr 2025: NC CPSS')
  expect(mails[0].body).toContain('- 20 hours of continuing education')
  expect(mails[3].subject).toBe('Renew now: NC CPSS')
  expect(await (await made.ask('/coaches/credentials')).text()).toContain('late window, ')
})

test('a coach who speaks Spanish is reminded in Spanish', async () => {
  const made = await county()
  await made.at(made.own, { way: 'holds it', on: '2023-04-10' })
  const typed = { email: 'amos@example.org', phone: '', zone: '', language: 'Spanish', version: '1' }
  expect((await made.coach('/mine/details', typed)).status).toBe(303)
  for (const day of ['2025-01-30', '2025-05-01']) {
    made.now(`${day}T18:00:00Z`)
    await credentialRound(made.db, made.needs)
  }
  const [first, late] = (await made.db.owner('select subject, body from mail order by id')).rows
  expect(first.subject).toBe('Renueve a más tardar el miércoles, 30 de abril de 2025: NC CPSS')
  expect(first.body).toBe(`Su NC CPSS debe renovarse a más tardar el miércoles, 30 de abril de 2025.

Todavía falta:
- 20 horas de educación continua
- 3 horas de ética

Su página, con sus horas y documentos:

http://localhost/team/wilson/mine#credentials

Wilson County
`)
  expect(late.subject).toBe('Renueve ahora: NC CPSS')
  expect(late.body).toContain('Todavía puede renovarla hasta el viernes, 30 de mayo de 2025.')
})

test('nobody who left the team is reminded', async () => {
  const made = await county()
  await made.at(made.own, { way: 'holds it', on: '2023-04-10' })
  await made.ask(`/coaches/${made.own}/step`, { stage: 'active', on: '2024-01-01', reason: '' })
  await made.ask(`/coaches/${made.own}/step`, { stage: 'released', on: '2024-12-01', reason: 'Moved' })
  made.now('2025-02-15T18:00:00Z')
  await credentialRound(made.db, made.needs)
  expect((await made.db.owner('select from mail')).rowCount).toBe(0)
})

test('who holds what on a day is known to the shifts, through the last day and not after', async () => {
  const { at, own, other, db, team } = await county()
  await at(own, { way: 'holds it', on: '2023-04-10' })
  const held = (day: string) => db.read(team.scope, (tx) => heldOn(tx, [own, other], day))
  expect(await held('2023-04-09')).toEqual(new Map())
  expect(await held('2025-04-30')).toEqual(new Map([[own, new Set(['NC CPSS'])]]))
  expect(await held('2025-05-01')).toEqual(new Map())
})

test('a coach sees what lapses when and what is missing on their own page, and nothing of another', async () => {
  const { at, own, other, coach, team } = await county()
  await at(own, { way: 'holds it', on: '2023-02-10', number: 'PSS-1' })
  const theirs = await at(other, { way: 'holds it', on: '2022-12-10', number: 'PSS-2' })
  const html = await (await coach('/mine')).text()
  expect(html).toContain('Due: renew by 28 Feb 2025.')
  expect(html).toContain('20 hours of continuing education')
  expect(html).not.toContain('Ran out')
  for (const path of ['/coaches/credentials', theirs, `/coaches/${other}/hours`, `/coaches/${own}/hours`])
    for (const who of ['coach', 'viewer', 'editor', 'neighbour'] as const)
      expect((await team.as(who)(path)).status, `${who} ${path}`).toBe(404)
})

test('the list says who runs out first, what is missing, and who needs one and has none', async () => {
  const { at, own, other, ask, admin, kindId } = await county()
  await at(own, { way: 'holds it', on: '2023-02-10' })
  await ask(`/coaches/${other}/step`, { stage: 'active', on: '2024-01-01', reason: '' })
  expect(
    (await admin(`/coaches/credentials/kinds/${kindId}/required`, { isRequired: 'yes', from: '2025-01-16' })).status,
  ).toBe(422)
  expect(
    (await admin(`/coaches/credentials/kinds/${kindId}/required`, { isRequired: 'yes', from: '2025-01-15' })).status,
  ).toBe(303)
  const html = await (await ask('/coaches/credentials')).text()
  expect(html).toContain('Due: renew by 28 Feb 2025')
  expect(html).toContain('Needed, and not on record')
  expect(html).toContain('Bettina')
})

test('the list asks for the hours of all coaches at once, and counts each coach’s own', async () => {
  const { at, own, other, ask, asked } = await county([taught('2024-06-01', 12, 'other')])
  await at(own, { way: 'holds it', on: '2023-02-10' })
  await at(other, { way: 'holds it', on: '2023-02-10' })
  await ask(`/coaches/${own}/hours`, { title: 'Ethics', on: '2024-07-01', hours: '3', ethicsHours: '3' })
  asked.length = 0
  const html = await (await ask('/coaches/credentials')).text()
  expect(asked).toHaveLength(1)
  expect([...(asked[0] ?? [])].sort()).toEqual([own, other].sort())
  expect(html).toContain('5 hours of continuing education')
  expect(html).toContain('8 hours of continuing education')
})

test('a second credential of a kind, a kind that is not there and a day ahead are refused', async () => {
  const { begin, own } = await county()
  expect(idIn(await begin(own), 'credentials')).not.toBe('')
  expect((await begin(own)).status).toBe(422)
  expect((await begin(own, { on: '2025-01-16' })).status).toBe(422)
  expect((await begin(own, { kindId: own })).status).toBe(422)
  expect((await begin(own, { way: 'begins now', expiresOn: '2025-02-01' })).status).toBe(422)
})

/** Papers of a coach of so many bytes together lie there already. */
const lie = (db: TestDb, coachId: string, bytes: number) =>
  db.owner(
    `with act as (select set_config('app.act', 'test.papers', true))
     insert into credential_file (org_id, id, coach_id, name, type, bytes, added_on)
     select c.org_id, gen_random_uuid(), c.id, 'scan.pdf', 'application/pdf', least(10485760, $2 - 10485760 * part), '2025-01-01'
     from act, coach c, generate_series(0, ($2 - 1) / 10485760) part where c.id = $1`,
    [coachId, bytes],
  )

const newCoach = async (db: TestDb): Promise<string> => {
  const { rows } = await db.owner(
    `with act as (select set_config('app.act', 'test.papers', true))
     insert into coach (org_id, id, name, search) select o.org_id, gen_random_uuid(), 'Cora', 'cora' from act, organisation o
     where o.slug = 'wilson' returning id`,
  )
  return rows[0].id
}
