import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, type MigrationProvider, Migrator, PostgresDialect, sql } from 'kysely'
import type pg from 'pg'
import { root } from '../root.ts'

/** Brings a database to the newest schema; answers how many migrations were applied. Two instances may do so at once. */
export async function migrate(pool: pg.Pool): Promise<number> {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  const migrator = new Migrator({
    db,
    provider: plainSqlFiles,
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
  })
  const { error, results = [] } = await migrator.migrateToLatest()
  if (error) throw error
  return results.filter((result) => result.status === 'Success').length
}

const plainSqlFiles: MigrationProvider = {
  async getMigrations() {
    const folder = join(root, 'migrations')
    const files = readdirSync(folder).filter((file) => file.endsWith('.sql'))
    return Object.fromEntries(
      files.map((file) => [
        file.slice(0, -4),
        {
          up: (db) =>
            sql
              .raw(readFileSync(join(folder, file), 'utf8'))
              .execute(db)
              .then(() => undefined),
        },
      ]),
    )
  },
}
