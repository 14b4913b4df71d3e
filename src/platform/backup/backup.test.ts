import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { newId } from '../../core/id.ts'
import { loginFor } from '../db/login.ts'
import { migrate } from '../db/migrate.ts'
import { freshDb, olderDb, type TestDb } from '../db/test-db.ts'
import { everythingIn } from '../db/test-everything.ts'
import { quietPool } from '../db/test-pool.ts'
import { openSeals } from '../sealed/open.ts'
import { addServed, everybody, ida, twoCounties } from '../sealed/test-served.ts'
import { newBackupKey } from './key.ts'
import { makeBackup } from './make.ts'
import { restoreBackup, verifyBackup } from './restore.ts'

const backupKey = newBackupKey()
const nothingErased = async (): Promise<void> => undefined

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'better-off-backup-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function ownerOf(db: TestDb) {
  const owner = quietPool({ ...db.connection, max: 3 })
  onTestFinished(() => owner.end())
  return owner
}

/** A county with somebody served, sealed by a key file of its own, and a backup of it. */
async function backedUp() {
  const at = await twoCounties()
  const folder = newFolder()
  const keyFile = join(folder, 'keys', 'master.key')
  const seals = await openSeals({ keyFile }, at.db)
  if (!seals.ok) throw new Error('refused')
  const id = await addServed(at, at.wilson, ida, { seals: seals.value })
  const file = join(folder, 'county.backup')
  const made = await makeBackup({ owner: at.owner, keyFile, backupKey, file })
  return { at, folder, keyFile, id, file, made }
}

const restoring = (owner: ReturnType<typeof ownerOf>, keyFile: string, file: string) => ({
  owner,
  keyFile,
  backupKey,
  file,
  isReplacing: false,
  eraseAgain: nothingErased,
})

test('a backup restored into an empty install holds every line of every table, and opens what is sealed', async () => {
  const { at, folder, id, file, made } = await backedUp()
  const held = await verifyBackup({ file, backupKey })
  expect(held).toMatchObject(made)
  expect(made.rows).toBeGreaterThan(4)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const empty = await freshDb()
  const owner = ownerOf(empty)
  const keyFile = join(folder, 'elsewhere', 'master.key')
  expect(await restoreBackup(restoring(owner, keyFile, file))).toEqual({ ...held, keptKey: null })
  expect(await everythingIn((text) => empty.owner(text))).toEqual(await everythingIn((text) => at.db.owner(text)))
  expect(await migrate(owner), 'nothing is left to bring to the newest').toBe(0)
  await loginFor(owner, empty.connection)
  const seals = await openSeals({ keyFile }, empty)
  if (!seals.ok) throw new Error('refused')
  const there = { ...at, db: empty, owner }
  expect((await everybody(there, at.wilson, seals.value)).get(id)).toEqual(ida)
  const added = await addServed(there, at.wilson, { ...ida, name: 'Sam Bell' }, { seals: seals.value })
  const { rows } = await empty.owner('select act from history where object_id = $1', [added])
  expect(rows, 'history is kept on').toEqual([{ act: 'test.addServed' }])
})

test('walls, links and triggers stand after a restore as they did', async () => {
  const { at, folder, file } = await backedUp()
  const empty = await freshDb()
  const owner = ownerOf(empty)
  await restoreBackup(restoring(owner, join(folder, 'other.key'), file))
  const shape = async (db: TestDb) =>
    (
      await db.owner(`
        select relname as name, relrowsecurity::text || relforcerowsecurity::text || coalesce(relacl::text, '') as is from pg_class
          where relnamespace = 'public'::regnamespace and relkind = 'r'
        union all select conrelid::regclass || ' ' || conname, pg_get_constraintdef(oid) || convalidated from pg_constraint
          where connamespace = 'public'::regnamespace
        union all select tgrelid::regclass || ' ' || tgname, tgenabled::text from pg_trigger where not tgisinternal
        union all select tablename || ' ' || policyname, coalesce(qual, '') || coalesce(with_check, '') from pg_policies order by 1, 2`)
    ).rows
  expect(await shape(empty)).toEqual(await shape(at.db))
})

test('a backup made while others write holds each of their transactions whole or not at all', async () => {
  const { at, folder, keyFile } = await backedUp()
  let isOver = false
  let pairs = 0
  const writing = (async () => {
    for (; !isOver; pairs++)
      await at.owner.query(`with person as (insert into person (id, email, name) values ('${newId()}', '${pairs}@example.org', 'A') returning id)
        insert into mail (id, to_address, subject, body) select id, 'a', 'b', 'c' from person`)
  })()
  const file = join(folder, 'busy.backup')
  await makeBackup({ owner: at.owner, keyFile, backupKey, file })
  isOver = true
  await writing
  const empty = await freshDb()
  await restoreBackup(restoring(ownerOf(empty), join(folder, 'other.key'), file))
  const { rows } = await empty.owner(
    'select (select count(*)::int from person) as people, (select count(*)::int from mail) as mails',
  )
  expect(rows[0].people).toBe(rows[0].mails)
  expect(pairs).toBeGreaterThan(0)
})

test('another key, a cut file, any changed byte and another file are refused, and nothing is changed', async () => {
  const { folder, file } = await backedUp()
  const empty = await freshDb()
  const owner = ownerOf(empty)
  const before = await everythingIn((text) => empty.owner(text))
  const whole = readFileSync(file)
  const damage = async (bytes: Buffer, key = backupKey): Promise<string> => {
    const damagedFile = join(folder, 'damaged.backup')
    writeFileSync(damagedFile, bytes)
    const restored = restoreBackup({ ...restoring(owner, join(folder, 'k'), damagedFile), backupKey: key })
    return restored.then(
      () => 'restored',
      (error: { code: string }) => error.code,
    )
  }
  const flipped = (at: number): Buffer => {
    const bytes = Buffer.from(whole)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    return bytes
  }
  expect(await damage(whole, newBackupKey())).toBe('backup.other-key')
  expect(await damage(flipped(0))).toBe('backup.other-file')
  expect(await damage(flipped(25)), 'the salt').toBe('backup.other-key')
  for (const at of [52, 55, 100, Math.floor(whole.length / 2), whole.length - 1])
    expect(await damage(flipped(at)), `byte ${at}`).toBe('backup.damaged')
  for (const length of [53, 60, whole.length - 1])
    expect(await damage(whole.subarray(0, length)), `${length} bytes`).toBe('backup.damaged')
  expect(await damage(Buffer.concat([whole, Buffer.from('x')]))).toBe('backup.damaged')
  expect(await damage(Buffer.alloc(0))).toBe('backup.other-file')
  expect(await everythingIn((text) => empty.owner(text))).toEqual(before)
  expect(readdirSync(folder)).not.toContain('k')
})

test('where an organization is at work it is replaced only when that is said, and a backup is never written over', async () => {
  const { at, keyFile, file } = await backedUp()
  await at.db.owner(`update organisation set name = 'Changed since' where slug = 'nash'`)
  await expect(restoreBackup(restoring(at.owner, keyFile, file))).rejects.toMatchObject({ code: 'backup.not-empty' })
  await expect(makeBackup({ owner: at.owner, keyFile, backupKey, file })).rejects.toMatchObject({
    code: 'backup.taken',
  })
  const name = async () => (await at.db.owner(`select name from organisation where slug = 'nash'`)).rows[0].name
  expect(await name()).toBe('Changed since')
  await restoreBackup({ ...restoring(at.owner, keyFile, file), isReplacing: true })
  expect(await name()).toBe('nash')
})

test('while a product is connected to the database nothing is restored into it', async () => {
  const { folder, file } = await backedUp()
  const empty = await freshDb()
  const owner = ownerOf(empty)
  const product = new pg.Client(await loginFor(owner, empty.connection))
  await product.connect()
  const refused = restoreBackup(restoring(owner, join(folder, 'k'), file))
  await expect(refused).rejects.toMatchObject({ code: 'backup.in-use' })
  await product.end()
})

test('the key file that another backup brings does not take the place of the one there: that is kept beside it', async () => {
  const { folder, file, keyFile } = await backedUp()
  const other = join(folder, 'there.key')
  writeFileSync(other, `${'ab'.repeat(32)}\n`)
  const { keptKey } = await restoreBackup(restoring(ownerOf(await freshDb()), other, file))
  expect(readFileSync(other, 'utf8')).toBe(readFileSync(keyFile, 'utf8'))
  expect(readFileSync(keptKey ?? '', 'utf8')).toBe(`${'ab'.repeat(32)}\n`)
})

test('a backup of an earlier program is brought to the newest schema; one of a later program is refused by name', async () => {
  const { db } = await olderDb('0036-days-nobody-gave-in-classes')
  const older = ownerOf(db)
  const file = join(newFolder(), 'older.backup')
  await db.owner(`set app.act = 'test.setUp'`)
  await db.owner(`insert into organisation (id, slug, name) values ($1, 'wilson', 'Wilson County')`, [newId()])
  await makeBackup({ owner: older, keyFile: '/nowhere/master.key', backupKey, file })
  const empty = await freshDb()
  const owner = ownerOf(empty)
  await restoreBackup(restoring(owner, '/nowhere/master.key', file))
  expect((await empty.owner('select slug, name from organisation')).rows).toEqual([
    { slug: 'wilson', name: 'Wilson County' },
  ])
  expect(await migrate(owner)).toBe(0)
  await empty.owner(`insert into migration values ('9999-of-tomorrow', '2030-01-01')`)
  const newer = join(newFolder(), 'newer.backup')
  await makeBackup({ owner, keyFile: '/nowhere/master.key', backupKey, file: newer })
  await expect(verifyBackup({ file: newer, backupKey })).rejects.toThrow('a newer Better Off (9999-of-tomorrow)')
})

test('who was removed, how they signed in and what was revoked since does not come back with a restore', async () => {
  const { at, folder, keyFile } = await backedUp()
  const [stays, goes] = [newId(), newId()]
  const member = (person: string) =>
    at.db.owner(`insert into membership (org_id, id, person_id, role) values ($1, $2, $2, 'administrator')`, [
      at.wilson.org,
      person,
    ])
  for (const person of [stays, goes]) {
    await at.db.owner(`insert into person (id, email, name, password_hash) values ($1, $2, 'A', 'first')`, [
      person,
      `${person}@example.org`,
    ])
    await member(person)
    await at.db.owner(`insert into passkey (id, person_id, public_key, counter, name) values ($1, $2, 'x', 0, 'Key')`, [
      `key of ${person}`,
      person,
    ])
  }
  await at.db.owner(
    `insert into session (id, token_hash, person_id, method, expires_at) values ($1, 'x', $1, 'link', now() + interval '1 day')`,
    [goes],
  )
  const invitation = newId()
  await at.db.owner(
    `insert into invitation (org_id, id, email, role, token_hash, invited_by, expires_at) values ($1, $2, 'b@example.org', 'viewer', 'y', $3, now())`,
    [at.wilson.org, invitation, stays],
  )
  const file = join(folder, 'with-people.backup')
  await makeBackup({ owner: at.owner, keyFile, backupKey, file })
  await at.db.owner('delete from membership where id = $1', [goes])
  await at.db.owner(`update membership set role = 'viewer' where id = $1`, [stays])
  await at.db.owner('delete from passkey where person_id = $1', [goes])
  await at.db.owner(`update person set password_hash = 'second' where id = $1`, [stays])
  await at.db.owner(`update invitation set revoked_at = '2026-01-02' where id = $1`, [invitation])
  await restoreBackup({ ...restoring(at.owner, keyFile, file), isReplacing: true })
  const all = async (text: string) => (await at.db.owner(text)).rows
  expect(await all('select id, role from membership')).toEqual([{ id: stays, role: 'viewer' }])
  expect(await all('select person_id from passkey')).toEqual([{ person_id: stays }])
  expect(await all(`select id from person where password_hash = 'second'`)).toEqual([{ id: stays }])
  expect(await all('select from session')).toEqual([])
  expect(await all(`select revoked_at::date::text as on from invitation`)).toEqual([{ on: '2026-01-02' }])
  const { rows } = await at.db.owner(`select kind from history where act = 'backup.restore' order by kind`)
  expect(rows.map(({ kind }) => kind)).toEqual(['invitation', 'membership', 'membership'])
})
