import type { Browser, BrowserContext, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { whenFileIsOver } from '../src/test-over.ts'
import { type County, real, somethingToOpen } from '../src/test-standing.ts'
import { doors, rowOf, rowsOf } from './behind.ts'
import { findingsOf, openBrowser, type Product, signIn, startProduct } from './browser.ts'
import { addSession, coachOfRoster, signUp } from './coach-steps.ts'
import { untilChecked } from './steps.ts'

// The promise: everyone can read every page: axe finds nothing on it, in light and dark, on a phone and on a desktop; it never
// scrolls sideways; and the browser has nothing to complain of.

/** What such an address answers is a file, and no page. */
const isFile = (path: string): boolean => /\.csv$|\/files\/:fileId$/.test(path)
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
/** Pages that the program answers at once, for anybody; each in both languages. */
const livePages = [
  '/wilson/classes',
  '/wilson/classes/:session',
  '/wilson/classes/mine/:key',
  `/wilson/classes/mine/${'x'.repeat(43)}`,
  '/wilson/apply/:program',
  '/wilson/certificate/:code',
  '/wilson/certificate/XXXX-XXXX-XXXX',
]
const doorPages = ['/sign-in', `/sign-in/link/${'x'.repeat(43)}`, `/invitations/${'x'.repeat(43)}`]
const ownPages = ['/account', '/team?choose', '/team/organisations', '/team/wilson/no-such-page']

let product: Product
let browser: Browser
let county: County
let member: BrowserContext
let stranger: BrowserContext
let coach: BrowserContext

beforeAll(async () => {
  product = await startProduct({}, whenFileIsOver)
  browser = await openBrowser(whenFileIsOver)
  member = await browser.newContext({ baseURL: product.url })
  stranger = await browser.newContext({ baseURL: product.url })
  coach = await browser.newContext({ baseURL: product.url })
  const desk = await member.newPage()
  await signIn(desk, product)
  county = await countyOf(product, member)
  // The first of the cast, whose records the pages of a coach open.
  const { name } = await county.row('select name from coach where org_id = $1 order by id limit 1', [county.wilson])
  await coachOfRoster(desk, await coach.newPage(), product, { name: name ?? '', email: 'first@wilson.example' })
  await somethingToOpen(county)
})

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

for (const room of new Set(doors.team.map(({ path }) => path.split('/')[1] ?? '')))
  test(`${room === '' ? 'the way in' : room}: every page can be read by everyone`, { timeout: 900_000 }, async () => {
    const faults: string[] = []
    for (const path of pagesOf(room).filter((each) => !isFile(each)))
      faults.push(...(await faultsAt(member, `/team/wilson${await real(county, path)}`)))
    expect(faults).toEqual([])
  })

test('every page of a signed-in coach opens and can be read by everyone', { timeout: 900_000 }, async () => {
  const faults: string[] = []
  for (const { method, path, may } of doors.team) {
    if (method !== 'GET' || path === '' || !may.includes('coach') || isFile(path)) continue
    const address = `/team/wilson${await real(county, path)}`
    const answer = await coach.request.get(address)
    if (answer.status() !== 200) faults.push(`${address}: answers ${answer.status()}`)
    else faults.push(...(await faultsAt(coach, address)))
  }
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

test('what the program answers to anybody can be read by everyone, in English and in Spanish', {
  timeout: 900_000,
}, async () => {
  const desk = await member.newPage()
  const session = (await addSession(desk, { course: 'Recovery Coach Academy', seats: '1', startsIn: 180 }))
    .split('/')
    .at(-1)
  await desk.close()
  const { code } = await county.row('select code from certificate where org_id = $1 and revoked_on is null', [
    county.wilson,
  ])
  const { program } = await county.row('select slug as program from opening where org_id = $1', [county.wilson])
  const page = await stranger.newPage()
  const place = await signUp(page, product, {
    at: `/wilson/classes/${session}`,
    name: 'Prudence Vale',
    email: 'prudence@wilson.example',
    says: 'You have a seat',
  })
  await page.close()
  const there: Readonly<Record<string, string | undefined>> = { session, code, program, key: place.split('/').at(-1) }
  const faults: string[] = []
  for (const path of livePages)
    for (const language of ['en', 'es']) {
      const address = `${path.replace(/:(\w+)/g, (_, name: string) => there[name] ?? 'missing')}?lang=${language}`
      faults.push(...(await faultsAt(stranger, address)))
      if (path.includes(':') && (await stranger.request.get(address)).status() !== 200)
        faults.push(`${address} does not open`)
    }
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
  for (const [path, { from, by }] of links) {
    if (isItselfElsewhere(path, from)) continue
    const status = (await by.request.get(path, { maxRedirects: 0 })).status()
    if (status >= 400) dead.push(`${path} on ${from} answers ${status}`)
  }
  expect(dead).toEqual([])
})

/** The same page in the other language: one that says that something is not there says so in both. */
const isItselfElsewhere = (path: string, from: string): boolean =>
  /[?&]lang=/.test(path) && path.split('?')[0] === from.split('?')[0]

/** Empties the main form of a page and sends it. */
async function emptied(page: Page): Promise<void> {
  const form = page.locator('main form.form').first()
  if ((await form.count()) === 0) return
  for (const field of await form.locator('input[type=text], input[type=date], input[type=email], textarea').all())
    if (await field.isVisible()) await field.fill('')
  await Promise.all([page.waitForEvent('load'), form.locator('button[type=submit]').first().click()])
}

/** Every address of ours that a page links to, with a page that does. */
const links = new Map<string, { readonly from: string; readonly by: BrowserContext }>()
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
  await untilChecked(page)
  for (const link of await page.locator('a[href]:not([href^="#"])').evaluateAll(ownAddresses))
    links.set(link, { from: path, by: context })
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
