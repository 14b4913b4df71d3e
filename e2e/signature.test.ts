import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { h, type VNode } from 'preact'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { SignedFields } from '../src/linkage/consents/fields.tsx'
import { releaseForm } from '../src/linkage/consents/model.ts'
import { isSignature } from '../src/linkage/consents/rules.ts'
import { assetFile } from '../src/platform/assets.ts'
import { page as answer } from '../src/platform/http/answer.tsx'
import { parseTyped } from '../src/platform/http/parse.ts'
import { Typed } from '../src/platform/http/typed.ts'
import { Form } from '../src/platform/ui/form.tsx'
import { Document } from '../src/platform/ui/shell.tsx'
import { whenFileIsOver } from '../src/test-over.ts'
import { findingsOf, openBrowser } from './browser.ts'

// The promise: a person signs on the phone with a finger, and who cannot, or has no JavaScript, signs by typing their name.

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser(whenFileIsOver)
})

const text = {
  id: '00000000-0000-7000-8000-000000000001',
  kind: 'release',
  language: 'en',
  body: 'I may take this back at any time.',
  fromOn: '2025-01-01',
  source: '',
  checkedOn: null,
  version: 1,
} as const
const partner = { id: '00000000-0000-7000-8000-000000000002', name: 'RC3' }

/** A release under the policy of the team's pages, on a phone; `sent` is what arrives at the server. */
async function releaseOn({ javaScript }: { javaScript: boolean }) {
  const sent: Typed[] = []
  const form = { typed: new Typed(), problems: [] }
  const fields = h(SignedFields, { form, shown: text, choices: { recipientId: [partner] } })
  const view = h(Document, {
    title: 'Consent',
    children: h('main', {}, [
      h('h1', {}, 'Consent'),
      h(Form, { form, action: '/', save: 'Save the signed consent', children: fields }),
    ]),
  })
  const server = createServer((request, response) => {
    const file = assetFile(request.url ?? '')
    if (file) return response.writeHead(200, { ...file.headers }).end(file.body)
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      if (request.method === 'POST') sent.push(new Typed(new URLSearchParams(Buffer.concat(parts).toString())))
      const made = answer(view as VNode)
      void made.text().then((html) => response.writeHead(200, Object.fromEntries(made.headers)).end(html))
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const context = await browser.newContext({
    javaScriptEnabled: javaScript,
    viewport: { width: 360, height: 740 },
    hasTouch: true,
  })
  onTestFinished(async () => {
    await context.close()
    server.close()
  })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  page.on('pageerror', (error) => faults.push(error.message))
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  return { page, sent, faults }
}

const filledIn = async (page: Awaited<ReturnType<typeof releaseOn>>['page']): Promise<void> => {
  await page.getByLabel('Name and birth date').check()
  await page.getByLabel('Who receives it').selectOption('RC3')
  await page.getByLabel('What for').selectOption('getting help')
  await page.getByLabel('Ends on').fill('2025-06-30')
  await page.getByLabel('Name of who signs').fill('Ida Moss')
}

test('a signature drawn with a finger is sent as strokes, can be cleared and drawn again, and fits a phone', async () => {
  const { page, sent, faults } = await releaseOn({ javaScript: true })
  await filledIn(page)
  const pad = page.locator('[data-signature] svg')
  await pad.scrollIntoViewIfNeeded()
  const drawn = async (): Promise<string> => page.locator('input[name="drawn"]').inputValue()
  const draw = async (): Promise<void> => {
    const box = await pad.boundingBox()
    if (!box) throw new Error('the pad is shown')
    await page.mouse.move(box.x + 20, box.y + 40)
    await page.mouse.down()
    for (let step = 1; step <= 12; step++) await page.mouse.move(box.x + 20 + step * 18, box.y + 40 + (step % 3) * 15)
    // A finger that leaves the pad stays on it.
    await page.mouse.move(box.x + box.width + 40, box.y + 50)
    await page.mouse.up()
    await page.mouse.move(box.x + 30, box.y + 20)
  }
  await draw()
  expect(isSignature(await drawn())).toBe(true)
  expect(await page.locator('[data-signature] path').getAttribute('d')).toBe(await drawn())
  await page.getByRole('button', { name: 'Clear the signature' }).click()
  expect(await drawn()).toBe('')
  await draw()
  const strokes = await drawn()
  expect(strokes).toMatch(/L600 \d+$/)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  expect(await findingsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Save the signed consent' }).click()
  await expect.poll(() => sent.length).toBe(1)
  const form = parseTyped(releaseForm, sent[0] ?? new Typed(), 'wrong')
  expect(form).toMatchObject({ ok: true, value: { drawn: strokes, signer: 'Ida Moss', signsByName: false } })
  expect(sent[0]?.all('scope')).toEqual(['identity'])
  expect(faults).toEqual([])
})

test('without JavaScript there is no pad, and the typed name signs', async () => {
  const { page, sent } = await releaseOn({ javaScript: false })
  expect(await page.locator('[data-signature]').isVisible()).toBe(false)
  await filledIn(page)
  await page.getByLabel('I sign by typing my name').check()
  await page.getByRole('button', { name: 'Save the signed consent' }).click()
  await expect.poll(() => sent.length).toBe(1)
  expect(parseTyped(releaseForm, sent[0] ?? new Typed(), 'wrong')).toMatchObject({
    ok: true,
    value: { drawn: '', signsByName: true },
  })
})
