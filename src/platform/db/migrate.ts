import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, type MigrationProvider, Migrator, PostgresDialect, sql } from 'kysely'
import type pg from 'pg'
import { root } from '../root.ts'

/**
 * Brings a database to the newest schema, or only up to the migration that is named; answers how many steps brought on a database
 * that an earlier program made, and 0 of a new one. Two instances may do so at once.
 */
export async function migrate(pool: pg.Pool, upTo?: string): Promise<number> {
  if (await isNewest(pool)) return 0
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  const migrator = new Migrator({
    db,
    provider: plainSqlFiles,
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
  })
  const { error, results = [] } = await (upTo === undefined ? migrator.migrateToLatest() : migrator.migrateTo(upTo))
  if (error) throw error
  const applied = results.filter((result) => result.status === 'Success').length
  return applied === sqlFiles().length ? 0 : applied
}

/** One cheap question, since nearly every start finds nothing to do. */
async function isNewest(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ exists: boolean }>(`select to_regclass('migration') is not null as exists`)
  if (!rows[0]?.exists) return false
  const applied = await pool.query<{ name: string }>('select name from migration')
  const names = new Set(applied.rows.map((row) => row.name))
  return sqlFiles().every((file) => names.has(file.slice(0, -4))) && names.size === sqlFiles().length
}

const folder = join(root, 'migrations')
const sqlFiles = (): string[] => readdirSync(folder).filter((file) => file.endsWith('.sql'))

export type Step = { readonly name: string; readonly sql: string }

/** All steps to the newest schema in their order, for who takes them within a transaction of their own. */
export const stepsOfSchema = (): readonly Step[] =>
  sqlFiles()
    .sort()
    .map((file) => ({ name: file.slice(0, -4), sql: readFileSync(join(folder, file), 'utf8') }))

const plainSqlFiles: MigrationProvider = {
  async getMigrations() {
    return Object.fromEntries(
      sqlFiles().map((file) => [
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
