import { expect, test } from 'vitest'
import { newId } from '../../core/id.ts'
import { ok } from '../../core/result.ts'
import { put } from '../../platform/db/verbs.ts'
import { formOf, idIn, release, type Shop, serviceOf, shop } from '../test-linkage.ts'

/** A service that was offered to Ida Moss and that she wants; answers the address of its page. */
async function wanted(county: Shop): Promise<{ readonly at: string; readonly id: string }> {
  const serviceId = await serviceOf(county, county.rc3)
  const base = `/referrals/${county.referralId}/onward`
  const answer = await county.team.as('coach')(`${base}/add`, { serviceId, isAccepted: 'yes', note: 'Needs a ride' })
  expect(answer.status).toBe(303)
  const id = idIn(answer)
  return { at: `${base}/${id}`, id }
}
const standing = async ({ one }: Shop) => one('select state, version from onward_referral')

test('an onward referral is for those who follow the person up, and of its own referral only', async () => {
  const county = await shop()
  const other = await county.refer('Somebody Else')
  const { at, id } = await wanted(county)
  for (const path of [`/referrals/${county.referralId}/onward/add`, at]) {
    expect((await county.team.as('stranger')(path)).status).toBe(303)
    for (const who of ['neighbour', 'viewer', 'editor', 'privacy officer'] as const)
      expect((await county.team.as(who)(path)).status, `${who} ${path}`).toBe(404)
    for (const who of ['coach', 'coordinator', 'administrator'] as const)
      expect((await county.team.as(who)(path)).status, `${who} ${path}`).toBe(200)
  }
  const elsewhere = `/referrals/${other.referralId}/onward/${id}`
  for (const path of [
    elsewhere,
    `/referrals/${other.referralId}/onward/add`,
    `/referrals/${county.referralId}/onward/${newId()}`,
  ])
    expect((await county.team.as('coach')(path)).status, path).toBe(404)
  expect((await county.team.as('coordinator')(elsewhere)).status).toBe(404)
  for (const [path, form] of [
    [at, { step: 'end', why: 'other', version: '1' }],
    [`${at}/send`, { version: '1' }],
    [`${at}/link`, {}],
    [`${at}/link/end`, {}],
  ] as const) {
    for (const who of ['neighbour', 'viewer', 'editor', 'privacy officer'] as const)
      expect((await county.team.as(who)(path, form)).status, `${who} ${path}`).toBe(404)
    expect((await county.team.as('coach')(path.replace(county.referralId, other.referralId), form)).status).toBe(404)
  }
  expect(await standing(county)).toEqual({ state: 'accepted', version: 1 })
})

test('a service that takes nobody now, or of no partner, is not offered', async () => {
  const county = await shop()
  const full = await county.act(async (tx) =>
    ok(await put(tx, 'service', { partnerId: county.rc3, name: 'Full house', need: 'housing', isOpen: false })),
  )
  const path = `/referrals/${county.referralId}/onward/add`
  expect(await (await county.team.as('coach')(path)).text()).not.toContain('Full house')
  expect((await county.team.as('coach')(path, { serviceId: full })).status).toBe(422)
  expect((await county.team.as('coach')(path, { serviceId: newId() })).status).toBe(422)
})

test('it is sent by a consent that covers it, with a line of what was shared and a link that is shown once', async () => {
  const county = await shop()
  const { at } = await wanted(county)
  const ask = county.team.as('coach')
  const without = await ask(`${at}/send`, formOf({ version: '1', what: ['identity'], exceptionWhy: '' }))
  expect(without.status).toBe(422)
  expect(await without.text()).toContain('Choose the consent by which it is shared')
  const consentId = await release(county, { personId: county.personId, recipientId: county.rc3 })
  const page = await (await ask(at)).text()
  expect(page).toContain(`<option value="${consentId}" selected`)
  const more = await ask(
    `${at}/send`,
    formOf({ version: '1', what: ['identity', 'overdose'], consentId, exceptionWhy: '' }),
  )
  expect(more.status, 'more than it covers').toBe(422)
  expect(await county.one('select count(*)::int as count from disclosure')).toEqual({ count: 0 })
  expect(await standing(county)).toEqual({ state: 'accepted', version: 1 })
  const sent = await ask(
    `${at}/send`,
    formOf({ version: '1', what: ['identity', 'contact'], consentId, exceptionWhy: '' }),
  )
  expect(sent.status).toBe(200)
  const secret = /answer\/([\w-]{43})/.exec(await sent.text())?.[1] ?? ''
  expect(secret).not.toBe('')
  expect(await (await ask(at)).text()).not.toContain(secret)
  expect(await standing(county)).toEqual({ state: 'sent', version: 2 })
  expect(await county.one('select what, purpose, copy, consent_id from disclosure')).toEqual({
    what: ['identity', 'contact'],
    purpose: 'getting help',
    copy: 'scope in words',
    consent_id: consentId,
  })
  const twice = await ask(`${at}/send`, formOf({ version: '2', what: ['identity'], consentId, exceptionWhy: '' }))
  expect(twice.status, 'twice').toBe(422)
  expect(await county.one('select count(*)::int as count from disclosure')).toEqual({ count: 1 })
})

test('a consent that is taken back while it is being sent stops it, and nothing is left of it', async () => {
  const county = await shop()
  const { at } = await wanted(county)
  const consentId = await release(county, { personId: county.personId, recipientId: county.rc3 })
  await county.team.as('coordinator')(`/referrals/${county.referralId}/consents/${consentId}`, { how: 'spoken' })
  const sent = await county.team.as('coach')(
    `${at}/send`,
    formOf({ version: '1', what: ['identity'], consentId, exceptionWhy: '' }),
  )
  expect(sent.status).toBe(422)
  expect(await sent.text()).toContain('This consent was taken back. Nothing was shared.')
  expect(await standing(county)).toEqual({ state: 'accepted', version: 1 })
  expect(
    await county.one('select (select count(*) from disclosure) + (select count(*) from onward_link) as count'),
  ).toEqual({ count: '0' })
})

test('the first appointment that is kept links the referral, counts, and plans the follow-ups of its day', async () => {
  const county = await shop()
  const { at, id } = await wanted(county)
  const ask = county.team.as('coach')
  const attempt = await county.act(async (tx) =>
    ok(
      await put(tx, 'attempt', {
        referralId: county.referralId,
        attemptedAt: '2025-01-14T15:00:00Z',
        attemptedOn: '2025-01-14',
        mode: 'phone',
        outcome: 'engaged',
      }),
    ),
  )
  const consentId = await release(county, { personId: county.personId, recipientId: county.rc3 })
  await ask(`${at}/send`, formOf({ version: '1', what: ['identity'], consentId, exceptionWhy: '' }))
  county.moved.length = 0
  expect((await ask(at, { step: 'schedule', on: '2025-01-15', time: '10:30', version: '2' })).status).toBe(303)
  expect(await (await ask(at)).text()).toContain('Appointment set: Wed 15 Jan 2025, 10:30 am')
  expect((await ask(at, { step: 'attend', on: '2025-01-16', version: '3' })).status, 'to come').toBe(422)
  expect((await ask(at, { step: 'attend', version: '2' })).status, 'an older page').toBe(422)
  expect((await ask(at, { step: 'attend', isWarm: 'yes', version: '3' })).status).toBe(303)
  expect(county.moved.at(-1)).toEqual({
    onward_referral: [id],
    participant: [attempt],
    fiscal_participant: [attempt],
  })
  expect(await county.one('select state, attended_on::text, is_warm from onward_referral')).toEqual({
    state: 'attended',
    attended_on: '2025-01-15',
    is_warm: true,
  })
  expect(await county.one('select state from referral where id = $1', [county.referralId])).toEqual({ state: 'linked' })
  const { rows } = await county.db.owner('select days, due_on::text, state, onward_id from follow_up order by days')
  expect(rows).toEqual([
    { days: 30, due_on: '2025-02-14', state: 'not due', onward_id: id },
    { days: 60, due_on: '2025-03-16', state: 'not due', onward_id: id },
    { days: 90, due_on: '2025-04-15', state: 'not due', onward_id: id },
  ])
  expect((await ask(at, { step: 'attend', version: '4' })).status, 'twice').toBe(422)
  expect((await ask(at, { step: 'end', version: '4' })).status, 'without a reason').toBe(422)
  expect((await ask(at, { step: 'end', why: 'completed', version: '4' })).status).toBe(303)
  expect(await county.one('select state, attended_on::text from onward_referral')).toEqual({
    state: 'ended',
    attended_on: '2025-01-15',
  })
})

test('a first appointment that was written down wrongly is taken back, with what followed from it, and the history keeps it', async () => {
  const county = await shop()
  const { at, id } = await wanted(county)
  const ask = county.team.as('coach')
  await county.act(async (tx) =>
    ok(
      await put(tx, 'attempt', {
        referralId: county.referralId,
        attemptedAt: '2025-01-14T15:00:00Z',
        attemptedOn: '2025-01-14',
        mode: 'phone',
        outcome: 'engaged',
      }),
    ),
  )
  const consentId = await release(county, { personId: county.personId, recipientId: county.rc3 })
  await ask(`${at}/send`, formOf({ version: '1', what: ['identity'], consentId, exceptionWhy: '' }))
  expect((await ask(`${at}/take-back`, { version: '2' })).status, 'it was shared').toBe(422)
  await ask(at, { step: 'attend', version: '2' })
  await county.team.as('coordinator')(`/referrals/${county.referralId}/onward/${id}`)
  const { rows } = await county.db.owner('select id from follow_up order by days')
  expect(await (await ask(at)).text()).toContain('Take back: came to the first appointment')
  county.moved.length = 0
  for (const who of ['neighbour', 'viewer', 'editor', 'privacy officer'] as const)
    expect((await county.team.as(who)(`${at}/take-back`, { version: '3' })).status, who).toBe(404)
  expect((await ask(`${at}/take-back`, { version: '2' })).status, 'an older page').toBe(422)
  expect((await ask(`${at}/take-back`, { version: '3' })).status).toBe(303)
  expect(county.moved).toHaveLength(1)
  expect(new Set(county.moved[0]?.follow_up as string[])).toEqual(new Set(rows.map((one) => one.id)))
  expect(county.moved[0]?.onward_referral).toEqual([id])
  expect(await county.one('select state, attended_on from onward_referral')).toEqual({
    state: 'sent',
    attended_on: null,
  })
  expect(await county.one('select count(*)::int as count from follow_up')).toEqual({ count: 0 })
  expect(await county.one('select state from referral where id = $1', [county.referralId])).toEqual({
    state: 'engaged',
  })
  expect(
    await county.one(
      "select before ->> 'attended_on' as was from history where object_id = $1 order by id desc limit 1",
      [id],
    ),
  ).toEqual({ was: '2025-01-15' })
  expect((await ask(at, { step: 'not come', version: '4' })).status, 'and written down anew').toBe(303)
})

test('a coach who reaches one referral of a person says of all of them that they are moved', async () => {
  const county = await shop()
  const earlier = await county.refer('Ida Moss')
  const attempt = await county.act(async (tx) => {
    await tx.sql
      .updateTable('referral')
      .set({ person_id: county.personId })
      .where('id', '=', earlier.referralId)
      .execute()
    return ok(
      await put(tx, 'attempt', {
        referralId: earlier.referralId,
        attemptedAt: '2024-03-01T15:00:00Z',
        attemptedOn: '2024-03-01',
        mode: 'phone',
        outcome: 'engaged',
      }),
    )
  })
  const { id } = await wanted(county)
  expect(county.moved.at(-1)).toEqual({ onward_referral: [id], participant: [attempt], fiscal_participant: [attempt] })
})

test('a coach whose press is refused reads why, and an end that is pressed twice is one', async () => {
  const county = await shop()
  const { at } = await wanted(county)
  const ask = county.team.as('coach')
  const refused = await ask(`${at}/link/end`, { note: 'What no button sends' })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('This form does not take note.')
  expect((await ask(`${at}/link`, {})).status, 'nothing is sent yet').toBe(422)
  for (const times of [1, 2]) expect((await ask(`${at}/link/end`, {})).status, `${times}`).toBe(303)
})

test('two people who step at once: the second is told, and nothing is lost', async () => {
  const county = await shop()
  const { at } = await wanted(county)
  const all = await Promise.all(
    (['coach', 'coordinator'] as const).map((who) =>
      county.team.as(who)(at, { step: 'end', why: 'declined', version: '1' }),
    ),
  )
  expect(all.map(({ status }) => status).sort((a, b) => a - b)).toEqual([303, 422])
  expect(await standing(county)).toEqual({ state: 'ended', version: 2 })
})
