import { expect, test } from 'vitest'
import { addMember } from '../platform/access/set-up.ts'
import { houseWithTwoCounties } from '../test-house.ts'

test('a new county is led through its first steps, and each ticks itself off', async () => {
  const house = await houseWithTwoCounties()
  const ask = house.as('neighbour')
  const page = async (): Promise<string> => (await ask('/team/nash/today')).text()
  const today = async (): Promise<string> => (await page()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  expect(await today()).toMatch(
    /Getting started 0 of 6 done.* Name, color and .* The first result .* The first measure .* The first course .* Who coordinates .* Mail /,
  )
  expect(await today(), 'there is nothing to publish').not.toContain('not public yet')
  const ready = [...(await page()).matchAll(/href="(\/team\/nash\/measures\/new\?from=[^"]+)"/g)]
  expect(ready).toHaveLength(5)
  for (const [, href = ''] of ready) expect((await ask(href)).status, href).toBe(200)

  const result = { title: 'Survival', statement: 'People survive an overdose and recover.' }
  expect((await ask('/team/nash/scorecard/results/add', result)).status).toBe(303)
  expect(await today()).toMatch(/1 of 6 done.* The first result: done.* not public yet/)
  expect((await ask('/team/nash/training/courses/academy', {})).status).toBe(303)
  expect(await today()).toMatch(/2 of 6 done.* The first course: done/)
  await addMember(house.db, house.nash, {
    email: 'coordinator@nash.example',
    name: 'The coordinator there',
    role: 'coordinator',
    coachId: null,
    partnerId: null,
  })
  expect(await today()).toMatch(/3 of 6 done.* Who coordinates: done/)
})

test('whoever does not set the county up, and the sample county, have no such list', async () => {
  const house = await houseWithTwoCounties()
  for (const who of ['administrator', 'coordinator', 'viewer'] as const)
    expect(await (await house.as(who)('/team/wilson/today')).text()).not.toContain('Getting started')
})
