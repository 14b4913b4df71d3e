import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { signIn } from './browser.ts'
import { anotherPhone, coachOfRoster } from './coach-steps.ts'
import { measurePath, measureTitle, newcomer, publicReading, untilChecked } from './steps.ts'

// The promise: a keyboard alone does the main job, reaches everything, and always shows where it is.

test('a completion is recorded, a story is edited and an edition is published with the keyboard alone', async () => {
  const { page, product } = await newcomer()
  await signIn(page, product)
  await page.goto('/team/wilson/today')

  await press(page, 'Training')
  await press(page, 'Record completion')
  await tabTo(page, 'Coach')
  await page.keyboard.type('Thelma Barnes')
  await tabTo(page, 'This coach is new: add them to the roster')
  await page.keyboard.press('Space')
  await tabTo(page, 'Class')
  await page.keyboard.type('Recovery Coach Academy, else')
  await tabTo(page, 'Completed on (optional)')
  await page.keyboard.type('11222024')
  await press(page, 'Record completion')
  await page.getByRole('heading', { name: 'Thelma Barnes', level: 1 }).waitFor()

  await press(page, 'Scorecard')
  await press(page, measureTitle)
  await press(page, 'Story and plan')
  await press(page, 'Edit the story of 20 Jan 2025')
  await page.getByRole('textbox', { name: 'Story' }).and(page.locator('[contenteditable=true]')).waitFor()
  await tabTo(page, 'Story')
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('One more coach finished elsewhere.')
  await press(page, 'Save story entry')
  await page.getByText('One more coach finished elsewhere.').first().waitFor()

  await press(page, 'Publish')
  await untilChecked(page)
  await tabTo(page, 'What is new in this edition (optional)')
  await page.keyboard.type('2024 is complete.')
  await press(page, 'Publish edition 2')
  await page.getByText('2024 is complete.').first().waitFor()
  expect(await publicReading(product, measurePath, '2024')).toEqual({ value: 13, status: 'restated' })

  await press(page, 'Public page')
  await press(page, measureTitle)
  await tabTo(page, /^New recovery coaches trained.*, by year/)
  await page.keyboard.press('ArrowLeft')
  expect(await page.locator('output.walk').textContent()).toBe('2023: 39 coaches, highest of five years')
})

test('an application is begun and a shift is taken with the keyboard alone', async () => {
  const { page, product } = await newcomer()
  await signIn(page, product)
  await page.goto('/team/wilson/today')
  await tabTo(page, /^\d+ more$/)
  await page.keyboard.press('Enter')
  await press(page, 'Read the applications')
  await press(page, 'Darla Whitaker sample')
  await press(page, 'Begin screening')
  await tabTo(page, /^Done ?: Talk on the phone$/)
  await page.keyboard.press('Enter')
  await page
    .getByText(/^done on /)
    .first()
    .waitFor()

  const coach = await (await page.context().browser()?.newContext({ baseURL: product.url }))?.newPage()
  if (!coach) throw new Error('the page belongs to a browser')
  await coachOfRoster(page, coach, product, { name: 'Octavio Sandoval', email: 'octavio@wilson.example' })
  await press(coach, 'All your shifts, and open ones')
  await press(coach, 'Take this shift')
  await coach.getByText('Say you cannot come').waitFor()
  await coach.context().close()
})

const pages = [
  '/team/wilson/today',
  '/team/wilson/scorecard',
  '/team/wilson/scorecard?arrange=yes',
  '/team/wilson/coaches',
  '/team/wilson/coaches/pipeline',
  '/team/wilson/coaches/applications',
  '/team/wilson/coaches/openings',
  '/team/wilson/coaches/credentials',
  '/team/wilson/coaches/credentials/kinds',
  '/team/wilson/coaches/competencies',
  '/team/wilson/training',
  '/team/wilson/training/record',
  '/team/wilson/training/import',
  '/team/wilson/training/courses',
  '/team/wilson/training/sessions/add',
  '/team/wilson/support',
  '/team/wilson/support/mentors',
  '/team/wilson/support/matching',
  '/team/wilson/support/groups',
  '/team/wilson/support/settings',
  '/team/wilson/shifts',
  '/team/wilson/shifts/needs',
  '/team/wilson/shifts/hours',
  '/team/wilson/shifts/virtual',
  '/team/wilson/shifts/settings',
  '/team/wilson/measures',
  '/team/wilson/measures/new',
  '/team/wilson/publish',
  '/team/wilson/admin/people',
  '/team/wilson/admin/organisation',
  '/account',
  '/',
  '/wilson',
  measurePath,
]

/** Records that are opened from a list: where it stands, and the first address on it that is one of such a record. */
const records: readonly (readonly [list: string, record: RegExp])[] = [
  ['/team/wilson/coaches', /\/coaches\/[0-9a-f-]{36}$/],
  ['/team/wilson/coaches/applications', /\/applications\/[0-9a-f-]{36}$/],
  ['/team/wilson/coaches/openings', /\/openings\/[0-9a-f-]{36}$/],
  ['/team/wilson/coaches/credentials', /\/credentials\/[0-9a-f-]{36}$/],
  ['/team/wilson/training', /\/training\/sessions\/[0-9a-f-]{36}$/],
  ['/team/wilson/shifts', /\/shifts\/[0-9a-f-]{36}$/],
]

const ofACoach = [
  '/team/wilson/mine',
  '/team/wilson/mine/details',
  '/team/wilson/mine/shifts',
  '/team/wilson/mine/calendar',
  '/team/wilson/mine/virtual',
  '/team/wilson/mine/classes/code',
  '/team/wilson/mine/hours',
  '/team/wilson/mine/competencies',
  '/team/wilson/mine/mentor',
  '/team/wilson/mine/supervision',
  '/team/wilson/mine/check-ins',
  '/team/wilson/mine/supporting',
]

test('everything that can be used is reached by Tab, in the order in which it is read', {
  timeout: 600_000,
}, async () => {
  const { page, product } = await newcomer()
  await signIn(page, product)
  for (const path of pages) await isWalkedThrough(page, path)
  for (const [list, record] of records) {
    await page.goto(list)
    const links = await page.locator('main a[href]').evaluateAll((all) => all.map((each) => each.getAttribute('href')))
    const found = links.find((href) => href !== null && record.test(href))
    if (!found) throw new Error(`${list} opens no such record: ${String(record)}`)
    await isWalkedThrough(page, found)
  }
})

test('so it is on the pages of a signed-in coach', { timeout: 300_000 }, async () => {
  const { page, product } = await newcomer()
  await signIn(page, product)
  const coach = await anotherPhone(page, product)
  await coachOfRoster(page, coach, product, { name: 'Octavio Sandoval', email: 'octavio@wilson.example' })
  for (const path of ofACoach) await isWalkedThrough(coach, path)
})

/** Opens a page: Tab reaches all that can be used there, from top to bottom. */
async function isWalkedThrough(page: Page, path: string): Promise<void> {
  const answer = await page.goto(path)
  expect(answer?.status(), path).toBe(200)
  await untilChecked(page)
  const usable = await page.evaluate(numberWhatCanBeUsed)
  expect(usable.length, path).toBeGreaterThan(0)
  const reached = await reachedByTab(page, usable.length)
  expect(
    usable.filter(({ number }) => !reached.includes(number)).map(({ says }) => says),
    path,
  ).toEqual([])
  expect(reached, `${path} is walked from top to bottom`).toEqual(reached.toSorted((a, b) => a - b))
}

test('the first thing that Tab reaches on a page of the team leads past its menus', async () => {
  const { page, product } = await newcomer()
  await signIn(page, product)
  await page.goto('/team/wilson/coaches')
  await page.keyboard.press('Tab')
  expect((await focused(page)).says).toBe('Skip to the content')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true)
})

/** Goes on with Tab to what is called so, and presses it. */
async function press(page: Page, name: string): Promise<void> {
  await tabTo(page, name)
  const before = page.url()
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
  expect(page.url(), `${name} leads on`).not.toBe(before)
}

/** Presses Tab until what is called so has the focus; each stop on the way can be seen. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const passed: string[] = []
  for (let count = 0; count < 400; count++) {
    await page.keyboard.press('Tab')
    const stop = await focused(page)
    expect(stop.isSeen, `the focus on “${stop.says}” can be seen on ${page.url()}`).toBe(true)
    if (typeof name === 'string' ? stop.says === name : name.test(stop.says)) return
    passed.push(stop.says)
  }
  throw new Error(
    `Tab does not reach “${String(name)}” on ${page.url()}. It passed: ${[...new Set(passed)].join(' | ')}`,
  )
}

type Stop = { readonly says: string; readonly isSeen: boolean }

/** What has the focus: its name, and whether a ring is drawn around it or around what holds it. */
const focused = (page: Page): Promise<Stop> =>
  page.evaluate(() => {
    const element = document.activeElement
    if (element === null || element === document.body) return { says: 'the page', isSeen: true }
    const labels = element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? element.labels : null
    const named = (element.getAttribute('aria-labelledby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' ')
    const texts = [element.getAttribute('aria-label'), named, labels?.[0]?.textContent, element.textContent]
    const says = texts.map((text) => (text ?? '').replace(/\s+/g, ' ').trim()).find((text) => text !== '') ?? ''
    const ringed = [element, element.closest('.rich-editor')].some((each) => {
      if (!each) return false
      const { outlineStyle, outlineWidth } = getComputedStyle(each)
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
    })
    // The button inside a day field gets its ring from the browser, which no style can tell.
    const isInside =
      element instanceof HTMLInputElement && element.type === 'date' && !element.matches(':focus-visible')
    const box = element.getBoundingClientRect()
    const isInView = box.bottom > 0 && box.top < innerHeight && box.width > 0
    return { says, isSeen: (ringed || isInside) && isInView }
  })

/** Numbers, in the order of the page, everything a pointer could use. One radio of a group stands for all. */
function numberWhatCanBeUsed(): { number: number; says: string }[] {
  const groups = new Set<string>()
  const usable = [
    ...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]'),
  ].filter((element) => {
    if (!(element instanceof HTMLElement || element instanceof SVGElement)) return false
    if (element.getAttribute('tabindex') === '-1' || element.closest('[hidden], details:not([open]) > :not(summary)'))
      return false
    if ('disabled' in element && element.disabled) return false
    if (element instanceof HTMLInputElement && element.type === 'hidden') return false
    if (element instanceof HTMLInputElement && element.type === 'radio') {
      if (groups.has(element.name)) return false
      groups.add(element.name)
    }
    const { visibility, display } = getComputedStyle(element)
    return visibility !== 'hidden' && display !== 'none' && element.getClientRects().length > 0
  })
  return usable.map((element, number) => {
    element.setAttribute('data-number', String(number))
    return { number, says: (element.textContent || element.getAttribute('name') || element.localName).trim() }
  })
}

/** The numbers of what Tab reaches, each once, until it has gone round. */
async function reachedByTab(page: Page, count: number): Promise<readonly number[]> {
  const reached: number[] = []
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  for (let step = 0; step < count * 4 + 40; step++) {
    await page.keyboard.press('Tab')
    const number = await page.evaluate(() => {
      const element = document.activeElement
      if (element instanceof HTMLInputElement && element.type === 'radio')
        return document
          .querySelector(`input[type=radio][name="${element.name}"][data-number]`)
          ?.getAttribute('data-number')
      return element?.getAttribute('data-number')
    })
    if (number === null || number === undefined) {
      if (reached.length >= count) break
      continue
    }
    if (!reached.includes(Number(number))) reached.push(Number(number))
    else if (reached.at(-1) !== Number(number)) break // it has gone round
  }
  return reached
}
