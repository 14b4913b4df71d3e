import { expect, test } from 'vitest'
import { enterTeam, measurePath, measureTitle, newcomer } from './steps.ts'

// The promise: what is said of a curve is the same wherever it is read, and the picture shows what the words and the figures say.

const sentence =
  '12 in 2024, after 39 in 2023 and none in 2022. Between 0 and 39 a year; no direction can be read from it yet.'

type Line = {
  readonly periods: readonly { readonly label: string }[]
  readonly bands: readonly { readonly level: number; readonly upper: readonly number[] }[]
}
type Open = {
  readonly sentence: string
  readonly readings: readonly { readonly value: number | null }[]
  readonly baseline: Line | null
  readonly evidence: {
    readonly phi: number
    readonly mark: string
    readonly limits: { readonly standing: string; readonly each: readonly { readonly upper: number }[] }
    readonly forecast: Line
    readonly classic: { readonly baselineChange: number }
  }
}

test('on the seed the sentence is word for word the same on every page and in every file', async () => {
  const { page, product } = await newcomer()
  await page.goto(measurePath)
  expect(await page.locator('.sentence').innerText()).toBe(sentence)
  expect(await page.locator('svg.curve desc').textContent()).toBe(sentence)
  const alt = await page.locator('meta[property="og:image:alt"]').getAttribute('content')
  expect(alt).toBe(sentence)
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('.sentence').innerText()).toBe(sentence)
  await page.emulateMedia({ media: 'screen' })

  const { sentence: open } = await (await page.request.get(`${measurePath}.json`)).json()
  expect(open).toBe(sentence)
  expect(await (await page.request.get(`${measurePath}.svg`)).text()).toContain(`<desc>${sentence}</desc>`)
  const scorecard = await (await page.request.get('/wilson.json')).json()
  expect(scorecard.measures.map((measure: { sentence: string }) => measure.sentence)).toContain(sentence)

  await enterTeam(page, product)
  await page.goto('/team/wilson/measures')
  await page.getByRole('link', { name: measureTitle }).first().click()
  await page.locator('.curve-says').waitFor()
  expect(await page.locator('.curve-says').innerText()).toBe(sentence)
})

test('on the seed the curve is drawn where the figures of the JSON are, and claims nothing more', async () => {
  const { page } = await newcomer({ javaScriptEnabled: false })
  await page.goto(measurePath)
  const open: Open = await (await page.request.get(`${measurePath}.json`)).json()
  expect(open.evidence.phi).toBeCloseTo(16.18, 1)
  expect(open.evidence.mark).toBe('no trend can be claimed')

  const points = await middles(page.locator('svg.curve[role] > circle.point'))
  const values = open.readings.flatMap(({ value }) => value ?? [])
  expect(points).toHaveLength(5)
  const [none, most] = [points[2] ?? 0, points[3] ?? 0]
  const valueAt = (y: number): number => (39 * (none - y)) / (none - most)
  points.forEach((y, index) => {
    expect(valueAt(y)).toBeCloseTo(values[index] ?? -1, 0)
  })

  const ahead = open.baseline ?? open.evidence.forecast
  expect(ahead.bands).toHaveLength(1)
  expect(ahead.bands[0]?.level).toBeCloseTo(2 / 3, 2)
  const columns = await page
    .locator('svg.curve[role] > rect.fan')
    .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top))
  expect(columns).toHaveLength(1)
  expect(valueAt(columns[0] ?? 0)).toBeCloseTo(ahead.bands[0]?.upper[0] ?? -1, 0)
  for (const { label } of ahead.periods.slice(0, 1))
    expect(await page.locator('svg.curve text').allTextContents()).toContain(label)

  expect(open.evidence.limits.standing).toBe('trial')
  expect(await page.locator('svg.curve .limit').count()).toBe(0)
  expect(await page.locator('svg.curve .signal').count()).toBe(0)

  await page.getByText('What does this mean?').click()
  expect(await page.getByText('phi: here it is about 16, and 4 is its square root').isVisible()).toBe(true)
  expect(
    await page.getByText(/20\d\d w(ill|ould) be between 0 and 39; that holds about 2 years in 3/).isVisible(),
  ).toBe(true)
  expect(await page.getByText('Past accuracy: not measured, too few values').isVisible()).toBe(true)
  await page.getByText('As other scorecards count it').click()
  const classic = page.locator('.classic')
  expect(await classic.getByText('no trend can be claimed').isVisible()).toBe(true)
  expect(await classic.getByText(`+${open.evidence.classic.baselineChange}%`).isVisible()).toBe(true)
})

/** How far down the page the middles of marks are. */
const middles = (marks: ReturnType<import('playwright-core').Page['locator']>): Promise<number[]> =>
  marks.evaluateAll((all) =>
    all.map((each) => {
      const { top, height } = each.getBoundingClientRect()
      return top + height / 2
    }),
  )
