import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import {
  bytesAt,
  changesToPublish,
  enterTeam,
  measurePath,
  measureTitle,
  newcomer,
  publish,
  recordCompletion,
} from './steps.ts'

// The promise: a release that leaks a small count through a total on another page cannot be published, and the screen shows why
// and how to repair it.

const state = 'Coaches trained, told to the state'

/** The seed's measure counts people from now on, whose counts of 1 to 10 are withheld; its records are complete through 2025. */
async function countsPeople(page: Page): Promise<void> {
  await openMeasure(page, measureTitle)
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByLabel('It counts people served, or people’s health').check()
  await page.getByLabel('Records complete through').fill('2025-12-31')
  await page.getByRole('button', { name: 'Save settings' }).click()
  await page.getByText('Saved.').waitFor()
}

const openMeasure = async (page: Page, title: string): Promise<void> => {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Measures' }).click()
  await page.getByRole('link', { name: title }).first().click()
}

/** The same coaches once more, on a page of their own, said to be the team's own work. */
async function sameOnAnotherPage(page: Page): Promise<void> {
  await page.goto('/team/wilson/measures/new?fact=coach_trained')
  await page.getByLabel('Title').fill(state)
  await page.getByLabel('Question').selectOption({ label: 'How much did we do?' })
  await page.getByLabel('Which way is better').selectOption({ label: 'More is better' })
  await page.getByLabel('Unit').fill('coaches')
  await page.getByLabel('Collected from').fill('2020-01-01')
  await page.getByLabel('Records complete through').fill('2025-12-31')
  await page.getByRole('button', { name: 'Add measure' }).click()
  await page.getByRole('heading', { name: state, level: 1 }).waitFor()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Scorecard' }).click()
  await page.getByRole('link', { name: 'Choose measures of Post-Overdose' }).click()
  await page.getByLabel(state).check()
  await page.getByRole('button', { name: 'Save the choice' }).click()
  await page.getByRole('link', { name: state }).first().waitFor()
}

test('a small count that another page gives away stops the edition, and one button repairs it', async () => {
  const { page, product } = await newcomer()
  await enterTeam(page, product)
  await recordCompletion(page, 'Thelma Barnes', '2025-03-21')
  await recordCompletion(page, 'Oscar Batts', '2025-06-13')
  await recordCompletion(page, 'Ruth Pender', '2025-09-19')
  await countsPeople(page)
  await sameOnAnotherPage(page)

  await changesToPublish(page)
  await page.getByRole('heading', { name: 'This edition cannot be published yet' }).waitFor()
  expect(await page.getByRole('button', { name: 'Publish edition 2' }).count()).toBe(0)
  const leaks = await page.getByRole('table', { name: 'What could be worked out' }).innerText()
  expect(leaks).toContain('exactly 3')
  expect(leaks).toContain(`${measureTitle}, 2025`)
  expect(leaks).toContain(`${state}, 2025`)

  await page.getByRole('button', { name: /^Withhold (this number|these \d+ numbers) too$/ }).click()
  // The story tells the five of 2020, which edition 1 shows: that is known.
  await page.getByRole('heading', { name: 'Words that tell a withheld number' }).waitFor()
  for (const figure of await page.getByLabel('is something else').all()) await figure.check()
  await page.getByLabel('What the checked numbers are').fill('Told by edition 1 already.')
  await page.getByRole('button', { name: 'Keep what they are' }).click()
  await page.getByRole('heading', { name: 'Publish edition 2' }).waitFor()
  expect(await page.getByRole('table', { name: 'Withheld by the team’s decision' }).innerText()).toContain('decided so')
  await publish(page, 2)

  const json = JSON.parse((await bytesAt(product, `${measurePath}.json`)).body.toString()) as {
    readonly withheld: string | null
    readonly readings: readonly { readonly period: { readonly label: string }; readonly reason: string | null }[]
  }
  expect(json.withheld).toBe('1 to 10, or withheld to protect such a number')
  expect(json.readings.find(({ period }) => period.label === '2025')?.reason).toBe('withheld')
})

test('the sample county’s small group is withheld on the page and in every file', async () => {
  const { product } = await newcomer()
  const path = '/wilson/m/survivors-reached'
  const html = (await bytesAt(product, path)).body.toString()
  expect(html).toContain('Withheld: 1 to 10, or withheld to protect such a number.')
  const csv = (await bytesAt(product, `${path}.csv`)).body.toString()
  const row = csv.split('\r\n').find((line) => line.startsWith('2020,') && line.includes('South of the county'))
  expect(row).toContain('withheld')
  expect(row).not.toMatch(/,5,|,17,|29\.4/)
})
