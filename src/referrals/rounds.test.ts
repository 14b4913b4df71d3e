import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '../core/id.ts'
import { ok } from '../core/result.ts'
import { put } from '../platform/db/verbs.ts'
import { referralRound } from './rounds.ts'
import { settingsRoutes } from './settings/routes.tsx'
import { openKept, rowsOf } from './test-kept.ts'
import { type Desk, desk } from './test-referrals.ts'
import { referralsDue } from './waiting.ts'

const closed = ({ db }: Desk, id: string, on: string) =>
  db.owner(
    `set app.act = 'test.close'; update referral set state = 'closed', closed_reason = 'unable to reach', closed_on = '${on}' where id = '${id}'`,
  )
const tried = ({ db, team }: Desk, id: string, outcome: string, at: string) =>
  db.owner(`set app.act = 'test.try'; insert into attempt (org_id, id, referral_id, attempted_at, attempted_on, mode, outcome)
    values (${team.org}, gen_random_uuid(), '${id}', '${at}', '${at.slice(0, 10)}', 'phone', '${outcome}')`)

test('a referral that passes its time without an attempt is overdue on that day, once, and is counted', async () => {
  const at = await desk()
  const touched: unknown[] = []
  const needs = {
    ...at.needs,
    clock: () => at.needs.now,
    counted: ((_tx, keys, write) => (touched.push(keys), write())) as typeof at.needs.counted,
  }
  const [late, attempted, gone] = [await at.receive(), await at.receive(), await at.receive()]
  await tried(at, attempted.id, 'no answer', '2025-01-16T12:00:00Z')
  await closed(at, gone.id, '2025-01-16')
  at.needs.now = new Date('2025-01-17T23:30:00Z')
  await referralRound(at.db, needs)
  expect(touched).toEqual([])
  at.needs.now = new Date('2025-01-18T04:00:00Z')
  await referralRound(at.db, needs)
  await referralRound(at.db, needs)
  expect(touched).toEqual([{ referral: [late.id] }])
  const { rows } = await at.db.owner('select id, overdue_on::text from referral where overdue_on is not null')
  expect(rows).toEqual([{ id: late.id, overdue_on: '2025-01-17' }])
  const facts = await rowsOf(
    at,
    'select key, is_due, is_attempted_in_window from referral_fact where is_due order by is_attempted_in_window',
  )
  expect(facts).toEqual([
    { key: late.id, is_due: true, is_attempted_in_window: false },
    { key: attempted.id, is_due: true, is_attempted_in_window: true },
  ])
})

test('what led to nobody is emptied after its months, history included, and every number stays', async () => {
  const at = await desk()
  const partner = await at.partner('EMS')
  const old = await at.receive(
    { bornOn: '1990-05-01', sourceRecord: 'EMS-77', note: 'Was cold' },
    { partnerId: partner },
  )
  const reached = await at.receive({ name: 'Robin Lake' })
  const recent = await at.receive({ name: 'Sam Field' })
  await tried(at, old.id, 'no answer', '2025-01-16T12:00:00Z')
  await tried(at, reached.id, 'reached', '2025-01-16T12:00:00Z')
  for (const { id } of [old, reached]) await closed(at, id, '2025-01-20')
  await closed(at, recent.id, '2025-01-21')
  const facts = async () => rowsOf(at, 'select * from referral_fact order by key')
  const before = await facts()
  at.needs.now = new Date('2027-01-20T04:00:00Z') // 19 January in Wilson
  await referralRound(at.db, at.needs)
  expect((await at.db.owner('select id from person_served where emptied_on is not null')).rows).toEqual([])
  at.needs.now = new Date('2027-01-20T17:00:00Z')
  await referralRound(at.db, at.needs)
  const { rows } = await at.db.owner('select * from person_served where emptied_on is not null')
  expect(rows).toMatchObject([
    { id: old.personId, name: null, phone: null, born_on: null, phone_mark: null, person_mark: null },
  ])
  expect((await at.db.owner('select place from overdose_event where id = $1', [old.eventId])).rows).toEqual([
    { place: null },
  ])
  const { rows: referral } = await at.db.owner('select sender, note, source_record from referral where id = $1', [
    old.id,
  ])
  expect(referral).toEqual([{ sender: null, note: null, source_record: null }])
  const { rows: history } = await at.db.owner(`select h::text as said from history h`)
  expect(history.filter(({ said }) => said.includes('EMS-77'))).toEqual([])
  expect(await openKept(at, 'person_served', reached.personId, ['name'])).toEqual({ name: 'Robin Lake' })
  expect(await facts()).toEqual(before)
})

test('what led to somebody, what was agreed and shared, and who read whom are each kept for their own time', async () => {
  const at = await desk()
  const partner = await at.partner('Clinic')
  const reached = await at.receive({ name: 'Robin Lake', note: 'Was cold' })
  await tried(at, reached.id, 'engaged', '2025-01-16T12:00:00Z')
  const consent = newId()
  const keys = await at.db.read(at.team.scope, (tx) => at.needs.seals.keysOf(tx))
  await at.db.act({ org: at.team.org, person: null }, 'test.agree', async (tx) => {
    const textId = await put(tx, 'consent_text', {
      kind: 'release',
      language: 'en',
      body: 'x',
      fromOn: '2025-01-01',
    } as never)
    await put(
      tx,
      'consent',
      {
        personId: reached.personId,
        kind: 'release',
        recipientId: partner,
        textId,
        fromOn: '2025-01-16',
        untilOn: '2026-06-30',
        signedAt: '2025-01-16T15:00:00Z',
        authority: 'Guardian Kim',
        signer: keys.seal({ table: 'consent', column: 'signer', id: consent }, 'Robin'),
      },
      consent,
    )
    await put(tx, 'disclosure', {
      personId: reached.personId,
      recipientId: partner,
      what: ['identity'],
      purpose: 'help',
      exception: 'audit',
      exceptionWhy: 'Asked for by auditor Kim',
      copy: 'none',
      at: '2025-01-16T15:00:00Z',
    })
    await sql`insert into person_read (org_id, at, reader_id, person_id, what, by_right)
      select ${tx.org}, '2025-01-16T15:00:00Z', id, ${reached.personId}, 'referral', 'team' from person limit 1`.execute(
      tx.sql,
    )
    return ok(null)
  })
  await closed(at, reached.id, '2025-01-20')
  const facts = async () => rowsOf(at, 'select * from referral_fact')
  const before = await facts()
  const standing = async () =>
    (
      await at.db.owner(`select (select emptied_on is not null from person_served where id = '${reached.personId}') as person,
      (select signer is null and authority = '' from consent) as consent, (select exception_why like 'Removed%' from disclosure) as shared,
      (select count(*)::int from person_read where at < '2025-02-01') as reads`)
    ).rows[0]
  const on = async (day: string) => {
    at.needs.now = new Date(`${day}T17:00:00Z`)
    await referralRound(at.db, at.needs)
    return standing()
  }
  expect(await on('2031-01-15')).toEqual({ person: false, consent: false, shared: false, reads: 1 })
  expect(await on('2031-01-17'), 'six years after it was shared and read').toEqual({
    person: false,
    consent: false,
    shared: true,
    reads: 0,
  })
  expect(await on('2031-01-20'), 'six years after it was closed').toEqual({
    person: true,
    consent: false,
    shared: true,
    reads: 0,
  })
  expect(await on('2032-06-30'), 'six years after the consent ended').toEqual({
    person: true,
    consent: true,
    shared: true,
    reads: 0,
  })
  expect(
    (await at.db.owner('select h::text as said from history h')).rows.filter(({ said }) => /Kim/.test(said)),
  ).toEqual([])
  expect(await facts()).toEqual(before)
})

test('the months are data from a day on, and only who hands out changes the rules', async () => {
  const at = await desk(() => settingsRoutes())
  const ask = at.team.as('coordinator')
  const rule = {
    windowHours: '48',
    attemptsAtMost: '3',
    isTwoOnFirstVisit: 'yes',
    isPart2: 'yes',
    zones: 'North\nSouth',
    version: '0',
  }
  expect((await ask('/referrals/rules', rule)).status).toBe(303)
  expect((await ask('/referrals/rules', rule)).status).toBe(422)
  const nobody = { recordClass: 'referral that led to nobody' }
  const short = await ask('/referrals/rules/retention', {
    recordClass: 'who read whom',
    months: '71',
    fromOn: '2025-02-01',
  })
  expect([short.status, await short.text()]).toEqual([422, expect.stringContaining('kept for 72 months at least')])
  const { id } = await at.receive({ personZone: 'Elsewhere' })
  const { rows } = await at.db.owner('select path, due_at from referral where id = $1', [id])
  expect([rows[0].path, rows[0].due_at.toISOString()]).toEqual(['outside', '2025-01-16T23:30:00.000Z'])
  expect((await ask('/referrals/rules', { ...rule, windowHours: '500', version: '1' })).status).toBe(422)
  expect((await ask('/referrals/rules/retention', { ...nobody, months: '6', fromOn: '2025-02-01' })).status).toBe(303)
  expect((await ask('/referrals/rules/retention', { ...nobody, months: '7', fromOn: '2025-02-01' })).status).toBe(422)
  expect((await ask('/referrals/rules/retention', { ...nobody, months: '7', fromOn: '2025-01-14' })).status).toBe(422)
  await closed(at, id, '2025-01-20')
  at.needs.now = new Date('2025-07-20T17:00:00Z')
  await referralRound(at.db, at.needs)
  expect((await at.db.owner('select id from person_served where emptied_on is not null')).rows).toHaveLength(1)
  for (const who of ['coach', 'editor', 'viewer', 'privacy officer', 'neighbour'] as const)
    expect((await at.team.as(who)('/referrals/rules')).status, who).toBe(404)
})

test('Today says what is overdue, left behind, due and waiting, each with the one act', () => {
  expect(referralsDue({ overdue: 0, dueToday: 0, waiting: 0, left: 0 })).toEqual([])
  expect(referralsDue({ overdue: 1, dueToday: 2, waiting: 1, left: 3 }).map(({ what }) => what)).toEqual([
    '1 referral is overdue',
    '3 referrals are with coaches whose shift ended',
    '2 referrals are due within 24 hours',
    '1 referral waits to be handed out',
  ])
})
