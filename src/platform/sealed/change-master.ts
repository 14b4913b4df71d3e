import { existsSync } from 'node:fs'
import type pg from 'pg'
import { ok, type Result, refuse } from '../../core/result.ts'
import { organisations } from '../access/set-up.ts'
import type { Db } from '../db/db.ts'
import { unwrapKey, wrapKey } from './envelope.ts'
import { type Kept, type MasterKey, markOfMaster, placeOfKey, WrongMasterKey } from './keys.ts'
import { makeKeyFile, readKeyFile } from './master-file.ts'
import { become, inOne } from './resealer.ts'

type Change = { readonly db: Db; readonly owner: pg.Pool; readonly master: MasterKey; readonly file: string }

/**
 * Wraps the keys of all organizations by the key in another file, which is made if it is not there: all of them or none. What they
 * seal is not touched. The product is stopped meanwhile, and started with `KEY_FILE` set to that file.
 */
export async function changeMaster({ db, owner, master, file }: Change): Promise<Result<string>> {
  const made = existsSync(file) ? ok(null) : makeKeyFile(file)
  if (!made.ok) return made
  const key = readKeyFile(file)
  if (!key.ok) return key
  if (key.value.equals(master.key)) return refuse('sealed.same', `${file} holds the same key as ${master.file}.`)
  const next = { key: key.value, file }
  const orgs = (await organisations(db)).map(({ org }) => org)
  const count = await inOne(owner, (client) => wrapAll(client, orgs, master, next))
  return ok(
    `${count} ${count === 1 ? 'key is' : 'keys are'} wrapped by ${file}. Set KEY_FILE to it, then start. Keep ${master.file} for the backups made before now.`,
  )
}

async function wrapAll(
  client: pg.PoolClient,
  orgs: readonly number[],
  was: MasterKey,
  next: MasterKey,
): Promise<number> {
  let count = 0
  await client.query('lock table sealing_master in exclusive mode')
  for (const org of orgs) {
    await client.query(become(org))
    const { rows } = await client.query<Kept>('select id, purpose, wrapped from sealing_key where org_id = $1', [org])
    const wrapped = rows.map((line) => {
      const key = unwrapKey(was.key, line.wrapped, placeOfKey(org, line))
      if (!key) throw new WrongMasterKey(was)
      return wrapKey(next.key, key, placeOfKey(org, line))
    })
    await client.query(
      `update sealing_key k set wrapped = n.wrapped from unnest($2::uuid[], $3::bytea[]) n (id, wrapped)
       where k.org_id = $1 and k.id = n.id`,
      [org, rows.map(({ id }) => id), wrapped],
    )
    count += rows.length
  }
  await client.query('set local role none')
  await client.query('update sealing_master set mark = $1', [markOfMaster(next)])
  return count
}
