import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { newId } from '../../core/id.ts'
import type { TrainingNeeds } from '../needs.ts'
import { type ClassesTest, classesOfWilson } from '../test-classes.ts'
import { trainingMine } from './sections.tsx'

const shown = async (
  made: Awaited<ReturnType<typeof classesOfWilson>>,
  key: string,
  coachId: string,
  today: string,
): Promise<string> => {
  const part = trainingMine(made.needs as TrainingNeeds).find((one) => one.key === key)
  const markup = await made.db.read(
    made.team.scope,
    (tx) => part?.section(tx, coachId, today, (path) => path) ?? Promise.resolve(null),
  )
  return JSON.stringify(markup, (name, value: unknown) => (name.startsWith('_') ? undefined : value)) ?? ''
}

const rosterCoach = async (made: ClassesTest, email: string): Promise<string> => {
  const id = newId()
  await made.write((tx) =>
    tx.sql.insertInto('coach').values({ org_id: tx.org, id, name: 'Ben', search: 'ben', email }).execute(),
  )
  return id
}

test('a coach sees the own classes ahead and the own hours, and nobody else’s', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession()
  await made.signUp(id, 'Ana')
  const coaches = (await made.db.owner('select id, name from coach')).rows
  const [ana] = coaches
  expect(await shown(made, 'classes', ana.id, '2025-01-15')).toContain('Recovery Coach Academy')
  expect(await shown(made, 'class-hours', ana.id, '2025-01-15')).toBe('null')
  expect(await shown(made, 'classes', id, '2025-01-15')).toBe('null')
  expect(await shown(made, 'classes', ana.id, '2025-03-04')).toBe('null')
  expect(await shown(made, 'class-hours', ana.id, '2025-03-04')).toContain('hours')
})

test('a signed-in coach types the code of the room on the own page', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession()
  await made.signUp(id, 'Ana')
  const [{ coach_id: coachId }] = (await made.db.owner('select coach_id from enrolment')).rows
  const [{ id: classId }] = (await made.db.owner('select id from class_day')).rows
  made.now('2025-03-03T22:35:00Z')
  await made.ask(`/training/classes/${classId}/code`, {})
  const [{ code }] = (await made.db.owner('select code from class_code')).rows
  const asCoach = made.team.as('coach')
  const nobody = await asCoach('/mine/classes/code', { code })
  expect(nobody.status).toBe(422)
  expect(await nobody.text()).toContain('not linked to a coach')
  await made.team.isCoach(coachId)
  const wrong = await asCoach('/mine/classes/code', { code: '12345' })
  expect(wrong.status).toBe(422)
  expect((await asCoach('/mine/classes/code', { code })).status).toBe(303)
  expect((await made.db.owner('select way, minutes from attendance')).rows).toEqual([{ way: 'code', minutes: 180 }])
  const again = await (await asCoach('/mine/classes/code')).text()
  expect(again).toContain('You are marked as present: ')
  expect(again).toContain('<summary>Type the code of another class</summary>')
})

test('a signed-in coach gives the own seat back on the own page, and it is offered to who waits', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession({ capacity: '1' })
  await made.signUp(id, 'Ana')
  await made.signUp(id, 'Ben')
  const [{ coach_id: ana }] = (await made.db.owner('select coach_id from enrolment')).rows
  const asCoach = made.team.as('coach')
  expect((await asCoach(`/mine/classes/${id}/withdraw`, {})).status, 'no coach').toBe(422)
  expect((await asCoach(`/mine/classes/${ana}/withdraw`, {})).status, 'no class').toBe(404)
  await made.team.isCoach(ana)
  expect(await shown(made, 'classes', ana, '2025-01-15')).toContain(`/mine/classes/${id}/withdraw`)
  expect((await asCoach(`/mine/classes/${id}/withdraw`, {})).status).toBe(303)
  expect(await made.standing(id)).toEqual(['Ana: withdrawn', 'Ben: offered'])
  const again = await asCoach(`/mine/classes/${id}/withdraw`, {})
  expect(again.status).toBe(422)
  expect(await again.text()).toContain('You have no seat in this class.')
})

test('a seat in a class that has begun is not given back on the own page', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession()
  await made.signUp(id, 'Ana')
  const [{ coach_id: ana }] = (await made.db.owner('select coach_id from enrolment')).rows
  await made.team.isCoach(ana)
  made.now('2025-03-03T22:35:00Z')
  expect(await shown(made, 'classes', ana, '2025-03-03')).toContain('"withdraw":false')
  const late = await made.team.as('coach')(`/mine/classes/${id}/withdraw`, {})
  expect(late.status).toBe(422)
  expect(await late.text()).toContain('The class has begun.')
  expect(await made.standing(id)).toEqual(['Ana: seated'])
})

/** What stands on the own page about classes, as HTML. */
const seen = async (made: ClassesTest, coachId: string, today: string): Promise<string> => {
  const part = trainingMine(made.needs).find((one) => one.key === 'classes')
  const markup = await made.db.read(
    made.team.scope,
    (tx) => part?.section(tx, coachId, today, (path) => path) ?? Promise.resolve(null),
  )
  return renderToString(h('div', null, markup)).replace('<div></div>', '')
}

test('a coach on a waiting list sees it, takes the seat that is held for them, and nobody sees a stranger’s', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession({ capacity: '1' })
  await made.signUp(id, 'Ana')
  await made.signUp(id, 'Eve')
  await made.signUp(id, 'Ben')
  const ben = await rosterCoach(made, 'ben@elsewhere.org')
  expect(await seen(made, ben, '2025-01-15'), 'not linked with an account').toBe('')
  await made.team.isCoach(ben)
  await made.db.owner(`update person set email = 'ben@example.org' where name = 'The coach'`)
  const waiting = await seen(made, ben, '2025-01-15')
  expect(waiting).toContain('with 1 person before you')
  expect(waiting).not.toContain(`/mine/classes/${id}/accept`)
  const asCoach = made.team.as('coach')
  expect((await asCoach(`/mine/classes/${id}/accept`, {})).status, 'nothing is offered').toBe(422)

  await made.visit(`${await made.linkOf('Eve')}/withdraw`, {})
  await made.visit(`${await made.linkOf('Ana')}/withdraw`, {})
  expect(await made.standing(id)).toEqual(['Ana: withdrawn', 'Eve: withdrawn', 'Ben: offered'])
  const offered = await seen(made, ben, '2025-01-15')
  expect(offered).toContain('held for you until ')
  expect(offered).toContain(`/mine/classes/${id}/accept`)
  expect((await asCoach(`/mine/classes/${id}/accept`, {})).status).toBe(303)
  expect((await asCoach(`/mine/classes/${id}/accept`, {})).status, 'sent twice').toBe(303)
  expect(await made.standing(id)).toEqual(['Ana: withdrawn', 'Eve: withdrawn', 'Ben: seated'])
  expect(
    (await made.db.owner(`select coach_id from enrolment where outcome = 'enrolled'`)).rows,
    'the seat is this coach’s, not somebody new’s',
  ).toEqual([{ coach_id: ben }])
  expect(await seen(made, ben, '2025-01-15')).toContain(`/mine/classes/${id}/withdraw`)
})

test('a coach leaves a waiting list on the own page; an offer that has passed is not shown', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession({ capacity: '1' })
  for (const name of ['Ana', 'Ben', 'Chi']) await made.signUp(id, name)
  const ben = await rosterCoach(made, 'ben@example.org')
  await made.team.isCoach(ben)
  await made.db.owner(`update person set email = 'ben@example.org' where name = 'The coach'`)
  await made.visit(`${await made.linkOf('Ana')}/withdraw`, {})
  made.now('2025-01-17T17:00:00Z')
  expect(await seen(made, ben, '2025-01-17')).toBe('')
  const late = await made.team.as('coach')(`/mine/classes/${id}/accept`, {})
  expect(late.status).toBe(422)
  expect(await late.text()).toContain('This offer has passed.')
  made.now('2025-01-16T17:00:00Z')
  expect((await made.team.as('coach')(`/mine/classes/${id}/withdraw`, {})).status).toBe(303)
  expect(await made.standing(id)).toEqual(['Ana: withdrawn', 'Ben: withdrawn', 'Chi: offered'])
})
