import type { Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { openBrowser, type Product, signIn } from './browser.ts'
import { startReady } from './ready.ts'

// The walk of the main job, step by step, as a person does it: by what is written on links, buttons and fields.

export const measureTitle = 'Number of new recovery coaches trained'
export const measurePath = '/wilson/m/new-recovery-coaches-trained'
export const lastingPath = '/wilson/editions/1/m/new-recovery-coaches-trained'

type Options = Parameters<Awaited<ReturnType<typeof openBrowser>>['newContext']>[0]

/** A product with the sample county, and one page of a new browser before it. Pass `startProduct` for a first start. */
export async function newcomer(
  options: Options = {},
  start: () => Promise<Product> = startReady,
): Promise<{ readonly product: Product; readonly page: Page }> {
  const product = await start()
  const browser = await openBrowser()
  const context = await browser.newContext({ baseURL: product.url, viewport: { width: 1280, height: 850 }, ...options })
  onTestFinished(() => context.close())
  return { product, page: await context.newPage() }
}

/** Signs in with the printed link, and comes to the team of Wilson County. */
export async function enterTeam(page: Page, product: Product): Promise<void> {
  await signIn(page, product)
  await page.goto('/team/wilson/today')
  await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor()
}

/** Training, then Record completion: somebody new finished the academy elsewhere on a day. */
export async function recordCompletion(page: Page, coach: string, on: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Training' }).click()
  await page.getByRole('link', { name: 'Record completion' }).click()
  await page.getByLabel('Coach', { exact: true }).fill(coach)
  await page.getByLabel('This coach is new').check()
  await page.getByLabel('Class').selectOption({ label: 'Recovery Coach Academy, elsewhere' })
  await page.getByLabel('Completed on').fill(on)
  await page.getByRole('button', { name: 'Record completion' }).click()
  await page.getByRole('heading', { name: coach, level: 1 }).waitFor()
}

/** The draft value of the measure as the team's scorecard shows it. */
export async function draftOnScorecard(page: Page): Promise<string> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Scorecard' }).click()
  const row = page.getByRole('row').filter({ hasText: measureTitle })
  return (await row.getByRole('cell').nth(1).innerText()).trim()
}

/** Opens the page that shows what would change for the public, and answers each change in one line. */
export async function changesToPublish(page: Page): Promise<readonly string[]> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Publish' }).click()
  await page.getByRole('heading', { name: 'Publish', level: 1 }).waitFor()
  await untilChecked(page)
  const rows = page.getByRole('table', { name: 'Changes' }).locator('tbody tr')
  return (await rows.all()).length === 0
    ? []
    : rows.evaluateAll((all) =>
        all.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent?.trim()).join(' | ')),
      )
}

/** The publish page says first what is under way when the check of small counts takes a while, and asks again by itself. */
export const untilChecked = (page: Page): Promise<void> =>
  page.getByRole('heading', { name: 'Checking what could be worked out' }).waitFor({ state: 'detached' })

/** Publishes what the publish page shows. */
export async function publish(page: Page, edition: number): Promise<void> {
  await page.getByRole('button', { name: `Publish edition ${edition}` }).click()
  await page.getByText(`Edition ${edition} of`).first().waitFor()
}

export type Answer = { readonly value: number | null; readonly status: string }

/** What the machine-readable page says of a year. */
export async function publicReading(product: Product, path: string, year: string): Promise<Answer> {
  const response = await fetch(new URL(`${path}.json`, product.url))
  expect(response.status, `${path}.json`).toBe(200)
  const { readings } = (await response.json()) as { readings: ({ period: { label: string } } & Answer)[] } // as documented
  const reading = readings.find(({ period }) => period.label === year)
  if (!reading) throw new Error(`${path}.json has no reading of ${year}`)
  return { value: reading.value, status: reading.status }
}

/** Every byte of a public address, with how it says it is to be read. */
export async function bytesAt(
  product: Product,
  path: string,
): Promise<{ readonly type: string; readonly body: Buffer }> {
  const response = await fetch(new URL(path, product.url))
  expect(response.status, path).toBe(200)
  return { type: response.headers.get('content-type') ?? '', body: Buffer.from(await response.arrayBuffer()) }
}

/** Draws a signature with a finger that leaves the pad at the end. */
export async function draw(page: Page): Promise<void> {
  const pad = page.locator('[data-signature] svg')
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  if (!box) throw new Error('the pad is shown')
  await page.mouse.move(box.x + 20, box.y + 40)
  await page.mouse.down()
  for (let step = 1; step <= 12; step++) await page.mouse.move(box.x + 20 + step * 18, box.y + 40 + (step % 3) * 15)
  await page.mouse.up()
}
