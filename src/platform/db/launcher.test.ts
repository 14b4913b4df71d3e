import { spawn } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { patience } from '../../test-effort.ts'
import { checkServer, faultsOf } from './durable.ts'
import { type Postgres, startPostgres } from './launcher.ts'

const isRoot = process.getuid?.() === 0

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'better-off-launcher-'))
  chmodSync(folder, 0o711)
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function started(options: Parameters<typeof startPostgres>[0]): Promise<Postgres> {
  const server = await startPostgres(options)
  onTestFinished(() => server.stop())
  return server
}

function poolOf({ host, port, user, password }: Postgres): pg.Pool {
  const pool = new pg.Pool({ host, port, user, database: 'postgres', max: 1, ...(password ? { password } : {}) })
  pool.on('error', () => undefined)
  onTestFinished(() => pool.end())
  return pool
}

const pidIn = (folder: string): number =>
  Number(readFileSync(join(folder, 'data/postmaster.pid'), 'utf8').split('\n')[0])

test('a server starts on an empty folder, keeps what it was given, and stops', async () => {
  const folder = freshFolder()
  const first = await startPostgres({ folder })
  const pool = poolOf(first)
  await pool.query('create table kept as select 1 as one')
  await first.stop()
  const second = await started({ folder })
  expect((await poolOf(second).query('select one from kept')).rows).toEqual([{ one: 1 }])
})

test('a server that runs already is adopted', async () => {
  const folder = freshFolder()
  const first = await started({ folder })
  const second = await startPostgres({ folder })
  expect([first.isAdopted, second.isAdopted]).toEqual([false, true])
  expect(second.host).toBe(first.host)
})

test('two starts at the same moment on an empty folder share one server', async () => {
  const folder = freshFolder()
  const both = await Promise.all([started({ folder }), started({ folder })])
  for (const server of both) expect((await poolOf(server).query('select 1 as one')).rows).toEqual([{ one: 1 }])
  expect(readdirSync(folder).filter((name) => name.startsWith('data'))).toEqual(['data'])
})

test('a server that is killed is started again', async () => {
  const folder = freshFolder()
  const said: string[] = []
  const server = await started({ folder, isKept: true, tell: (words) => void said.push(words) })
  const before = pidIn(folder)
  process.kill(-before, 'SIGKILL')
  const pool = poolOf(server)
  while (!said.includes('PostgreSQL runs again.')) await pause(20)
  expect(said).toEqual(['PostgreSQL is gone; it is started again.', 'PostgreSQL runs again.'])
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  expect(pidIn(folder)).not.toBe(before)
})

test('what a server has to say never fills the disk', async () => {
  const folder = freshFolder()
  await started({ folder, isKept: true })
  const log = join(folder, 'postgres.log')
  appendFileSync(log, 'x'.repeat(1_000_000))
  await expect.poll(() => statSync(log).size, { timeout: patience }).toBeLessThan(1000)
  expect(statSync(`${log}.old`).size).toBeGreaterThanOrEqual(1_000_000)
})

test('the file of a server that is gone stops nobody, even if its number now belongs to another process', async () => {
  const folder = freshFolder()
  await (await startPostgres({ folder })).stop()
  const other = spawn('sleep', ['60'], isRoot ? { uid: 65_534, gid: 65_534 } : {})
  onTestFinished(() => void other.kill())
  writeFileSync(join(folder, 'data/postmaster.pid'), `${other.pid}\n${join(folder, 'data')}\n1\n5432\n\n\n\nready\n`)
  const server = await started({ folder })
  expect(server.isAdopted).toBe(false)
})

test('what a killed first start left is cleared away', async () => {
  const folder = freshFolder()
  mkdirSync(join(folder, 'data.init-999999999-0'))
  await started({ folder })
  expect(readdirSync(folder)).not.toContain('data.init-999999999-0')
})

test('what a killed first start left is cleared away also while something writes there for a moment more', async () => {
  const folder = freshFolder()
  const gone = spawn(process.execPath, ['--version'])
  await new Promise((ended) => gone.on('close', ended))
  const left = join(folder, `data.init-${gone.pid}-abcdef`)
  const writes = `const { mkdirSync, writeFileSync } = require('node:fs')
    const until = Date.now() + 700
    mkdirSync(process.argv[1], { recursive: true })
    for (let n = 0; Date.now() < until; n++) {
      try { writeFileSync(process.argv[1] + '/' + n, '') } catch {}
      if (n === 0) console.log('begun')
    }`
  const writer = spawn(process.execPath, ['-e', writes, join(left, 'base/1')], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((begun) => writer.stdout.once('data', begun))
  await started({ folder })
  expect(readdirSync(folder).filter((name) => name.startsWith('data'))).toEqual(['data'])
})

test('a folder with a long name gets a short one for the socket', async () => {
  const folder = join(freshFolder(), 'a'.repeat(100))
  const server = await started({ folder })
  onTestFinished(() => rmSync(server.host, { recursive: true, force: true }))
  expect(server.host).toMatch(/^\/tmp\/better-off-[0-9a-f]{12}$/)
})

test('where there are no sockets in folders the server is reached over loopback, with a password', async () => {
  const server = await started({ folder: freshFolder(), isOverTcp: true })
  expect((await poolOf(server).query('select 1 as one')).rows).toEqual([{ one: 1 }])
  await expect(poolOf({ ...server, password: 'guess' }).query('select 1')).rejects.toThrow('password')
})

test.runIf(isRoot)('under a folder private to root the database is kept elsewhere, and a note says where', async () => {
  const parent = freshFolder()
  chmodSync(parent, 0o700)
  const folder = join(parent, 'data')
  const said: string[] = []
  const first = await startPostgres({ folder, tell: (words) => void said.push(words) })
  const elsewhere = first.host.replace('/run', '')
  onTestFinished(() => rmSync(elsewhere, { recursive: true, force: true }))
  await poolOf(first).query('create table kept as select 1 as one')
  await first.stop()
  expect(elsewhere).toMatch(/^\/var\/lib\/better-off\/[0-9a-f]{12}$/)
  expect(readFileSync(join(folder, 'where-the-database-is.txt'), 'utf8').split('\n')[1]).toBe(elsewhere)
  expect(said.join()).toContain(`kept in ${elsewhere}`)
  chmodSync(parent, 0o711)
  const second = await started({ folder })
  expect((await poolOf(second).query('select one from kept')).rows).toEqual([{ one: 1 }])
})

test.runIf(isRoot)('a note that names a database which is not there starts nothing empty in its place', async () => {
  const folder = freshFolder()
  writeFileSync(join(folder, 'where-the-database-is.txt'), 'kept in\n/var/lib/better-off/gone\n')
  await expect(startPostgres({ folder })).rejects.toThrow('/var/lib/better-off/gone, which is not there')
  expect(existsSync(join(folder, 'data'))).toBe(false)
})

test('a start that cannot succeed says what PostgreSQL said', async () => {
  await expect(startPostgres({ folder: freshFolder(), settings: { shared_buffers: '1kB' } })).rejects.toThrow(
    /PostgreSQL could not start: .*shared_buffers/,
  )
})

test('our own server keeps what it acknowledges; one that may lose it is refused', async () => {
  expect((await checkServer(poolOf(await started({ folder: freshFolder() })))).ok).toBe(true)
  const unsafe = await started({ folder: freshFolder(), settings: { fsync: 'off', synchronous_commit: 'off' } })
  const checked = await checkServer(poolOf(unsafe))
  expect(checked.ok || checked.problems.map((problem) => problem.message)).toEqual([
    'The database has fsync = off, so what was saved could be lost. Turn it on, then start again.',
    'The database has synchronous_commit = off, so what was saved could be lost. Turn it on, then start again.',
  ])
})

test('PostgreSQL 15 is new enough, 14 is not', () => {
  const safe = { fsync: 'on', pages: 'on', commit: 'on' }
  expect(faultsOf({ number: 150_000, version: '15.0', ...safe })).toEqual([])
  expect(faultsOf({ number: 140_020, version: '14.20', ...safe })).toEqual([
    { code: 'database.old', message: 'The database is PostgreSQL 14.20; version 15 or newer is needed.' },
  ])
})
