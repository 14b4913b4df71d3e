import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { freshDb } from '../db/test-db.ts'
import { makeKeyFile, readKeyFile } from './master-file.ts'
import { openSeals } from './open.ts'
import { addServed, everybody, ida, twoCounties } from './test-served.ts'

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'better-off-keys-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('the first start makes a key file that only its owner reads, and the next one opens it', async () => {
  const db = await freshDb()
  const keyFile = join(newFolder(), 'keys', 'master.key')
  const first = await openSeals({ keyFile }, db)
  expect(first.ok).toBe(true)
  expect(readFileSync(keyFile, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/)
  expect([statSync(keyFile).mode & 0o777, statSync(join(keyFile, '..')).mode & 0o777]).toEqual([0o600, 0o700])
  const second = await openSeals({ keyFile }, db)
  expect(first.ok && second.ok && first.value.master.key.equals(second.value.master.key)).toBe(true)
})

test('two starts at once have one key, and a key is never written over', async () => {
  const db = await freshDb()
  const keyFile = join(newFolder(), 'master.key')
  const opened = await Promise.all(Array.from({ length: 5 }, () => openSeals({ keyFile }, db)))
  const keys = opened.map((one) => (one.ok ? one.value.master.key.export().toString('hex') : ''))
  expect(new Set(keys)).toEqual(new Set([readFileSync(keyFile, 'utf8').trim()]))
  expect(makeKeyFile(keyFile)).toEqual({ ok: true, value: null })
  expect(readFileSync(keyFile, 'utf8').trim()).toBe(keys[0])
  expect(readdirSync(join(keyFile, '..')), 'nothing half-made is left').toEqual(['master.key'])
})

test('once something is sealed, a missing key file is told and never made anew', async () => {
  const at = await twoCounties()
  const keyFile = join(newFolder(), 'master.key')
  const opened = await openSeals({ keyFile }, at.db)
  if (!opened.ok) throw new Error('refused')
  const id = await addServed(at, at.wilson, ida, { seals: opened.value })
  const copy = readFileSync(keyFile)
  rmSync(keyFile)
  const refused = await openSeals({ keyFile }, at.db)
  expect(refused).toMatchObject({ ok: false, problems: [{ code: 'sealed.missing' }] })
  expect(!refused.ok && refused.problems[0]?.message).toContain(`The key file ${keyFile} is not there`)
  expect(existsSync(keyFile)).toBe(false)
  writeFileSync(keyFile, copy)
  const again = await openSeals({ keyFile }, at.db)
  if (!again.ok) throw new Error('refused')
  expect((await everybody(at, at.wilson, again.value)).get(id)).toEqual(ida)
})

test('the key file of another database is told by name, with what to do', async () => {
  const at = await twoCounties()
  await addServed(at, at.wilson, ida)
  const keyFile = join(newFolder(), 'other.key')
  makeKeyFile(keyFile)
  expect(await openSeals({ keyFile }, at.db)).toEqual({
    ok: false,
    problems: [
      {
        code: 'sealed.another',
        message: `The key in ${keyFile} is not the one that seals this database. Put back the copy of the right key file, or set KEY_FILE to it, then start again.`,
      },
    ],
  })
})

test('a file that holds no key, or cannot be read, is told by name', () => {
  const folder = newFolder()
  const file = join(folder, 'master.key')
  for (const text of ['', 'secret', 'ab'.repeat(31), `${'ab'.repeat(32)}\n${'ab'.repeat(32)}`]) {
    writeFileSync(file, text)
    const read = readKeyFile(file)
    expect(!read.ok && read.problems[0]?.message, text).toContain(`${file} holds no key: 64 hex digits on one line.`)
  }
  mkdirSync(join(folder, 'folder'))
  const asFolder = readKeyFile(join(folder, 'folder'))
  expect(!asFolder.ok && asFolder.problems[0]?.message).toContain('could not be read (EISDIR)')
  const inFile = makeKeyFile(join(file, 'deep', 'master.key'))
  expect(!inFile.ok && inFile.problems[0]?.message).toContain('could not be made (ENOTDIR)')
})

test('a key of another maker is read as hex or base64, and is never shown', () => {
  const file = join(newFolder(), 'master.key')
  const bytes = Buffer.alloc(32, 0xab)
  for (const text of [bytes.toString('hex').toUpperCase(), `${bytes.toString('base64')}\r\n`]) {
    writeFileSync(file, text)
    const read = readKeyFile(file)
    expect(read.ok && read.value.export().equals(bytes)).toBe(true)
    expect(inspect(read, { depth: null })).not.toMatch(/abab|q6ur/i)
  }
})
