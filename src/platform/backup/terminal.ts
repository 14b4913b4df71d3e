import { resolve } from 'node:path'
import type pg from 'pg'
import { counted } from '../../core/counted.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Config } from '../config.ts'
import type { EraseAgain } from './ended.ts'
import { BackupTrouble, newBackupKey } from './key.ts'
import { makeBackup } from './make.ts'
import { restoreBackup, verifyBackup } from './restore.ts'

type Around = { readonly owner: pg.Pool; readonly config: Config; readonly isRunning: boolean }

/** `backup FILE`: answers what was written, and the key on a line of its own if one was made. */
export async function backup([file, ...more]: readonly string[], { owner, config }: Around): Promise<Result<string>> {
  if (!file || more.length > 0) return refuse('cli.usage', 'Write: backup FILE')
  const backupKey = config.backupKey ?? newBackupKey()
  return said(async () => {
    const { tables, rows } = await makeBackup({ owner, keyFile: config.keyFile, backupKey, file: resolve(file) })
    const made = `${file} holds ${counted(rows, 'line')} of ${counted(tables, 'table')}.`
    if (config.backupKey !== undefined) return made
    return `${made}\nIt opens only with this key, which is shown once. Keep it apart from the backup, and set BACKUP_KEY to it:\n${backupKey}`
  })
}

/** `verify FILE`: reads it to its end, without a database. */
export async function verify([file, ...more]: readonly string[], config: Config): Promise<Result<string>> {
  if (!file || more.length > 0) return refuse('cli.usage', 'Write: verify FILE')
  const key = keyOf(config)
  if (!key.ok) return key
  return said(async () => {
    const { madeAt, tables, rows } = await verifyBackup({ file: resolve(file), backupKey: key.value })
    return `${file} is whole: ${counted(rows, 'line')} of ${counted(tables, 'table')}, of ${madeAt}.`
  })
}

/** `restore FILE [--replace]`, while the product is stopped. */
export async function restore(
  words: readonly string[],
  { owner, config, isRunning }: Around,
  eraseAgain: EraseAgain,
): Promise<Result<string>> {
  const isReplacing = words.includes('--replace')
  const [file, ...more] = words.filter((word) => word !== '--replace')
  if (!file || more.length > 0) return refuse('cli.usage', 'Write: restore FILE [--replace]')
  if (isRunning) return refuse('cli.running', `The product is running on ${config.dataDir}. Stop it first.`)
  const key = keyOf(config)
  if (!key.ok) return key
  return said(async () => {
    const { keyFile } = config
    const at = { owner, keyFile, backupKey: key.value, file: resolve(file), isReplacing, eraseAgain }
    const { madeAt, tables, rows, keptKey } = await restoreBackup(at)
    const lines = [
      `${counted(rows, 'line')} of ${counted(tables, 'table')}, of ${madeAt}, were restored. Everybody signs in again.`,
    ]
    return keptKey === null
      ? lines.join('\n')
      : [...lines, `The key file that was there is kept as ${keptKey}.`].join('\n')
  })
}

const keyOf = ({ backupKey }: Config): Result<string> =>
  backupKey === undefined
    ? refuse('backup.key', 'Set BACKUP_KEY to the key that this backup was made with, 64 hex digits.')
    : ok(backupKey)

async function said(work: () => Promise<string>): Promise<Result<string>> {
  try {
    return ok(await work())
  } catch (error) {
    if (error instanceof BackupTrouble) return refuse(error.code, error.message)
    if ((error as { code?: unknown }).code === outOfLocks)
      return refuse(
        'backup.locks',
        'Nothing was changed: the database server has no room for so many locks at once. Set max_locks_per_transaction to 256 there, start it again, then restore.',
      )
    throw error
  }
}

/** PostgreSQL’s `out_of_memory`, which it also says of its table of locks. */
const outOfLocks = '53200'
