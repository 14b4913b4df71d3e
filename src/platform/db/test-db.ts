import pg from 'pg'
import { inject, onTestFinished } from 'vitest'
import { type Db, openDb } from './db.ts'
import { asOwner, testDatabases, withDatabase } from './test-server.ts'

let count = 0

export type TestDb = Db & {
  /** As its owner. */
  readonly connection: pg.ClientConfig
  /** As the running program. */
  readonly login: pg.ClientConfig
  owner(text: string, values?: unknown[]): Promise<pg.QueryResult>
}

/** A fresh database of its own, dropped when the test is over; from beforeAll, pass `whenFileIsOver`. */
export async function freshDb(whenOver: (work: () => Promise<void>) => void = onTestFinished): Promise<TestDb> {
  const server = inject('databaseServer')
  const name = `${testDatabases()}${process.pid}_${++count}_${Date.now()}`
  await asOwner(server, `create database ${name} template ${inject('databaseTemplate')} strategy file_copy`)
  const connection = withDatabase(server, name)
  const login = withDatabase(inject('databaseLogin'), name)
  const db = openDb(login, () => undefined)
  const owner = new pg.Pool({ ...connection, max: 1 })
  owner.on('error', () => undefined)
  whenOver(async () => {
    await db.close()
    await owner.end()
    await asOwner(server, `drop database ${name} with (force)`)
  })
  return { ...db, connection, login, owner: (text, values) => owner.query(text, values) }
}
