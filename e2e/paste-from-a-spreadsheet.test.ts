import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { root } from '../src/platform/root.ts'
import { whenFileIsOver } from '../src/test-over.ts'
import { findingsOf, openBrowser, type Product, signIn } from './browser.ts'
import { startReady } from './ready.ts'

// The promise: cells copied from a spreadsheet become completions, seen row by row first, and taken back whole.

let product: Product
let browser: Browser
let cookies: Awaited<ReturnType<Awaited<ReturnType<Browser['newContext']>>['cookies']>>

beforeAll(async () => {
  product = await startReady({}, whenFileIsOver)
  browser = await openBrowser(whenFileIsOver)
  const context = await browser.newContext({ baseURL: product.url })
  await signIn(await context.newPage(), product)
  cookies = await context.cookies()
  await context.close()
})

async function coordinator(options: { javaScriptEnabled: boolean }): Promise<Page> {
  const context = await browser.newContext({ baseURL: product.url, ...options })
  onTestFinished(() => context.close())
  await context.addCookies(cookies)
  return context.newPage()
}

const cells = [
  ['Coach', 'E-mail', 'Training', 'Hours', 'Result', 'Completed on'],
  ['Siobhan OBrien Nunez', '', 'Recovery Coach Academy', '30', 'passed', '3/4/2024'],
  ['Wanda Frost', 'wanda.frost@example.org', 'Recovery Coach Academy', '32', 'passed', '3/4/2024'],
  ['Wanda Frost', 'wanda.frost@example.org', 'Recovery Coach Academy', '32', 'passed', '3/4/2024'],
  ['Ulric Stone', '', 'Underwater welding', '30', 'passed', '3/4/2024'],
]
  .map((row) => row.join('\t'))
  .join('\n')

const trained = async (page: Page): Promise<number> => {
  await page.goto('/team/wilson/coaches?trained=yes')
  return Number(/(\d+) coaches/.exec(await page.locator('.tally').innerText())?.[1])
}

test.each([{ javaScriptEnabled: true }, { javaScriptEnabled: false }])(
  'cells are pasted, asked about, corrected, imported and taken back ($javaScriptEnabled)',
  async (options) => {
    const page = await coordinator(options)
    const before = await trained(page)
    await page.goto('/team/wilson/training/import')
    if (options.javaScriptEnabled) expect(await findingsOf(page)).toEqual([])
    await page.getByLabel('Or paste cells').fill(cells)
    await page.getByRole('button', { name: 'Check the rows' }).click()

    await page.getByLabel('What comes first in 3/4/2024').selectOption('month first')
    await page.getByRole('button', { name: 'Read it this way' }).click()
    await page.getByText('2 completions would be added, with 1 new coach').waitFor()
    await page.getByText('same as row 3').waitFor()
    await page.getByText('There is no course called “Underwater welding”').waitFor()
    if (options.javaScriptEnabled) expect(await findingsOf(page)).toEqual([])
    expect(await page.getByRole('row', { name: /Siobhán O’Brien-Ñuñez/ }).innerText()).toContain('4 Mar 2024')

    await page.getByRole('button', { name: 'Import 2 completions' }).click()
    await page.getByRole('link', { name: 'Some rows are at fault.' }).waitFor()
    await page.getByLabel('Import the good rows without them').check()
    await page.getByRole('button', { name: 'Import 2 completions' }).click()
    await page.getByText('Imported.').waitFor()
    if (options.javaScriptEnabled) expect(await findingsOf(page)).toEqual([])
    const imported = page.url()
    expect(await trained(page)).toBe(before + 1)

    await page.goto(imported)
    await page.getByRole('button', { name: 'Undo the whole import' }).click()
    await page.getByText('All of it was taken back.').waitFor()
    expect(await trained(page)).toBe(before)
    await page.goto('/team/wilson/coaches?q=wanda+frost')
    await page.getByText('Nobody fits.').waitFor()
  },
)

test('a file that cannot be read is refused at its field, and the page is still there', async () => {
  const page = await coordinator({ javaScriptEnabled: true })
  await page.goto('/team/wilson/training/import')
  for (const [name, words] of [
    ['unclosed-quote.csv', 'Line 2 opens a quote'],
    ['truncated.xlsx', 'The file is damaged'],
    ['html-named.xlsx', 'The content does not match the type'],
  ] as const) {
    const buffer = readFileSync(join(root, 'e2e/bad-inputs/files', name))
    await page.getByLabel('File').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
    await page.getByRole('button', { name: 'Check the rows' }).click()
    await page.locator('#file-problem').getByText(words).waitFor()
  }
})

test('a column pasted into the sheet of values due fills it from there on, and is saved at once', async () => {
  const page = await coordinator({ javaScriptEnabled: true })
  await page.goto('/team/wilson/measures/due')
  expect(await findingsOf(page)).toEqual([])
  const values = page.locator('[data-sheet] fieldset').getByLabel(/^Value, in/)
  const before = await values.count()
  expect(before).toBeGreaterThan(3)
  await values.first().evaluate((field) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', '171\n240\n1,180\n')
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  expect(await values.evaluateAll((all) => all.slice(0, 4).map((one) => (one as HTMLInputElement).value))).toEqual([
    '171',
    '240',
    '1,180',
    '',
  ])
  await page.getByRole('button', { name: 'Save values' }).click()
  await page.waitForURL(/\/measures\?/)
  await page.goto('/team/wilson/measures/due')
  expect(await values.count()).toBe(before - 3)
})
