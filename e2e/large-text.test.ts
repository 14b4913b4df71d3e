import type { Page } from 'playwright-core'
import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { expect, onTestFinished, test } from 'vitest'
import type { Visit } from '../src/platform/http/route.ts'
import { Typed } from '../src/platform/http/typed.ts'
import { styles } from '../src/platform/ui/styles.ts'
import { renderEdition } from '../src/publish/render.ts'
import { manyMeasures, monthly, reading, sampleEdition, withMeasure } from '../src/publish/sample-edition.ts'
import type { Outcome, Seat, Session } from '../src/training/sessions/model.ts'
import { SeatsForm } from '../src/training/sessions/seats-form.tsx'
import { openBrowser } from './browser.ts'
import { anotherPhone, coachOfRoster } from './coach-steps.ts'
import { enterTeam, newcomer } from './steps.ts'

// The promise: who reads with doubled letters on the smallest phone reads everything: nothing is cut off, nothing lies outside the
// page, and every control can be pressed.

const small = { width: 320, height: 740 } as const
const doubled = 'html{font-size:200%!important}'

/** The files of styles that a page of the team's side has, in their order. */
const teamSheets = (): readonly string[] =>
  [...styles('team.css').matchAll(/@import "(.+?)"/g)].map(([, file = '']) => file)

/** What cannot be read or pressed on the page as it stands: each with why. */
const lost = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const found: string[] = []
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} wide`)
    const scrolls = (element: Element): boolean =>
      element.closest('body') !== element && /auto|scroll/.test(getComputedStyle(element).overflowX)
    const inScroller = (element: Element): boolean => {
      for (let at: Element | null = element; at; at = at.parentElement) if (scrolls(at)) return true
      return false
    }
    for (const element of document.querySelectorAll('body *')) {
      if (!element.checkVisibility({ visibilityProperty: true })) continue
      const box = element.getBoundingClientRect()
      const style = getComputedStyle(element)
      const isUnseen = box.width <= 1 || box.height <= 1 || box.right <= 0 || style.clipPath !== 'none'
      const said = (element.textContent ?? '').trim().slice(0, 40)
      if (isUnseen || element.closest('svg, .unseen, .visually-hidden')) continue
      const name = `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} “${said}”`
      if ((box.right > clientWidth + 1 || box.left < -1) && !inScroller(element))
        found.push(`${name} ends at ${Math.round(box.right)}`)
      const size = Number.parseFloat(style.fontSize)
      const own = [...element.childNodes].some(
        (node) => node.nodeType === 3 && (node.textContent ?? '').trim().length > 3,
      )
      if (own && style.display !== 'inline' && box.width < 3 * size && box.height > 4 * size)
        found.push(`${name} is pressed to ${Math.round(box.width)}`)
      if (/hidden|clip/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
        found.push(`${name} is cut`)
      if (
        element.matches('button, select, input:not([type=hidden]), textarea, summary') &&
        Math.min(box.width, box.height) < 24 &&
        !element.matches('[type=checkbox], [type=radio]')
      )
        found.push(`${name} is ${Math.round(box.width)} by ${Math.round(box.height)}`)
    }
    return found
  })

test('the public scorecard and the pages of measures can be read with doubled letters at 320 pixels', async () => {
  const browser = await openBrowser()
  const context = await browser.newContext({ viewport: small, bypassCSP: true })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const assets = { baseUrl: 'http://here.example', curveScript: '', fonts: { latin: '', latinExt: '' } }
  const fiscal = (label: number) => ({ label: `FY ${label}`, from: `${label - 1}-11-01`, to: `${label}-10-31` })
  const editions = [
    sampleEdition,
    manyMeasures(3),
    withMeasure({ readings: monthly(60), calendar: 'month', targets: [] }),
    withMeasure({
      readings: [2024, 2025, 2026].map((year) => reading(fiscal(year), 1_204_512 + year)),
      unit: 'dollars of settlement money',
      calendar: 'fiscal year from November',
      targets: [],
    }),
  ]
  for (const [at, content] of editions.entries())
    for (const { path, contentType, body } of renderEdition(content, [], assets)) {
      if (!contentType.startsWith('text/html') || path.includes('/editions/')) continue
      await page.setContent(body.toString())
      await page.addStyleTag({ content: doubled })
      await page.locator('details').evaluateAll((all) => all.forEach((each) => each.setAttribute('open', '')))
      expect(await lost(page), `${path} of edition ${at}`).toEqual([])
    }
})

test('a coach’s own page and shifts can be read with doubled letters at 320 pixels', { timeout: 600_000 }, async () => {
  const { product, page: team } = await newcomer({ bypassCSP: true })
  await enterTeam(team, product)
  const coach = await anotherPhone(team, product, { viewport: small, bypassCSP: true })
  await coachOfRoster(team, coach, product, {
    name: 'Delphine Okafor-Reyes',
    email: 'delphine.okafor-reyes@wilson.example',
  })
  const seen = new Set<string>()
  for (const path of ['/team/wilson/mine', '/team/wilson/mine/shifts', '/team/wilson/mine/account']) {
    await coach.goto(path)
    if (coach.url().endsWith('/account') && !(await coach.locator('main h1').isVisible())) continue
    await coach.addStyleTag({ content: doubled })
    await coach.locator('main details').evaluateAll((all) => all.forEach((each) => each.setAttribute('open', '')))
    expect(await lost(coach), path).toEqual([])
    seen.add(path)
  }
  expect(seen.size).toBeGreaterThanOrEqual(2)
  await coach.goto('/team/wilson/mine/shifts')
  await coach.locator('li.shift a').first().click()
  await coach.addStyleTag({ content: doubled })
  expect(await lost(coach), coach.url()).toEqual([])
})

test('the row of a coach on the roster stays whole after attendance, on a phone, a tablet and a desk', async () => {
  const browser = await openBrowser()
  const context = await browser.newContext()
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const css = styles(...teamSheets())
  await page.setContent(
    `<!doctype html><html lang="en"><style>${css}</style><main><div class="record-facts">${renderToString(roster())}</div></main></html>`,
  )
  for (const width of [360, 768, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    expect(await lost(page), `${width}`).toEqual([])
    const rows = await page.locator('.seat').evaluateAll((all) =>
      all.map((row) =>
        [...row.querySelectorAll('select, input:not([type=hidden]):not([type=checkbox]), .seat-attended')].map(
          (cell) => {
            const { left, top, width: wide } = cell.getBoundingClientRect()
            return {
              kind: cell.getAttribute('type') ?? cell.tagName,
              left: Math.round(left),
              top: Math.round(top),
              wide,
            }
          },
        ),
      ),
    )
    for (const cells of rows) {
      expect(cells).toHaveLength(3)
      for (const { kind, wide } of cells) if (kind === 'date') expect(wide, `date at ${width}`).toBeGreaterThan(130)
      for (const { kind, wide } of cells)
        if (kind === 'SELECT') expect(wide, `outcome at ${width}`).toBeGreaterThan(100)
      // With room for it, a coach is one line, and what is the same stands below what is the same.
      if (width >= 768) expect(cells.map(({ left }) => left)).toEqual(rows[0]?.map(({ left }) => left))
    }
  }
})

/** A session as its page shows it: some were noted class by class, one was not, one has too few hours. */
function roster() {
  const seat = (id: string, coach: string, outcome: Outcome, attended: number | null): Seat => ({
    id,
    coachId: id,
    coach,
    hours: attended,
    outcome,
    outcomeOn: '2025-03-04',
    isShortConfirmed: id === 'c',
    attended,
    version: 1,
  })
  const seats = [
    seat('a', 'Delphine Okafor-Reyes', 'completed', 1800),
    seat('b', 'Octavio Sandoval', 'enrolled', null),
    seat('c', 'Ida Moss', 'completed', 1635),
    seat('d', 'Per Lund', 'withdrawn', 0),
  ]
  return h(SeatsForm, {
    visit: { to: (path: string) => path } as unknown as Visit, // all that the form asks of it
    session: { requiredHours: 30 } as unknown as Session,
    seats,
    form: {
      problems: [],
      typed: new Typed(
        seats.flatMap(({ id, outcome }) => [
          [`outcome-${id}`, outcome],
          [`on-${id}`, '2025-03-04'],
        ]),
      ),
    },
    action: '/x',
  })
}
