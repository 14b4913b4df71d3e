import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Touched } from '../platform/counted.ts'
import type { Tx } from '../platform/db/db.ts'
import { factWindows } from './catalogue.ts'
import { type Computed, type Contribution, contributions } from './contributions.ts'
import { definitionSchema, shapes } from './model.ts'

const kept = z.array(z.strictObject({ id: z.string(), shape: z.enum(shapes), definition: definitionSchema }))

/** The measures in a text of JSON, as the table of measures has them. */
export function computedIn(measures: string): readonly Computed[] {
  const known = readBefore.get(measures)
  if (known) return known
  const read: readonly Computed[] = kept.parse(JSON.parse(measures))
  if (readBefore.size >= mostKept) readBefore.clear()
  readBefore.set(measures, read)
  return read
}

// To read the definitions takes as long as to count by them, and every change of one kind of fact asks for the same.
const mostKept = 200
const readBefore = new Map<string, readonly Computed[]>()

/** The statements that move the counters of one change of records. */
export type Statements = {
  /** What the touched facts contribute now, as JSON: numbers pass through as exact as the database has them. */
  readonly contributed: () => Promise<string>
  /** Adds to the counters what the touched facts contribute now, less what they contributed before. */
  readonly add: (before?: string) => Promise<unknown>
}

/** Adds to the counters what facts contribute now, less what they contributed before. */
export const adding = (org: number, now: RawBuilder<Contribution>, before: unknown = '[]'): RawBuilder<unknown> => sql`
    with moved as materialized (
      select measure_id, dimension, category, month, counts_from, value, sum(numerator) as numerator, sum(denominator) as denominator
      from (
        (${now})
        union all
        select measure_id, dimension, category, month, counts_from, value, -numerator, -denominator
        from jsonb_to_recordset(${before}::jsonb) as b (measure_id uuid, dimension text, category text, month date,
          counts_from date, value numeric, numerator numeric, denominator numeric)
      ) c
      group by measure_id, dimension, category, month, counts_from, value
      having sum(numerator) <> 0 or sum(denominator) <> 0
    ),
    medians as (
      insert into cell_value as c (org_id, measure_id, dimension, category, month, counts_from, value, times)
      select ${org}, measure_id, dimension, category, month, counts_from, value, numerator::int from moved where value is not null
      on conflict (org_id, measure_id, dimension, category, month, counts_from, value) do update set times = c.times + excluded.times
    )
    insert into cell as c (org_id, measure_id, dimension, category, month, counts_from, numerator, denominator)
    select ${org}, measure_id, dimension, category, month, counts_from, numerator, denominator from moved where value is null
    on conflict (org_id, measure_id, dimension, category, month, counts_from)
    do update set numerator = c.numerator + excluded.numerator, denominator = c.denominator + excluded.denominator`

/** The statements for a change of many facts, or of those that a query chooses; null when none of the measures looks at any of them. */
export function statementsFor(
  { org, sql: db }: Tx,
  measures: readonly Computed[],
  touched: Touched,
): Statements | null {
  const chosen = Object.entries(touched).map(([fact, keys]) => [
    fact,
    isList(keys) ? sql`= any(${keys}::uuid[])` : sql`in (${keys})`,
  ])
  const now = contributions(org, measures, factWindows, Object.fromEntries(chosen))
  if (!now) return null
  return {
    contributed: async () => {
      const { rows } = await sql<{
        facts: string
      }>`select coalesce(json_agg(c), '[]')::text as facts from (${now}) c`.execute(db)
      return rows[0]?.facts ?? '[]'
    },
    add: (before) => adding(org, now, before).execute(db),
  }
}

const isList = (keys: Touched[string]): keys is readonly string[] => Array.isArray(keys)
