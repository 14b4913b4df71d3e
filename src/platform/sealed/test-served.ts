import pg from 'pg'
import { onTestFinished } from 'vitest'
import { newId } from '../../core/id.ts'
import { ok } from '../../core/result.ts'
import type { Scope, Tx } from '../db/db.ts'
import { freshDb, type TestDb } from '../db/test-db.ts'
import type { Keys, Seals } from './keys.ts'
import { testSeals } from './test-seals.ts'

export type Served = { readonly name: string; readonly phone: string; readonly note: string }

/** Two counties with a table of people served, as a room would make it: sealed columns, a mark, and a zone that is not sealed. */
export type Counties = {
  readonly db: TestDb
  readonly owner: pg.Pool
  readonly wilson: Scope
  readonly nash: Scope
}

export async function twoCounties(): Promise<Counties> {
  const db = await freshDb()
  await db.owner(`set app.act = 'test.setUp'`)
  await db.owner(`
    create table person_served (
      org_id int not null references organisation, id uuid not null,
      name sealed not null, phone sealed, note sealed, phone_mark sealed_mark,
      zone text not null default '', version int not null default 1,
      primary key (org_id, id));
    call keeps_history('person_served');`)
  const owner = new pg.Pool({ ...db.connection, max: 3 })
  owner.on('error', () => undefined)
  onTestFinished(() => owner.end())
  const add = async (slug: string): Promise<Scope> => {
    const text = 'insert into organisation (id, slug, name) values ($1, $2, $2) returning org_id'
    return { org: (await db.owner(text, [newId(), slug])).rows[0].org_id, person: null }
  }
  return { db, owner, wilson: await add('wilson'), nash: await add('nash') }
}

type Row = {
  org_id: number
  id: string
  name: Buffer
  phone: Buffer | null
  note: Buffer | null
  phone_mark: Buffer | null
}

/** The table is of the test alone, so the types of the database do not know it. */
const of = <T>(known: unknown): T => known as T
type Table = {
  insertInto(table: 'person_served'): { values(row: Row): { execute(): Promise<unknown> } }
}

export const keysIn = async (tx: Tx, seals: Seals = testSeals): Promise<Plain> => of<Plain>(await seals.keysOf(tx))
type At = { readonly table: string; readonly column: string; readonly id: string }
type Plain = Pick<Keys, 'mark'> & {
  seal(where: At, text: string): Buffer | null
  open(where: At, bytes: Buffer | null): string
  sealEach(table: string, id: string, texts: Served): { name: Buffer; phone: Buffer | null; note: Buffer | null }
  openEach(table: string, id: string, columns: Pick<Row, 'name' | 'phone' | 'note'>): Served
}

export async function addServed(
  { db }: Counties,
  scope: Scope,
  served: Served,
  { seals = testSeals, id = newId() } = {},
): Promise<string> {
  await db.act(scope, 'test.addServed', async (tx) => {
    const keys = await keysIn(tx, seals)
    const row = { org_id: tx.org, id, ...keys.sealEach('person_served', id, served) }
    return ok(
      await of<Table>(tx.sql)
        .insertInto('person_served')
        .values({ ...row, phone_mark: keys.mark('phone', served.phone) })
        .execute(),
    )
  })
  return id
}

/** Everybody served of a county, opened, by id. */
export async function everybody({ db, owner }: Counties, scope: Scope, seals: Seals = testSeals) {
  const { rows } = await owner.query<Row>('select * from person_served where org_id = $1 order by id', [scope.org])
  return db.read(scope, async (tx) => {
    const keys = await keysIn(tx, seals)
    return new Map(
      rows.map(({ id, name, phone, note }) => [id, keys.openEach('person_served', id, { name, phone, note })]),
    )
  })
}

export const ida: Served = {
  name: 'Ida Moss',
  phone: '2525550101',
  note: 'Met at the library, wants a call on Friday.',
}
