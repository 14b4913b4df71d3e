import { newId } from '../../core/id.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { EditionContent } from '../model.ts'
import type { EarlierEdition } from './check.ts'
import { type Place, placeIn, placeKey } from './model.ts'
import type { HiddenNumbers, WithheldNumber } from './statement.ts'

/** A number that the team withholds besides. */
export type Decided = Place & { readonly id: string; readonly by: string; readonly at: Date }

export async function decidedPlaces(tx: Tx): Promise<readonly Decided[]> {
  const rows = await tx.sql
    .selectFrom('withheld_besides as w')
    .innerJoin('history as h', (on) =>
      on.onRef('h.org_id', '=', 'w.org_id').onRef('h.object_id', '=', 'w.id').on('h.before', 'is', null),
    )
    .leftJoin('person as p', 'p.id', 'h.person_id')
    .select(['w.id', 'w.measure_id', 'w.dimension', 'w.category', 'w.from_on', 'w.to_on', 'h.at', 'p.name'])
    .where('w.org_id', '=', tx.org)
    .orderBy('measure_id')
    .orderBy('dimension')
    .orderBy('category')
    .orderBy('from_on')
    .execute()
  return rows.map((row) => ({ id: row.id, by: row.name ?? 'Better Off', at: row.at, ...placeOf(row) }))
}

/** Keeps what the team decided to withhold; what is kept already stays as it is. */
export async function insertDecided(tx: Tx, places: readonly Place[]): Promise<void> {
  if (places.length === 0) return
  await tx.sql
    .insertInto('withheld_besides')
    .values(
      places.map(({ measureId, dimension, category, from, to }) => ({
        org_id: tx.org,
        id: newId(),
        measure_id: measureId,
        dimension,
        category,
        from_on: from,
        to_on: to,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function deleteDecided(tx: Tx, id: string): Promise<boolean> {
  const gone = await tx.sql
    .deleteFrom('withheld_besides')
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .executeTakeFirst()
  return gone.numDeletedRows > 0n
}

/** Keeps, for the team alone, what an edition withheld. */
export async function insertWithheld(tx: Tx, number: number, withheld: readonly WithheldNumber[]): Promise<void> {
  for (let at = 0; at < withheld.length; at += rowsAtOnce)
    await tx.sql
      .insertInto('withheld_number')
      .values(
        withheld.slice(at, at + rowsAtOnce).map(({ measureId, dimension, category, from, to, reading, why }) => ({
          org_id: tx.org,
          number,
          measure_id: measureId,
          dimension,
          category,
          from_on: from,
          to_on: to,
          value: reading.value,
          numerator: reading.numerator,
          denominator: reading.denominator,
          why,
        })),
      )
      .execute()
}

// A statement takes 65,535 values.
const rowsAtOnce = 5_000

/** All editions of the organisation with what they withheld. */
export type ReadEditions = (tx: Tx, numbers: readonly number[]) => Promise<readonly EarlierEdition[]>

/** The last editions are looked at with every draft. */
const mostRead = 60

/** Reads editions and keeps them: what was published never changes. */
export function keptEditions(): ReadEditions {
  const read = new Map<string, EarlierEdition>()
  return async (tx, numbers) => {
    const keyOf = (number: number): string => `${tx.org} ${number}`
    const missing = numbers.filter((number) => !read.has(keyOf(number)))
    const found = new Map((await readEditions(tx, missing)).map((edition) => [edition.number, edition]))
    const all = numbers.flatMap((number) => found.get(number) ?? read.get(keyOf(number)) ?? [])
    for (const edition of all) {
      read.delete(keyOf(edition.number))
      read.set(keyOf(edition.number), edition)
    }
    for (const old of [...read.keys()].slice(0, Math.max(0, read.size - mostRead))) read.delete(old)
    return all
  }
}

async function readEditions(tx: Tx, numbers: readonly number[]): Promise<readonly EarlierEdition[]> {
  if (numbers.length === 0) return []
  const editions = await tx.sql
    .selectFrom('edition')
    .select(['number', 'content'])
    .where('org_id', '=', tx.org)
    .where('number', 'in', numbers)
    .execute()
  const rows = await tx.sql
    .selectFrom('withheld_number')
    .selectAll()
    .where('org_id', '=', tx.org)
    .where('number', 'in', numbers)
    .execute()
  const hidden = new Map<number, Map<string, Pick<WithheldNumber['reading'], 'value' | 'numerator' | 'denominator'>>>()
  for (const row of rows) {
    const { number, value, numerator, denominator } = row
    const own = hidden.get(number) ?? new Map()
    own.set(placeKey(placeOf(row)), { value, numerator, denominator })
    hidden.set(number, own)
  }
  return editions.map(({ number, content }) => ({
    number,
    content: content as unknown as EditionContent, // written by insertEdition from this very type
    hidden: hidden.get(number) ?? (new Map() as HiddenNumbers),
  }))
}

const placeOf = (row: {
  measure_id: string
  dimension: string
  category: string
  from_on: string
  to_on: string
}): Place => placeIn(row.measure_id, row.dimension, row.category, { label: '', from: row.from_on, to: row.to_on })
