import { beforeEach, expect, test } from 'vitest'
import { ok } from '../../core/result.ts'
import { county, type SupportCounty } from '../test-support.ts'
import type { Decline, Mentor, Pair } from './model.ts'
import { endProblems, pairProblems } from './rules.ts'
import { insertDecline } from './store.ts'

let here: SupportCounty
let ask: ReturnType<SupportCounty['team']['as']>
beforeEach(async () => {
  here = await county()
  ask = here.team.as('coordinator')
})

const mentorOf = async (name: string, most = '1'): Promise<string> => {
  const id = await here.coach(name)
  expect((await ask(`/support/coaches/${id}/mentoring`, { most, isOpen: 'yes', version: '0' })).status).toBe(303)
  return id
}
const pairUp = (coachId: string, mentorId: string, fromOn = '2025-01-15') =>
  ask(`/support/coaches/${coachId}/mentor`, { mentorId, fromOn })
const pairs = async () =>
  (await here.db.owner('select mentor_id, coach_id, from_on, to_on, end_reason from mentor_pair order by id')).rows
const newCoach = (name: string) => here.coach(name, { stage: 'onboarding' })

test('all new coaches get proposals at once, each says why, and one press pairs them', async () => {
  const [wendell, rosalia] = [await mentorOf('Wendell Farrow'), await mentorOf('Rosalía Quintero')]
  const [amos, bettina] = [await newCoach('Amos Hinnant'), await newCoach('Bettina Lucas')]
  await ask(`/support/coaches/${wendell}/free-time`, { 'weekday-evenings': 'yes' })
  await ask(`/support/coaches/${bettina}/free-time`, { 'weekday-evenings': 'yes', 'weekend-mornings': 'yes' })
  const html = await (await ask('/support/matching')).text()
  expect(html).toContain('2 new coaches have no mentor. 2 places are free.')
  expect(html).toContain('Same zone (Wilson), both speak English, both free on weekday evenings.')
  const chosen = [...html.matchAll(/name="m-([^"]+)".*?<option value="([^"]+)" selected/gs)]
  expect(Object.fromEntries(chosen.map(([, coach, mentor]) => [coach, mentor]))).toEqual({
    [amos]: rosalia,
    [bettina]: wendell,
  })
  const typed = { [`m-${amos}`]: rosalia, [`m-${bettina}`]: wendell }
  expect((await ask('/support/matching', typed)).status).toBe(303)
  expect((await pairs()).map(({ coach_id, from_on }) => [coach_id, from_on.getDate()])).toEqual([
    [amos, 15],
    [bettina, 15],
  ])
  expect(await (await ask('/support/matching')).text()).toContain('Every new coach has a mentor.')
})

test('a coordinator changes one proposal, leaves one out, and puts one aside for good', async () => {
  const [wendell, rosalia] = [await mentorOf('Wendell Farrow', '3'), await mentorOf('Rosalía Quintero', '3')]
  const [amos, bettina, curtis] = [await newCoach('Amos'), await newCoach('Bettina'), await newCoach('Curtis')]
  const typed = { [`m-${amos}`]: wendell, [`m-${bettina}`]: '', [`m-${curtis}`]: `not ${rosalia}` }
  expect((await ask('/support/matching', typed)).status).toBe(303)
  expect((await pairs()).map(({ coach_id, mentor_id }) => [coach_id, mentor_id])).toEqual([[amos, wendell]])
  const card =
    (await (await ask('/support/matching')).text()).split(`name="m-${curtis}"`)[1]?.split('</select>')[0] ?? ''
  expect(card).toContain('Wendell Farrow (proposed)')
})

test('accepting is all or nothing: a place that was taken meanwhile is told at its coach, with what was chosen', async () => {
  const wendell = await mentorOf('Wendell Farrow')
  const [amos, bettina] = [await newCoach('Amos'), await newCoach('Bettina')]
  const answer = await ask('/support/matching', { [`m-${amos}`]: wendell, [`m-${bettina}`]: wendell })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('Bettina: Wendell Farrow has 1 of 1 coach. Choose another.')
  expect(await pairs()).toEqual([])
})

test('nobody is paired with themself, above the limit, twice at once, or from a day to come', async () => {
  const wendell = await mentorOf('Wendell Farrow')
  const [amos, bettina] = [await newCoach('Amos'), await newCoach('Bettina')]
  expect((await pairUp(wendell, wendell)).status).toBe(422)
  expect((await pairUp(amos, bettina)).status).toBe(422)
  expect((await pairUp(amos, wendell, '2025-01-16')).status).toBe(422)
  expect((await pairUp(amos, wendell)).status).toBe(303)
  expect((await pairUp(amos, wendell)).status).toBe(422)
  expect((await pairUp(bettina, wendell)).status).toBe(422)
  await expect(
    here.db.owner('update mentor_pair set coach_id = mentor_id'),
    'the database itself refuses it',
  ).rejects.toThrow('check')
})

test('a pair ends on a day with a reason; the mentor has a place again', async () => {
  const wendell = await mentorOf('Wendell Farrow')
  const [amos, bettina] = [await newCoach('Amos'), await newCoach('Bettina')]
  await pairUp(amos, wendell, '2025-01-02')
  const { rows } = await here.db.owner('select id from mentor_pair')
  const end = (toOn: string, endReason: string) => ask(`/support/pairs/${rows[0].id}/end`, { toOn, endReason })
  expect((await end('2025-01-01', 'Moved away')).status).toBe(422)
  expect((await end('2025-01-10', '')).status).toBe(422)
  expect((await end('2025-01-10', 'Moved away')).status).toBe(303)
  expect((await pairUp(bettina, wendell)).status).toBe(303)
  expect(await (await ask(`/support/coaches/${amos}`)).text()).toContain('2 Jan 2025 to 10 Jan 2025: Moved away')
})

test('a coach ends the pair themselves without a reason, and is never matched with that mentor again', async () => {
  const wendell = await mentorOf('Wendell Farrow', '5')
  const amos = await newCoach('Amos')
  const other = await newCoach('Bettina')
  await pairUp(amos, wendell)
  await pairUp(other, wendell)
  await here.team.isCoach(amos)
  const { rows } = await here.db.owner('select id, coach_id from mentor_pair')
  const of = (coachId: string): string => rows.find((one) => one.coach_id === coachId)?.id ?? ''
  const mine = here.team.as('coach')
  expect((await mine('/mine/mentor/leave', { pairId: of(other) })).status, "another's pair").toBe(422)
  expect((await mine('/mine/mentor/leave', { pairId: of(amos) })).status).toBe(303)
  expect((await pairUp(amos, wendell)).status).toBe(422)
  const html = await (await ask('/support/matching')).text()
  expect(html).toContain('Without a proposal')
  expect(html).not.toContain(`name="m-${amos}"`)
})

test('a coach sees their own mentor and free time, and no other pair', async () => {
  const wendell = await mentorOf('Wendell Farrow', '5')
  const [amos, bettina] = [await newCoach('Amos'), await newCoach('Bettina')]
  await pairUp(amos, wendell)
  await pairUp(bettina, wendell)
  await here.team.isCoach(amos)
  const mine = here.team.as('coach')
  const html = await (await mine('/mine/mentor')).text()
  expect(html).toContain('Wendell Farrow')
  expect(html).not.toContain('Bettina')
  for (const path of ['/support', '/support/mentors', '/support/matching', `/support/coaches/${amos}`])
    expect((await mine(path)).status, path).toBe(404)
  expect((await mine('/mine/mentor/free-time', { 'weekend-mornings': 'yes' })).status).toBe(303)
  expect((await mine('/mine/mentor/free-time', { midnight: 'yes' })).status).toBe(422)
  expect(await (await ask(`/support/coaches/${amos}`)).text()).toContain('weekend mornings')
})

test('a mentor is saved over the version that was read', async () => {
  const wendell = await mentorOf('Wendell Farrow')
  const save = (most: string, version: string) =>
    ask(`/support/coaches/${wendell}/mentoring`, { most, isOpen: 'yes', version })
  expect((await save('4', '1')).status).toBe(303)
  const stale = await save('2', '1')
  expect(stale.status).toBe(422)
  expect(await stale.text()).toContain('<strong>Saved now:</strong> <span>4</span>')
})

test('a word of one of the two stands over that of a coordinator', async () => {
  const wendell = await mentorOf('Wendell Farrow')
  const amos = await newCoach('Amos')
  const say = (by: 'coach' | 'coordinator') =>
    here.db.act(here.team.scope, 'test.decline', async (tx) =>
      ok(await insertDecline(tx, { mentorId: wendell, coachId: amos, by, on: '2025-01-15' })),
    )
  await say('coordinator')
  expect((await pairUp(amos, wendell)).status, 'put aside only').toBe(303)
  await say('coach')
  await say('coordinator')
  expect((await here.db.owner('select declined_by from mentor_decline')).rows).toEqual([{ declined_by: 'coach' }])
})

const wendell: Mentor = {
  id: 'w',
  name: 'Wendell',
  most: 2,
  isOpen: true,
  pairs: 1,
  zone: null,
  language: 'English',
  free: [],
  version: 1,
}
const asked = {
  coach: { id: 'a', name: 'Amos' },
  mentor: wendell,
  current: null,
  declines: [] as readonly Decline[],
  fromOn: '2025-01-15',
  today: '2025-01-15',
}
const codes = (more: Partial<Parameters<typeof pairProblems>[0]>) =>
  pairProblems({ ...asked, ...more }).map(({ code }) => code)

test.each([
  ['the last place is a place', {}, []],
  ['no place is left', { mentor: { ...wendell, pairs: 2 } }, ['support.full']],
  ['the limit went down below the pairs', { mentor: { ...wendell, pairs: 3 } }, ['support.full']],
  ['the mentor takes on nobody', { mentor: { ...wendell, isOpen: false } }, ['support.closed']],
  ['no mentor', { mentor: null }, ['support.no-mentor']],
  ['themself', { coach: { id: 'w', name: 'Wendell' } }, ['support.own-mentor']],
  ['tomorrow', { fromOn: '2025-01-16' }, ['support.day-to-come']],
])('a pair: %s', (_, more, expected) => {
  expect(codes(more)).toEqual(expected)
})

test('a pair that ended does not end again', () => {
  const pair: Pair = {
    id: 'p',
    mentorId: 'w',
    mentor: 'Wendell',
    coachId: 'a',
    coach: 'Amos',
    fromOn: '2025-01-10',
    toOn: null,
    endReason: '',
    isSample: false,
  }
  const codesOf = (toOn: string, one = pair) => endProblems(one, toOn, '2025-01-15').map(({ code }) => code)
  expect(codesOf('2025-01-10')).toEqual([])
  expect(codesOf('2025-01-09')).toEqual(['support.end-first'])
  expect(codesOf('2025-01-15')).toEqual([])
  expect(codesOf('2025-01-16')).toEqual(['support.day-to-come'])
  expect(codesOf('2025-01-12', { ...pair, toOn: '2025-01-11', endReason: 'Moved' })).toEqual(['support.ended'])
})
