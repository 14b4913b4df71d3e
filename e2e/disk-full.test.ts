import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { patience } from '../src/test-effort.ts'
import { killPostgres, startInVain, startProduct } from './product.ts'
import { fillDisk, smallDisk, smallDiskFault } from './small-disk.ts'
import { signedIn } from './visitor.ts'

// The disk of a database elsewhere is not ours to fill.
const why = process.env.DATABASE_URL ? 'the database is elsewhere' : smallDiskFault()

test.skipIf(why)(
  `a full disk is answered calmly, loses nothing, and is over when there is room again${why ? ` (skipped: ${why})` : ''}`,
  {
    timeout: 300_000,
  },
  async () => {
    const dataDir = smallDisk(onTestFinished)
    const data = { dataDir, databaseUrl: undefined }
    onTestFinished(() => killPostgres(data))
    const product = await startProduct({ data })
    const visitor = await signedIn(product)
    const add = async (name: string): Promise<{ status: number; text: string }> => {
      const fields = { name, sector: 'health', about: 'x'.repeat(900), website: '' }
      const answer = await visitor.post('/team/wilson/partners/add', fields)
      return { status: answer.status, text: await answer.text() }
    }
    const acknowledged: string[] = []
    const write = async (count: number): Promise<{ status: number; text: string }> => {
      let answer = { status: 303, text: '' }
      for (let each = 0; each < count && answer.status === 303; each++) {
        const name = `Kept ${acknowledged.length + 1}`
        answer = await add(name)
        if (answer.status === 303) acknowledged.push(name)
      }
      return answer
    }

    await write(20)
    const ballast = join(dataDir, 'ballast')
    fillDisk(ballast)
    const refused = await write(50_000)
    expect(refused.status).toBeGreaterThanOrEqual(500)
    expect(refused.text).toContain('There is no room left to save')
    const ready = await fetch(`${product.url}readyz`)
    expect({ status: ready.status, says: await ready.text() }).toEqual({
      status: 503,
      says: 'not ready: the disk that holds DATA_DIR is full\n',
    })
    expect(refused.text).not.toMatch(/ENOSPC|No space left|postgres|\bat .*\.js/i)

    await fillJournal(dataDir)
    expect((await add('Never')).status).toBeGreaterThanOrEqual(500)

    rmSync(ballast)
    for (const since = Date.now(); (await write(1)).status !== 303; await pause(100))
      if (Date.now() - since > patience) throw new Error(`It did not recover. ${product.output()}`)

    const client = await connect(dataDir)
    const { rows } = await client.query<{ name: string }>(`select name from partner where name like 'Kept %'`)
    const kept = rows.map((row) => row.name)
    expect(acknowledged.filter((name) => !kept.includes(name))).toEqual([])
  },
)

test.skipIf(why)('a start on a full disk says so in a sentence, and a start with room again goes well', async () => {
  const dataDir = smallDisk(onTestFinished)
  const data = { dataDir, databaseUrl: undefined }
  onTestFinished(() => killPostgres(data))
  const ballast = join(dataDir, 'ballast')
  fillDisk(ballast, 2_000_000)
  const { code, output } = await startInVain({ data, args: ['--empty'] })
  expect(code).toBe(1)
  expect(output).toContain(`The disk that holds ${dataDir} is full. Make room there, then start again.`)
  expect(output).not.toMatch(/\n\s+at .+:\d+:\d+/)
  rmSync(ballast)
  await startProduct({ data, args: ['--empty'] })
})

async function connect(dataDir: string): Promise<pg.Client> {
  const client = new pg.Client({ host: `${dataDir}/postgres/run`, user: 'better_off_owner', database: 'postgres' })
  client.on('error', () => undefined)
  await client.connect()
  onTestFinished(() => client.end())
  return client
}

/** Writes to the journal until the server gives up, as it must when it cannot write there what it would acknowledge. */
async function fillJournal(dataDir: string): Promise<void> {
  const client = await connect(dataDir)
  const write = (): Promise<unknown> =>
    client.query(`select pg_logical_emit_message(true, 'fill', repeat('x', 500000))`)
  let isOver = false
  for (let each = 0; each < 400 && !isOver; each++)
    isOver = await write().then(
      () => false,
      () => true,
    )
  expect(isOver).toBe(true)
}
