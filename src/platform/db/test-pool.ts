import pg from 'pg'

/**
 * Connections to a database that may be taken away under them, also while the pool is ending: its connections are still closing when
 * `end` has answered, and one that breaks without a listener ends the whole run.
 */
export function quietPool(connection: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(connection)
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}
