import { type AddressInfo, createServer } from 'node:net'
import { sql } from 'kysely'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { newId } from '../../core/id.ts'
import { ok, refuse } from '../../core/result.ts'
import { copyIn, openDb, type Tx, withoutWaiting } from './db.ts'
import { freshDb, type TestDb } from './test-db.ts'

async function twoCounties(): Promise<{ db: TestDb; wilson: number; nash: number; ana: string }> {
  const db = await freshDb()
  const ana = newId()
  await db.door('test.setUp', (door) =>
    door.insertInto('person').values({ id: ana, email: 'ana@example.org', name: 'Ana' }).execute(),
  )
  const add = async (slug: string): Promise<number> => {
    const row = await db
      .owner(`insert into organisation (id, slug, name) values ($1, $2, $2) returning org_id`, [newId(), slug])
      .catch(async (error: Error) => {
        throw error
      })
    return row.rows[0].org_id
  }
  await db.owner(`set app.act = 'test.setUp'`)
  return { db, wilson: await add('wilson'), nash: await add('nash'), ana }
}

const partner = (org: number, name: string) => ({ org_id: org, id: newId(), name, sector: 'health' })

test('an organization sees only its own rows', async () => {
  const { db, wilson, nash, ana } = await twoCounties()
  await db.act({ org: wilson, person: ana }, 'partners.add', async (tx) =>
    ok(await tx.sql.insertInto('partner').values(partner(wilson, 'Wilson EMS')).execute()),
  )
  const seenBy = (org: number) =>
    db.read({ org, person: ana }, (tx) => tx.sql.selectFrom('partner').select('name').execute())
  expect(await seenBy(wilson)).toEqual([{ name: 'Wilson EMS' }])
  expect(await seenBy(nash)).toEqual([])
})

test('a row cannot be written into another organization', async () => {
  const { db, wilson, nash, ana } = await twoCounties()
  const write = db.act({ org: wilson, person: ana }, 'partners.add', async (tx) =>
    ok(await tx.sql.insertInto('partner').values(partner(nash, 'Intruder')).execute()),
  )
  await expect(write).rejects.toThrow('row-level security')
})

test('every change leaves who, when, what, before and after', async () => {
  const { db, wilson, ana } = await twoCounties()
  const scope = { org: wilson, person: ana }
  const row = partner(wilson, 'EMS')
  await db.act(scope, 'partners.add', async (tx) => ok(await tx.sql.insertInto('partner').values(row).execute()))
  await db.act(scope, 'partners.rename', async (tx) =>
    ok(await tx.sql.updateTable('partner').set({ name: 'Wilson County EMS' }).where('id', '=', row.id).execute()),
  )
  await db.act(scope, 'partners.remove', async (tx) =>
    ok(await tx.sql.deleteFrom('partner').where('id', '=', row.id).execute()),
  )
  const lines = await db.read(scope, (tx) =>
    tx.sql
      .selectFrom('history')
      .select(['person_id', 'act', 'kind', 'before', 'after'])
      .where('object_id', '=', row.id)
      .orderBy('id')
      .execute(),
  )
  expect(lines.map((line) => line.act)).toEqual(['partners.add', 'partners.rename', 'partners.remove'])
  expect(lines[1]).toMatchObject({
    person_id: ana,
    kind: 'partner',
    before: { name: 'EMS' },
    after: { name: 'Wilson County EMS' },
  })
  expect(lines[2]?.after).toBeNull()
})

test('a refusal takes back what was written before it', async () => {
  const { db, wilson, ana } = await twoCounties()
  const answer = await db.act({ org: wilson, person: ana }, 'partners.add', async (tx) => {
    await tx.sql.insertInto('partner').values(partner(wilson, 'EMS')).execute()
    return refuse('partners.no', 'Not today.')
  })
  expect(answer.ok).toBe(false)
  expect(
    await db.read({ org: wilson, person: ana }, (tx) => tx.sql.selectFrom('partner').selectAll().execute()),
  ).toEqual([])
})

test('a change that nobody waits for fails the whole transaction, and is named as the cause of what failed after it', async () => {
  const { db, wilson, ana } = await twoCounties()
  const scope = { org: wilson, person: ana }
  const twice = partner(wilson, 'EMS')
  const addTwice = (then: (tx: Tx) => Promise<unknown>) =>
    db.act(scope, 'partners.add', async (tx) => {
      await tx.sql.insertInto('partner').values(twice).execute()
      withoutWaiting(tx, tx.sql.insertInto('partner').values(twice).execute())
      return ok(await then(tx))
    })
  await expect(addTwice(async () => null)).rejects.toThrow('duplicate key')
  await expect(addTwice((tx) => tx.sql.selectFrom('partner').selectAll().execute())).rejects.toThrow('duplicate key')
  await expect(addTwice((tx) => copyIn(tx, 'partner', []))).rejects.toThrow('duplicate key')
  expect(await db.read(scope, (tx) => tx.sql.selectFrom('partner').selectAll().execute())).toEqual([])
  const answer = await db.act(scope, 'partners.add', async (tx) => {
    withoutWaiting(tx, tx.sql.insertInto('partner').values(twice).execute())
    return ok(null)
  })
  expect(answer.ok).toBe(true)
  expect(await db.read(scope, (tx) => tx.sql.selectFrom('partner').select('name').execute())).toEqual([{ name: 'EMS' }])
})

test('a connection that breaks in the moment in which it is handed over fails one question, not the program', async () => {
  const message = (kind: string, body: string) => {
    const head = Buffer.alloc(5)
    head.write(kind)
    head.writeInt32BE(body.length + 4, 1)
    return Buffer.concat([head, Buffer.from(body, 'latin1')])
  }
  const gone = 'SFATAL\0VFATAL\0C57P01\0Mterminating connection due to unexpected postmaster exit\0\0'
  const dying = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () =>
      socket.end(Buffer.concat([message('R', '\0\0\0\0'), message('Z', 'I'), message('E', gone)])),
    )
  })
  onTestFinished(() => void dying.close())
  await new Promise<void>((listening) => dying.listen(0, '127.0.0.1', listening))
  const { port } = dying.address() as AddressInfo // a port was asked for, so it is one
  const db = openDb({ host: '127.0.0.1', port, user: 'nobody', database: 'none' }, () => undefined)
  await expect(db.askDoor('actor_behind', [])).rejects.toThrow()
  await expect(db.read({ org: 1, person: null }, async () => null)).rejects.toThrow()
  await db.close()
})

test('history cannot be rewritten by the program', async () => {
  const { db, wilson, ana } = await twoCounties()
  await expect(
    db.act({ org: wilson, person: ana }, 'partners.cheat', async (tx) =>
      ok(await tx.sql.deleteFrom('history').execute()),
    ),
  ).rejects.toThrow('permission denied')
})

test('the login of the program owns nothing: it changes no table, reads no record without a role, and becomes nobody else', async () => {
  const db = await freshDb()
  const client = new pg.Client(db.login)
  await client.connect()
  onTestFinished(() => client.end())
  for (const statement of [
    'alter table history disable trigger all',
    'alter table partner no force row level security',
    'drop table partner',
    'select * from person',
    'select * from edition',
    'create table mine ()',
    'set role better_off_eraser',
    'set role better_off_resealer',
    'create role another',
    `set role ${db.connection.user ?? 'postgres'}`,
  ])
    await expect(client.query(statement), statement).rejects.toMatchObject({ code: '42501' })
  await client.query('begin; set local role better_off_public')
  expect((await client.query('select number from edition')).rows).toEqual([])
})

test('the public role reads editions and nothing else', async () => {
  const { db } = await twoCounties()
  const tables = await db.owner(
    `select relname from pg_class where relkind in ('r', 'v') and relnamespace = 'public'::regnamespace`,
  )
  for (const { relname } of tables.rows) {
    const look = db.published((door) => sql`select from ${sql.table(relname)}`.execute(door))
    if (['edition', 'page'].includes(relname)) await look
    else await expect(look, relname).rejects.toThrow('permission denied')
  }
})

test('every table that has an organization is behind forced row-level security', async () => {
  const { db } = await twoCounties()
  const bare = await db.owner(
    `select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id' where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not (c.relrowsecurity and c.relforcerowsecurity)`,
  )
  expect(bare.rows).toEqual([])
})

test('every table that holds sealed fields has an organization and an id, and lets their keys be changed', async () => {
  const { db } = await twoCounties()
  const shut = await db.owner(`
    select c.relname, a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
    where a.atttypid = 'sealed'::regtype and not a.attisdropped and c.relkind in ('r', 'p') and not (
      has_column_privilege('better_off_resealer', c.oid, a.attname, 'update')
      and has_column_privilege('better_off_resealer', c.oid, 'org_id', 'select')
      and has_column_privilege('better_off_resealer', c.oid, 'id', 'select')
      and exists (select from pg_policy where polrelid = c.oid and polname = 'resealer'))`)
  expect(shut.rows).toEqual([])
})
