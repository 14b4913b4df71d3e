import { sql } from 'kysely'
import { ok } from '../core/result.ts'
import { together } from '../core/together.ts'
import type { CountFacts, Touched } from '../platform/counted.ts'
import { type Db, type Tx, withoutWaiting } from '../platform/db/db.ts'
import { factWindows } from './catalogue.ts'
import { type Computed, contributions, looksAt } from './contributions.ts'
import { addMoved, areFew, type Keys, rowsOf } from './rows-moved.ts'
import { adding, computedIn, statementsFor } from './statements.ts'

/**
 * Wraps a change of records: what the touched facts contributed before is taken from what they contribute after, and exactly
 * the counters that differ are moved, in the same transaction. Writers of one organisation take turns (`Db.act`), so nothing
 * moves in between. What is new contributed nothing before, and is written while the measures are still being asked for.
 */
export const countFacts: CountFacts = async (tx, named, write, are) => {
  // A fact of which no row is named is not touched.
  const touched = Object.fromEntries(Object.entries(named).filter(([, keys]) => !isEmpty(keys)))
  const facts = factWindows.filter((window) => looksAt(window, Object.keys(touched))).map(({ name }) => name)
  if (facts.length === 0) return write()
  const asked = keptMeasures(tx, facts).then(computedIn)
  withoutWaiting(tx, asked)
  return areFew(touched) ? countRows(tx, touched, { asked, write, are }) : countMany(tx, touched, { asked, write, are })
}

type Change<T> = {
  readonly asked: Promise<readonly Computed[]>
  readonly write: () => Promise<T>
  readonly are: 'new' | undefined
}

/** Rows before, change and rows after go out together, and are waited for once. */
async function countRows<T>(tx: Tx, touched: Keys, { asked, write, are }: Change<T>): Promise<T> {
  await allSent()
  const was = are === 'new' ? Promise.resolve([]) : rowsOf(tx, touched)
  withoutWaiting(tx, was)
  const answer = await write()
  await allSent()
  const [measures, before, after] = await together(asked, was, rowsOf(tx, touched))
  const moves = addMoved(tx, measures, { touched, before, after })
  if (moves) withoutWaiting(tx, moves)
  return answer
}

/** What nobody waits for is on its way a turn later: until then it has only been asked for in our own process. */
const allSent = (): Promise<void> => new Promise((sent) => setImmediate(sent))

async function countMany<T>(tx: Tx, touched: Touched, { asked, write, are }: Change<T>): Promise<T> {
  if (are === 'new') {
    const [answer, measures] = await together(write(), asked)
    const statements = statementsFor(tx, measures, touched)
    if (statements) withoutWaiting(tx, statements.add())
    return answer
  }
  const statements = statementsFor(tx, await asked, touched)
  if (!statements) return write()
  const before = await statements.contributed()
  const answer = await write()
  withoutWaiting(tx, statements.add(before))
  return answer
}

const isEmpty = (keys: Touched[string]): boolean => Array.isArray(keys) && keys.length === 0

/** Computes all counters of an organisation anew from its records; answers how many there are. */
export async function rebuild(tx: Tx): Promise<number> {
  const measures = computedIn(await keptMeasures(tx))
  await recount(tx, measures)
  const { rows } = await sql<{
    cells: number
  }>`select (select count(*) from cell where org_id = ${tx.org}) + (select count(*) from cell_value where org_id = ${tx.org}) as cells`.execute(
    tx.sql,
  )
  return rows[0]?.cells ?? 0
}

/** Computes the counters of some measures anew: after their definition changed, or when they begin. */
export async function recount(tx: Tx, measures: readonly Computed[]): Promise<void> {
  const ids = measures.map((measure) => measure.id)
  await sql`delete from cell where org_id = ${tx.org} and measure_id = any(${ids}::uuid[])`.execute(tx.sql)
  await sql`delete from cell_value where org_id = ${tx.org} and measure_id = any(${ids}::uuid[])`.execute(tx.sql)
  const query = contributions(tx.org, measures, factWindows)
  if (!query) return
  // The groups of a million records fit into memory, whatever the planner thinks; on disk they take twice as long.
  await sql`select set_config('work_mem', '64MB', true), set_config('hash_mem_multiplier', '4', true)`.execute(tx.sql)
  await adding(tx.org, query).execute(tx.sql)
}

/** Rebuilds every organisation, one transaction each. */
export async function rebuildAll(db: Db, organisations: readonly number[]): Promise<number> {
  let cells = 0
  for (const org of organisations) {
    const answer = await db.act({ org, person: null }, 'measures.rebuild', async (tx) => ok(await rebuild(tx)))
    if (answer.ok) cells += answer.value
  }
  return cells
}

/** The computed measures of an organisation, or those of some facts, as the text that `computedIn` reads. */
async function keptMeasures(tx: Tx, facts?: readonly string[]): Promise<string> {
  const ofFacts = facts ? sql`and definition ->> 'fact' in (${sql.join(facts)})` : sql``
  const { rows } = await sql<{ measures: string }>`
    select coalesce(json_agg(json_build_object('id', id, 'shape', shape, 'definition', definition) order by id), '[]')::text as measures
    from measure where org_id = ${tx.org} and definition is not null ${ofFacts}`.execute(tx.sql)
  return rows[0]?.measures ?? '[]'
}
