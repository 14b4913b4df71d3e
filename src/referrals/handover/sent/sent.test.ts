import { expect, test } from 'vitest'
import { newId } from '../../../core/id.ts'
import { casey, handoverCounty, setState } from '../test-handover.ts'

const bodyOf = async (answer: Promise<Response>) => (await answer).text()

test('only somebody who signs in for a partner has its pages', async () => {
  const here = await handoverCounty()
  for (const who of [
    'administrator',
    'editor',
    'coordinator',
    'viewer',
    'coach',
    'privacy officer',
    'neighbour',
  ] as const)
    for (const path of ['/handed-over', '/handed-over/add']) {
      expect((await here.team.as(who)(path)).status, who).toBe(404)
      expect((await here.team.as(who)(path, casey)).status, who).toBe(404)
    }
  expect((await here.team.as('stranger')('/handed-over')).status).toBe(303)
  expect(await here.count('referral')).toBe(0)
})

test('a partner sees what it sent, by day and one of three words, and nothing of what others sent', async () => {
  const here = await handoverCounty()
  const token = await here.key('token', here.hospital)
  const other = await here.open('/api/referrals', {
    method: 'POST',
    body: JSON.stringify({ ...casey, source: 'emergency department' }),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
  })
  expect(other.status).toBe(201)
  await here.team.isPartner(here.ems)
  const ask = here.team.as('partner')
  expect(await bodyOf(ask('/handed-over'))).toContain('Nothing has been handed over yet.')
  expect((await ask('/handed-over/add', casey)).status).toBe(303)
  await setState(here.db, 'engaged')
  const html = await bodyOf(ask('/handed-over'))
  expect(html).toContain('received 1 referral from Wilson County EMS')
  expect(html).toContain('Being followed up')
  expect(html).toContain('15 Jan 2025')
  for (const secret of ['Casey', 'Rivers', '555-0142', 'Main Street', 'engaged', '00:00'])
    expect(html).not.toContain(secret)
  const { rows } = await here.db.owner(`select partner_id, source from referral where source = 'ems'`)
  expect(rows).toEqual([{ partner_id: here.ems, source: 'ems' }])
})

test('courts and police are told how many were received, and see no list', async () => {
  const here = await handoverCounty()
  await here.team.isPartner(here.sheriff)
  const ask = here.team.as('partner')
  await ask('/handed-over/add', { ...casey, source: 'law enforcement' })
  await setState(here.db, 'closed')
  const html = await bodyOf(ask('/handed-over'))
  expect(html).toContain('received 1 referral from Wilson County Sheriff')
  for (const words of ['<table', 'Closed', '15 Jan']) expect(html).not.toContain(words)
})

test('a form that is sent twice is one referral, and another one is another', async () => {
  const here = await handoverCounty()
  await here.team.isPartner(here.ems)
  const ask = here.team.as('partner')
  const sentAs = newId()
  const twice = await Promise.all([
    ask('/handed-over/add', { ...casey, sentAs }),
    ask('/handed-over/add', { ...casey, sentAs }),
  ])
  expect(twice.map(({ status }) => status)).toEqual([303, 303])
  expect(await here.count('referral')).toBe(1)
  expect((await ask('/handed-over/add', { ...casey, sentAs: newId() })).status).toBe(303)
  expect(await here.count('referral')).toBe(2)
})

test('a number that another referral has is said at its field, and what was typed stays', async () => {
  const here = await handoverCounty()
  await here.team.isPartner(here.ems)
  const ask = here.team.as('partner')
  await ask('/handed-over/add', { ...casey, sourceRecord: 'EMS-1', sentAs: newId() })
  const second = await ask('/handed-over/add', {
    ...casey,
    sourceRecord: 'EMS-1',
    name: 'Another One',
    sentAs: newId(),
  })
  expect(second.status).toBe(422)
  const html = await second.text()
  expect(html).toContain('Another referral was received under this number.')
  expect(html).toContain('Another One')
  expect(await here.count('referral')).toBe(1)
})

test('a partner cannot say that a referral is another’s, or the team’s', async () => {
  const here = await handoverCounty()
  await here.team.isPartner(here.ems)
  const ask = here.team.as('partner')
  for (const [field, value] of [
    ['partnerId', here.hospital],
    ['source', 'team'],
    ['state', 'closed'],
    ['fileId', newId()],
  ])
    expect((await ask('/handed-over/add', { ...casey, [field ?? '']: value ?? '' })).status, field).toBe(422)
  expect(await here.count('referral')).toBe(0)
})

test('the wall shows a partner no row, whatever is asked', async () => {
  const here = await handoverCounty()
  await here.team.isPartner(here.ems)
  await here.team.as('partner')('/handed-over/add', casey)
  const { rows } = await here.db.owner(`select person_id, org_id from membership where role = 'partner'`)
  const scope = { org: Number(rows[0]?.org_id), person: String(rows[0]?.person_id) }
  await here.db.read(scope, async (tx) => {
    for (const table of ['referral', 'person_served', 'referral_key', 'referral_receipt', 'episode'] as const)
      expect(await tx.sql.selectFrom(table).select('id').execute(), table).toEqual([])
  })
})
