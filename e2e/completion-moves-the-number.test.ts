import { expect, test } from 'vitest'
import {
  changesToPublish,
  draftOnScorecard,
  enterTeam,
  lastingPath,
  measurePath,
  measureTitle,
  newcomer,
  publicReading,
  publish,
  recordCompletion,
} from './steps.ts'

// The promise: a coach completes a class, and the public number moves once it is published; never before.

test('one more completion of 2024 turns the draft to 13, and publishing shows it to everybody', async () => {
  const { page, product } = await newcomer()
  await enterTeam(page, product)
  expect(await draftOnScorecard(page)).toBe('12 coaches')

  await recordCompletion(page, 'Thelma Barnes', '2024-11-22')
  expect(await draftOnScorecard(page)).toBe('13 coaches')

  await page.getByRole('row').filter({ hasText: measureTitle }).getByRole('link', { name: '13 coaches' }).click()
  await page.getByRole('link', { name: '13', exact: true }).first().click()
  const records = page.getByRole('table').filter({ hasText: 'Thelma Barnes' })
  expect(await records.locator('tbody tr').count()).toBe(13)
  await records.getByRole('link', { name: 'Thelma Barnes' }).click()
  await page.getByRole('heading', { name: /Thelma Barnes/, level: 1 }).waitFor()
  await page.getByText('22 Nov 2024').first().waitFor()

  expect(await publicReading(product, measurePath, '2024')).toEqual({ value: 12, status: 'final' })
  const changes = await changesToPublish(page)
  expect(changes).toContain(`${measureTitle} | 2024 | 12 coaches, final | 13 coaches, restated`)
  await publish(page, 2)

  expect(await publicReading(product, measurePath, '2024')).toEqual({ value: 13, status: 'restated' })
  await page.goto(measurePath)
  expect((await page.locator('.lead .now').innerText()).replace(/\s+/g, ' ')).toBe('13 coaches in 2024 restated')
  expect(await publicReading(product, lastingPath, '2024')).toEqual({ value: 12, status: 'final' })
})

test('a second course of a coach who finished one before moves nothing', async () => {
  const { page, product } = await newcomer()
  await enterTeam(page, product)
  await page.goto('/team/wilson/training/record')
  await page.getByLabel('Coach', { exact: true }).fill('Alma Peacock')
  await page.getByLabel('Class').selectOption({ label: 'Recovery Coach Academy, elsewhere' })
  await page.getByLabel('Completed on').fill('2024-12-06')
  await page.getByRole('button', { name: 'Record completion' }).click()
  await page.getByRole('heading', { name: 'Alma Peacock', level: 1 }).waitFor()
  expect(await draftOnScorecard(page)).toBe('12 coaches')
})
