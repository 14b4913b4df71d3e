import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '../src/platform/free-port.ts'
import { patience } from '../src/test-effort.ts'
import { findingsOf, openBrowser } from './browser.ts'
import { freshData, isAlive, killPostgres, postgresPid, startInVain, startProduct } from './product.ts'
import { signedIn } from './visitor.ts'

const ownDatabase = !process.env.DATABASE_URL

test('the product prints its address and a link, answers probes, and stops in order', async () => {
  const product = await startProduct({ args: ['--empty'] })
  expect((await fetch(`${product.url}livez`)).status).toBe(200)
  expect((await fetch(`${product.url}readyz`)).status).toBe(200)
  expect(product.signInLink.startsWith(product.url)).toBe(true)
  const postgres = postgresPid(product.data)
  expect(await product.stop()).toBe(0)
  await expect.poll(() => postgres !== undefined && isAlive(postgres), { timeout: patience }).toBe(false)
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

test.each([
  {
    what: 'a port where nothing answers',
    url: async () => `postgres://ana@127.0.0.1:${await freePort()}/county`,
    says: 'Nothing answers there.',
  },
  {
    what: 'a machine that does not exist',
    url: async () => 'postgres://ana@nowhere.invalid/county',
    says: 'of that name',
  },
  { what: 'something that is no PostgreSQL', url: notPostgres, says: 'What answers there is no PostgreSQL.' },
])('a database address that names $what is told in a sentence', async ({ url, says }) => {
  const { dataDir } = await freshData()
  const { code, output } = await startInVain({ data: { dataDir, databaseUrl: await url() } })
  expect(code).toBe(1)
  expect(output).toMatch(/The database of DATABASE_URL \(.+\/county\) cannot be used\./)
  expect(output).toContain(says)
  expect(output).not.toMatch(stackLine)
})

test.each([
  { what: 'a file', below: [] },
  { what: 'a folder in a file', below: ['deep', 'er'] },
])('a DATA_DIR that is $what is told in a sentence', async ({ below }) => {
  const { dataDir } = await freshData()
  const file = join(dataDir, 'notes.txt')
  writeFileSync(file, 'not a folder')
  const { code, output } = await startInVain({ data: { dataDir: join(file, ...below), databaseUrl: undefined } })
  expect(code).toBe(1)
  expect(output).toMatch(/Set DATA_DIR to a folder\./)
  expect(output).not.toMatch(stackLine)
})

test.runIf(ownDatabase && existsSync('/proc'))(
  'while the database hangs the product says so, nobody waits for ever, and it goes on by itself',
  async () => {
    const product = await startProduct()
    const visitor = await signedIn(product)
    const server = postgresPid(product.data) ?? 0
    const all = [server, ...childrenOf(server)]
    signal(all, 'SIGSTOP')
    onTestFinished(() => signal(all, 'SIGCONT'))
    const ready = await fetch(`${product.url}readyz`)
    expect({ status: ready.status, says: await ready.text() }).toEqual({
      status: 503,
      says: 'not ready: the database does not answer\n',
    })
    expect((await fetch(`${product.url}livez`)).status).toBe(200)
    const typed = { name: 'Wilson Recovery House', sector: 'health', about: '', website: '' }
    const answer = await visitor.post('/team/wilson/partners/add', typed)
    const page = await answer.text()
    expect(answer.status).toBe(503)
    expect(page).toContain('It is not known whether this was saved.')
    expect(page).toContain('Wilson Recovery House')
    signal(all, 'SIGCONT')
    await expect.poll(async () => (await fetch(`${product.url}readyz`)).status, { timeout: patience }).toBe(200)
    expect((await visitor.post('/team/wilson/partners/add', { ...typed, name: 'Nash Recovery House' })).status).toBe(
      303,
    )
  },
)

const childrenOf = (pid: number): readonly number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number)

function signal(pids: readonly number[], name: 'SIGSTOP' | 'SIGCONT'): void {
  for (const pid of pids.filter(isAlive)) process.kill(pid, name)
}

/** A line of a stack, which tells a host nothing. */
const stackLine = /\n\s+at .+:\d+:\d+/

async function notPostgres(): Promise<string> {
  const server = createServer((socket) => socket.on('error', () => undefined).end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()))
  onTestFinished(() => void server.close())
  return `postgres://ana@127.0.0.1:${(server.address() as AddressInfo).port}/county`
}

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
    for (const since = Date.now(); Date.now() - since < patience; await pause(20)) {
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
