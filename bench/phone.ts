// The page of a phone without a network: what a first visit loads, and how long a coach waits for it offline, from cold, on a
// processor slowed four times. 20 referrals are in the coach's hands.
import type { CDPSession, Page } from 'playwright-core'
import { goal } from './goal.ts'
import { machine, ms, spread } from './machine.ts'
import { startRunning } from './running.ts'
import { openChromium } from './slow-phone.ts'

const rounds = Number(process.env.ROUNDS ?? 9)
const pin = '582913'

const product = await startRunning()
console.log(await machine(product.owner))
await handOut()
const browser = await openChromium()
const context = await browser.newContext({
  baseURL: product.url,
  viewport: { width: 360, height: 740 },
  isMobile: true,
})
await context.addCookies(
  product.cookie.split('; ').flatMap((one) => {
    const [, name, value] = /^([^=]+)=(.+)$/.exec(one) ?? []
    return name && value ? [{ name, value, url: product.url }] : []
  }),
)

await context.addInitScript(watch)
const page = await context.newPage()
const devTools = await context.newCDPSession(page)
const loaded = await firstVisit(page)
const bytes = loaded.reduce((sum, { size }) => sum + size, 0)
for (const { path, size } of loaded) console.log(`  ${(size / 1024).toFixed(1)} KB ${path}`)
goal('phone: all that a first visit loads, compressed', bytes / 1024, ' KB', { atMost: 90 })

await context.setOffline(true)
await devTools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
const opening: { locked: number; list: number; kept: number }[] = []
for (let round = 0; round <= rounds; round++) {
  const times = await once(page, devTools)
  if (round > 0) opening.push(times) // the first round warms the browser
}
const floor = await floors(page)
await browser.close()
await product.stop()

const middle = (of: 'locked' | 'list' | 'kept') => spread(opening.map((each) => each[of]))
console.log(
  `offline, from cold, processor slowed 4 times: asks for the PIN after ${ms(middle('locked').median)}, list ${ms(middle('list').median)} (slowest ${ms(middle('list').p99)}), attempt kept ${ms(middle('kept').median)} (slowest ${ms(middle('kept').p99)})`,
)
console.log(
  `of these, by themselves in the same run: the key out of the PIN ${ms(floor.key)}, one row written to the disk ${ms(floor.write)}`,
)
goal('phone: list after a cold start offline, the PIN not typed', middle('list').median, ' ms', { atMost: 1000 })
goal('phone: an attempt kept after the tap', middle('kept').median, ' ms', { atMost: 100 })

/** Makes the administrator a coach of the sample, with 20 referrals in hand. */
async function handOut(): Promise<void> {
  const { owner } = product
  await owner.query(`select set_config('app.act', 'bench.fill', false)`)
  await owner.query(
    `with one as (select org_id, id from coach where is_sample order by id limit 1)
     update membership m set role = 'coach', coach_id = one.id from one where m.org_id = one.org_id`,
  )
  await owner.query(
    `with given as (
       insert into referral_assignment (org_id, id, referral_id, coach_id, from_at)
       select r.org_id, gen_random_uuid(), r.id, m.coach_id, now() - interval '1 hour'
       from referral r join membership m on m.org_id = r.org_id
       where r.path = 'survivor' and not exists (
         select from referral_assignment a where a.org_id = r.org_id and a.referral_id = r.id and a.until_at is null)
       order by r.received_at desc, r.id limit 20 returning org_id, referral_id)
     update referral r set state = 'assigned', closed_reason = null, closed_on = null from given where r.org_id = given.org_id and r.id = given.referral_id`,
  )
}

type Loaded = { readonly path: string; readonly size: number }

/** Everything that comes over the wire until the phone works without a network, headers left out. */
async function firstVisit(visitor: Page): Promise<readonly Loaded[]> {
  const sizes: Promise<Loaded>[] = []
  context.on('requestfinished', (request) => {
    const path = new URL(request.url()).pathname
    sizes.push(
      (async () => {
        const response = await request.response()
        const isFromHere = response?.fromServiceWorker() === true
        return { path, size: isFromHere ? 0 : Math.max(0, (await request.sizes()).responseBodySize) }
      })().catch(() => ({ path, size: 0 })),
    )
  })
  await visitor.goto('/phone')
  await visitor.getByLabel('PIN, 6 digits or more').waitFor()
  await visitor.evaluate(() => navigator.serviceWorker.ready)
  const made = await Promise.all(sizes)
  await visitor.getByLabel('PIN, 6 digits or more').fill(pin)
  await visitor.getByLabel('The same PIN again').fill(pin)
  await visitor.getByRole('button', { name: 'Set this phone up' }).click()
  await visitor.getByText('All that was sent has arrived.').waitFor()
  return made
}

/** Starts the page anew, opens it, and logs an attempt; milliseconds by the page's own clock. */
async function once(visitor: Page, session: CDPSession): Promise<{ locked: number; list: number; kept: number }> {
  await visitor.goto('about:blank')
  await session.send('HeapProfiler.collectGarbage')
  await visitor.goto('/phone')
  const locked = await (await visitor.waitForFunction(() => (globalThis as { lockedAt?: number }).lockedAt)).jsonValue()
  await visitor.getByLabel('PIN', { exact: true }).fill(pin)
  const opened = await untilShown(visitor, 'Open', 'In your hands')
  await visitor
    .getByRole('button', { name: /^Log an attempt for/ })
    .first()
    .click()
  await visitor.getByLabel('Phone call').check()
  await visitor.getByLabel('No answer').check()
  await visitor.waitForTimeout(500) // the draft is kept by then, as it is for whoever reads before they press
  const kept = await untilShown(visitor, 'Log the attempt', 'Kept on this phone')
  return { locked: locked ?? Number.NaN, list: (locked ?? Number.NaN) + opened, kept }
}

/** Runs inside the page, before anything of its own: notes when it asks for the PIN. */
function watch(): void {
  const seen = new MutationObserver(() => {
    if (!document.querySelector('input#pin')) return
    seen.disconnect()
    requestAnimationFrame(() => setTimeout(() => Object.assign(globalThis, { lockedAt: performance.now() })))
  })
  seen.observe(document, { childList: true, subtree: true })
}

/** Milliseconds from the press of a button until words stand on the page. */
function untilShown(visitor: Page, button: string, words: string): Promise<number> {
  return visitor.evaluate(
    ([button, words]) =>
      new Promise<number>((done) => {
        const found = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === button)
        const began = performance.now()
        const look = (): void => {
          if (!document.body.textContent?.includes(words)) return
          watching.disconnect()
          requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)))
        }
        const watching = new MutationObserver(look)
        watching.observe(document.body, { childList: true, subtree: true, characterData: true })
        found?.click()
      }),
    [button, words] as const,
  )
}

/** What no program could leave out: the key out of a PIN, as slow as OWASP asks, and a row written to the disk; medians of 7. */
async function floors(visitor: Page): Promise<{ readonly key: number; readonly write: number }> {
  const taken = await visitor.evaluate(async () => {
    const timed = async (work: () => Promise<unknown>): Promise<number> => {
      const began = performance.now()
      await work()
      return performance.now() - began
    }
    const db = await new Promise<IDBDatabase>((done) => {
      const asked = indexedDB.open('bench', 1)
      asked.onupgradeneeded = () => asked.result.createObjectStore('rows', { keyPath: 'id' })
      asked.onsuccess = () => done(asked.result)
    })
    const how = { name: 'PBKDF2', hash: 'SHA-256', salt: new Uint8Array(16), iterations: 600_000 }
    const base = await crypto.subtle.importKey('raw', new Uint8Array(6), 'PBKDF2', false, ['deriveBits'])
    const all: { key: number; write: number }[] = []
    for (let round = 0; round < 7; round++)
      all.push({
        key: await timed(() => crypto.subtle.deriveBits(how, base, 256)),
        write: await timed(
          () =>
            new Promise<void>((done) => {
              const change = db.transaction('rows', 'readwrite', { durability: 'strict' })
              change.oncomplete = () => done()
              change.objectStore('rows').put({ id: 1, sealed: new Uint8Array(2_000) })
            }),
        ),
      })
    return all
  })
  const middleOf = (of: 'key' | 'write'): number => spread(taken.map((each) => each[of])).median
  return { key: middleOf('key'), write: middleOf('write') }
}
