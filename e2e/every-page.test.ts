import pg from 'pg'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessRoutes, openAccessRoutes } from '../src/platform/access/routes.tsx'
import { rooms } from '../src/rooms.ts'
import { type County, real, somethingToOpen } from '../src/test-standing.ts'
import { findingsOf, openBrowser, type Product, signIn, startProduct } from './browser.ts'

// The promise: everyone can read every page: axe finds nothing on it, in light and dark, on a phone and on a desktop; it never
// scrolls sideways; and the browser has nothing to complain of.

const clock = (): Date => new Date()
const config = { baseUrl: 'http://localhost', mail: undefined }
const doors = {
  team: [
    ...rooms({ pages: async () => [], published: () => undefined, clock, config }).team,
    ...accessRoutes({ config, clock }),
  ],
  open: openAccessRoutes({ config }),
}
const pagesOf = (room: string): readonly string[] =>
  doors.team.flatMap(({ method, path }) => (method === 'GET' && (path.split('/')[1] ?? '') === room ? [path] : []))

const publicPages = [
  '/',
  '/wilson',
  '/wilson/m/new-recovery-coaches-trained',
  '/wilson/m/survivors-reached',
  '/wilson/editions',
  '/wilson/editions/1',
  '/wilson/editions/1/m/new-recovery-coaches-trained',
  '/embed/wilson',
  '/embed/wilson/m/new-recovery-coaches-trained',
  '/no-such-county',
]
const doorPages = ['/sign-in', `/sign-in/link/${'x'.repeat(43)}`, `/invitations/${'x'.repeat(43)}`]
const ownPages = ['/account', '/team?choose', '/team/organisations', '/team/wilson/no-such-page']

let product: Product
let browser: Browser
let county: County
let member: BrowserContext
let stranger: BrowserContext

beforeAll(async () => {
  product = await startProduct({}, afterAll)
  browser = await openBrowser(afterAll)
  member = await browser.newContext({ baseURL: product.url })
  stranger = await browser.newContext({ baseURL: product.url })
  await signIn(await member.newPage(), product)
  county = await countyOf(product, member)
  await somethingToOpen(county)
})

async function countyOf({ url, data }: Product, context: BrowserContext): Promise<County> {
  const database = new pg.Pool(
    data.databaseUrl
      ? { connectionString: data.databaseUrl, max: 1 }
      : { host: `${data.dataDir}/postgres/run`, user: 'better_off_owner', database: 'postgres', max: 1 },
  )
  afterAll(() => database.end())
  const [session] = await context.cookies()
  const headers = { cookie: `${session?.name}=${session?.value}`, 'sec-fetch-site': 'same-origin' }
  const row: County['row'] = async (statement, values) => {
    const { rows } = await database.query(statement, values)
    if (rows.length === 0) throw new Error(`nothing is found by: ${statement}`)
    return rows[0]
  }
  const { org_id } = await row(`select org_id from organisation where slug = 'wilson'`)
  return {
    row,
    wilson: Number(org_id),
    app: { doors },
    as: () => (path, form) =>
      fetch(new URL(path, url), {
        headers,
        redirect: 'manual',
        ...(form && { method: 'POST', body: form instanceof FormData ? form : new URLSearchParams(form) }),
      }),
  }
}

for (const room of new Set(doors.team.map(({ path }) => path.split('/')[1] ?? '')))
  test(`${room === '' ? 'the way in' : room}: every page can be read by everyone`, { timeout: 900_000 }, async () => {
    const faults: string[] = []
    for (const path of pagesOf(room).filter((each) => !each.endsWith('.csv')))
      faults.push(...(await faultsAt(member, `/team/wilson${await real(county, path)}`)))
    expect(faults).toEqual([])
  })

test('a county that has nothing yet can be read by everyone', { timeout: 900_000 }, async () => {
  const added = await county.as('administrator')('/team/organisations', { name: 'Pitt County', slug: 'pitt' })
  expect(added.headers.get('location')).toBe('/team/pitt/today')
  const faults: string[] = []
  for (const { method, path } of doors.team)
    if (method === 'GET' && !path.includes(':')) faults.push(...(await faultsAt(member, `/team/pitt${path}`)))
  expect(faults).toEqual([])
})

test('every kind of public page, and the page of what is not there, can be read by everyone', {
  timeout: 900_000,
}, async () => {
  const faults: string[] = []
  for (const path of publicPages) faults.push(...(await faultsAt(stranger, path)))
  expect(faults).toEqual([])
})

test('the door and one’s own pages can be read by everyone', { timeout: 900_000 }, async () => {
  const faults: string[] = []
  for (const path of doorPages) faults.push(...(await faultsAt(stranger, path)))
  for (const path of ownPages) faults.push(...(await faultsAt(member, path)))
  expect(faults).toEqual([])
})

test('a form that comes back with its problems can be read by everyone', { timeout: 900_000 }, async () => {
  const faults: string[] = []
  for (const path of doors.team.flatMap((door) => (door.method === 'GET' ? [door.path] : []))) {
    if (!/\/(add|new|record|import|invite|definition|settings|organisation|edit)$/.test(path)) continue
    const address = `/team/wilson${await real(county, path)}`
    faults.push(...(await faultsAt(member, address, emptied)))
  }
  expect(faults).toEqual([])
})

test('no link of all these pages leads nowhere', { timeout: 900_000 }, async () => {
  expect(links.size).toBeGreaterThan(200)
  const dead: string[] = []
  for (const [path, from] of links) {
    const { status } = await county.as('administrator')(path)
    if (status >= 400) dead.push(`${path} on ${from} answers ${status}`)
  }
  expect(dead).toEqual([])
})

/** Empties the main form of a page and sends it. */
async function emptied(page: Page): Promise<void> {
  const form = page.locator('main form.form').first()
  if ((await form.count()) === 0) return
  for (const field of await form.locator('input[type=text], input[type=date], input[type=email], textarea').all())
    if (await field.isVisible()) await field.fill('')
  await Promise.all([page.waitForEvent('load'), form.locator('button[type=submit]').first().click()])
}

/** Every address of ours that a page links to, with a page that does. */
const links = new Map<string, string>()
const ownAddresses = (all: readonly (Element | SVGElement)[]): string[] =>
  all
    .map((link) => new URL(link.getAttribute('href') ?? '', document.baseURI))
    .filter(({ origin }) => origin === location.origin)
    .map(({ pathname, search }) => pathname + search)

/** All that is wrong with a page, each with where it is; after something was done on it, if anything. */
async function faultsAt(
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
  for (const link of await page.locator('a[href]:not([href^="#"])').evaluateAll(ownAddresses)) links.set(link, path)
  await first(page)
  for (const width of [1280, 320])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 740 })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const found = await findingsOf(page)
      faults.push(...found.map(({ rule, at }) => `${rule} at ${at.slice(0, 3).join(' and ')}, ${width} ${colorScheme}`))
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      if (wide > width) faults.push(`it is ${wide} pixels wide on a screen of ${width}`)
    }
  await page.close()
  return [...new Set(faults)].map((fault) => `${path}: ${fault}`)
}
