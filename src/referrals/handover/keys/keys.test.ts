import { expect, test } from 'vitest'
import { hashOf } from '../../../platform/access/secret.ts'
import { acceptInvitation } from '../../../platform/access/sign-in.ts'
import { freshDb, type TestDb } from '../../../platform/db/test-db.ts'
import { type TestTeam, teamOn } from '../../../platform/http/test-team.ts'
import { handoverRoutes } from '../routes.tsx'
import { addPartner, handoverNeeds, testNow } from '../test-handover.ts'
import { hearsOnlyOfReceipt, lasts, standingOf, toldOf } from './rules.ts'
import { keyBehind } from './store.ts'

type County = { readonly db: TestDb; readonly team: TestTeam; readonly ems: string; readonly at: string }

async function county(isMailed = true): Promise<County> {
  const db = await freshDb()
  const needs = { ...handoverNeeds, inviting: (who: string) => ({ ...handoverNeeds.inviting(who), isMailed }) }
  const team = await teamOn(db, handoverRoutes(needs))
  const ems = await addPartner(db, team.org, 'Wilson County EMS', 'emergency')
  return { db, team, ems, at: `/referrals/partners/${ems}` }
}

const secretIn = (html: string): string => /<pre class="letter">(?:[^<]*\/)?([\w-]{43})<\/pre>/.exec(html)?.[1] ?? ''
const make = async ({ team, at }: County, kind: 'links' | 'tokens'): Promise<string> => {
  const answer = await team.as('coordinator')(`${at}/${kind}`, {})
  expect(answer.status).toBe(200)
  return secretIn(await answer.text())
}

test('only a coordinator or an administrator makes and ends the ways in of a partner', async () => {
  const here = await county()
  await make(here, 'links')
  const { rows } = await here.db.owner('select id from referral_key')
  const buttons = ['/links', '/tokens', '/invite', `/keys/${rows[0]?.id}/end`].map((end) => here.at + end)
  for (const who of ['viewer', 'editor', 'coach', 'privacy officer', 'neighbour'] as const) {
    for (const path of ['/referrals/partners', here.at]) expect((await here.team.as(who)(path)).status, who).toBe(404)
    for (const path of buttons) expect((await here.team.as(who)(path, {})).status, who).toBe(404)
  }
  await here.team.isPartner(here.ems)
  for (const path of ['/referrals/partners', here.at]) expect((await here.team.as('partner')(path)).status).toBe(404)
  expect((await here.db.owner('select count(*)::int as keys from referral_key')).rows).toEqual([{ keys: 1 }])
  for (const who of ['administrator', 'coordinator'] as const)
    expect((await here.team.as(who)(here.at)).status).toBe(200)
})

test('a link is shown once, and only its hash is kept, for 72 hours', async () => {
  const here = await county()
  const secret = await make(here, 'links')
  expect(secret).toHaveLength(43)
  expect(await keyBehind(here.db, hashOf(secret))).toMatchObject({
    kind: 'link',
    partnerId: here.ems,
    expiresAt: new Date(testNow.getTime() + 72 * 3_600_000),
    endedAt: null,
  })
  const page = await (await here.team.as('coordinator')(here.at)).text()
  expect(page).not.toContain(secret)
  expect(page).toContain('open')
  const { rows } = await here.db.owner('select after::text from history')
  expect(JSON.stringify(rows)).not.toContain(secret)
})

test('a token is good for a year', async () => {
  const here = await county()
  const found = await keyBehind(here.db, hashOf(await make(here, 'tokens')))
  expect(found).toMatchObject({ kind: 'token', expiresAt: new Date(testNow.getTime() + 365 * 86_400_000) })
})

test('a key ends at once, and ending it twice says so', async () => {
  const here = await county()
  const secret = await make(here, 'tokens')
  const { rows } = await here.db.owner('select id from referral_key')
  const end = `${here.at}/keys/${rows[0]?.id}/end`
  expect((await here.team.as('coordinator')(end, {})).status).toBe(303)
  expect((await keyBehind(here.db, hashOf(secret)))?.endedAt).toEqual(testNow)
  const again = await here.team.as('coordinator')(end, {})
  expect(again.status).toBe(422)
  expect(await again.text()).toContain('This was ended already.')
  expect(await (await here.team.as('coordinator')(here.at)).text()).toContain('ended')
})

test('a key is ended on the page of its own partner only', async () => {
  const here = await county()
  await make(here, 'tokens')
  const other = await addPartner(here.db, here.team.org, 'Wilson Hospital', 'health')
  const { rows } = await here.db.owner('select id from referral_key')
  await here.team.as('coordinator')(`/referrals/partners/${other}/keys/${rows[0]?.id}/end`, {})
  expect((await here.db.owner('select ended_at from referral_key')).rows).toEqual([{ ended_at: null }])
})

test('a partner of another county has no page and no key here', async () => {
  const here = await county()
  const theirs = await addPartner(here.db, here.team.neighbourOrg, 'Nash Rescue', 'emergency')
  const ask = here.team.as('coordinator')
  expect((await ask(`/referrals/partners/${theirs}`)).status).toBe(404)
  expect((await ask(`/referrals/partners/${theirs}/links`, {})).status).toBe(404)
  expect(await (await ask('/referrals/partners')).text()).not.toContain('Nash Rescue')
})

const at = { now: testNow, device: 'a desk', replaces: null, mark: null, actorId: null }
const keyMailed = async (db: TestDb): Promise<string> => {
  const { rows } = await db.owner('select body from mail order by id desc limit 1')
  return /invitations\/([\w-]+)/.exec(String(rows[0]?.body))?.[1] ?? ''
}
const membersOf = async (db: TestDb) =>
  (await db.owner(`select role, partner_id, coach_id from membership where role = 'partner'`)).rows

test('somebody of a partner is invited, signs in bound to that partner, and loses the sign-in at once', async () => {
  const here = await county()
  const ask = here.team.as('coordinator')
  expect((await ask(`${here.at}/invite`, { email: 'Rosa@ems.example.org' })).status).toBe(303)
  expect(await (await ask(here.at)).text()).toContain('rosa@ems.example.org')
  const accepted = await acceptInvitation(here.db, await keyMailed(here.db), { name: 'Rosa Vega', password: '' }, at)
  expect(accepted.ok).toBe(true)
  expect(await membersOf(here.db)).toEqual([{ role: 'partner', partner_id: here.ems, coach_id: null }])
  expect(await (await ask(here.at)).text()).toContain('Rosa Vega')
  const { rows } = await here.db.owner(`select id from membership where role = 'partner'`)
  expect((await ask(`${here.at}/people/${rows[0]?.id}/end`, {})).status).toBe(303)
  expect(await membersOf(here.db)).toEqual([])
})

test('a partner’s page takes nobody’s sign-in away but of that partner', async () => {
  const here = await county()
  const { rows } = await here.db.owner(`select id from membership where role = 'viewer'`)
  const answer = await here.team.as('coordinator')(`${here.at}/people/${rows[0]?.id}/end`, {})
  expect(answer.status).not.toBe(303)
  expect((await here.db.owner(`select id from membership where role = 'viewer'`)).rows).toHaveLength(1)
})

test('an invitation that was withdrawn lets nobody in', async () => {
  const here = await county()
  const ask = here.team.as('coordinator')
  await ask(`${here.at}/invite`, { email: 'rosa@ems.example.org' })
  const key = await keyMailed(here.db)
  const { rows } = await here.db.owner('select id from invitation')
  expect((await ask(`${here.at}/invitations/${rows[0]?.id}/withdraw`, {})).status).toBe(303)
  expect((await acceptInvitation(here.db, key, { name: 'Rosa', password: '' }, at)).ok).toBe(false)
})

test('a member of the team is not made a partner’s, and it is said why', async () => {
  const here = await county()
  const answer = await here.team.as('coordinator')(`${here.at}/invite`, { email: 'viewer@example.org' })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('belongs to the organization already')
})

test('without a mail server the invitation stands there to be handed over', async () => {
  const here = await county(false)
  await here.team.as('coordinator')(`${here.at}/invite`, { email: 'rosa@ems.example.org' })
  const page = await (await here.team.as('coordinator')(here.at)).text()
  expect(page).toContain(`/invitations/${await keyMailed(here.db)}`)
})

test('the database takes no partner who is a coach too', async () => {
  const here = await county()
  await here.team.isPartner(here.ems)
  const coach = '00000000-0000-7000-8000-0000000000aa'
  await expect(here.db.owner(`update membership set coach_id = '${coach}' where role = 'partner'`)).rejects.toThrow(
    'membership_partner_is_no_coach',
  )
})

test('a key is good to the last second of its time and not after', () => {
  const key = { kind: 'link', endedAt: null, referralId: null, expiresAt: new Date(1_000) } as const
  expect(standingOf(key, new Date(999))).toBe('open')
  expect(standingOf(key, new Date(1_000))).toBe('ran out')
  expect(standingOf({ ...key, referralId: 'r' }, new Date(0))).toBe('used')
  expect(standingOf({ ...key, kind: 'token', referralId: 'r' }, new Date(0))).toBe('open')
  expect(standingOf({ ...key, endedAt: new Date(1), referralId: 'r' }, new Date(0))).toBe('ended')
  expect(lasts.link).toBe(259_200_000)
})

test('a partner hears three words, and courts and police one', () => {
  expect(toldOf('received', 'health')).toBe('received')
  for (const state of ['accepted', 'assigned', 'attempting', 'reached', 'engaged', 'linked', 'following up'] as const)
    expect(toldOf(state, 'emergency')).toBe('being followed up')
  expect(toldOf('closed', 'health')).toBe('closed')
  for (const state of ['received', 'engaged', 'closed'] as const) expect(toldOf(state, 'justice')).toBe('received')
  expect(hearsOnlyOfReceipt('justice')).toBe(true)
})
