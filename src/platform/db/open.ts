import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Result } from '../../core/result.ts'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import { type Db, openDb } from './db.ts'
import { checkServer } from './durable.ts'
import { startPostgres } from './launcher.ts'
import { loginFor } from './login.ts'
import { migrate } from './migrate.ts'

/** The database of the product at its newest schema: its own PostgreSQL, or the one of DATABASE_URL. */
export type OpenDatabase = {
  readonly db: Db
  /** Connections that own the tables, for what no role may do. */
  readonly owner: pg.Pool
  /** For a person: `its own PostgreSQL 18.4 in /srv/data`. */
  readonly words: string
  /** Ends all connections, and stops a PostgreSQL of our own unless `isLeft`. */
  close(options?: { readonly isLeft: boolean }): Promise<void>
}

type Needs = { readonly config: Config; readonly log: Log; readonly isKept: boolean }

/** Opens it. `isKept` starts our own PostgreSQL again whenever it dies. Refuses a server that is too old or may lose what it acknowledged. */
export async function openDatabase({ config, log, isKept }: Needs): Promise<Result<OpenDatabase>> {
  const server = await serverFor(config, log, isKept)
  const giveUp = (): Promise<void> => (server.isAdopted ? server.leave() : server.stop())
  let isClosing = false
  const lost = (error: Error): void => {
    if (!isClosing) log.warn({ error }, 'a connection to the database was lost')
  }
  const owner = new pg.Pool({
    ...server.connection,
    max: 3,
    idleTimeoutMillis: 1_000,
    connectionTimeoutMillis: longestWait,
  })
  owner.on('error', lost)
  owner.on('connect', (client) => client.on('error', lost)) // also while somebody holds it
  try {
    const checked = await patiently(() => checkServer(owner))
    if (!checked.ok) {
      await owner.end()
      await giveUp()
      return checked
    }
    const applied = await migrate(owner)
    if (applied > 0) log.info({ applied }, 'the database was brought to the newest schema')
    const db = openDb(await connectionFor(owner, server.connection, log), lost)
    const close = async ({ isLeft } = { isLeft: server.isAdopted }): Promise<void> => {
      isClosing = true
      await db.close()
      await owner.end()
      await (isLeft ? server.leave() : server.stop())
    }
    return { ok: true, value: { db, owner, words: server.words(checked.value.version), close } }
  } catch (error) {
    await owner.end()
    await giveUp()
    throw error
  }
}

type Server = {
  readonly connection: pg.PoolConfig
  readonly isAdopted: boolean
  words(version: string): string
  stop(): Promise<void>
  leave(): Promise<void>
}

async function serverFor(config: Config, log: Log, isKept: boolean): Promise<Server> {
  if (config.databaseUrl !== undefined) return givenServer(config.databaseUrl)
  const own = await startPostgres({
    folder: join(config.dataDir, 'postgres'),
    isKept,
    tell: (words) => log.warn({}, words),
  })
  const { host, port, user, password, isAdopted } = own
  return {
    connection: { host, port, user, database: 'postgres', ssl: false, ...(password === undefined ? {} : { password }) },
    isAdopted,
    words: (version) => `its own PostgreSQL ${version} in ${config.dataDir}`,
    stop: () => own.stop(),
    leave: () => own.leave(),
  }
}

const givenServer = (url: string): Server => ({
  connection: { connectionString: url },
  isAdopted: true,
  words: (version) => `PostgreSQL ${version} at ${new URL(url).host || 'a local socket'}`,
  stop: async () => undefined,
  leave: async () => undefined,
})

/** As its own login; as the owner where the server lets nobody else in, which is said. */
async function connectionFor(owner: pg.Pool, connection: pg.PoolConfig, log: Log): Promise<pg.PoolConfig> {
  try {
    const login = await loginFor(owner, connection)
    const client = new pg.Client({ ...login, connectionTimeoutMillis: longestWait })
    client.on('error', () => undefined)
    await client.connect()
    await client.end()
    return login
  } catch (error) {
    log.warn({ error }, 'the program works as the owner of the database, since no login of its own could be made there')
    return connection
  }
}

/** How long a server that does not answer is waited for, in milliseconds. */
const longestWait = 10_000

/** A database that starts together with us may be some seconds late. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (const since = Date.now(); ; ) {
    try {
      return await ask()
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? ''
      if (!['ECONNREFUSED', 'ENOENT', 'ENOTFOUND', '57P03'].includes(code) || Date.now() - since > 15_000) throw error
      await pause(200)
    }
  }
}
