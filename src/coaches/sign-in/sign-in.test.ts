import { expect, test } from 'vitest'
import { actorOf } from '../../platform/access/session.ts'
import { acceptInvitation } from '../../platform/access/sign-in.ts'
import { freshDb, type TestDb } from '../../platform/db/test-db.ts'
import { teamOn } from '../../platform/http/test-team.ts'
import { coachesRoutes } from '../routes.tsx'
import { coachNeeds, testNow } from '../test-room.ts'

const routesWith = (isMailed: boolean) =>
  coachesRoutes({ ...coachNeeds, inviting: (inviter) => ({ ...coachNeeds.inviting(inviter), isMailed }) })
const idIn = (response: Response): string => /coaches\/([^?#]+)/.exec(response.headers.get('location') ?? '')?.[1] ?? ''

async function county(isMailed = true) {
  const db = await freshDb()
  const team = await teamOn(db, routesWith(isMailed))
  const add = async (name: string, email = '') =>
    idIn(await team.as('coordinator')('/coaches/add', { name, email, language: 'English' }))
  return { db, team, add }
}

const keyOf = async (db: TestDb, to: string): Promise<string> => {
  const { rows } = await db.owner('select body from mail where to_address = $1 order by id desc limit 1', [to])
  return /invitations\/([\w-]+)/.exec(String(rows[0]?.body))?.[1] ?? ''
}

test('a coach invited from the roster signs in, and the sign-in knows which coach it is', async () => {
  const { db, team, add } = await county()
  const amos = await add('Amos Hinnant', 'amos@example.org')
  const answer = await team.as('coordinator')(`/coaches/${amos}/sign-in`, {})
  expect(answer.status).toBe(303)
  const accepted = await acceptInvitation(
    db,
    await keyOf(db, 'amos@example.org'),
    { name: 'Amos Hinnant', password: '' },
    { now: testNow, device: 'a phone', replaces: null, mark: null, actorId: null },
  )
  if (!accepted.ok) throw new Error(accepted.problems[0]?.message)
  const request = new Request('http://localhost/', { headers: { cookie: `better_off=${accepted.value.token}` } })
  const actor = await actorOf(db, request, testNow, 'http://localhost')
  expect(actor?.memberships).toEqual([expect.objectContaining({ slug: 'wilson', role: 'coach', coachId: amos })])
  const { rows } = await db.owner('select person_id from coach_standing where coach_id = $1', [amos])
  expect(rows).toEqual([{ person_id: actor?.id }])
  expect(await (await team.as('coordinator')(`/coaches/${amos}`)).text()).toContain('signs in with amos@example.org')
})

test('without a mail server the invitation of a coach is not said to be sent, and its link stands there to be handed over', async () => {
  const { db, team, add } = await county(false)
  const amos = await add('Amos Hinnant', 'amos@example.org')
  const answer = await team.as('coordinator')(`/coaches/${amos}/sign-in`, {})
  const path = (answer.headers.get('location') ?? '').replace('/team/wilson', '').replace('#sign-in', '')
  const page = await (await team.as('coordinator')(path)).text()
  expect(page).toContain('Not sent, since no mail server is set up.')
  expect(page).toContain(`/invitations/${await keyOf(db, 'amos@example.org')}`)
  expect(await (await team.as('viewer')(`/coaches/${amos}`)).text()).not.toContain('/invitations/')
})

test('a coach without a mail address cannot be invited, and it is said why', async () => {
  const { team, add } = await county()
  const id = await add('Nell Bridgers')
  const answer = await team.as('coordinator')(`/coaches/${id}/sign-in`, {})
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('A mail address is missing.')
})

test('an invitation to an address that the coach no longer has opens nothing', async () => {
  const { db, team, add } = await county()
  const id = await add('Amos Hinnant', 'old@example.org')
  await team.as('coordinator')(`/coaches/${id}/sign-in`, {})
  const oldKey = await keyOf(db, 'old@example.org')
  await team.as('coordinator')(`/coaches/${id}/edit`, {
    name: 'Amos Hinnant',
    email: 'new@example.org',
    language: 'English',
    version: '1',
  })
  await team.as('coordinator')(`/coaches/${id}/sign-in`, {})
  const at = { now: testNow, device: '', replaces: null, mark: null, actorId: null }
  expect((await acceptInvitation(db, oldKey, { name: 'Somebody', password: '' }, at)).ok).toBe(false)
  expect((await acceptInvitation(db, await keyOf(db, 'new@example.org'), { name: 'Amos', password: '' }, at)).ok).toBe(
    true,
  )
})

test('who works for the team already is linked at once, keeps their work, and is one coach only', async () => {
  const { db, team, add } = await county()
  const id = await add('The Editor', 'editor@example.org')
  expect((await team.as('coordinator')(`/coaches/${id}/sign-in`, {})).headers.get('location')).toContain('said=saved')
  const role = async () =>
    (
      await db.owner(`select role, coach_id from membership m join person p on p.id = m.person_id
      where p.email = 'editor@example.org'`)
    ).rows
  expect(await role()).toEqual([{ role: 'editor', coach_id: id }])
  await team.as('coordinator')(`/coaches/${id}/sign-in/end`, {})
  expect(await role()).toEqual([{ role: 'editor', coach_id: null }])
})

test('when a coach’s page is closed to them, their access is gone at once', async () => {
  const { db, team, add } = await county()
  const id = await add('The Coach', 'someone@example.org')
  await team.isCoach(id)
  await team.as('coordinator')(`/coaches/${id}/sign-in/end`, {})
  expect((await db.owner(`select from membership where role = 'coach'`)).rows).toEqual([])
})

test('viewers and editors invite nobody, and see nothing of how a coach signs in', async () => {
  const { team, add } = await county()
  const id = await add('Amos Hinnant', 'amos@example.org')
  for (const who of ['viewer', 'editor', 'coach', 'neighbour'] as const)
    expect((await team.as(who)(`/coaches/${id}/sign-in`, {})).status, who).toBe(404)
  expect(await (await team.as('viewer')(`/coaches/${id}`)).text()).not.toContain('Their own page')
})
