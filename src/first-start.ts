import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { organisations } from './platform/access/set-up.ts'
import type { Db } from './platform/db/db.ts'
import { root } from './platform/root.ts'
import { newestEdition } from './publish/store.ts'

/**
 * Loads the sample county where no organisation is at work yet, or where its loading was cut short; answers whether it did. It is
 * loaded by a process of its own: publishing takes more memory than all that comes after it, and no process gives that back.
 */
export async function firstStart(db: Db): Promise<boolean> {
  if (!(await isSampleWanted(db))) return false
  const child = spawn(process.execPath, [join(root, 'dist', 'cli.js'), 'sample'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const code = await new Promise<number | null>((ended, failed) => child.on('error', failed).on('close', ended))
  if (code !== 0) throw new Error(`the sample county was not loaded (${code ?? 'stopped'})`)
  return true
}

/** Whether no organisation is at work yet, or only a sample county that was never published. */
export async function isSampleWanted(db: Db): Promise<boolean> {
  const [only, ...others] = await organisations(db)
  if (!only) return true
  if (!only.isSample || others.length > 0) return false
  return (await db.read({ org: only.org, person: null }, newestEdition)) === null
}
