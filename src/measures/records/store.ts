import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import type { FactWindow } from '../../core/fact.ts'
import type { Tx } from '../../platform/db/db.ts'
import { factWindows } from '../catalogue.ts'
import { column, conditions, fromColumn } from '../contributions.ts'
import type { Measure, Period } from '../model.ts'

export type Part = 'numerator' | 'denominator'

/** Which records: those of a period, of the numerator or the denominator of a share, of the whole or of one category of a split. */
export type Asked = {
  readonly period: Period
  readonly part: Part
  readonly split?: { readonly dimension: string; readonly category: string }
}

/** The keys of some facts, newest day first, and how many there are in all. */
export type Keys = { readonly total: number; readonly keys: readonly string[] }

/**
 * The facts that a computed reading counts on a day. Their number equals the reading's numerator (for a count), its numerator or
 * denominator (for a share), or the number of records behind a sum or a middle value.
 */
export async function keysBehind(
  tx: Tx,
  measure: Measure,
  asked: Asked,
  { from, most, today }: { readonly from: number; readonly most: number; readonly today: Day },
): Promise<Keys> {
  const { definition } = measure
  const window = factWindows.find((candidate) => candidate.name === definition?.fact)
  if (!definition || !window) return { total: 0, keys: [] }
  const day = column(window, 'days', definition.on)
  const where = sql.join(
    [
      sql`f.org_id = ${tx.org}`,
      ...whereOf(measure, window, asked),
      sql`${day} is not null`,
      sql`${fromColumn(window, definition.on)} <= ${today}`,
    ],
    sql` and `,
  )
  const { rows } = await sql<{ total: number; keys: string[] }>`
    with behind as (select f.key, ${day} as day from ${sql.table(window.view)} f where ${where})
    select (select count(*) from behind) as total,
      array(select key::text from behind order by day desc, key limit ${most} offset ${from}) as keys`.execute(tx.sql)
  return rows[0] ?? { total: 0, keys: [] }
}

function whereOf(measure: Measure, window: FactWindow, { period, part, split }: Asked): RawBuilder<unknown>[] {
  const { definition, shape } = measure
  if (!definition) return []
  const day = column(window, 'days', definition.on)
  const isRunning = definition.amount !== undefined && (window.running ?? []).includes(definition.amount)
  return [
    // How many there are at the end of a period is made of everything up to then.
    isRunning ? sql`${day} <= ${period.to}` : sql`${day} between ${period.from} and ${period.to}`,
    ...conditions(window, definition.of),
    ...(shape === 'share' && part === 'numerator' ? conditions(window, definition.those ?? {}) : []),
    ...(definition.amount ? [sql`${column(window, 'amounts', definition.amount)} is not null`] : []),
    ...(split
      ? [sql`coalesce(${column(window, 'dimensions', split.dimension)}, 'not known') = ${split.category}`]
      : []),
  ]
}
