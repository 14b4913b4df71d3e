// From the command to the first byte of a published page, on data that is there already; beside it, in the same run, a bare
// Node server that has nothing but the page's bytes. And the memory of the product and its PostgreSQL together when idle.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { goal } from './goal.ts'
import { machine, ms, spread } from './machine.ts'
import { type Memory, memoryOf, sumOf } from './memory.ts'
import { freePort, newFolder } from './running.ts'

const rounds = 10
const path = '/wilson/m/new-recovery-coaches-trained'
const dataDir = newFolder()
const pageFile = join(dataDir, 'page.br')

const commands = {
  'npm start': () => ['npm', 'start'],
  'node scripts/start.mjs': () => [process.execPath, 'scripts/start.mjs'],
  'bare Node server': (port: number) => [process.execPath, 'bench/bare-server.mjs', pageFile, String(port)],
}
type Command = keyof typeof commands

const first = await started('node scripts/start.mjs') // makes the data, with the sample county
writeFileSync(pageFile, first.page)
console.log(await facts())
console.log(`the very first start, which makes the database and the sample county: ${ms(first.time)}`)
await stop(first.child)

const times = new Map<Command, number[]>()
for (let round = 0; round <= rounds; round++)
  for (const command of Object.keys(commands) as Command[]) {
    const { child, time } = await started(command)
    await stop(child)
    if (round > 0) times.set(command, [...(times.get(command) ?? []), time]) // the first round warms the disk's cache
  }
const median = (command: Command): number => spread(times.get(command) ?? []).median
for (const [command, all] of times)
  console.log(
    `${command}: first public byte after ${ms(median(command))} (${Math.min(...all).toFixed(0)} to ${Math.max(...all).toFixed(0)}), ${(median(command) / median('bare Node server')).toFixed(1)} x the bare server`,
  )
goal('npm start to the first public byte', median('npm start') / 1000, ' s', { atMost: 0.8 })
goal('node scripts/start.mjs to the first public byte', median('node scripts/start.mjs') / 1000, ' s', { atMost: 0.8 })

if (process.platform === 'linux') await idleMemory()
else console.log('Memory is read from /proc, so it is measured on Linux only.')

async function idleMemory(): Promise<void> {
  const { child, port } = await started('npm start')
  await pause(5000)
  const atFirst = memoryOf(child.pid ?? 0)
  for (let read = 0; read < 100; read++) await firstByte(port)
  await pause(1000)
  const afterReads = memoryOf(child.pid ?? 0)
  await stop(child)
  for (const { name, rss, pss } of afterReads)
    console.log(`  ${name}: RSS ${rss.toFixed(1)} MiB, PSS ${pss.toFixed(1)}`)
  for (const [when, memory] of [
    ['5 s after the start', atFirst],
    ['after 100 page reads', afterReads],
  ] as const) {
    const own = sumOf(memory.filter(isOurs))
    const npm = sumOf(memory.filter((each) => !isOurs(each)))
    console.log(
      `${when}: RSS ${own.rss.toFixed(0)} MiB, PSS ${own.pss.toFixed(0)} MiB; npm beside it: RSS ${npm.rss.toFixed(0)} MiB`,
    )
    goal(`app and PostgreSQL idle, ${when}, sum of RSS`, own.rss, ' MiB', { atMost: 180 })
  }
}

/** npm, and the shell it starts the product with, stay until the product ends. */
function isOurs({ name }: Memory): boolean {
  return !/^(?:npm|sh|\S*\/sh)\b/.test(name)
}

async function started(command: Command) {
  const port = await freePort()
  const since = performance.now()
  const [file = '', ...args] = commands[command](port)
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(port), DATA_DIR: dataDir }
  const child = spawn(file, args, { env, stdio: ['ignore', 'ignore', 'inherit'], detached: true })
  for (;;) {
    const page = await firstByte(port)
    if (page) return { child, port, page, time: performance.now() - since }
    if (child.exitCode !== null) throw new Error(`${command} ended with ${child.exitCode}`)
    await pause(2)
  }
}

/** Asks once; answers the page when its first bytes are there, undefined while nobody listens. */
async function firstByte(port: number): Promise<Buffer | undefined> {
  const request = get({ host: '127.0.0.1', port, path, agent: false, headers: { 'accept-encoding': 'br' } })
  try {
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    const [bytes] = (await once(response, 'data')) as [Buffer]
    response.resume()
    if (response.statusCode !== 200) throw new Error(`${path} answered ${response.statusCode}`)
    return bytes
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ECONNREFUSED') return undefined
    throw error
  }
}

/** The whole group, as a terminal's interrupt would; ended when PostgreSQL has ended too. */
async function stop(child: ChildProcess): Promise<void> {
  process.kill(-(child.pid ?? 0), 'SIGTERM')
  await once(child, 'exit')
  while (existsSync(join(dataDir, 'postgres/data/postmaster.pid'))) await pause(10)
}

async function facts(): Promise<string> {
  const owner = new pg.Client({ host: join(dataDir, 'postgres/run'), user: 'better_off_owner', database: 'postgres' })
  await owner.connect()
  const words = await machine(owner)
  await owner.end()
  return words
}
