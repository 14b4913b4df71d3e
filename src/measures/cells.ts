import { sql } from 'kysely'
import { ok } from '../core/result.ts'
import type { CountFacts } from '../platform/counted.ts'
import type { Db, Tx } from '../platform/db/db.ts'
import { factWindows } from './catalogue.ts'
import { type Computed, type Contribution, contributions } from './contributions.ts'
import { definitionSchema, type Shape } from './model.ts'

/**
 * Wraps a change of records: what the touched facts contributed before is compared with what they contribute after, and
 * exactly the counters that differ are moved, in the same transaction. Writers of one organisation take turns
 * (`Db.act`), so nothing moves in between.
 */
export const countFacts: CountFacts = async (tx, touched, write, are) => {
  const measures = await computedMeasures(tx, Object.keys(touched))
  if (measures.length === 0) return write()
  const query = contributions(tx.org, measures, factWindows, touched)?.compile(tx.sql)
  if (!query) return write()
  const before = are === 'new' ? [] : (await tx.sql.executeQuery(query)).rows
  const answer = await write()
  await move(tx, before, (await tx.sql.executeQuery(query)).rows)
  return answer
}

/** Computes all counters of an organisation anew from its records; answers how many there are. */
export async function rebuild(tx: Tx): Promise<number> {
  const measures = await computedMeasures(tx)
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
  // The groups of a million records fit into memory; on disk they take twice as long.
  await sql`select set_config('work_mem', '64MB', true)`.execute(tx.sql)
  await sql`
    with c as materialized (${query}),
    medians as (
      insert into cell_value (org_id, measure_id, dimension, category, month, value, times)
      select ${tx.org}, measure_id, dimension, category, month::date, value::numeric, numerator::int from c where value is not null
    )
    insert into cell (org_id, measure_id, dimension, category, month, numerator, denominator)
    select ${tx.org}, measure_id, dimension, category, month::date, numerator::numeric, denominator::numeric from c where value is null`.execute(
    tx.sql,
  )
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

async function computedMeasures(tx: Tx, facts?: readonly string[]): Promise<Computed[]> {
  if (facts?.length === 0) return []
  const rows = await tx.sql
    .selectFrom('measure')
    .select(['id', 'shape', 'definition'])
    .where('org_id', '=', tx.org)
    .where('definition', 'is not', null)
    .$if(facts !== undefined, (query) => query.where(sql`definition ->> 'fact'`, 'in', facts ?? []))
    .execute()
  return rows.map((row) => ({
    id: row.id,
    shape: row.shape as Shape,
    definition: definitionSchema.parse(row.definition),
  }))
}

const nameOf = (row: Contribution): string =>
  JSON.stringify([row.measure_id, row.dimension, row.category, row.month, row.value])

type Move = Contribution & { readonly numerator_before: string; readonly denominator_before: string }

async function move(tx: Tx, before: readonly Contribution[], after: readonly Contribution[]): Promise<void> {
  const was = new Map(before.map((row) => [nameOf(row), row]))
  const now = new Map(after.map((row) => [nameOf(row), row]))
  const moves = [...new Set([...was.keys(), ...now.keys()])].flatMap((name): Move[] => {
    const [old, young] = [was.get(name), now.get(name)]
    const row = young ?? old
    if (!row || (old?.numerator === young?.numerator && old?.denominator === young?.denominator)) return []
    return [
      {
        ...row,
        numerator: young?.numerator ?? '0',
        denominator: young?.denominator ?? '0',
        numerator_before: old?.numerator ?? '0',
        denominator_before: old?.denominator ?? '0',
      },
    ]
  })
  if (moves.length > 0) await add(tx, moves)
}

// The differences are taken by the database, in exact decimals: the same sums must come out as in a rebuild.
async function add(tx: Tx, moves: readonly Move[]): Promise<void> {
  await sql`
    with r as (
      select * from jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as r (measure_id uuid, dimension text, category text,
        month date, value numeric, numerator numeric, numerator_before numeric, denominator numeric, denominator_before numeric)
    ),
    medians as (
      insert into cell_value as c (org_id, measure_id, dimension, category, month, value, times)
      select ${tx.org}, measure_id, dimension, category, month, value, (numerator - numerator_before)::int from r where value is not null
      on conflict (org_id, measure_id, dimension, category, month, value) do update set times = c.times + excluded.times
    )
    insert into cell as c (org_id, measure_id, dimension, category, month, numerator, denominator)
    select ${tx.org}, measure_id, dimension, category, month, numerator - numerator_before, denominator - denominator_before
    from r where value is null
    on conflict (org_id, measure_id, dimension, category, month)
    do update set numerator = c.numerator + excluded.numerator, denominator = c.denominator + excluded.denominator`.execute(
    tx.sql,
  )
}
