// Longer than most, since every way into the database stands here, each with its rights.
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { isId } from '../../core/id.ts'
import type { Result } from '../../core/result.ts'
import { together } from '../../core/together.ts'
import type { DB } from './tables.ts'

/** On whose behalf a transaction runs: one organisation, and the person who acts (null for the program itself). */
export type Scope = { readonly org: number; readonly person: string | null }

/** A transaction under way. `sql` is Kysely on this transaction; `org` leads every key. */
export type Tx = {
  readonly org: number
  readonly person: string | null
  readonly sql: Kysely<DB>
  readonly client: pg.PoolClient
  /** Sends a statement this very moment: whatever is asked after it is answered after it, also while nobody waits. */
  readonly send: Query
  /** What `withoutWaiting` has sent. */
  readonly unanswered: Promise<unknown>[]
}

/**
 * Leaves a change under way whose answer says nothing new: what comes next, and the end of the transaction, go out right behind it.
 * If it fails, the transaction fails.
 */
export function withoutWaiting({ unanswered }: Tx, change: Promise<unknown>): void {
  change.catch(() => undefined) // thrown where the transaction ends
  unanswered.push(change)
}

/** Streams lines into a table by COPY, with nothing else on its way: the driver pipelines or streams, never both. */
export async function copyIn({ client, unanswered }: Tx, table: string, lines: Iterable<string>): Promise<void> {
  await together(...unanswered)
  Object.assign(client, { pipeline: false })
  try {
    await pipeline(Readable.from(lines), client.query(copyFrom(`copy ${table} from stdin`)))
  } finally {
    Object.assign(client, { pipeline: true })
  }
}

export type Db = {
  /** Reads one organisation, as one moment in time. */
  read<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T>
  /**
   * Changes one organisation's records under the name of an act (`training.recordCompletion`), which every line of
   * history carries. Changes of one organisation run one after the other. A refusal rolls back; so does a throw.
   */
  act<T>(scope: Scope, name: string, work: (tx: Tx) => Promise<Result<T>>): Promise<Result<T>>
  /** Adds lines that change nothing that is there, as who read what: nobody waits for a turn. */
  note(scope: Scope, work: (tx: Tx) => Promise<unknown>): Promise<void>
  /** Sign-in, before an organisation is known. */
  door<T>(name: string, work: (sql: Kysely<DB>) => Promise<T>): Promise<T>
  /**
   * One change at the door, in one burst with the beginning and the end of its transaction, so that no row stays locked until our
   * process comes round to the next message. The disk is not waited for: what a power cut forgets is the last half second.
   */
  count<T>(name: string, text: string, values: readonly unknown[]): Promise<readonly T[]>
  /** The rows of one of the door's functions, which has rights of its own: one message, and no transaction around it. */
  askDoor<T>(name: string, values: readonly unknown[]): Promise<readonly T[]>
  /** Published editions, and nothing else. */
  published<T>(work: (sql: Kysely<DB>) => Promise<T>): Promise<T>
  /** Whether it answers a question within two seconds, on a connection of its own. */
  answers(): Promise<boolean>
  /** Whether what was to be kept last found no room on the database's disk. */
  isDiskFull(): boolean
  close(): Promise<void>
}

/** A transaction that the owner of the tables has under way, for verbs that a restore does again. */
export const ownersTx = (client: pg.PoolClient, org: number): Tx => ({
  org,
  person: null,
  client,
  send: withoutPlans(client),
  unanswered: [],
  sql: kyselyOn(withoutPlans)(client),
})

export function openDb(connection: pg.PoolConfig, onTrouble: (error: Error) => void): Db {
  // What was needed for a moment is given back soon, since each connection is a process; the newest is used first and stays.
  const pool = new pg.Pool({
    max: 10,
    idleTimeoutMillis: 3_000,
    pipeline: true,
    types: { getTypeParser },
    ...connection,
  })
  pool.on('error', onTrouble)
  // A connection that breaks fails the question under way, or the next. It may break at any moment, also between two owners of it,
  // and without a listener that would end the program.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const queryOn = connection.connectionString === undefined ? withKeptPlans : withoutPlans
  const sqlOn = kyselyOn(queryOn)
  const txOf = (scope: Scope, { client, unanswered }: Begun): Tx => ({
    ...scope,
    client,
    send: queryOn(client),
    unanswered,
    sql: sqlOn(client),
  })
  let isFull = false
  let asking: Promise<boolean> | undefined
  const kept = async <T>(change: Promise<T>): Promise<T> => {
    try {
      const answer = await change
      isFull = false
      return answer
    } catch (error) {
      isFull ||= (error as { code?: unknown }).code === diskFull
      throw error
    }
  }
  return {
    read: (scope, work) =>
      transact(pool, `begin read only isolation level repeatable read; ${asApp(scope)}`, (begun) =>
        work(txOf(scope, begun)),
      ),
    act: (scope, name, work) =>
      kept(
        transact(
          pool,
          `begin; ${asApp(scope)}, set_config('app.act', '${actName(name)}', true), pg_advisory_xact_lock(${writersLock}, ${whole(scope.org)}); ${counting(scope)}`,
          (begun) => work(txOf(scope, begun)),
        ),
      ),
    note: async (scope, work) => {
      await kept(transact(pool, `begin; ${asApp(scope)}`, (begun) => work(txOf(scope, begun))))
    },
    door: (name, work) =>
      transact(
        pool,
        `begin; set local role better_off_door; select set_config('app.act', '${actName(name)}', true)`,
        ({ client }) => work(sqlOn(client)),
      ),
    count: async (name, text, values) => {
      const opening = `begin; set local role better_off_door; set local synchronous_commit = off; select set_config('app.act', '${actName(name)}', true)`
      const client = await pool.connect()
      try {
        const [, { rows }] = await together(
          client.query(opening),
          client.query(text, [...values]),
          client.query('commit'),
        )
        return rows
      } finally {
        client.release()
      }
    },
    askDoor: async (name, values) => {
      const places = values.map((_, index) => `$${index + 1}`).join()
      const text = `select * from ${functionName(name)}(${places})`
      const asked = { name: `door ${name}`, text, values: [...values] }
      return (await pool.query(connection.connectionString === undefined ? asked : { ...asked, name: undefined })).rows
    },
    published: (work) =>
      transact(pool, 'begin read only; set local role better_off_public', ({ client }) => work(sqlOn(client))),
    // Whoever asks while it is being asked hears the same: many who wait would open as many connections.
    answers: () => {
      asking ??= answersOf(connection).finally(() => {
        asking = undefined
      })
      return asking
    },
    isDiskFull: () => isFull,
    close: () => pool.end(),
  }
}

/** PostgreSQL's code for a disk without room (appendix A). */
const diskFull = '53100'

async function answersOf(connection: pg.PoolConfig): Promise<boolean> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 2_000, query_timeout: 2_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    void client.end().catch(() => undefined)
  }
}

/** Names the advisory lock that makes the writers of one organisation take turns. */
export const writersLock = 4101

const asApp = ({ org, person }: Scope): string =>
  `set local role better_off_app; select set_config('app.org', '${whole(org)}', true), set_config('app.person', '${personId(person)}', true)`

/** Each act counts, so that whoever reads knows whether anything was written since (`kept.ts`). */
const counting = ({ org }: Scope): string =>
  `insert into written values (${whole(org)}, 1) on conflict (org_id) do update set times = written.times + 1`

// The opening of a transaction is one message to the server, so its values are spliced in: only a whole number, an id
// and an act's name, each checked here.
function whole(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0) throw new Error('an organization is named by a whole number')
  return value
}
function personId(person: string | null): string {
  if (person !== null && !isId(person)) throw new Error('a person is named by an id')
  return person ?? ''
}
function actName(name: string): string {
  if (!/^[a-z]+\.[a-zA-Z]+$/.test(name)) throw new Error(`an act is named room.verb, not ${name}`)
  return name
}
function functionName(name: string): string {
  if (!/^[a-z_]+$/.test(name)) throw new Error(`a function has a plain name, not ${name}`)
  return name
}

type Begun = Pick<Tx, 'client' | 'unanswered'>

async function transact<T>(pool: pg.Pool, opening: string, work: (begun: Begun) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  const unanswered: Promise<unknown>[] = []
  let broken: Error | undefined
  try {
    // The first question goes out with the opening, without waiting for it: after `begin`, nothing runs outside of its rights.
    const [, answer] = await together(client.query(opening), work({ client, unanswered }))
    await together(...unanswered, client.query(isRefusal(answer) ? 'rollback' : 'commit'))
    return answer
  } catch (error) {
    await client.query('rollback').catch((second: Error) => {
      broken = second
    })
    await together(...unanswered) // what failed without anybody waiting is the cause of what failed after it
    throw error
  } finally {
    client.release(broken)
  }
}

const isRefusal = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false

type Query = (text: string, values?: unknown[]) => Promise<pg.QueryResult>

/** Behind a pooler (DATABASE_URL) a named statement may be somebody else's, so none has a name there. */
const withoutPlans =
  (client: pg.PoolClient): Query =>
  (text, values) =>
    client.query(text, values)

/** On our own server each text has a name, so that PostgreSQL keeps its plan: planning cost more than running. */
const withKeptPlans =
  (client: pg.PoolClient): Query =>
  (text, values) => {
    const name = nameOf(text)
    return name === undefined ? client.query(text, values) : client.query({ name, text, ...(values && { values }) })
  }

// Texts whose length follows the data (lists of rows) would fill the memory of each connection, so names are few. The longest that
// is asked again and again counts what an import changed: 19,100 letters with 65 measures of training.
const mostNames = 400
const longestNamed = 30_000
const names = new Map<string, string>()

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= mostNames || text.length > longestNamed) return known
  names.set(text, `q${names.size}`)
  return names.get(text)
}

/** Kysely on a connection, made once for each: making it for every transaction was felt in each save. */
function kyselyOn(queryOn: (client: pg.PoolClient) => Query): (client: pg.PoolClient) => Kysely<DB> {
  const made = new WeakMap<pg.PoolClient, Kysely<DB>>()
  return (client) => {
    const known = made.get(client)
    if (known) return known
    const connection = { query: queryOn(client), release: () => undefined } as never
    const pool = { connect: async () => connection, end: async () => undefined }
    const sql = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
    made.set(client, sql)
    return sql
  }
}

const textTypes = new Set([pg.types.builtins.DATE]) // a day stays the text that it is
const numberTypes = new Set([pg.types.builtins.INT8, pg.types.builtins.NUMERIC])

function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (textTypes.has(oid)) return (value) => value
  if (numberTypes.has(oid)) return Number
  return pg.types.getTypeParser(oid, format as 'text') as (value: string) => unknown
}
