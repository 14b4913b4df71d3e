import pg from 'pg'
import { inject, onTestFinished } from 'vitest'
import { type Db, openDb } from './db.ts'
import { loginFor } from './login.ts'
import { migrate } from './migrate.ts'
import { quietPool } from './test-pool.ts'
import { asOwner, testDatabases, withDatabase } from './test-server.ts'

let count = 0

export type TestDb = Db & {
  /** As its owner. */
  readonly connection: pg.ClientConfig
  /** As the running program. */
  readonly login: pg.ClientConfig
  owner(text: string, values?: unknown[]): Promise<pg.QueryResult>
}

type WhenOver = (work: () => Promise<void>) => void

/** A fresh database of its own, dropped when the test is over; from beforeAll, pass `whenFileIsOver`. */
export const freshDb = (whenOver: WhenOver = onTestFinished): Promise<TestDb> =>
  copyOf(inject('databaseTemplate'), whenOver)

/**
 * A database of its own that begins with what `make` puts into one: it is asked once a run, by whoever is first, and others wait
 * for it and copy what it made.
 */
export async function readyDb(
  name: string,
  make: (db: TestDb) => Promise<void>,
  whenOver: WhenOver = onTestFinished,
): Promise<TestDb> {
  const template = `${testDatabases()}${name}`
  const turn = new pg.Client(withDatabase(inject('databaseServer'), 'postgres'))
  await turn.connect()
  try {
    await turn.query('select pg_advisory_lock(hashtext($1))', [template])
    const { rows } = await turn.query('select from pg_database where datname = $1', [template])
    if (rows.length === 0) await makeReady(template, make)
  } finally {
    await turn.end()
  }
  return copyOf(template, whenOver)
}

/** It has its name once it is whole. It is not dropped, since others copy it until the run is over. */
async function makeReady(template: string, make: (db: TestDb) => Promise<void>): Promise<void> {
  const { name, db, close } = await openCopyOf(inject('databaseTemplate'))
  try {
    await make(db)
  } finally {
    await close()
  }
  await asOwner(inject('databaseServer'), `alter database ${name} rename to ${template}`)
}

export type OlderDb = {
  readonly db: TestDb
  /** Brings it to the newest schema, as the first start of a newer program does. */
  readonly migrateOn: () => Promise<void>
}

/** A database of its own as an earlier program left it: at the schema of the migration that is named, without a row. */
export async function olderDb(upTo: string): Promise<OlderDb> {
  const { name, db, close } = await openCopyOf('template0')
  const pool = quietPool({ ...db.connection, max: 1 })
  const login = async (): Promise<TestDb> => {
    const login = await loginFor(pool, db.connection)
    return { ...db, ...openDb(login, () => undefined), login }
  }
  await migrate(pool, upTo)
  const older = await login()
  const { rows } = await pool.query<{ role: string }>(
    `select 'better_off_login_' || oid as role from pg_database where datname = current_database()`,
  )
  onTestFinished(async () => {
    await older.close()
    await pool.end()
    await close()
    await asOwner(inject('databaseServer'), `drop database ${name} with (force)`)
    await asOwner(inject('databaseServer'), `drop role ${rows[0]?.role}`)
  })
  return {
    db: older,
    migrateOn: async () => {
      await migrate(pool)
      await loginFor(pool, db.connection)
    },
  }
}

async function copyOf(template: string, whenOver: WhenOver): Promise<TestDb> {
  const { name, db, close } = await openCopyOf(template)
  whenOver(async () => {
    await close()
    await asOwner(inject('databaseServer'), `drop database ${name} with (force)`)
  })
  return db
}

type Open = { readonly name: string; readonly db: TestDb; readonly close: () => Promise<void> }

async function openCopyOf(template: string): Promise<Open> {
  const server = inject('databaseServer')
  const name = `${testDatabases()}${process.pid}_${++count}_${Date.now()}`
  await asOwner(server, `create database ${name} template ${template} strategy file_copy`)
  const connection = withDatabase(server, name)
  const login = withDatabase(inject('databaseLogin'), name)
  const db = openDb(login, () => undefined)
  const owner = quietPool({ ...connection, max: 1 })
  return {
    name,
    db: { ...db, connection, login, owner: (text, values) => owner.query(text, values) },
    close: async () => {
      await db.close()
      await owner.end()
    },
  }
}
