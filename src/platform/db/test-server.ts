import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startPostgres } from './launcher.ts'
import { loginFor } from './login.ts'
import { migrate } from './migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseServer: pg.ClientConfig
    /** The same server, as the running program connects to it. */
    databaseLogin: pg.ClientConfig
    databaseTemplate: string
  }
}

const safelySlow = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }

/** One PostgreSQL for all tests (or the one of the project's DATABASE_URL), with a template database at the newest schema. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'better-off-test-'))
  const given = project.config.env?.DATABASE_URL
  const own = given ? undefined : await startPostgres({ folder, settings: safelySlow })
  const server: pg.ClientConfig = own ? { host: own.host, user: own.user } : { connectionString: given ?? '' }
  const template = `${testDatabases()}template`
  await asOwner(server, `create database ${template}`)
  const pool = new pg.Pool({ ...withDatabase(server, template), max: 1 })
  await migrate(pool)
  project.provide('databaseLogin', await loginFor(pool, server))
  await pool.end()
  project.provide('databaseServer', server)
  project.provide('databaseTemplate', template)
  return async () => {
    await asOwner(server, `drop database ${template}`)
    await own?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** How the names of all databases of this test run begin, so that none outlives it. */
export const testDatabases = (): string => process.env.BETTER_OFF_TEST_DATABASES ?? 'better_off_'

/** The connection to another database of the same server. */
export function withDatabase(server: pg.ClientConfig, database: string): pg.ClientConfig {
  if (!server.connectionString) return { ...server, database }
  const url = new URL(server.connectionString)
  url.pathname = `/${database}`
  return { connectionString: url.href }
}

export async function asOwner(server: pg.ClientConfig, statement: string): Promise<void> {
  const client = new pg.Client(server.connectionString ? server : { ...server, database: 'postgres' })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
