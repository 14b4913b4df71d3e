import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { onTestFinished } from 'vitest'
import { testDatabases } from '../src/platform/db/test-server.ts'
import { freePort } from '../src/platform/free-port.ts'
import { patience } from '../src/test-effort.ts'

/** What a product keeps between its starts: a folder, and a database of its own if DATABASE_URL names a server. */
export type Data = { readonly dataDir: string; readonly databaseUrl: string | undefined }

/** The real product in a process of its own, as `npm start` runs it. */
export type Starting = {
  readonly pid: number
  readonly data: Data
  /** Answers what it prints when it is ready; throws if it ends before. */
  ready(): Promise<Printed>
  /** All that it has printed so far. */
  output(): string
  /** Asks it to stop, and answers the code it ended with. */
  stop(): Promise<number | null>
  /** Kills the app alone; its PostgreSQL lives on. */
  kill(): Promise<void>
}
/** `url` is its public address, with a slash at its end; `signInLink` the one-time link of the first administrator. */
export type Printed = { readonly url: string; readonly signInLink: string }
export type Product = Starting & Printed

export type StartOptions = {
  /** What an earlier start left; without it everything is new. */
  readonly data?: Data
  readonly args?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
}

type WhenOver = (work: () => Promise<void>) => void

/** Starts the product and waits until it is ready. From beforeAll, pass `whenFileIsOver`. */
export async function startProduct(options: StartOptions = {}, whenOver: WhenOver = onTestFinished): Promise<Product> {
  const run = await beginStart(options, whenOver)
  const printed = await run.ready()
  return { ...printed, ...run }
}

/** Starts it and does not wait, for who wants to cut it short. */
export async function beginStart(options: StartOptions = {}, whenOver: WhenOver = onTestFinished): Promise<Starting> {
  const data = options.data ?? (await freshData(whenOver))
  const run = launch(data, await freePort(), options)
  whenOver(async () => void (await run.stop()))
  return { ...run, data }
}

/** Starts it where it must refuse, and answers what it printed and the code it ended with. */
export async function startInVain(
  options: StartOptions,
): Promise<{ readonly code: number | null; readonly output: string }> {
  const run = launch(options.data ?? { dataDir: '', databaseUrl: undefined }, await freePort(), options)
  const code = await run.ended
  return { code, output: run.output() }
}

/** What `npm run -s better-off -- WORDS` prints on these data, and the code it ends with. */
export async function atTerminal(
  data: Data,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number | null; readonly output: string }> {
  const { ended, output } = runNode('dist/cli.js', words, { ...settingsOf(data, 8080), ...environment })
  return { code: await ended, output: output() }
}

/** A new folder, and a new database where DATABASE_URL is set, as a copy of one if that is named; both are removed when it is over. */
export async function freshData(whenOver: WhenOver = onTestFinished, template = 'template1'): Promise<Data> {
  const dataDir = mkdtempSync(join(tmpdir(), 'promise-'))
  chmodSync(dataDir, 0o711) // as root the product's PostgreSQL runs as another user, who passes through here
  const name = `${testDatabases()}promise_${process.pid}_${Date.now()}_${Math.floor(Math.random() * 1e6)}`
  const server = process.env.DATABASE_URL
  if (server) await onServer(server, `create database ${name} template ${template}`)
  whenOver(async () => {
    await killPostgres({ dataDir, databaseUrl: undefined })
    if (server) await onServer(server, `drop database ${name} with (force)`)
    rmSync(dataDir, { recursive: true, force: true })
  })
  return { dataDir, databaseUrl: server && withName(server, name) }
}

/** The process of the product's own PostgreSQL; undefined where it uses another or none runs. */
export function postgresPid({ dataDir }: Data): number | undefined {
  const file = join(dataDir, 'postgres/data/postmaster.pid')
  if (!existsSync(file)) return undefined
  return Number(readFileSync(file, 'utf8').split('\n')[0])
}

/** Kills the product's own PostgreSQL with every process of it. */
export async function killPostgres(data: Data): Promise<void> {
  const pid = postgresPid(data)
  if (pid === undefined || !isAlive(pid)) return
  process.kill(-pid, 'SIGKILL') // it leads a group of its own
  while (isAlive(pid)) await pause(5)
}

function launch(data: Data, port: number, { args = [], environment = {} }: StartOptions) {
  const { child, ended, output } = runNode('dist/server.js', args, { ...settingsOf(data, port), ...environment })
  return {
    pid: child.pid ?? 0,
    ended,
    output,
    ready: () => untilReady(child, output),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
      return ended
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

const settingsOf = ({ dataDir, databaseUrl = '' }: Data, port: number): Readonly<Record<string, string>> => ({
  PORT: String(port),
  DATA_DIR: dataDir,
  DATABASE_URL: databaseUrl,
  BASE_URL: '',
  SMTP_URL: '',
  MAIL_FROM: '',
})

function runNode(file: string, args: readonly string[], environment: Readonly<Record<string, string>>) {
  const env = { PATH: process.env.PATH, ...environment }
  const child = spawn(process.execPath, [file, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => {
      output += part.toString()
    })
  const ended = new Promise<number | null>((done) => child.once('close', (code) => done(code)))
  return { child, ended, output: () => output }
}

async function untilReady(child: ChildProcess, output: () => string): Promise<Printed> {
  for (const since = Date.now(); Date.now() - since < patience; await pause(5)) {
    const [url, signInLink] = output()
      .split('\n')
      .slice(0, -1)
      .filter((line) => /^https?:\/\/\S+$/.test(line))
    if (url && signInLink) return { url, signInLink }
    if (child.exitCode !== null || child.signalCode !== null) break
  }
  throw new Error(`The product did not become ready. It printed:\n${output()}`)
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client(server)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

function withName(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

/** A process that has ended and that nobody has waited for yet counts as gone. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !existsSync('/proc/self') || !/\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
