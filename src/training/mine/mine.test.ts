import { expect, test } from 'vitest'
import type { TrainingNeeds } from '../needs.ts'
import { classesOfWilson } from '../test-classes.ts'
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

test('a coach sees the own classes ahead and the own hours, and nobody else’s', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession()
  await made.signUp(id, 'Ana')
  const coaches = (await made.db.owner('select id, name from coach')).rows
  const [ana] = coaches
  expect(await shown(made, 'classes', ana.id, '2025-01-15')).toContain('Recovery Coach Academy')
  expect(await shown(made, 'hours', ana.id, '2025-01-15')).toBe('null')
  expect(await shown(made, 'classes', id, '2025-01-15')).toBe('null')
  expect(await shown(made, 'classes', ana.id, '2025-03-04')).toBe('null')
  expect(await shown(made, 'hours', ana.id, '2025-03-04')).toContain('hours')
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
})
