import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { patience } from '../src/test-effort.ts'
import { beginStart, type Data, freshData, killPostgres, type Product, startProduct } from './product.ts'
import { signedIn, type Visitor } from './visitor.ts'

const kills = 50
const ownDatabase = !process.env.DATABASE_URL

test(`${kills} times killed while it saves, the product loses nothing that it acknowledged`, {
  timeout: 900_000,
}, async () => {
  const seed = Date.now() % 1_000_000
  const chance = chanceFrom(seed)
  let product = await startProduct()
  const book = await writersOf(product)
  for (let round = 0; round < kills; round++) {
    await pause(30 + chance() * 300)
    const victim = ownDatabase ? (['app', 'database', 'everything'] as const)[Math.floor(chance() * 3)] : 'app'
    if (victim !== 'app') await killPostgres(product.data)
    if (victim === 'database') {
      await book.nextIsKept()
      continue
    }
    await product.kill()
    product = await startProduct({ data: product.data })
    book.moveTo(product)
    await book.nextIsKept()
  }
  const acknowledged = await book.close()
  const { names, lines } = await keptIn(product.data)
  expect(acknowledged.length, `seed ${seed}`).toBeGreaterThan(kills)
  expect(
    acknowledged.filter((name) => !names.includes(name)),
    `seed ${seed}`,
  ).toEqual([])
  expect(lines, `every row has its line of history, seed ${seed}`).toBe(names.length)
})

test('a first start that is killed leaves nothing half-made', { timeout: 300_000 }, async () => {
  const data = await freshData()
  for (const after of [100, 250, 400, 600, 900, 1300, 1500, 1800, 2200]) {
    const start = await beginStart({ data })
    await pause(after)
    await start.kill()
    if (ownDatabase) await killPostgres(data)
  }
  const product = await startProduct({ data })
  expect((await fetch(`${product.url}readyz`)).status).toBe(200)
  expect(await (await fetch(product.url)).text()).toContain('Wilson')
  expect((await fetch(`${product.url}wilson`)).status).toBe(200)
})

type Book = {
  moveTo(product: Product): void
  /** Waits until a save that begins now is acknowledged. */
  nextIsKept(): Promise<void>
  /** Stops writing, and answers the names of what was acknowledged. */
  close(): Promise<readonly string[]>
}

/** Four people who add partners one after the other, and write down each that was said to be saved. */
async function writersOf(first: Product): Promise<Book> {
  let visitor: Visitor = await signedIn(first)
  let isOpen = true
  let count = 0
  const acknowledged: string[] = []
  let product = first
  let last = 0
  const write = async (): Promise<void> => {
    while (isOpen) {
      const name = `Kept ${++count}`
      last = await save(visitor, name)
      if (last === 303) acknowledged.push(name)
      else await pause(10)
    }
  }
  const writers = [write(), write(), write(), write()]
  onTestFinished(() => {
    isOpen = false
  })
  return {
    moveTo(next) {
      product = next
      visitor = visitor.at(product)
    },
    async nextIsKept() {
      const had = count
      for (const since = Date.now(); Date.now() - since < patience; await pause(5))
        if (acknowledged.some((name) => Number(name.slice(5)) > had)) return
      throw new Error(`Nothing was saved: the last answer was ${last}. ${product.output()}`)
    },
    async close() {
      isOpen = false
      await Promise.all(writers)
      return acknowledged
    },
  }
}

/** The status of the answer; 0 if there was none, in which case the row may be kept or not. */
const save = (visitor: Visitor, name: string): Promise<number> =>
  visitor.post('/team/wilson/partners/add', { name, sector: 'health', about: '', website: '' }).then(
    (answer) => answer.status,
    () => 0,
  )

async function keptIn(data: Data): Promise<{ names: readonly string[]; lines: number }> {
  const client = new pg.Client(connectionTo(data))
  await client.connect()
  onTestFinished(() => client.end())
  const rows = await client.query<{ name: string }>(`select name from partner where name like 'Kept %'`)
  const lines = await client.query(
    `select from history where kind = 'partner' and before is null and after ->> 'name' like 'Kept %'`,
  )
  return { names: rows.rows.map((row) => row.name), lines: lines.rowCount ?? 0 }
}

const connectionTo = ({ dataDir, databaseUrl }: Data): pg.ClientConfig =>
  databaseUrl
    ? { connectionString: databaseUrl }
    : { host: `${dataDir}/postgres/run`, user: 'better_off_owner', database: 'postgres' }

/** A small generator of numbers from 0 to 1, so that a run can be repeated from its seed. */
function chanceFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}
