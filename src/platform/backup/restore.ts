import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { type Step, stepsOfSchema } from '../db/migrate.ts'
import { putMasterKey } from '../sealed/master-file.ts'
import { inOne } from '../sealed/resealer.ts'
import { type EraseAgain, endAgain, rememberEnds } from './ended.ts'
import { damaged, opened } from './envelope.ts'
import { type End, type Head, type Reader, readFrames, type Table } from './frames.ts'
import { BackupTrouble } from './key.ts'
import { named, quoted, tablesOf } from './make.ts'

export type Held = { readonly madeAt: string; readonly tables: number; readonly rows: number }
type File = { readonly backupKey: string; readonly file: string }
type Restore = File & {
  readonly owner: pg.Pool
  readonly keyFile: string
  readonly isReplacing: boolean
  readonly eraseAgain: EraseAgain
}

/** Reads a whole backup and touches nothing else. Throws BackupTrouble where it is not whole, or the key is another. */
export async function verifyBackup({ file, backupKey }: File): Promise<Held> {
  const held = { madeAt: '', tables: 0, rows: 0 }
  await readBackup(file, backupKey, {
    async head(head) {
      olderSteps(head)
      held.madeAt = head.madeAt
    },
    async table(_, lines) {
      held.tables += 1
      for await (const piece of lines) held.rows += linesIn(piece)
    },
    async end({ rows }) {
      if (held.rows !== Object.values(rows).reduce((sum, count) => sum + count, 0)) throw damaged()
    },
  })
  return held
}

// In COPY's text a line break within a value is written as two letters.
const linesIn = (piece: Buffer): number => {
  let count = 0
  for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) count += 1
  return count
}

/**
 * Puts a backup in the place of all that is in the database, in one transaction: the schema is made anew as it was, filled, and then
 * brought to the newest. Whoever was signed in then is not now. What the replaced records say has ended since, ends again. Throws
 * BackupTrouble, and then nothing has changed.
 */
export async function restoreBackup(restore: Restore): Promise<Held & { readonly keptKey: string | null }> {
  const held = { madeAt: '', tables: 0, rows: 0 }
  let masterKey: string | null = null
  await inOne(restore.owner, async (client) => {
    await client.query(settings)
    await mayReplace(client, restore.isReplacing)
    await rememberEnds(client)
    let later: readonly Step[] = []
    let links: readonly Link[] = []
    await readBackup(restore.file, restore.backupKey, {
      async head(head) {
        later = olderSteps(head)
        masterKey = head.masterKey
        held.madeAt = head.madeAt
        await schemaOf(client, head)
        links = await bareTables(client)
      },
      async table(table, lines) {
        held.tables += 1
        await pipeline(Readable.from(lines), client.query(copyFrom(`copy ${named(table)} from stdin`)))
      },
      async end(end) {
        held.rows = await allThere(client, end)
        await tablesAgain(client, links)
      },
    })
    for (const step of later) await take(client, step, new Date().toISOString())
    await client.query(nobodySignedIn)
    await endAgain(client, restore.eraseAgain)
  })
  return { ...held, keptKey: masterKey === null ? null : putMasterKey(restore.keyFile, masterKey) }
}

async function readBackup(file: string, backupKey: string, reader: Reader): Promise<void> {
  try {
    await pipeline(
      createReadStream(file),
      (bytes: AsyncIterable<Buffer>) => opened(bytes, backupKey),
      createGunzip(),
      (plain: AsyncIterable<Buffer>) => readFrames(plain, reader),
    )
  } catch (error) {
    const { code } = error as { code?: string }
    if (code?.startsWith('Z_')) throw damaged()
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR')
      throw new BackupTrouble('backup.no-file', `${file} could not be read (${code}).`)
    throw error
  }
}

/** The steps that came after the backup. Refuses one that a newer program made. */
function olderSteps({ migrations }: Head): readonly Step[] {
  const theirs = new Set(migrations.map(({ name }) => name))
  const ours = stepsOfSchema()
  const unknown = migrations.find(({ name }) => !ours.some((step) => step.name === name))
  if (unknown)
    throw new BackupTrouble(
      'backup.newer',
      `This backup was made by a newer Better Off (${unknown.name}). Install that version or a later one, then restore.`,
    )
  return ours.filter(({ name }) => !theirs.has(name))
}

const settings = `
  set local statement_timeout = 0; set local client_encoding = 'UTF8'; set local datestyle = 'ISO';
  set local intervalstyle = 'postgres'; set local timezone = 'UTC';
  select set_config('app.act', 'backup.restore', true), set_config('app.org', '', true), set_config('app.person', '', true)`

async function mayReplace(client: pg.PoolClient, isReplacing: boolean): Promise<void> {
  const { rows: others } = await client.query(
    `select from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and usename = 'better_off_login_' || datid`,
  )
  if (others.length > 0)
    throw new BackupTrouble(
      'backup.in-use',
      'The product still works on this database. Stop it everywhere, then restore.',
    )
  const { rows } = await client.query('select from organisation limit 1')
  if (rows.length > 0 && !isReplacing)
    throw new BackupTrouble(
      'backup.not-empty',
      'An organization is at work here. Nothing was changed. To replace everything by the backup, add --replace.',
    )
}

/** The schema made anew, as it was when the backup was made. */
async function schemaOf(client: pg.PoolClient, { migrations }: Head): Promise<void> {
  await client.query(`
    drop schema public cascade; create schema public; grant usage on schema public to public;
    create table migration (name varchar(255) primary key, timestamp varchar(255) not null);
    create table migration_lock (id varchar(255) primary key, is_locked integer default 0 not null);
    insert into migration_lock values ('migration_lock', 0)`)
  const when = new Map(migrations.map(({ name, timestamp }) => [name, timestamp]))
  for (const step of stepsOfSchema()) {
    const timestamp = when.get(step.name)
    if (timestamp !== undefined) await take(client, step, timestamp)
  }
}

async function take(client: pg.PoolClient, { name, sql }: Step, timestamp: string): Promise<void> {
  await client.query(sql)
  await client.query('insert into migration values ($1, $2)', [name, timestamp])
}

type Link = { readonly name: string; readonly table: string; readonly definition: string }

/**
 * Takes from the tables what a backup is not held against line by line: what migrations put there, walls, triggers (its history is in
 * it), and links between tables, which come in another order.
 */
async function bareTables(client: pg.PoolClient): Promise<readonly Link[]> {
  const { rows: links } = await client.query<Link>(
    `select quote_ident(conname) as name, conrelid::regclass::text as table, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by oid`,
  )
  const tables = (await tablesOf(client)).map((table: Table) => quoted(table.name))
  await client.query(
    [
      ...links.map(({ table, name }) => `alter table ${table} drop constraint ${name}`),
      `truncate ${tables.join(', ')}`,
      ...tables.map((table) => `alter table ${table} disable trigger user, no force row level security`),
    ].join(';'),
  )
  return links
}

async function tablesAgain(client: pg.PoolClient, links: readonly Link[]): Promise<void> {
  const { rows: walled } = await client.query<{ name: string }>(
    `select oid::regclass::text as name from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity`,
  )
  const tables = (await tablesOf(client)).map(({ name }) => quoted(name))
  await client.query(
    [
      ...tables.map((table) => `alter table ${table} enable trigger user`),
      ...links.map(({ table, name, definition }) => `alter table ${table} add constraint ${name} ${definition}`),
      ...walled.map(({ name }) => `alter table ${name} force row level security`),
    ].join(';'),
  )
}

/** That every line came, and that sequences go on where they were. Answers how many lines there are. */
async function allThere(client: pg.PoolClient, { rows, sequences }: End): Promise<number> {
  let count = 0
  for (const [table, expected] of Object.entries(rows)) {
    const { rows: found } = await client.query<{ count: string }>(`select count(*) from ${quoted(table)}`)
    if (Number(found[0]?.count) !== expected) throw damaged()
    count += expected
  }
  for (const { name, last } of sequences) await client.query('select setval($1::regclass, $2)', [quoted(name), last])
  return count
}

// Whoever held a link, a session or a guess then does not hold it now: nobody can say any more whether it was ended since.
const nobodySignedIn =
  'delete from session; delete from sign_in_link; delete from passkey_challenge; delete from rate_limit'
