import { type Browser, chromium, type Page } from 'playwright-core'
import { findChromium } from '../e2e/chromium.ts'

/** What a reader on a slow phone goes through until the page stands; times in milliseconds since the address was entered. */
export type Visit = {
  /** First contentful paint: something is on screen. */
  readonly firstPaint: number
  /** Largest contentful paint: the greatest thing of the first screen is there. */
  readonly largestPaint: number
  /** Time that the page kept the processor busy beyond 50 ms at once. */
  readonly blocked: number
  /** Cumulative layout shift: how much moved. */
  readonly shift: number
  readonly requests: readonly string[]
  /** Those whose answer the browser needed before it painted. */
  readonly requestsBeforePaint: readonly string[]
}

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export function openChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    args: process.getuid?.() === 0 ? ['--no-sandbox', ...quiet] : quiet,
  })
}

/** Opens the address with nothing kept from before, as the mobile preset of Lighthouse does: Slow 4G, a processor slowed four times. */
export async function visitOnSlowPhone(browser: Browser, url: string): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 412, height: 823 },
    deviceScaleFactor: 1.75,
    isMobile: true,
  })
  const page = await context.newPage()
  const devTools = await context.newCDPSession(page)
  await devTools.send('Network.enable')
  await devTools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 562.5,
    downloadThroughput: (1474.56 * 1024) / 8,
    uploadThroughput: (675 * 1024) / 8,
  })
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  const requests: string[] = []
  page.on('request', (request) => requests.push(new URL(request.url()).pathname))
  await page.addInitScript(watch)
  await page.goto(url, { waitUntil: 'load' })
  await page.waitForTimeout(2500) // what comes after the page stands: the typeface, and what it might move
  const seen = await seenBy(page)
  await context.close()
  return { ...seen, requests }
}

type Watched = { entries: PerformanceEntry[] }

/** Runs inside the page, before anything of its own. */
function watch(): void {
  const watched: Watched = { entries: [] }
  Object.assign(globalThis, { watched })
  for (const type of ['paint', 'largest-contentful-paint', 'layout-shift', 'longtask'])
    new PerformanceObserver((list) => watched.entries.push(...list.getEntries())).observe({ type, buffered: true })
}

function seenBy(page: Page): Promise<Omit<Visit, 'requests'>> {
  return page.evaluate(() => {
    const { entries } = (globalThis as unknown as { watched: Watched }).watched // put there by `watch`
    const all = (type: string) => entries.filter(({ entryType }) => entryType === type)
    const firstPaint = all('paint').find(({ name }) => name === 'first-contentful-paint')?.startTime ?? Number.NaN
    const resources = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
    return {
      firstPaint,
      largestPaint: all('largest-contentful-paint').at(-1)?.startTime ?? Number.NaN,
      blocked: all('longtask').reduce((sum, { duration }) => sum + Math.max(0, duration - 50), 0),
      shift: all('layout-shift').reduce((sum, each) => sum + (each as unknown as { value: number }).value, 0),
      requestsBeforePaint: [
        location.pathname,
        ...resources.filter(({ responseEnd }) => responseEnd < firstPaint).map(({ name }) => new URL(name).pathname),
      ],
    }
  })
}
