import type pg from 'pg'
import { ok, type Problem, type Result, refuseAll } from '../../core/result.ts'

/** Whether this server keeps what it acknowledged. Refuses a PostgreSQL older than 15 and one that may lose a commit. */
export async function checkServer(pool: pg.Pool): Promise<Result<{ readonly version: string }>> {
  const { rows } = await pool.query<Settings>(
    `select current_setting('server_version_num')::int as number, split_part(current_setting('server_version'), ' ', 1) as version, current_setting('fsync') as fsync, current_setting('full_page_writes') as pages, current_setting('synchronous_commit') as commit`,
  )
  const [settings] = rows
  if (!settings) throw new Error('the server did not tell its settings')
  const problems = faultsOf(settings)
  return problems.length > 0 ? refuseAll(problems) : ok({ version: settings.version })
}

type Settings = {
  readonly number: number
  readonly version: string
  readonly fsync: string
  readonly pages: string
  readonly commit: string
}

/** What is wrong with a server of these settings; nothing if it is safe. */
export function faultsOf({ number, version, fsync, pages, commit }: Settings): readonly Problem[] {
  const old = { code: 'database.old', message: `The database is PostgreSQL ${version}; version 15 or newer is needed.` }
  const offs = Object.entries({ fsync, full_page_writes: pages, synchronous_commit: commit })
    .filter(([, value]) => value === 'off')
    .map(([name]) => ({
      code: 'database.loses',
      message: `The database has ${name} = off, so what was saved could be lost. Turn it on, then start again.`,
    }))
  return number < 150_000 ? [old, ...offs] : offs
}
