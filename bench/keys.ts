// 100,000 people with six sealed fields each, all sealed anew with a new key while requests could go on, beside the same update of
// the same rows without sealing: the bytes that are there, written back in the same batches, by the same role, under the same lock.
// Both take turns in one run, on the product's own PostgreSQL with its own settings.
import pg from 'pg'
import { newIds } from '../src/core/id.ts'
import { ok } from '../src/core/result.ts'
import { openDb } from '../src/platform/db/db.ts'
import { startPostgres } from '../src/platform/db/launcher.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { newKey } from '../src/platform/sealed/envelope.ts'
import { sealsWith } from '../src/platform/sealed/keys.ts'
import { asResealer } from '../src/platform/sealed/resealer.ts'
import { rotateKeys } from '../src/platform/sealed/rotate.ts'
import { effortOf } from '../src/test-effort.ts'
import { goal } from './goal.ts'
import { machine, spread } from './machine.ts'
import { newFolder } from './running.ts'

const people = 100_000
const rounds = 3
const columns = ['name', 'phone', 'born_on', 'address', 'reach_note', 'note'] as const

const server = await startPostgres({ folder: newFolder() })
const connection = { host: server.host, port: server.port, user: server.user, database: 'postgres' }
const owner = new pg.Pool({ ...connection, max: 3 })
await migrate(owner)
const db = openDb(connection, (error) => {
  throw error
})
const master = { key: newKey(), file: 'the key of the measurement' }
const seals = sealsWith(master)
console.log(await machine({ query: (text: string) => owner.query(text) } as pg.Client))

await owner.query(`set app.act = 'bench.fill'`)
const made = await owner.query<{ org_id: number }>(
  `insert into organisation (id, slug, name) values (gen_random_uuid(), 'wilson', 'Wilson County') returning org_id`,
)
const org = made.rows[0]?.org_id ?? 0
// The five of a person served, and a sixth.
await owner.query(`alter table person_served add note sealed`)
await owner.query(`call holds_sealed('person_served')`)
await fill()

const times: { readonly sealing: number; readonly floor: number; readonly effort: number }[] = []
for (let round = 0; round < rounds; round++) {
  const floor = await timed(writtenBack)
  let sealing = 0
  const effort = await effortOf(async () => {
    sealing = await timed(() => rotateKeys({ db, owner, master, tell: () => undefined }))
  })
  times.push({ floor, sealing, effort })
  console.log(
    `sealed anew in ${(sealing / 1000).toFixed(1)} s, written back in ${(floor / 1000).toFixed(1)} s; processor time of our own ${effort.toFixed(1)} s`,
  )
}
const sealing = spread(times.map((time) => time.sealing)).median
const floor = spread(times.map((time) => time.floor)).median
goal(`${people.toLocaleString('en')} people of six sealed fields sealed anew`, sealing / 1000, ' s', { atMost: 120 })
console.log(`${(sealing / floor).toFixed(1)} x the same update without sealing`)
await db.close()
await owner.end()
await server.stop()

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

async function fill(): Promise<void> {
  const ids = newIds(people)
  for (let from = 0; from < people; from += 5_000)
    await db.act({ org, person: null }, 'bench.fill', async (tx) => {
      const keys = await seals.keysOf(tx)
      const some = ids.slice(from, from + 5_000)
      const sealed = columns.map((column) =>
        some.map((id, at) =>
          keys.seal({ table: 'person_served', column: columnOf(column), id }, textOf(column, from + at)),
        ),
      )
      const places = columns.map((_, at) => `$${at + 3}::bytea[]`).join()
      await tx.client.query(
        `insert into person_served (org_id, id, ${columns.join()}) select $1, * from unnest($2::uuid[], ${places})`,
        [org, some, ...sealed],
      )
      return ok(null)
    })
  await owner.query('vacuum analyze person_served')
}

/** The sixth column is of this measurement alone, so the types do not know it. */
const columnOf = (column: string): 'name' => column as 'name'

function textOf(column: (typeof columns)[number], at: number): string {
  const notes = 'Met at the library; wants a call on a Friday, late in the afternoon. '.repeat(1 + (at % 4))
  const texts = { name: `Person ${at}`, phone: `252${at}`, born_on: '1990-02-03', address: `${at} Nash Street, Wilson` }
  return column === 'note' || column === 'reach_note' ? notes : texts[column]
}

/** What is there, read and written as it is. */
async function writtenBack(): Promise<void> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const ids = await asResealer(owner, org, async (client) => {
      const { rows } = await client.query<Record<string, unknown>>(
        `select id, ${columns.join()} from person_served where org_id = $1 and id > $2 order by id limit 500`,
        [org, after],
      )
      if (rows.length === 0) return []
      await client.query(
        `update person_served t set ${columns.map((column) => `${column} = n.${column}`).join()}
         from unnest($2::uuid[], ${columns.map((_, at) => `$${at + 3}::bytea[]`).join()}) n (id, ${columns.join()})
         where t.org_id = $1 and t.id = n.id`,
        [org, rows.map(({ id }) => id), ...columns.map((column) => rows.map((row) => row[column]))],
      )
      return rows.map(({ id }) => String(id))
    })
    if (ids.length === 0) return
    after = ids.at(-1) ?? after
  }
}
