import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { whenFileIsOver } from '../../src/test-over.ts'
import { type County, real, somethingToOpen } from '../../src/test-standing.ts'
import { doors, rowOf, rowsOf } from '../behind.ts'
import { colorRules, findingsOf, openBrowser, type Product, signIn } from '../browser.ts'
import { coachOfRoster } from '../coach-steps.ts'
import { startReadyWith } from '../ready.ts'
import { untilChecked } from '../steps.ts'

// The promise: everyone can read every page: axe finds nothing on it, in light and dark, on a phone and on a desktop; it never
// scrolls sideways; and the browser has nothing to complain of. In a file for each large room, so that it is asked side by side.

/** A county with something behind every door, and who reads its pages. */
export type Reading = {
  product: Product
  county: County
  /** The administrator. */
  member: BrowserContext
  coach: BrowserContext
  stranger: BrowserContext
}

/** Is there once the tests of the file begin. */
export function readingCounty(): Reading {
  const reading = {} as Reading // what is in it is put there before the first test
  beforeAll(async () => {
    const { product, left } = await startReadyWith('county-to-open', furnish, whenFileIsOver)
    const browser = await openBrowser(whenFileIsOver)
    const as = (who?: SignedIn) => browser.newContext({ baseURL: product.url, ...(who && { storageState: who }) })
    const member = await as(left.member)
    Object.assign(reading, {
      product,
      county: await countyOf(product, member),
      member,
      coach: await as(left.coach),
      stranger: await as(),
    })
  })
  return reading
}

type SignedIn = Exclude<NonNullable<BrowserContextOptions['storageState']>, string>

/** Puts something behind every door, and answers by what the two are known again. */
async function furnish(
  product: Product,
  whenOver: (work: () => Promise<void>) => void,
): Promise<{ readonly member: SignedIn; readonly coach: SignedIn }> {
  const browser = await openBrowser(whenOver)
  const member = await browser.newContext({ baseURL: product.url })
  const coach = await browser.newContext({ baseURL: product.url })
  const desk = await member.newPage()
  await signIn(desk, product)
  const county = await countyOf(product, member)
  // The first of the cast, whose records the pages of a coach open.
  const { name } = await county.row('select name from coach where org_id = $1 order by name limit 1', [county.wilson])
  await coachOfRoster(desk, await coach.newPage(), product, { name: name ?? '', email: 'first@wilson.example' })
  await somethingToOpen(county)
  return { member: await member.storageState(), coach: await coach.storageState() }
}

/** Every page of some rooms, and every link on them. */
export function everyPageOf(...rooms: readonly string[]): void {
  const reading = readingCounty()
  for (const room of rooms)
    test(`${room === '' ? 'the way in' : room}: every page can be read by everyone`, async () => {
      const faults: string[] = []
      for (const path of pagesOf(room).filter((each) => !isFile(each)))
        faults.push(...(await faultsAt(reading.member, `/team/wilson${await real(reading.county, path)}`)))
      expect(faults).toEqual([])
    })
  noLinkLeadsNowhere()
}

/** Every link on the pages that were looked at before. */
export const noLinkLeadsNowhere = (): void =>
  test('no link of all these pages leads nowhere', async () => {
    expect(links.size).toBeGreaterThan(10)
    const dead: string[] = []
    for (const [path, { from, by }] of links) {
      if (isItselfElsewhere(path, from)) continue
      const status = (await by.request.get(path, { maxRedirects: 0 })).status()
      if (status >= 400) dead.push(`${path} on ${from} answers ${status}`)
    }
    expect(dead).toEqual([])
  })

export const roomOf = (path: string): string => path.split('/')[1] ?? ''
const pagesOf = (room: string): readonly string[] =>
  doors.team.flatMap(({ method, path }) => (method === 'GET' && roomOf(path) === room ? [path] : []))

/** What such an address answers is a file, and no page. */
export const isFile = (path: string): boolean =>
  /\.(csv|zip|json)$|\/files\/:fileId$|\/receipts\/:receiptId$/.test(path)

async function countyOf(product: Product, context: BrowserContext): Promise<County> {
  const row = rowOf(rowsOf(product))
  const [session] = await context.cookies()
  const headers = { cookie: `${session?.name}=${session?.value}`, 'sec-fetch-site': 'same-origin' }
  const { org_id } = await row(`select org_id from organisation where slug = 'wilson'`)
  return {
    row,
    wilson: Number(org_id),
    app: { doors },
    as: () => (path, form) =>
      fetch(new URL(path, product.url), {
        headers,
        redirect: 'manual',
        ...(form && { method: 'POST', body: form instanceof FormData ? form : new URLSearchParams(form) }),
      }),
  }
}

/** The same page in the other language: one that says that something is not there says so in both. */
const isItselfElsewhere = (path: string, from: string): boolean =>
  /[?&]lang=/.test(path) && path.split('?')[0] === from.split('?')[0]

/** Every address of ours that a page links to, with a page that does. */
const links = new Map<string, { readonly from: string; readonly by: BrowserContext }>()
const ownAddresses = (all: readonly (Element | SVGElement)[]): string[] =>
  all
    .map((link) => new URL(link.getAttribute('href') ?? '', document.baseURI))
    .filter(({ origin }) => origin === location.origin)
    .map(({ pathname, search }) => pathname + search)

/** All that is wrong with a page, each with where it is; after something was done on it, if anything. */
export async function faultsAt(
  context: BrowserContext,
  path: string,
  first: (page: Page) => Promise<void> = async () => undefined,
): Promise<readonly string[]> {
  const page = await context.newPage()
  const faults: string[] = []
  // A page that is not there, or a form that is refused, is named by its status; the browser notes that too.
  page.on('console', (message) => {
    if (message.type() === 'error' && message.location().url !== page.url()) faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(error.message))
  await page.setViewportSize({ width: 1280, height: 850 })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto(path)
  await untilChecked(page)
  for (const link of await page.locator('a[href]:not([href^="#"])').evaluateAll(ownAddresses))
    links.set(link, { from: path, by: context })
  await first(page)
  for (const width of [1280, 320])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 740 })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      // In dark nothing but colors differs: tokens.css has no other rule for it.
      const found = await findingsOf(page, colorScheme === 'dark' ? colorRules : [])
      faults.push(...found.map(({ rule, at }) => `${rule} at ${at.slice(0, 3).join(' and ')}, ${width} ${colorScheme}`))
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      if (wide > width) faults.push(`it is ${wide} pixels wide on a screen of ${width}`)
    }
  await page.close()
  return [...new Set(faults)].map((fault) => `${path}: ${fault}`)
}
