import { expect, test } from 'vitest'
import { oneRoutes } from '../one/routes.tsx'
import { receiveReferral } from '../receive/actions.ts'
import { referralForm } from '../receive/model.ts'
import { desk, survived } from '../test-referrals.ts'
import { referenceOf } from '../words.ts'
import { emergencyRoutes } from './routes.tsx'

const office = () => desk((needs) => [...emergencyRoutes(needs), ...oneRoutes(needs)])
const reason = 'They called me and need help now'

test('a coach opens what is not theirs for a reason and three hours, and the privacy officers are told', async () => {
  const at = await office()
  const { id, personId } = await at.receive()
  await at.team.isCoach(await at.coach('Ana Moss'))
  const ask = at.team.as('coach')
  expect((await ask(`/referrals/${id}`)).status).toBe(404)
  const short = await ask('/referrals/emergency', { reference: referenceOf(id), reason: 'now' })
  expect([short.status, await short.text()]).toEqual([422, expect.stringContaining('at least 10 letters')])
  const opened = await ask('/referrals/emergency', { reference: referenceOf(id), reason })
  expect(opened.headers.get('location')).toBe(`/team/wilson/referrals/${id}?said=recorded`)
  expect((await ask(`/referrals/${id}`)).status).toBe(200)
  const { rows: reads } = await at.db.owner('select person_id, by_right from person_read')
  expect(reads).toEqual([{ person_id: personId, by_right: 'emergency' }])
  const { rows: mails } = await at.db.owner('select to_address, subject, body from mail')
  expect(mails.map(({ to_address }) => to_address)).toEqual(['privacy-officer@example.org'])
  for (const words of ['Casey', 'verdose', 'substance', reason, referenceOf(id), id])
    expect(`${mails[0].subject} ${mails[0].body}`).not.toContain(words)
  const seen = await (await at.team.as('privacy officer')('/referrals/emergency')).text()
  for (const words of ['The coach', reason, referenceOf(id)]) expect(seen).toContain(words)
  await at.db.owner(
    `set app.act = 'test.later'; update emergency_access set from_at = now() - interval '4 hours', until_at = now() - interval '1 hour'`,
  )
  expect((await ask(`/referrals/${id}`)).status).toBe(404)
})

test('a made-up reference and one of another county look alike, and open nothing', async () => {
  const at = await office()
  const nash = { db: at.db, scope: { org: at.team.neighbourOrg, person: null }, today: '2025-01-15' }
  const form = referralForm.parse(survived)
  const theirs = await receiveReferral(nash, { form, partnerId: null, needs: at.needs })
  await at.team.isCoach(await at.coach('Ana Moss'))
  const said = async (reference: string): Promise<string> => {
    const answer = await at.team.as('coach')('/referrals/emergency', { reference, reason })
    return `${answer.status} ${(await answer.text()).replaceAll(reference, 'REF')}`
  }
  const madeUp = await said('DEADBEEF')
  expect(madeUp).toContain('No referral has this reference')
  expect(await said(referenceOf(theirs.ok ? theirs.value.id : ''))).toBe(madeUp)
  expect((await at.db.owner('select id from emergency_access')).rows).toEqual([])
})

test('a privacy officer looks at an opening once, and reads no referral', async () => {
  const at = await office()
  const { id } = await at.receive()
  await at.team.isCoach(await at.coach('Ana Moss'))
  await at.team.as('coach')('/referrals/emergency', { reference: referenceOf(id), reason })
  const { rows } = await at.db.owner('select id from emergency_access')
  const ask = at.team.as('privacy officer')
  expect((await ask(`/referrals/${id}`)).status).toBe(404)
  expect((await ask(`/referrals/emergency/${rows[0].id}/seen`, { version: '1' })).status).toBe(303)
  expect((await ask(`/referrals/emergency/${rows[0].id}/seen`, { version: '1' })).status).toBe(422)
  expect((await at.team.as('coach')(`/referrals/emergency/${rows[0].id}/seen`, { version: '2' })).status).toBe(404)
  for (const who of ['viewer', 'editor', 'neighbour'] as const)
    expect((await at.team.as(who)('/referrals/emergency')).status, who).toBe(404)
})

test('where there is no privacy officer the administrators are told', async () => {
  const at = await office()
  const { id } = await at.receive()
  await at.db.owner(`set app.act = 'test.leave'; delete from membership where role = 'privacy officer'`)
  await at.team.isCoach(await at.coach('Ana Moss'))
  await at.team.as('coach')('/referrals/emergency', { reference: referenceOf(id), reason })
  const { rows } = await at.db.owner('select to_address from mail')
  expect(rows).toEqual([{ to_address: 'administrator@example.org' }])
})
