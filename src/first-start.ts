import { organisations } from './platform/access/set-up.ts'
import { apart, programCalled } from './platform/apart.ts'
import type { Config } from './platform/config.ts'
import type { Db } from './platform/db/db.ts'
import { publishRoom } from './publish/room.ts'

/**
 * Loads the sample county where no organisation is at work yet, or where its loading was cut short; `say` hears before, since it
 * takes some seconds. Answers whether it did. It is loaded by a process of its own, since that takes more memory than all that
 * comes after it.
 */
export async function firstStart(db: Db, config: Config, say: (words: string) => void): Promise<boolean> {
  if (!(await isSampleWanted(db))) return false
  say('Loading the sample county, Wilson. This takes some seconds.')
  return apart<Config, boolean>(programCalled('sample'), config)
}

/** Whether no organisation is at work yet, or only a sample county that was never published. */
export async function isSampleWanted(db: Db): Promise<boolean> {
  const [only, ...others] = await organisations(db)
  if (!only) return true
  if (!only.isSample || others.length > 0) return false
  return (await db.read({ org: only.org, person: null }, publishRoom.newestEdition)) === null
}
