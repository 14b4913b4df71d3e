import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { binariesFor, cannotRun } from './binaries.ts'
import { giveTo, mayReach, type RunAs, runAsFor } from './reach.ts'
import { isAlive } from './server-process.ts'

/** A database cluster on disk, ready to be started: made if there was none. */
export type Cluster = {
  readonly data: string
  readonly bin: string
  readonly runAs: RunAs
  readonly logFile: string
  /** A folder for the socket; undefined where the server is reached over loopback, with a password. */
  readonly socketFolder: string | undefined
  readonly password: string | undefined
}

export const superuser = 'better_off_owner'

type Wish = { readonly folder: string; readonly isOverTcp: boolean; readonly tell: (words: string) => void }

export async function prepareCluster({ folder, isOverTcp, tell }: Wish): Promise<Cluster> {
  const home = homeOf(resolve(folder), tell)
  const runAs = runAsFor(existsSync(join(home, 'data')) ? join(home, 'data') : home)
  if (statSync(home).uid !== (runAs?.uid ?? process.getuid?.() ?? statSync(home).uid)) claim(home, runAs)
  const data = join(realpathSync(home), 'data')
  const cluster: Cluster = {
    data,
    bin: binariesFor(home, runAs),
    runAs,
    logFile: join(home, 'postgres.log'),
    socketFolder: isOverTcp ? undefined : socketFolderFor(home, runAs),
    password: isOverTcp ? passwordOf(home, runAs) : undefined,
  }
  if (existsSync(data) && runAs && statSync(data).uid === 0) giveTo(data, runAs)
  if (!existsSync(data)) await initialise(cluster, home)
  return cluster
}

const note = 'where-the-database-is.txt'

/**
 * Where the cluster lives: in `folder`, or, if the user that PostgreSQL runs as may not enter it (a parent is private
 * to root), in a folder of its own that a note in `folder` names.
 */
function homeOf(folder: string, tell: (words: string) => void): string {
  makeFolder(folder)
  const noted = join(folder, note)
  if (existsSync(noted)) return fromNote(noted)
  if (existsSync(join(folder, 'data')) || mayReach(dirname(folder), runAsFor(folder))) return folder
  const elsewhere = join('/var/lib/better-off', hashOf(realpathSync(folder)))
  makeFolder(elsewhere)
  writeFileSync(
    noted,
    `The database that belongs here is kept in\n${elsewhere}\nsince PostgreSQL does not run as root, and the user it runs as may not enter this folder. Back up both.\n`,
  )
  tell(`The database is kept in ${elsewhere}, since the user that PostgreSQL runs as may not enter ${folder}.`)
  return elsewhere
}

function fromNote(noted: string): string {
  const home = readFileSync(noted, 'utf8').split('\n')[1] ?? ''
  if (existsSync(home)) return home
  throw new Error(`${noted} says that the database is in ${home}, which is not there. Remove the note to start empty.`)
}

function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  const isRoot = process.getuid?.() === 0
  const parent = dirname(folder)
  if (!existsSync(parent)) {
    mkdirSync(parent, { recursive: true })
    chmodSync(parent, isRoot ? 0o711 : 0o700)
  }
  mkdirSync(folder, { mode: 0o700 })
}

function claim(home: string, runAs: RunAs): void {
  if (!runAs)
    throw new Error(`${home} belongs to another user (number ${statSync(home).uid}). Start as that user, or as root.`)
  giveTo(home, runAs)
}

/** The name of a socket has fewer than 107 bytes, so a long folder gets a short one in /tmp that only its user may enter. */
function socketFolderFor(home: string, runAs: RunAs): string {
  const near = join(home, 'run')
  const folder = Buffer.byteLength(`${near}/.s.PGSQL.5432`) < 107 ? near : `/tmp/better-off-${hashOf(home)}`
  if (!existsSync(folder)) {
    mkdirSync(folder, { mode: 0o700 })
    giveTo(folder, runAs)
  }
  const { uid, mode } = statSync(folder)
  if (uid !== (runAs?.uid ?? process.getuid?.()) || (mode & 0o077) !== 0)
    throw new Error(`${folder} is not private to the user that PostgreSQL runs as. Remove it, then start again.`)
  return folder
}

function passwordOf(home: string, runAs: RunAs): string {
  const file = join(home, 'password')
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 })
    giveTo(file, runAs)
  }
  return readFileSync(file, 'utf8')
}

/** Removes what a killed start was making: what it had begun may write there for a moment still. */
async function removeLeft(folder: string): Promise<void> {
  for (let tries = 50; ; tries--) {
    try {
      rmSync(folder, { recursive: true, force: true })
      return
    } catch (error) {
      if (tries === 0) throw error
      await pause(100)
    }
  }
}

/** Made in a side folder and renamed, so that a start that is killed leaves nothing half-made. */
async function initialise({ bin, data, runAs, socketFolder }: Cluster, home: string): Promise<void> {
  for (const left of readdirSync(home).filter((name) => name.startsWith('data.init-')))
    if (!isAlive(Number(left.split('-')[1]))) await removeLeft(join(home, left))
  const half = join(home, `data.init-${process.pid}-${randomBytes(3).toString('hex')}`)
  const access = socketFolder ? ['--auth=trust'] : ['--auth=scram-sha-256', `--pwfile=${join(home, 'password')}`]
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  await run(join(bin, 'initdb'), ['-D', half, '-U', superuser, '--no-instructions', ...access, ...locale], home, runAs)
  try {
    renameSync(half, data)
  } catch (error) {
    if (!existsSync(data)) throw error
    rmSync(half, { recursive: true, force: true }) // another start was quicker
  }
  if (process.platform !== 'win32') syncFolder(home)
}

function run(file: string, args: readonly string[], home: string, runAs: RunAs): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(file, args, {
      ...runAs,
      cwd: home,
      env: plainEnvironment(home),
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const said: Buffer[] = []
    child.stderr.on('data', (part: Buffer) => said.push(part))
    child.on('error', (error) => fail(cannotRun(file, error.message)))
    child.on('close', (code) =>
      code === 0
        ? done()
        : fail(new Error(`initdb could not make a database: ${Buffer.concat(said).toString().trim()}`)),
    )
  })
}

/** Nothing of ours: a PGDATA or PGPORT set for another server does not reach this one. */
export const plainEnvironment = (home: string): NodeJS.ProcessEnv => ({ HOME: home, LC_ALL: 'C', TZ: 'UTC' })

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)
