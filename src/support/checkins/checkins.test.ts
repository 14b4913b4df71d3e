import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '../../core/id.ts'
import { ok } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { county, type SupportCounty } from '../test-support.ts'
import { checkInsFor, insertCheckIn, markSeen, ownCheckIns, waitingFor } from './store.ts'

let here: SupportCounty
let author = ''
let supporter = ''
let coachId = ''
let otherCoach = ''
let exCoach = ''
const words = 'I could not sleep after Tuesday'

beforeAll(async () => {
  here = await county()
  coachId = await here.coach('Amos Hinnant')
  otherCoach = await here.coach('Bettina Lucas')
  await here.team.isCoach(coachId)
  author = await here.person('coach')
  supporter = await here.person('editor')
  exCoach = await here.join('The former coach', { role: 'coach', coachId: otherCoach })
  const made = await here.team.as('coach')('/mine/check-ins', {
    supporterId: supporter,
    feeling: 'low',
    words,
    wantsCall: 'yes',
  })
  expect(made.status).toBe(303)
})

const raw = (person: string | null): Promise<number> =>
  here.db.read({ org: here.team.org, person }, async (tx) => {
    const { rows } = await sql<{ words: string }>`select words from check_in`.execute(tx.sql)
    return rows.length
  })

test('the coach and the supporter whom they chose see a check-in', async () => {
  expect(await (await here.team.as('coach')('/mine/check-ins')).text()).toContain(words)
  const page = await (await here.team.as('editor')('/mine/supporting')).text()
  expect(page).toContain(words)
  expect(page).toContain('Amos Hinnant')
  expect(page).toContain('would like a call')
})

test('nobody else sees it, whatever their role: no page of the room and of the coach holds it', async () => {
  for (const who of ['viewer', 'coordinator', 'administrator'] as const)
    for (const path of [
      '/support',
      `/support/coaches/${coachId}`,
      '/mine/supporting',
      '/mine/check-ins',
      '/support/groups',
    ])
      expect(await (await here.team.as(who)(path)).text(), `${who} ${path}`).not.toContain('could not sleep')
  for (const path of ['/mine/supporting', '/mine/check-ins'])
    for (const who of ['stranger', 'neighbour'] as const)
      expect(await (await here.team.as(who)(path)).text(), `${who} ${path}`).not.toContain('could not sleep')
})

test('the database itself gives it to those two and to nobody else, also when it is asked for everything', async () => {
  expect(await raw(author)).toBe(1)
  expect(await raw(supporter)).toBe(1)
  for (const who of ['viewer', 'coordinator', 'administrator'] as const)
    expect(await raw(await here.person(who)), who).toBe(0)
  expect(await raw(exCoach), 'another coach').toBe(0)
  expect(await raw(null), 'the program itself').toBe(0)
  expect(await raw(newId()), 'a stranger').toBe(0)
  const nash = await here.db.read(
    { org: here.team.neighbourOrg, person: supporter },
    async (tx) => (await sql`select from check_in`.execute(tx.sql)).rows.length,
  )
  expect(nash, 'the same person at work for another county').toBe(0)
})

test('nothing of it is in the history, nor in any line of mail', async () => {
  const { rows } = await here.db.owner(
    `select count(*) from history where kind = 'check_in' or coalesce(after, before)::text like '%could not sleep%'`,
  )
  expect(Number(rows[0].count)).toBe(0)
  expect(Number((await here.db.owner('select count(*) from mail')).rows[0].count)).toBe(0)
})

test('an ex-coach sees nothing of what they wrote, and whoever is linked with the coach later sees nothing either', async () => {
  const link = (personId: string, coach: string | null) =>
    here.db.door('test.link', (door) =>
      door.updateTable('membership').set({ coach_id: coach }).where('person_id', '=', personId).execute(),
    )
  await link(author, null)
  expect(await raw(author)).toBe(0)
  await link(exCoach, coachId)
  expect(await raw(exCoach)).toBe(0)
  await link(exCoach, otherCoach)
  await link(author, coachId)
  expect(await raw(author)).toBe(1)
})

test('a supporter who has left the team sees nothing any more', async () => {
  const left = await here.join('The former editor', { role: 'editor', coachId: null })
  await as(author, (tx) =>
    insertCheckIn(tx, coachId, { supporterId: left, feeling: 'good', words: '', wantsCall: false }, '2025-01-02'),
  )
  expect(await raw(left)).toBe(1)
  await here.db.owner(`select set_config('app.act', 'test.leave', false)`)
  await here.db.owner('delete from membership where person_id = $1', [left])
  expect(await raw(left)).toBe(0)
})

const as = async <T>(person: string, work: (tx: Tx) => Promise<T>): Promise<T | null> => {
  const done = await here.db.act({ org: here.team.org, person }, 'test.try', async (tx) => ok(await work(tx)))
  return done.ok ? done.value : null
}

test('nobody writes one in the name of another, and a supporter may say that they read it, but change nothing', async () => {
  const coordinator = await here.person('coordinator')
  const form = { supporterId: coordinator, feeling: 'good', words: 'made up', wantsCall: false } as const
  await expect(as(coordinator, (tx) => insertCheckIn(tx, coachId, form, '2025-01-15'))).rejects.toThrow('row-level')
  await expect(
    as(supporter, (tx) => tx.sql.updateTable('check_in').set({ words: 'changed' }).execute()),
  ).rejects.toThrow('permission denied')
  const id = (await as(supporter, (tx) => checkInsFor(tx)))?.[0]?.id ?? ''
  expect(await as(coordinator, (tx) => markSeen(tx, id, '2025-01-15'))).toBe(false)
  expect(await as(supporter, waitingFor)).toBe(1)
  expect((await here.team.as('editor')('/mine/supporting/seen', { checkInId: id })).status).toBe(303)
  expect(await as(supporter, waitingFor)).toBe(0)
  expect((await as(author, (tx) => ownCheckIns(tx, coachId)))?.find((one) => one.id === id)?.seenOn).toBe('2025-01-15')
})

test('a coach chooses from the list alone, and may take back what they wrote', async () => {
  const form = { supporterId: await here.person('viewer'), feeling: 'good', words: 'Typed & kept' }
  const refused = await here.team.as('coach')('/mine/check-ins', form)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('Typed &amp; kept')
  const id = (await as(author, (tx) => ownCheckIns(tx, coachId)))?.[0]?.id ?? ''
  expect((await here.team.as('coordinator')('/mine/check-ins/remove', { checkInId: id })).status).not.toBe(303)
  expect((await here.team.as('coach')('/mine/check-ins/remove', { checkInId: id })).status).toBe(303)
  expect(await raw(author)).toBe(1)
})
