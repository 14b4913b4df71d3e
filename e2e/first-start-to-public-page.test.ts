import { expect, test } from 'vitest'
import { startProduct } from './browser.ts'
import { enterTeam, lastingPath, measurePath, measureTitle, newcomer, publicReading } from './steps.ts'

// The promise: two commands after the download, a newcomer reads the seed's page and stands before its records.

test('a newcomer opens the printed address and finds the county, its measure with 12, and its curve of five years', async () => {
  const { page, product } = await newcomer({}, startProduct)
  expect(product.output(), 'what takes seconds is said before').toMatch(/Loading the sample county[^]*was loaded/)
  await page.goto(product.url)
  await page.getByRole('link', { name: 'Wilson County' }).click()
  await page.waitForURL('**/wilson')
  await page.getByRole('link', { name: measureTitle }).first().click()
  await page.waitForURL(`**${measurePath}`)

  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(measureTitle)
  expect((await page.locator('.lead .now').innerText()).replace(/\s+/g, ' ')).toBe('12 coaches in 2024')
  const years = page.getByRole('table', { name: measureTitle }).locator('tbody tr')
  expect(await years.evaluateAll((all) => all.map((row) => row.textContent))).toEqual([
    '20205final',
    '202114final',
    '20220final',
    '202339final',
    '202412final',
  ])
  expect(await page.locator('svg.curve circle.point').count()).toBe(5)
  for (const section of ['Story behind the curve', 'Partners', 'What works', 'Action plan', 'Definition'])
    expect(await page.getByRole('heading', { name: section, level: 2 }).count(), section).toBe(1)
})

test('the same page is there for machines, in time order, and as the first edition for ever', async () => {
  const { product } = await newcomer({}, startProduct)
  const page = (await (await fetch(new URL(`${measurePath}.json`, product.url))).json()) as Record<string, unknown>
  expect(page).toMatchObject({ title: measureTitle, asks: 'how much', unit: 'coaches', better: 'higher', edition: 1 })
  const readings = page.readings as { period: { label: string }; value: number }[] // as documented
  expect(readings.map(({ period, value }) => [period.label, value])).toEqual([
    ['2020', 5],
    ['2021', 14],
    ['2022', 0],
    ['2023', 39],
    ['2024', 12],
  ])
  expect(await publicReading(product, lastingPath, '2024')).toEqual({ value: 12, status: 'final' })
})

test('the printed link signs the newcomer in, once, to a team whose work is all published', async () => {
  const { page, product } = await newcomer({}, startProduct)
  await enterTeam(page, product)
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Publish' }).click()
  await page.getByText('Nothing has changed since.').waitFor()

  const other = await newcomer({}, startProduct)
  const again = await fetch(product.signInLink, { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } })
  expect(again.status).toBeGreaterThanOrEqual(400)
  expect(again.headers.getSetCookie()).toEqual([])
  await other.page.goto(new URL('/team/wilson/today', product.url).href)
  expect(new URL(other.page.url()).pathname).toBe('/sign-in')
})
