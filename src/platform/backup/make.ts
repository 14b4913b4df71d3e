import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { readKeyFile } from '../sealed/master-file.ts'
import { sealed } from './envelope.ts'
import { type End, frame, type Table } from './frames.ts'
import { BackupTrouble } from './key.ts'

export type Made = { readonly tables: number; readonly rows: number }
type Backup = { readonly owner: pg.Pool; readonly keyFile: string; readonly backupKey: string; readonly file: string }

/**
 * Writes one file with everything of all organizations as it stood at one moment, while others go on writing: all tables, where
 * sequences stand, and the key that opens sealed fields. It has its name once it is whole and on the disk. Throws BackupTrouble
 * where there is such a file already, or where this user of the database does not see every line.
 */
export async function makeBackup({ owner, keyFile, backupKey, file }: Backup): Promise<Made> {
  if (existsSync(file))
    throw new BackupTrouble(
      'backup.taken',
      `${file} is there already. Name another file; a backup is never written over.`,
    )
  const client = await owner.connect()
  const half = `${file}.${process.pid}.half`
  const made = { tables: 0, rows: 0 }
  try {
    await client.query(snapshot)
    await seesAll(client)
    await pipeline(
      contents(client, keyFile, made),
      createGzip({ level: 1 }),
      (plain: AsyncIterable<Buffer>) => sealed(plain, backupKey),
      createWriteStream(half, { flags: 'wx', mode: 0o600 }),
    )
    await client.query('commit')
    await keep(half, file)
    client.release()
    return made
  } catch (error) {
    client.release(true) // it may be in the middle of a copy
    rmSync(half, { force: true })
    throw error
  }
}

const snapshot = `
  begin isolation level repeatable read read only;
  set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0; set local row_security = off;
  set local client_encoding = 'UTF8'; set local datestyle = 'ISO'; set local intervalstyle = 'postgres';
  set local bytea_output = 'hex'; set local extra_float_digits = 1; set local timezone = 'UTC'`

/** The owner of a table is behind its wall as well, unless the server lets them pass. */
async function seesAll(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ name: string; isFree: boolean }>(
    `select rolname as name, rolsuper or rolbypassrls as "isFree" from pg_roles where rolname = current_user`,
  )
  const [user] = rows
  if (!user?.isFree)
    throw new BackupTrouble(
      'backup.behind-walls',
      `The database user ${user?.name ?? ''} does not see every line, so a backup would not be whole. An administrator of the server lets it by: alter role "${user?.name ?? ''}" bypassrls.`,
    )
}

async function* contents(client: pg.PoolClient, keyFile: string, made: { tables: number; rows: number }) {
  const { rows: migrations } = await client.query('select name, timestamp from migration order by name')
  yield frame('H', { madeAt: new Date().toISOString(), migrations, masterKey: masterKeyIn(keyFile) })
  const counts: Record<string, number> = {}
  for (const table of await tablesOf(client)) {
    yield frame('T', table)
    const lines = client.query(copyTo(`copy ${named(table)} to stdout`))
    for await (const piece of lines) yield frame('D', piece)
    counts[table.name] = lines.rowCount
    made.tables += 1
    made.rows += lines.rowCount
  }
  // Sequences are outside of the snapshot; they only go on, so none stands before a line that is in it.
  const { rows: sequences } = await client.query<End['sequences'][number]>(
    `select sequencename as name, last_value::text as last from pg_sequences
     where schemaname = 'public' and last_value is not null order by 1`,
  )
  yield frame('E', { rows: counts, sequences })
}

/** What the tables of records are, with the columns that are written; which migrations ran is told apart. */
export async function tablesOf(client: pg.PoolClient): Promise<readonly Table[]> {
  const { rows } = await client.query<Table>(
    `select c.relname as name, json_agg(a.attname order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not in ('migration', 'migration_lock')
     group by 1 order by 1`,
  )
  return rows
}

/** A table with its columns, for COPY. */
export const named = ({ name, columns }: Table): string =>
  `${quoted(name)} (${columns.map((column) => quoted(column)).join(', ')})`
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

function masterKeyIn(keyFile: string): string | null {
  if (!existsSync(keyFile)) return null
  const key = readKeyFile(keyFile)
  if (!key.ok) throw new BackupTrouble('backup.no-key', key.problems.map(({ message }) => message).join(' '))
  return key.value.export().toString('hex')
}

async function keep(half: string, file: string): Promise<void> {
  await synced(half)
  renameSync(half, file)
  if (process.platform !== 'win32') await synced(dirname(file))
}

async function synced(path: string): Promise<void> {
  const handle = await open(path, 'r')
  await handle.sync()
  await handle.close()
}
