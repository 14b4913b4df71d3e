import { existsSync } from 'node:fs'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Config } from '../config.ts'
import type { Db } from '../db/db.ts'
import { type MasterKey, markOfMaster, type Seals, sealsWith, WrongMasterKey } from './keys.ts'
import { makeKeyFile, readKeyFile } from './master-file.ts'

export type OpenSeals = Seals & { readonly master: MasterKey }

/**
 * Opens the key file of the settings. It is made at the first start; never once the database holds what another file seals, since
 * that would be lost in silence. Refuses a key that is not the one of the database.
 */
export async function openSeals({ keyFile: file }: Pick<Config, 'keyFile'>, db: Db): Promise<Result<OpenSeals>> {
  const mark = await markIn(db)
  if (!existsSync(file)) {
    if (mark !== null)
      return refuse(
        'sealed.missing',
        `The key file ${file} is not there, and what this database holds of people served is sealed with it. Put back its copy, or set KEY_FILE to it, then start again.`,
      )
    const made = makeKeyFile(file)
    if (!made.ok) return made
  }
  const key = readKeyFile(file)
  if (!key.ok) return key
  const master = { key: key.value, file }
  if (mark !== null && !mark.equals(markOfMaster(master)))
    return refuse('sealed.another', new WrongMasterKey(master).message)
  return ok({ ...sealsWith(master), master })
}

const markIn = (db: Db): Promise<Buffer | null> =>
  db.door(
    'sealed.lookAtKey',
    async (door) => (await door.selectFrom('sealing_master').select('mark').executeTakeFirst())?.mark ?? null,
  )
