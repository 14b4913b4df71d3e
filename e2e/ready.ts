import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { type Data, freshData, type Product, type StartOptions, startProduct } from './product.ts'

type WhenOver = (work: () => Promise<void>) => void

/**
 * The product as it is after a first start, with the sample county: made once a run, by whoever needs it first, and copied for
 * everybody. For promises that are not about starting. What was published names the address of that first start.
 */
export async function startReady(options: StartOptions = {}, whenOver: WhenOver = onTestFinished): Promise<Product> {
  const { data } = await once('county', async (data) => {
    await started(data, async () => undefined)
    return {}
  })
  return startProduct({ ...options, data: await copyOf(data, whenOver) }, whenOver)
}

/** The same with what else is done to it once a run; answers what that left to be known. */
export async function startReadyWith<Left>(
  name: string,
  work: (product: Product, whenOver: WhenOver) => Promise<Left>,
  whenOver: WhenOver = onTestFinished,
): Promise<{ readonly product: Product; readonly left: Left }> {
  const { data, left } = await once(name, (data) => started(data, work))
  return { product: await startProduct({ data: await copyOf(data, whenOver) }, whenOver), left }
}

async function started<Left>(data: Data, work: (product: Product, whenOver: WhenOver) => Promise<Left>): Promise<Left> {
  const over: (() => Promise<void>)[] = []
  const whenOver: WhenOver = (each) => void over.push(each)
  try {
    return await work(await startProduct({ data }, whenOver), whenOver)
  } finally {
    for (const each of over.reverse()) await each()
  }
}

type Once<Left> = { readonly data: Data; readonly left: Left }

/** Whoever comes first makes it, in the folder of the run, which ends with the run; the others wait. */
async function once<Left>(name: string, make: (data: Data) => Promise<Left>): Promise<Once<Left>> {
  const place = join(tmpdir(), `ready-${name}-${process.env.DATABASE_URL ? 'second' : 'own'}`)
  const done = join(place, 'done.json')
  const failed = join(place, 'failed')
  if (isFirst(place))
    try {
      const data = await freshData(() => undefined)
      const made: Once<Left> = { data, left: await make(data) }
      writeFileSync(`${done}.new`, JSON.stringify(made))
      renameSync(`${done}.new`, done)
    } catch (error) {
      writeFileSync(failed, String(error))
      throw error
    }
  while (!existsSync(done)) {
    if (existsSync(failed)) throw new Error(`What this begins from was not made: ${readFileSync(failed, 'utf8')}`)
    await pause(20)
  }
  return JSON.parse(readFileSync(done, 'utf8'))
}

function isFirst(place: string): boolean {
  try {
    mkdirSync(place)
    return true
  } catch {
    return false
  }
}

async function copyOf(data: Data, whenOver: WhenOver): Promise<Data> {
  const copy = await freshData(whenOver, data.databaseUrl && new URL(data.databaseUrl).pathname.slice(1))
  execFileSync('cp', ['-a', `${data.dataDir}/.`, copy.dataDir])
  return copy
}
