import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { Typed } from '../src/platform/http/typed.ts'
import { root } from '../src/platform/root.ts'
import type { EditionContent } from '../src/publish/model.ts'
import { calmPage } from '../src/publish/pages/calm.tsx'
import { homePage } from '../src/publish/pages/home.tsx'
import { renderEdition } from '../src/publish/render.ts'
import {
  empty,
  longTitle,
  manyMeasures,
  monthly,
  reading,
  sampleEdition,
  withMeasure,
  yearly,
} from '../src/publish/sample-edition.ts'
import { whenFileIsOver } from '../src/test-over.ts'
import { findingsOf, openBrowser } from './browser.ts'

// The public pages as bytes with their policies, without a product behind them: every kind and every edge, in a real browser.

const fonts = join(root, 'node_modules/@fontsource-variable/public-sans/files')
type Served = { readonly contentType: string; readonly policy: string; readonly body: Buffer }
const served = new Map<string, Served>()
const measure = '/wilson/m/new-recovery-coaches-trained'
let browser: Browser
let address = ''

beforeAll(async () => {
  browser = await openBrowser(whenFileIsOver)
  const server = createServer((request, response) => {
    const page = served.get(new URL(request.url ?? '/', 'http://here').pathname)
    if (page === undefined) return response.writeHead(404).end()
    const policy = page.policy === '' ? {} : { 'content-security-policy': page.policy }
    return response.writeHead(200, { 'content-type': page.contentType, ...policy }).end(page.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // a port was asked for, so it is one
  whenFileIsOver(async () => void server.close())
  await serveEverything()
})

async function serveEverything(): Promise<void> {
  const curve = await build({
    entryPoints: [join(root, 'src/publish/islands/curve.ts')],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  })
  const script = Buffer.from(curve.outputFiles[0]?.contents ?? [])
  expect(script.length).toBeLessThan(10_000)
  served.set('/assets/curve.js', { contentType: 'text/javascript', policy: '', body: script })
  for (const subset of ['latin', 'latin-ext'])
    served.set(`/assets/${subset}.woff2`, {
      contentType: 'font/woff2',
      policy: '',
      body: readFileSync(join(fonts, `public-sans-${subset}-wght-normal.woff2`)),
    })
  const assets = {
    baseUrl: address,
    curveScript: '/assets/curve.js',
    fonts: { latin: '/assets/latin.woff2', latinExt: '/assets/latin-ext.woff2' },
  }
  const html = (path: string, made: { html: string; policy: string }): void =>
    void served.set(path, {
      contentType: 'text/html; charset=utf-8',
      policy: made.policy,
      body: Buffer.from(made.html),
    })
  const edition = (content: EditionContent): void => {
    const earlier = [{ number: 2, publishedOn: '2026-05-04', asOf: '2026-04-30', note: '' }]
    for (const page of renderEdition(content, earlier, assets)) served.set(page.path, page)
  }
  edition(sampleEdition)
  for (const [slug, content] of Object.entries(edges))
    edition({ ...content, organisation: { ...content.organisation, slug } })
  const { slug, name, about, isSample } = sampleEdition.organisation
  html('/', homePage([{ slug, name, about, isSample, publishedOn: '2026-11-03' }], assets))
  const again = { path: '/team/wilson', typed: new Typed([['story', 'What was typed']]) }
  html('/calm', calmPage({ status: 503, title: 'One moment', message: 'Try again.', reference: 'ab12', again }, assets))
}

const year = (label: number) => ({ label: String(label), from: `${label}-01-01`, to: `${label}-12-31` })
const edges: Readonly<Record<string, EditionContent>> = {
  'no-points': withMeasure({ readings: [], targets: [], sentence: '' }),
  'one-point': withMeasure({ readings: yearly([12]), targets: [] }),
  'sixty-points': withMeasure({ readings: monthly(60), calendar: 'month', targets: [] }),
  'long-title': withMeasure({ title: longTitle, unit: 'people who finished an approved recovery coach course' }),
  'large-sums': withMeasure({ readings: yearly([1_250_000, 9_999_999]), unit: '$', shape: 'amount', targets: [] }),
  gaps: withMeasure({
    readings: [
      reading(year(2020), 0),
      empty(year(2021), 'not collected'),
      empty(year(2022), 'withheld'),
      reading(year(2023), 22, 'restated'),
      reading(year(2024), 19, 'provisional'),
      reading(year(2025), 3, 'open'),
      empty(year(2026), 'not yet'),
    ],
    targets: [{ period: year(2024), value: 25, note: '' }],
  }),
  signals: withMeasure({
    readings: [...yearly([20, 22, 19, 21, 20, 23, 18, 22, 20, 21, 19, 22, 45]), reading(year(2033), 30, 'provisional')],
    targets: [],
  }),
  'frozen-baseline': withMeasure({
    baseline: {
      id: 'b',
      version: 1,
      source: 'statistical',
      method: 'range',
      madeOn: '2023-02-01',
      dataThrough: '2022-12-31',
      periods: [2023, 2024, 2025, 2026, 2027].map(year),
      mean: [5, 5, 5, 5, 5],
      bands: [{ level: 0.5, lower: [0, 0, 0, 0, 0], upper: [14, 14, 14, 14, 14] }],
      coverage: null,
    },
    notes: [2020, 2023, 2024].map((label) => ({ period: year(label), text: 'Something happened that year.' })),
    reviews: [{ reviewedOn: '2026-02-01', word: 'too early', sentence: 'It is too early to tell.' }],
  }),
  'forty-measures': manyMeasures(40),
}
const edgePages = Object.keys(edges).map((slug) =>
  slug === 'forty-measures' ? '/forty-measures' : measure.replace('wilson', slug),
)
const kinds = [
  '/',
  '/calm',
  '/wilson',
  measure,
  '/wilson/m/first-visit-within-three-days',
  '/wilson/m/connected-to-treatment',
  '/wilson/editions',
  '/wilson/editions/3',
  `/wilson/editions/3/m/overdose-deaths`,
  '/embed/wilson',
  `/embed${measure}`,
]

/** Opens a page; anything the browser complains of (a broken policy, a script's error) fails the test. */
async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 850 }, ...options })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(`${address}${path}`)
  if (await page.locator('svg.curve[role]').count()) await page.waitForSelector('svg.curve[tabindex]')
  expect(complaints).toEqual([])
  return page
}

for (const path of [...kinds, ...edgePages])
  test(`${path}: axe finds nothing in light or dark, and it fits from 320 pixels on`, async () => {
    const page = await open(path)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await findingsOf(page), colorScheme).toEqual([])
    }
    for (const width of [320, 360, 768]) {
      await page.setViewportSize({ width, height: 740 }) // 320 is also a desktop of 1280 at 400%
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
  })

test('on a phone the first screen holds title, value, period, sentence and the start of the curve', async () => {
  const page = await open(measure, { viewport: { width: 360, height: 740 } })
  for (const part of ['h1', '.lead data', '.lead .now span', '.sentence', 'svg.curve'])
    expect((await page.locator(part).first().boundingBox())?.y).toBeLessThan(700)
})

test('on a phone the story begins within two screens, after number, sentence, what is counted and curve; figures follow it', async () => {
  const page = await open(measure, { viewport: { width: 360, height: 640 } })
  const tops = await Promise.all(
    ['.lead data', '.sentence', '.lay', 'svg.curve', '#story', '#what-works', '#action-plan', '#partners', '.data'].map(
      async (part) => (await page.locator(part).first().boundingBox())?.y ?? Number.NaN,
    ),
  )
  expect(tops).toEqual(tops.toSorted((a, b) => a - b))
  expect(tops[4]).toBeLessThan(1280)
})

test('words in the curve are at least 12 pixels tall on the smallest phone', async () => {
  const page = await open(measure, { viewport: { width: 320, height: 740 } })
  const sizes = await page
    .locator('svg.curve text')
    .evaluateAll((all) => all.map((each) => Number.parseFloat(getComputedStyle(each).fontSize)))
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12)
})

for (const width of [320, 768, 1280])
  test(`no words touch in any curve at ${width} pixels`, async () => {
    for (const path of [measure, ...edgePages]) {
      const page = await open(path, { viewport: { width, height: 740 } })
      const touching = await page.locator('svg.curve[role] text').evaluateAll((all) => {
        const boxes = all
          .filter((each) => getComputedStyle(each).display !== 'none')
          .map((each) => ({ words: each.textContent, box: each.getBoundingClientRect() }))
        return boxes.flatMap((one, index) =>
          boxes.slice(index + 1).flatMap((other) => {
            const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
            const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
            return across > 1 && down > 5 ? [`${one.words} and ${other.words}`] : [] // a box has air above its letters
          }),
        )
      })
      expect(touching, path).toEqual([])
    }
  })

test('the page is whole without JavaScript, and asks for nothing but the typeface', async () => {
  const asked: string[] = []
  const context = await browser.newContext({ javaScriptEnabled: false })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto(`${address}${measure}`)
  expect(await page.locator('.lead data').textContent()).toBe('12')
  expect(await page.locator('.values tbody tr').count()).toBe(5)
  expect(await page.locator('svg.curve .value').allTextContents()).toEqual(
    expect.arrayContaining(['5', '14', '0', '39', '12']),
  )
  expect(asked.filter((path) => path !== measure && !path.endsWith('.woff2'))).toEqual([])
})

test('the curve is one tab stop; arrows walk its points and each is spoken', async () => {
  const page = await open(measure)
  await page.locator('svg.curve[tabindex]').focus()
  const spoken = page.locator('output.walk')
  expect(await spoken.textContent()).toBe('2024: 12 coaches')
  await page.keyboard.press('ArrowLeft')
  expect(await spoken.textContent()).toBe('2023: 39 coaches, highest of five years')
  await page.keyboard.press('Home')
  expect(await spoken.textContent()).toBe('2020: 5 coaches')
  await page.keyboard.press('ArrowLeft')
  expect(await spoken.textContent()).toBe('2020: 5 coaches')
  await page.keyboard.press('End')
  await page.keyboard.press('Tab')
  expect(await spoken.textContent()).toBe('')
  expect(await page.locator('svg.curve [tabindex]').count()).toBe(0)
})

test('a pointer walks the points too', async () => {
  const page = await open(measure)
  const box = await page.locator('svg.curve[tabindex]').boundingBox()
  if (box === null) throw new Error('the curve is not shown')
  await page.mouse.move(box.x + box.width * 0.41, box.y + box.height * 0.5)
  expect(await page.locator('output.walk').textContent()).toBe('2023: 39 coaches, highest of five years')
  expect(await findingsOf(page)).toEqual([])
})

test('everything that can be pressed is at least 24 pixels tall, but for links inside a sentence', async () => {
  const page = await open(measure, { viewport: { width: 360, height: 740 } })
  const small = await page.locator('.top a, .take a, .sections a, summary').evaluateAll((all) =>
    all.flatMap((each) => {
      const { height, width } = each.getBoundingClientRect()
      return height > 0 && (height < 24 || width < 24) ? [`${each.textContent} ${width}x${height}`] : []
    }),
  )
  expect(small).toEqual([])
})

test('nothing moves when the typeface comes', async () => {
  const page = await open(measure, { viewport: { width: 360, height: 740 } })
  const moved = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value // a layout shift has it
        }).observe({ type: 'layout-shift', buffered: true })
        setTimeout(() => resolve(sum), 500)
      }),
  )
  expect(moved).toBe(0)
})

test('a page of another site may show the embed in a frame, and only the embed', async () => {
  served.set('/other-site', {
    contentType: 'text/html',
    policy: '',
    body: Buffer.from(
      `<!doctype html><title>t</title><iframe src="/embed${measure}"></iframe><iframe src="${measure}"></iframe>`,
    ),
  })
  const context = await browser.newContext()
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await page.goto(`${address}/other-site`)
  await page.waitForLoadState('networkidle')
  expect(await page.frameLocator('iframe >> nth=0').locator('data').textContent()).toBe('12')
  expect(await page.frameLocator('iframe >> nth=1').locator('data').count()).toBe(0)
})

test("axe finds nothing in a reader's own colors, and the curve is drawn in them", async () => {
  const page = await open(measure, { forcedColors: 'active' })
  expect(await findingsOf(page)).toEqual([])
  const [line, words] = await page.evaluate(() =>
    ['svg.curve .line', 'svg.curve .value'].map((part) => {
      const style = getComputedStyle(document.querySelector(part) ?? document.body)
      return part.endsWith('line') ? style.stroke : style.fill
    }),
  )
  expect(line).not.toBe('rgb(20, 80, 110)')
  expect(words).not.toBe('rgb(27, 31, 35)')
})
