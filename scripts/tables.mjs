// Writes src/platform/db/tables.ts from a freshly migrated database: the database is the truth about its types.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import pg from 'pg'
import { setup as openTestFolder } from './test-folder.mjs'

openTestFolder() // its PostgreSQL ends with it, however that ends
await build({
  entryPoints: ['src/platform/db/launcher.ts', 'src/platform/db/migrate.ts'],
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  outdir: 'dist/tables',
  outExtension: { '.js': '.mjs' },
  logLevel: 'error',
})
const { startPostgres } = await import('../dist/tables/launcher.mjs')
const { migrate } = await import('../dist/tables/migrate.mjs')
const folder = mkdtempSync(join(tmpdir(), 'better-off-tables-'))
const server = await startPostgres({ folder, settings: { fsync: 'off' } })
const pool = new pg.Pool({ host: server.host, user: server.user, database: 'postgres', max: 1 })
await migrate(pool)
await pool.end()
const url = `postgres://${server.user}@localhost/postgres?host=${encodeURIComponent(server.host)}`
execFileSync(
  'npx',
  [
    'kysely-codegen',
    '--dialect',
    'postgres',
    '--url',
    url,
    '--out-file',
    'src/platform/db/tables.ts',
    '--date-parser',
    'string',
    '--numeric-parser',
    'number',
    '--exclude-pattern',
    'migration*',
    '--runtime-enums',
    'false',
  ],
  { stdio: 'inherit' },
)
await server.stop()
rmSync(folder, { recursive: true })
const written = readFileSync('src/platform/db/tables.ts', 'utf8')
writeFileSync(
  'src/platform/db/tables.ts',
  written
    .replace(
      'Int8 = ColumnType<string, bigint | number | string, bigint | number | string>',
      'Int8 = ColumnType<number, number, number>',
    )
    .replace(
      '* Please do not edit it manually.',
      '* Do not edit it: change a migration, then run `node scripts/tables.mjs`.',
    ),
)
execFileSync('npx', ['biome', 'format', '--write', 'src/platform/db/tables.ts'], { stdio: 'inherit' })
