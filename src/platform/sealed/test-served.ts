import type pg from 'pg'
import { onTestFinished } from 'vitest'
import { newId } from '../../core/id.ts'
import { ok } from '../../core/result.ts'
import type { Scope } from '../db/db.ts'
import { freshDb, type TestDb } from '../db/test-db.ts'
import { quietPool } from '../db/test-pool.ts'
import type { Seals } from './keys.ts'
import { testSeals } from './test-seals.ts'

export type Served = { readonly name: string; readonly phone: string; readonly reach_note: string }

/** Two counties that serve people. */
export type Counties = {
  readonly db: TestDb
  readonly owner: pg.Pool
  readonly wilson: Scope
  readonly nash: Scope
}

export async function twoCounties(): Promise<Counties> {
  const db = await freshDb()
  await db.owner(`set app.act = 'test.setUp'`)
  const owner = quietPool({ ...db.connection, max: 3 })
  onTestFinished(() => owner.end())
  const add = async (slug: string): Promise<Scope> => {
    const text = 'insert into organisation (id, slug, name) values ($1, $2, $2) returning org_id'
    return { org: (await db.owner(text, [newId(), slug])).rows[0].org_id, person: null }
  }
  return { db, owner, wilson: await add('wilson'), nash: await add('nash') }
}

export async function addServed(
  { db }: Counties,
  scope: Scope,
  served: Served,
  { seals = testSeals, id = newId() } = {},
): Promise<string> {
  await db.act(scope, 'test.addServed', async (tx) => {
    const keys = await seals.keysOf(tx)
    const sealed = keys.sealEach('person_served', id, served)
    const phone_mark = keys.mark('phone', served.phone)
    return ok(
      await tx.sql
        .insertInto('person_served')
        .values({ org_id: tx.org, id, ...sealed, phone_mark })
        .execute(),
    )
  })
  return id
}

/** Everybody served of a county, opened, by id. */
export const everybody = ({ db }: Counties, scope: Scope, seals: Seals = testSeals) =>
  db.read(scope, async (tx) => {
    const keys = await seals.keysOf(tx)
    const rows = await tx.sql
      .selectFrom('person_served')
      .select(['id', 'name', 'phone', 'reach_note'])
      .orderBy('id')
      .execute()
    return new Map(rows.map(({ id, ...columns }) => [id, keys.openEach('person_served', id, columns)]))
  })

export const ida: Served = {
  name: 'Ida Moss',
  phone: '2525550101',
  reach_note: 'Met at the library, wants a call on Friday.',
}
