import { expect, test } from 'vitest'
import {
  changesToPublish,
  draftOnScorecard,
  enterTeam,
  measurePath,
  measureTitle,
  newcomer,
  publicReading,
  publish,
  recordCompletion,
} from './steps.ts'

// The promise: the main job is done with scripts off, from the printed link to the public page.

test('a completion is recorded, a story is edited, an edition is published and read with JavaScript off', async () => {
  const { page, product } = await newcomer({ javaScriptEnabled: false })
  await enterTeam(page, product)
  await recordCompletion(page, 'Thelma Barnes', '2024-11-22')
  expect(await draftOnScorecard(page)).toBe('13 coaches')

  await page.getByRole('link', { name: measureTitle }).click()
  await page.getByRole('link', { name: 'Story and plan' }).click()
  await page.getByRole('link', { name: 'Edit the story of 20 Jan 2025' }).click()
  const story = page.getByLabel('Story', { exact: true })
  await story.fill(`${await story.inputValue()}\n\nIn **November 2024** one more coach finished elsewhere.`)
  await page.getByRole('button', { name: 'Save story entry' }).click()
  await page.getByText('one more coach finished elsewhere').first().waitFor()

  const changes = await changesToPublish(page)
  expect(changes).toContain(`${measureTitle} | 2024 | 12 coaches, final | 13 coaches, restated`)
  expect(changes.find((change) => change.startsWith(`${measureTitle} | Story behind the curve |`))).toContain(
    'In **November 2024** one more coach finished elsewhere.',
  )
  await publish(page, 2)

  expect(await publicReading(product, measurePath, '2024')).toEqual({ value: 13, status: 'restated' })
  await page.getByRole('link', { name: 'Public page' }).click()
  await page.getByRole('link', { name: measureTitle }).first().click()
  await page.getByText('one more coach finished elsewhere').first().waitFor()
  expect(await page.locator('#story strong', { hasText: 'November 2024' }).count()).toBe(1)
  expect(await page.locator('svg.curve circle.point').count()).toBe(5)
})

test('cells that were pasted are looked at, imported and taken back with JavaScript off', async () => {
  const { page, product } = await newcomer({ javaScriptEnabled: false })
  await enterTeam(page, product)
  await page.goto('/team/wilson/training/import')
  await page
    .getByLabel('Or paste cells')
    .fill('Name\tCourse\tCompleted on\nThelma Barnes\tRecovery Coach Academy\t2024-11-22\n')
  await page.getByRole('button', { name: 'Check the rows' }).click()
  await page.getByRole('cell', { name: 'Thelma Barnes' }).first().waitFor()
  expect(await draftOnScorecard(page)).toBe('12 coaches')
  await page.goBack()
  await page.getByRole('button', { name: 'Import 1 completion' }).click()
  await page.getByRole('heading', { name: 'Pasted cells' }).waitFor()
  const imported = page.url()
  expect(await draftOnScorecard(page)).toBe('13 coaches')
  await page.goto(imported)
  await page.getByRole('button', { name: /Undo|Take back/ }).click()
  expect(await draftOnScorecard(page)).toBe('12 coaches')
})

test('what is wrong with a form is said beside its fields, and nothing typed is lost, with JavaScript off', async () => {
  const { page, product } = await newcomer({ javaScriptEnabled: false })
  await enterTeam(page, product)
  await page.goto('/team/wilson/coaches/add')
  await page.getByLabel('Name').fill('Thelma Barnes')
  await page.getByLabel(/Mail address/).fill('not an address')
  await page.getByLabel(/Phone/).fill('(252) 555-0142')
  await page.getByRole('button', { name: 'Add coach' }).click()
  await page.getByRole('heading', { name: 'One thing to mend' }).waitFor()
  expect(await page.getByLabel(/Mail address/).getAttribute('aria-invalid')).toBe('true')
  expect(await page.getByLabel('Name').inputValue()).toBe('Thelma Barnes')
  expect(await page.getByLabel(/Phone/).inputValue()).toBe('(252) 555-0142')
})
