import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { findingsOf, openBrowser } from './browser.ts'
import { isAlive, killPostgres, postgresPid, startInVain, startProduct } from './product.ts'

const ownDatabase = !process.env.DATABASE_URL

test('the product prints its address and a link, answers probes, and stops in order', async () => {
  const product = await startProduct({ args: ['--empty'] })
  expect((await fetch(`${product.url}livez`)).status).toBe(200)
  expect((await fetch(`${product.url}readyz`)).status).toBe(200)
  expect(product.signInLink.startsWith(product.url)).toBe(true)
  const postgres = postgresPid(product.data)
  expect(await product.stop()).toBe(0)
  await expect.poll(() => postgres !== undefined && isAlive(postgres), { timeout: 20_000 }).toBe(false)
})

test('a second start on the same data is refused, and told who runs there', async () => {
  const product = await startProduct({ args: ['--empty'] })
  const second = await startInVain({ data: product.data })
  expect(second.code).toBe(1)
  expect(second.output).toContain(`is in use by ${product.url} (process ${product.pid}). Stop it first.`)
  expect((await fetch(`${product.url}readyz`)).status).toBe(200)
})

test('every fault of the settings is told at once', async () => {
  const { code, output } = await startInVain({ environment: { PORT: 'none', BASE_URL: 'nowhere' } })
  expect(code).toBe(1)
  expect(output).toContain('PORT is a whole number')
  expect(output).toContain('BASE_URL is the address')
})

test.runIf(ownDatabase)('the PostgreSQL that a killed app leaves behind is adopted by the next start', async () => {
  const first = await startProduct({ args: ['--empty'] })
  const postgres = postgresPid(first.data)
  await first.kill()
  const second = await startProduct({ data: first.data })
  expect(postgresPid(second.data)).toBe(postgres)
})

test.runIf(ownDatabase)(
  'when its PostgreSQL dies the product says so, starts it again and recovers by itself',
  async () => {
    const product = await startProduct({ args: ['--empty'] })
    const before = postgresPid(product.data)
    await killPostgres(product.data)
    const statuses = new Set<number>()
    for (const since = Date.now(); Date.now() - since < 20_000; await pause(20)) {
      statuses.add((await fetch(`${product.url}readyz`)).status)
      if (statuses.has(503) && postgresPid(product.data) !== before && (await fetch(`${product.url}readyz`)).ok) break
    }
    expect([...statuses].every((status) => status === 200 || status === 503)).toBe(true)
    expect((await fetch(`${product.url}readyz`)).status).toBe(200)
    expect(isAlive(product.pid)).toBe(true)
  },
)

test('the first page is free of what axe finds', async () => {
  const product = await startProduct()
  const browser = await openBrowser()
  const page = await browser.newPage()
  await page.goto(product.url)
  expect(await findingsOf(page)).toEqual([])
})
