import { expect, test } from 'vitest'
import { newId } from '../../core/id.ts'
import { ok } from '../../core/result.ts'
import type { Someone } from '../../platform/http/test-team.ts'
import { release, type Shop, shop } from '../test-linkage.ts'
import { share } from './actions.ts'

async function told(county: Shop, changed: Readonly<Record<string, string>>, who: Someone = 'coach') {
  const { what = 'identity', ...fields } = changed
  const form = new FormData()
  for (const one of what.split(',').filter(Boolean)) form.append('what', one)
  const usual = { recipientId: county.rc3, purpose: 'getting help', copy: 'scope in words', exceptionWhy: '' }
  for (const [name, value] of Object.entries({ ...usual, ...fields })) form.append(name, value)
  return county.team.as(who)(`/referrals/${county.referralId}/disclosures/add`, form)
}
const count = async ({ one }: Shop): Promise<unknown> =>
  (await one('select count(*)::int as count from disclosure')).count

test('what was shared is for those who follow the person up', async () => {
  const county = await shop()
  const other = await county.refer('Somebody Else')
  for (const path of ['disclosures', 'disclosures/add']) {
    const at = `/referrals/${county.referralId}/${path}`
    expect((await county.team.as('stranger')(at)).status).toBe(303)
    for (const who of ['neighbour', 'viewer', 'editor', 'privacy officer'] as const)
      expect((await county.team.as(who)(at)).status, who).toBe(404)
    for (const who of ['coach', 'coordinator', 'administrator'] as const)
      expect((await county.team.as(who)(at)).status, who).toBe(200)
    expect((await county.team.as('coach')(`/referrals/${other.referralId}/${path}`)).status).toBe(404)
  }
  expect((await told(county, {}, 'viewer')).status).toBe(404)
})

test('a share by consent is written with its notice, and the person can be shown it in plain words', async () => {
  const county = await shop()
  const consentId = await release(county, { personId: county.personId, recipientId: county.rc3 })
  expect((await told(county, { what: 'identity,contact', consentId })).status).toBe(303)
  const html = await (await county.team.as('coach')(`/referrals/${county.referralId}/disclosures`)).text()
  for (const words of [
    'Ida Moss',
    'RC3',
    'Name and birth date; Phone, address and how to reach them',
    'To get help from a service and stay in it',
    'The consent signed on 12 Jan 2025',
    '42 CFR part 2 prohibits unauthorized use or disclosure of these records.',
    'The scope in words.',
  ])
    expect(html).toContain(words)
  expect(/<title>[^<]*Ida/.test(html)).toBe(false)
})

test('what no consent covers is refused, and no line is left', async () => {
  const county = await shop()
  const consentId = await release(county, { personId: county.personId, recipientId: county.rc3 })
  const other = await county.refer('Somebody Else')
  const theirs = await release(county, { personId: other.personId, recipientId: county.rc3 })
  const ended = await release(county, { personId: county.personId, recipientId: county.rc3, untilOn: '2025-01-14' })
  const table: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
    [{}, 'Choose the consent by which it is shared'],
    [{ consentId: theirs }, 'Choose the consent by which it is shared'],
    [{ consentId: newId() }, 'Choose the consent by which it is shared'],
    [{ consentId: ended }, 'This consent ended on 14 Jan 2025.'],
    [{ consentId, what: 'identity,overdose' }, 'This consent does not cover: That they had an overdose'],
    [{ consentId, what: '' }, 'Check what is shared.'],
    [{ consentId, purpose: 'care together' }, 'This consent is for another purpose'],
    [{ consentId, recipientId: county.police }, 'Courts and police receive nothing by consent'],
    [{ exception: 'court order', exceptionWhy: 'A judge signed it' }, 'A court order is answered by two people'],
    [{ exception: 'medical emergency', exceptionWhy: 'urgent' }, 'Say why in at least 10 letters.'],
    [
      { exception: 'crime on premises', exceptionWhy: 'A break-in at our door', recipientId: county.police },
      'Courts and police',
    ],
    [{ consentId, exception: 'audit', exceptionWhy: 'The yearly audit' }, 'a consent or an exception, not both'],
  ]
  for (const [changed, words] of table) {
    const answer = await told(county, changed)
    expect(answer.status, words).toBe(422)
    expect(await answer.text()).toContain(words)
  }
  expect(await count(county)).toBe(0)
  expect(
    (await told(county, { exception: 'medical emergency', exceptionWhy: 'Unconscious, at the clinic' })).status,
  ).toBe(303)
  expect(await count(county)).toBe(1)
})

test('a consent that is taken back while a share is on its way stops it, and nothing of the share is left', async () => {
  const county = await shop()
  const consentId = await release(county, { personId: county.personId, recipientId: county.rc3 })
  const hand = { db: county.db, scope: county.team.scope, today: '2025-01-15' }
  const { personId, rc3: recipientId, needs } = county
  const asked = {
    personId,
    recipientId,
    onwardId: null,
    what: ['identity'],
    purpose: 'getting help',
    basis: { consentId },
    copy: 'scope in words',
    isSample: false,
    now: needs.clock(),
  } as const
  // Both are sent at once; whichever the county's turn gives first, no share stands after the consent is gone.
  const at = `/referrals/${county.referralId}/consents/${consentId}`
  const [back, ...shares] = await Promise.all([
    county.team.as('coach')(at, { how: 'spoken' }),
    ...Array.from({ length: 5 }, () => share(hand, asked)),
  ])
  expect(back.status).toBe(303)
  const passed = shares.filter((one) => one.ok).length
  expect(await count(county)).toBe(passed)
  const after = await share(hand, asked)
  expect(after).toMatchObject({ ok: false, problems: [{ code: 'linkage.consent-revoked' }] })
  expect(await count(county)).toBe(passed)
})

test('without a notice in force nothing is shared by consent', async () => {
  const county = await shop()
  const consentId = await release(county, { personId: county.personId, recipientId: county.rc3 })
  await county.act(async (tx) => {
    await tx.sql.deleteFrom('consent_text').where('kind', '=', 'notice').execute()
    return ok(null)
  })
  const answer = await told(county, { consentId })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('There is no notice in force')
})
