import type pg from 'pg'
import { writersLock } from '../db/db.ts'

/**
 * A transaction of the one role that sees and writes sealed columns, and nothing else, of an organization: also what the program may
 * not change, and what only two may read. Writers of the organization take turns with it.
 */
export const asResealer = <T>(owner: pg.Pool, org: number, work: (client: pg.PoolClient) => Promise<T>): Promise<T> =>
  inOne(owner, async (client) => {
    await client.query(`${become(org)}; select pg_advisory_xact_lock(${writersLock}, ${Number(org)})`)
    return work(client)
  })

/** The role, within a transaction. An organization's number is spliced in, as a number. */
export const become = (org: number): string =>
  `set local role better_off_resealer; select set_config('app.org', '${Number(org)}', true), set_config('app.person', '', true), set_config('app.act', 'sealed.reseal', true)`

/** One transaction of the owner: all of the work or none. */
export async function inOne<T>(owner: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await owner.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const answer = await work(client)
    await client.query('commit')
    return answer
  } catch (error) {
    await client.query('rollback').catch((second: Error) => {
      broken = second
    })
    throw error
  } finally {
    client.release(broken)
  }
}
