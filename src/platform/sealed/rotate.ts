import pg from 'pg'
import { counted } from '../../core/counted.ts'
import { ok } from '../../core/result.ts'
import { organisations } from '../access/set-up.ts'
import type { Db } from '../db/db.ts'
import { keyIdOf } from './envelope.ts'
import { type Kept, type MasterKey, makeKeys, openOn, type Ring, ringFrom, sealOn } from './keys.ts'
import { asResealer } from './resealer.ts'

export type Rotation = {
  readonly db: Db
  readonly owner: pg.Pool
  readonly master: MasterKey
  /** Says how far it is. */
  readonly tell: (words: string) => void
}

/**
 * Seals all that is sealed with a new key of each organization, in batches between which requests go on. Whoever writes meanwhile
 * seals with the new key. Cut short, it goes on where it was when it is run again. Marks, which find people, keep their key.
 */
export async function rotateKeys({ db, owner, master, tell }: Rotation): Promise<string> {
  const tables = await sealedTables(owner)
  let all = 0
  for (const { org } of await organisations(db)) {
    if (!(await hasNewKey(db, org, master))) continue
    for (const table of tables) all += await resealTable({ owner, org, master, table, tell })
    await retireOldKeys(owner, org, tables)
  }
  return all === 0
    ? 'Nothing was left to seal anew.'
    : `${counted(all, 'record was', 'records were')} sealed with new keys.`
}

/** Makes it, unless an earlier rotation was cut short after it did; false where nothing was ever sealed. */
async function hasNewKey(db: Db, org: number, master: MasterKey): Promise<boolean> {
  const made = await db.act({ org, person: null }, 'sealed.makeKey', async (tx) => {
    const inUse = await tx.sql
      .selectFrom('sealing_key')
      .select('id')
      .where('org_id', '=', org)
      .where('purpose', '=', 'field')
      .where('retired_at', 'is', null)
      .execute()
    if (inUse.length !== 1) return ok(inUse.length > 1)
    await tx.sql
      .updateTable('sealing_key')
      .set({ is_current: false })
      .where('org_id', '=', org)
      .where('purpose', '=', 'field')
      .execute()
    await makeKeys(tx, master, ['field'])
    return ok(true)
  })
  return made.ok && made.value
}

type Table = { readonly name: string; readonly columns: readonly string[] }

/** Every column of type `sealed` that the database has: no list is kept by hand. */
async function sealedTables(owner: pg.Pool): Promise<readonly Table[]> {
  const { rows } = await owner.query<{ name: string; columns: string[] }>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where a.atttypid = 'sealed'::regtype and not a.attisdropped and c.relkind in ('r', 'p') and not c.relispartition
    group by c.relname order by c.relname`)
  return rows
}

type Resealing = Omit<Rotation, 'db'> & { readonly org: number; readonly table: Table }

async function resealTable({ owner, org, master, table, tell }: Resealing): Promise<number> {
  let done = 0
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const batch = await asResealer(owner, org, async (client) => {
      const lines = await client.query<Kept>(
        'select id, purpose, wrapped, is_current from sealing_key where org_id = $1',
        [org],
      )
      return resealBatch(client, ringFrom(org, master, lines.rows), table, after)
    })
    if (batch.length === 0) return done
    done += batch.length
    after = batch.at(-1) ?? after
    if (done % told < batch.length) tell(`${table.name}: ${counted(done, 'record')} of organization ${org}`)
  }
}

/** So few that whoever saves meanwhile waits for a tenth of a second at most. */
const batchRows = 500
const told = 10_000

type Row = { readonly id: string } & Readonly<Record<string, Buffer | null | string>>

/** Answers the ids of the rows that were sealed anew: the next ones after an id. */
async function resealBatch(
  client: pg.PoolClient,
  ring: Ring,
  { name, columns }: Table,
  after: string,
): Promise<readonly string[]> {
  const quoted = columns.map((column) => pg.escapeIdentifier(column))
  const table = pg.escapeIdentifier(name)
  const { rows } = await client.query<Row>(
    `select id, ${quoted.join()} from ${table} where org_id = $1 and id > $3 and (${isOld(quoted)}) order by id limit ${batchRows}`,
    [ring.org, ring.current, after],
  )
  if (rows.length === 0) return []
  const anew = columns.map((column) =>
    rows.map(({ id, [column]: bytes }) => resealed(ring, { table: name, column, id }, bytes as Buffer | null)),
  )
  const ids = rows.map(({ id }) => id)
  await client.query(
    `update ${table} t set ${quoted.map((column) => `${column} = n.${column}`).join()}
     from unnest($2::uuid[], ${quoted.map((_, at) => `$${at + 3}::bytea[]`).join()}) n (id, ${quoted.join()})
     where t.org_id = $1 and t.id = n.id`,
    [ring.org, ids, ...anew],
  )
  return ids
}

/** Where any of the columns is sealed with another key than $2: its id stands behind the first byte. */
const isOld = (quoted: readonly string[]): string =>
  quoted.map((column) => `substr(${column}, 2, 16) <> uuid_send($2::uuid)`).join(' or ')

const resealed = (ring: Ring, place: Parameters<typeof sealOn>[1], bytes: Buffer | null): Buffer | null =>
  bytes === null || keyIdOf(bytes) === ring.current ? bytes : sealOn(ring, place, openOn(ring, place, bytes))

/** In one transaction under the lock of the writers, so that nothing is sealed with an old key between the look and the word. */
const retireOldKeys = (owner: pg.Pool, org: number, tables: readonly Table[]): Promise<void> =>
  asResealer(owner, org, async (client) => {
    const current = `select id from sealing_key where org_id = $1 and purpose = 'field' and is_current`
    const { rows } = await client.query<{ id: string }>(current, [org])
    for (const { name, columns } of tables) {
      const quoted = columns.map((column) => pg.escapeIdentifier(column))
      const left = await client.query(
        `select from ${pg.escapeIdentifier(name)} where org_id = $1 and (${isOld(quoted)}) limit 1`,
        [org, rows[0]?.id],
      )
      if (left.rows.length > 0) throw new Error(`${name} still holds what an old key seals`)
    }
    await client.query(
      `update sealing_key set retired_at = now() where org_id = $1 and purpose = 'field' and not is_current and retired_at is null`,
      [org],
    )
  })
