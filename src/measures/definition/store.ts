import { sql } from 'kysely'
import { type Day, monthOf } from '../../core/day.ts'
import type { FactWindow } from '../../core/fact.ts'
import type { Tx } from '../../platform/db/db.ts'
import { factWindows } from '../catalogue.ts'
import { column, contributions } from '../contributions.ts'
import type { Measure, Reading } from '../model.ts'
import { readingsFromCells } from '../rules.ts'
import type { Values } from './fields.tsx'

/** The words that are on record for each dimension of a fact, at most fifty each. */
export async function valuesOf(tx: Tx, window: FactWindow): Promise<Values> {
  const found: Record<string, readonly string[]> = {}
  for (const name of Object.keys(window.dimensions)) {
    const word = column(window, 'dimensions', name)
    const { rows } = await sql<{ word: string }>`
      select distinct ${word} as word from ${sql.table(window.view)} f
      where f.org_id = ${tx.org} and ${word} is not null order by 1 limit 50`.execute(tx.sql)
    found[name] = rows.map((row) => row.word)
  }
  return found
}

type Counted = Pick<
  Measure,
  'id' | 'shape' | 'calendar' | 'collectedFrom' | 'collectedThrough' | 'endedOn' | 'settlesAfterDays'
>

/** The readings that a measure would have, counted from the records now; nothing is kept. */
export async function previewReadings(
  tx: Tx,
  measure: Counted & { readonly definition: NonNullable<Measure['definition']> },
  today: Day,
): Promise<readonly Reading[]> {
  const query = contributions(tx.org, [{ ...measure, definition: { ...measure.definition, splits: [] } }], factWindows)
  const all = query ? (await query.execute(tx.sql)).rows : []
  const rows = all.filter(({ counts_from: from }) => from <= today)
  const cells = rows.map((row) => ({
    dimension: row.dimension,
    category: row.category,
    month: monthOf(row.month),
    numerator: row.numerator,
    denominator: row.denominator,
  }))
  const values = rows.map((row) => ({
    dimension: row.dimension,
    category: row.category,
    month: monthOf(row.month),
    value: row.value ?? 0,
    times: row.numerator,
  }))
  return readingsFromCells(measure, cells, values, today)
}
