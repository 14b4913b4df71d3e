import { type RawBuilder, sql } from 'kysely'
import { ok } from '../core/result.ts'
import { together } from '../core/together.ts'
import type { CountFacts, Touched } from '../platform/counted.ts'
import { type Db, type Tx, withoutWaiting } from '../platform/db/db.ts'
import { factWindows } from './catalogue.ts'
import { type Computed, type Contribution, contributions } from './contributions.ts'
import { definitionSchema, type Shape } from './model.ts'

/**
 * Wraps a change of records: what the touched facts contributed before is taken from what they contribute after, and exactly
 * the counters that differ are moved, in the same transaction. Writers of one organisation take turns (`Db.act`), so nothing
 * moves in between. What is new contributed nothing before, and is written while the measures are still being asked for.
 */
export const countFacts: CountFacts = async (tx, touched, write, are) => {
  if (are === 'new') {
    const [answer, addition] = await together(
      write(),
      contributionsOf(tx, touched).then((query) => query && adding(tx, query).compile(tx.sql)),
    )
    if (addition) withoutWaiting(tx, tx.sql.executeQuery(addition))
    return answer
  }
  const query = await contributionsOf(tx, touched)
  if (!query) return write()
  const before = await contributed(tx, query)
  const answer = await write()
  withoutWaiting(tx, adding(tx, query, before).execute(tx.sql))
  return answer
}

async function contributionsOf(tx: Tx, touched: Touched): Promise<RawBuilder<Contribution> | null> {
  return contributions(tx.org, await computedMeasures(tx, Object.keys(touched)), factWindows, touched)
}

/** What facts contribute now, as JSON: numbers pass through as exact as the database has them. */
async function contributed(tx: Tx, query: RawBuilder<Contribution>): Promise<string> {
  const { rows } = await sql<{
    facts: string
  }>`select coalesce(json_agg(c), '[]')::text as facts from (${query}) c`.execute(tx.sql)
  return rows[0]?.facts ?? '[]'
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
  // The groups of a million records fit into memory, whatever the planner thinks; on disk they take twice as long.
  await sql`select set_config('work_mem', '64MB', true), set_config('hash_mem_multiplier', '4', true)`.execute(tx.sql)
  await adding(tx, query).execute(tx.sql)
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

/** Adds to the counters what facts contribute now, less what they contributed before. */
const adding = ({ org }: Tx, now: RawBuilder<Contribution>, before = '[]'): RawBuilder<unknown> => sql`
    with moved as materialized (
      select measure_id, dimension, category, month, value, sum(numerator) as numerator, sum(denominator) as denominator
      from (
        (${now})
        union all
        select measure_id, dimension, category, month, value, -numerator, -denominator
        from jsonb_to_recordset(${before}::jsonb) as b (measure_id uuid, dimension text, category text, month date,
          value numeric, numerator numeric, denominator numeric)
      ) c
      group by measure_id, dimension, category, month, value
      having sum(numerator) <> 0 or sum(denominator) <> 0
    ),
    medians as (
      insert into cell_value as c (org_id, measure_id, dimension, category, month, value, times)
      select ${org}, measure_id, dimension, category, month, value, numerator::int from moved where value is not null
      on conflict (org_id, measure_id, dimension, category, month, value) do update set times = c.times + excluded.times
    )
    insert into cell as c (org_id, measure_id, dimension, category, month, numerator, denominator)
    select ${org}, measure_id, dimension, category, month, numerator, denominator from moved where value is null
    on conflict (org_id, measure_id, dimension, category, month)
    do update set numerator = c.numerator + excluded.numerator, denominator = c.denominator + excluded.denominator`
