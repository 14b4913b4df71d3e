import { expect, test } from 'vitest'
import { newId } from '../../core/id.ts'
import { freshDb } from '../../platform/db/test-db.ts'
import { teamOn } from '../../platform/http/test-team.ts'
import { coachesRoutes } from '../routes.tsx'
import { coachNeeds } from '../test-room.ts'
import { areas, type Rating } from './model.ts'
import { competencyRoutes } from './routes.tsx'
import { standingIn, worthATalk } from './rules.ts'
import { competenciesMine } from './sections.tsx'

async function county() {
  const db = await freshDb()
  const course = { id: newId(), title: 'Listening well' }
  const routes = [
    ...competencyRoutes({ courses: async () => [course] }),
    ...coachesRoutes({ ...coachNeeds, mine: competenciesMine }),
  ]
  const team = await teamOn(db, routes)
  const ask = team.as('coordinator')
  const add = async (name: string) =>
    /coaches\/([^?]+)/.exec(
      (await ask('/coaches/add', { name, email: '', language: 'English' })).headers.get('location') ?? '',
    )?.[1] ?? ''
  const [own, other] = [await add('Amos'), await add('Bettina')]
  await team.isCoach(own)
  await db.act(team.scope, 'test.addCourse', async (tx) => {
    await tx.sql
      .insertInto('course')
      .values({ org_id: tx.org, id: course.id, title: course.title, kind: 'other' })
      .execute()
    return { ok: true, value: null }
  })
  return { db, team, own, other, ask, coach: team.as('coach'), course }
}

test('there are twelve areas, each with two or three things that one can see', () => {
  expect(areas.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  for (const { behaviours, title } of areas) {
    expect(behaviours.length, title).toBeGreaterThanOrEqual(2)
    expect(behaviours.length, title).toBeLessThanOrEqual(3)
    for (const behaviour of behaviours) expect(behaviour.split(' ').length, behaviour).toBeLessThanOrEqual(18)
  }
})

const rating = (area: number, rater: Rating['rater'], level: number, ratedOn = '2025-01-01'): Rating => ({
  id: `${area} ${rater} ${ratedOn}`,
  area,
  rater,
  level,
  ratedOn,
  note: '',
})

test('the newest rating counts, and the first stays to compare it with', () => {
  const all = [rating(1, 'self', 3, '2025-06-01'), rating(1, 'self', 1, '2024-06-01'), rating(1, 'supervisor', 2)]
  expect(standingIn(all, 1, 'self')).toMatchObject({ now: { level: 3 }, first: { level: 1 } })
  expect(standingIn(all, 1, 'supervisor')).toMatchObject({ now: { level: 2 }, first: null })
  expect(standingIn(all, 2, 'self')).toBe(null)
})

test('worth a talk is what the two see differently by two levels, and where both see room to grow', () => {
  const both = (area: number, self: number, supervisor: number) => [
    rating(area, 'self', self),
    rating(area, 'supervisor', supervisor),
  ]
  const all = [...both(1, 4, 2), ...both(2, 3, 2), ...both(3, 2, 2), ...both(4, 1, 3), rating(5, 'self', 1)]
  expect(worthATalk(all)).toEqual([
    { area: 1, why: 'seen differently by the two' },
    { area: 3, why: 'both see room to grow' },
    { area: 4, why: 'seen differently by the two' },
  ])
})

test('a coach and the coordinator rate over time, and nothing that was said is overwritten', async () => {
  const { coach, ask, own, db } = await county()
  for (const level of ['1', '3'])
    expect((await coach('/mine/competencies', { area: '2', level, note: '' })).status).toBe(303)
  const at = `/coaches/${own}/competencies`
  expect((await ask(at, { area: '2', level: '2', note: 'Sat in on two talks' })).status).toBe(303)
  const html = await (await coach('/mine/competencies')).text()
  expect(html).toContain('coach 3 (Without help, was 1 on 15 Jan 2025); supervisor 2 (With help)')
  expect(html).toContain('Sat in on two talks')
  expect(await (await coach('/mine')).text()).toContain('You have rated yourself in 1 of 12 areas.')
  const act = db.act({ org: 1, person: null }, 'test.change', async (tx) => {
    await tx.client.query('delete from competency_rating')
    return { ok: true, value: null }
  })
  await expect(act).rejects.toThrow('permission denied')
})

test('a level or an area that there is none of is refused at its field', async () => {
  const { coach } = await county()
  for (const [typed, field] of [
    [{ area: '13', level: '1' }, 'area'],
    [{ area: '1', level: '5' }, 'level'],
    [{ area: '1', level: '' }, 'level'],
  ] as const) {
    const answer = await coach('/mine/competencies', typed)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(`id="rating-${field}-problem"`)
  }
})

test('a plan has lines with a day and a course, and each is done once', async () => {
  const { coach, ask, own, course, db } = await county()
  const goal = { area: '9', what: 'Write notes that the person could read', dueOn: '2025-03-01', courseId: course.id }
  expect((await ask(`/coaches/${own}/competencies/plan`, goal)).status).toBe(303)
  expect((await coach('/mine/competencies/plan', { ...goal, courseId: newId() })).status).toBe(422)
  expect((await coach('/mine/competencies/plan', { ...goal, what: '' })).status).toBe(422)
  const html = await (await coach('/mine')).text()
  expect(html).toContain('Write notes that the person could read')
  expect(html).toContain('Course: Listening well.')
  const [{ id: goalId }] = (await db.owner('select id from competency_goal')).rows
  expect((await coach('/mine/competencies/done', { goalId })).status).toBe(303)
  expect((await coach('/mine/competencies/done', { goalId })).status).toBe(422)
})

test('which course serves which area is said once, and shown to the coach', async () => {
  const { ask, coach, course } = await county()
  const form = { area: '9', courseId: course.id }
  expect((await ask('/coaches/competencies', form)).status).toBe(303)
  expect((await ask('/coaches/competencies', form)).status).toBe(422)
  expect((await ask('/coaches/competencies', { ...form, courseId: newId() })).status).toBe(422)
  expect(await (await coach('/mine/competencies')).text()).toContain('Courses for it: Listening well.')
  expect((await ask('/coaches/competencies/remove', form)).status).toBe(303)
  expect((await ask('/coaches/competencies/remove', form)).status).toBe(422)
})

test('a coach sees own, a coordinator sees all, another coach and another county nothing', async () => {
  const { coach, ask, own, other, team, db } = await county()
  await ask(`/coaches/${other}/competencies`, { area: '1', level: '4', note: 'Only for Bettina' })
  const goal = { area: '1', what: 'Only for Bettina too', dueOn: '', courseId: '' }
  await ask(`/coaches/${other}/competencies/plan`, goal)
  expect(await (await ask(`/coaches/${other}/competencies`)).text()).toContain('Only for Bettina')
  for (const path of ['/mine', '/mine/competencies'])
    expect(await (await coach(path)).text(), path).not.toContain('Only for Bettina')
  for (const path of [`/coaches/${other}/competencies`, `/coaches/${own}/competencies`, '/coaches/competencies'])
    for (const who of ['coach', 'viewer', 'editor', 'neighbour'] as const)
      expect((await team.as(who)(path)).status, `${who} ${path}`).toBe(404)
  const [{ id: goalId }] = (await db.owner('select id from competency_goal')).rows
  expect((await coach('/mine/competencies/done', { goalId })).status).toBe(422)
})
