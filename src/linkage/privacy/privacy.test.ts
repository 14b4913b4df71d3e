import { expect, test } from 'vitest'
import { newId } from '../../core/id.ts'
import { ok } from '../../core/result.ts'
import { put } from '../../platform/db/verbs.ts'
import { release, shop } from '../test-linkage.ts'

const pages = ['/privacy', '/privacy/disclosures', '/privacy/consents'] as const

test('the pages of privacy are for privacy officers and administrators', async () => {
  const county = await shop()
  const person = `/privacy/people/${county.personId}`
  for (const path of [...pages, person]) {
    expect((await county.team.as('stranger')(path)).status).toBe(303)
    for (const who of ['neighbour', 'viewer', 'editor', 'coach', 'coordinator'] as const)
      expect((await county.team.as(who)(path)).status, `${who} ${path}`).toBe(404)
    for (const who of ['privacy officer', 'administrator'] as const)
      expect((await county.team.as(who)(path)).status, `${who} ${path}`).toBe(200)
  }
  expect((await county.team.as('privacy officer')(`/privacy/people/${newId()}`)).status).toBe(404)
  // What is not theirs stays so, whatever they watch over.
  for (const path of ['consents/add', 'disclosures', 'onward/add'])
    expect((await county.team.as('privacy officer')(`/referrals/${county.referralId}/${path}`)).status).toBe(404)
})

test('who read whom is listed by reader, and no name of a person stands in a list', async () => {
  const county = await shop()
  for (const who of ['coach', 'coordinator'] as const)
    await county.team.as(who)(`/referrals/${county.referralId}/consents/add`)
  const ask = county.team.as('privacy officer')
  const html = await (await ask('/privacy')).text()
  for (const words of ['The coach', 'The coordinator', 'Follows them up', 'Sees all of the team', 'consent'])
    expect(html).toContain(words)
  expect(html).not.toContain('Ida')
  const { id } = await county.one(`select id from person where name = 'The coach'`)
  const one = await (await ask(`/privacy?reader=${String(id)}`)).text()
  expect(one).toContain('Follows them up')
  expect(one).not.toContain('Sees all of the team')
  expect((await ask('/privacy?reader=nobody')).status).toBe(200)
})

test('a person is shown by name with what was agreed and shared and who read them, and that is a read too', async () => {
  const county = await shop()
  const consentId = await release(county, { personId: county.personId, recipientId: county.rc3 })
  await county.act(async (tx) => {
    const { personId, rc3: recipientId } = county
    await put(tx, 'disclosure', {
      personId,
      recipientId,
      consentId,
      what: ['identity'],
      purpose: 'getting help',
      copy: 'scope in words',
      at: '2025-01-14T15:00:00Z',
    })
    const keys = await county.needs.seals.keysOf(tx)
    const id = newId()
    const note = keys.seal({ table: 'attempt', column: 'note', id }, 'Drinks at noon')
    const attempt = { referralId: county.referralId, attemptedAt: '2025-01-14T15:00:00Z', attemptedOn: '2025-01-14' }
    await put(tx, 'attempt', { ...attempt, mode: 'phone', outcome: 'engaged', note }, id)
    return ok(null)
  })
  const ask = county.team.as('privacy officer')
  for (const path of ['/privacy/disclosures', '/privacy/consents']) {
    const list = await (await ask(path)).text()
    expect(list).toContain('RC3')
    expect(list).toContain(`/privacy/people/${county.personId}`)
    expect(list).not.toContain('Ida')
  }
  expect(await county.one('select count(*)::int as count from person_read')).toEqual({ count: 0 })
  const html = await (await ask(`/privacy/people/${county.personId}`)).text()
  for (const words of ['Ida Moss', 'Name and birth date', 'Signed', 'The privacy officer', 'Watches over privacy'])
    expect(html).toContain(words)
  expect(html).not.toContain('Drinks')
  expect(/<title>[^<]*Ida/.test(html)).toBe(false)
  expect(await county.one('select by_right, what from person_read')).toEqual({ by_right: 'privacy', what: 'privacy' })
})

test('the database itself shows a privacy officer no referral, attempt, onward referral or follow-up', async () => {
  const county = await shop()
  const { id: person } = await county.one(`select id from person where name = 'The privacy officer'`)
  const scope = { org: county.team.org, person: String(person) }
  for (const table of [
    'referral',
    'attempt',
    'onward_referral',
    'onward_link',
    'follow_up',
    'referral_assignment',
  ] as const) {
    const rows = await county.db.read(scope, (tx) => tx.sql.selectFrom(table).select('org_id').execute())
    expect(rows, table).toEqual([])
  }
})

test('more than 30 people in a day are said in words', async () => {
  const county = await shop()
  const { id } = await county.one(`select id from person where name = 'The coordinator'`)
  const read = (count: number) =>
    county.db.owner(
      `insert into person_read (org_id, at, reader_id, person_id, what, by_right)
       select $1, '2025-01-14T15:00:00Z', $2, ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'list', 'team'
       from generate_series(1, $3) n`,
      [county.team.org, id, count],
    )
  const ask = county.team.as('privacy officer')
  await read(30)
  await read(30) // the same people again
  expect(await (await ask('/privacy')).text()).not.toContain('people on 14 Jan 2025')
  await read(31)
  expect(await (await ask('/privacy')).text()).toContain('The coordinator read 31 people on 14 Jan 2025.')
})
