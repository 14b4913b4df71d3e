import type { Day } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import { periodOf } from '../../core/period.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { EnteredReading, Measure, Period, Target } from '../model.ts'
import { valueEntered } from './rules.ts'

type Named = Pick<Measure, 'id' | 'calendar' | 'shape' | 'unit'>

/** The entered readings of measures, in order of time. A share or a rate that keeps its two counts has its value from them. */
export async function enteredOf(tx: Tx, measures: readonly Named[]): Promise<Map<string, EnteredReading[]>> {
  if (measures.length === 0) return new Map()
  const rows = await tx.sql
    .selectFrom('entered_reading')
    .selectAll()
    .where('org_id', '=', tx.org)
    .where(
      'measure_id',
      'in',
      measures.map((measure) => measure.id),
    )
    .orderBy('from_on')
    .execute()
  return byMeasure(rows, measures, (row, measure) => ({
    id: row.id,
    period: namedPeriod(measure.calendar, row.from_on, row.to_on),
    dimension: row.dimension,
    category: row.category,
    value: valueEntered(measure, row),
    numerator: row.numerator,
    denominator: row.denominator,
    status: row.status as EnteredReading['status'],
    reason: row.reason as EnteredReading['reason'],
    source: row.source,
    note: row.note,
    externalId: row.external_id,
    version: row.version,
  }))
}

/** The entered readings of one measure with where each came from, in order of time. */
export const enteredReadings = async (tx: Tx, measure: Named): Promise<readonly EnteredReading[]> =>
  (await enteredOf(tx, [measure])).get(measure.id) ?? []

export type NewEntered = {
  readonly measureId: string
  readonly period: Period
  readonly dimension?: string
  readonly category?: string
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  readonly status: EnteredReading['status']
  readonly reason: EnteredReading['reason']
  readonly source: string
  readonly note: string
  readonly externalId?: string
  readonly isSample?: boolean
}

const enteredRow = (reading: NewEntered) => ({
  from_on: reading.period.from,
  to_on: reading.period.to,
  dimension: reading.dimension ?? '',
  category: reading.category ?? '',
  value: reading.value,
  numerator: reading.numerator,
  denominator: reading.denominator,
  status: reading.status,
  reason: reading.reason,
  source: reading.source,
  note: reading.note,
  ...(reading.externalId !== undefined && { external_id: reading.externalId }),
})

/** Adds readings; answers their ids in the same order. */
export async function insertEntered(tx: Tx, readings: readonly NewEntered[]): Promise<readonly string[]> {
  if (readings.length === 0) return []
  const rows = readings.map((reading) => ({
    org_id: tx.org,
    id: newId(),
    measure_id: reading.measureId,
    ...enteredRow(reading),
    is_sample: reading.isSample ?? false,
  }))
  await tx.sql.insertInto('entered_reading').values(rows).execute()
  return rows.map((row) => row.id)
}

/** Saves an entered reading that was read at `version`; answers false when somebody saved it meanwhile, or it is gone. */
export async function updateEntered(tx: Tx, id: string, version: number, reading: NewEntered): Promise<boolean> {
  const done = await tx.sql
    .updateTable('entered_reading')
    .set({ ...enteredRow(reading), version: version + 1 })
    .where('org_id', '=', tx.org)
    .where('measure_id', '=', reading.measureId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Takes an entered reading away that was read at `version`; answers false when somebody saved it meanwhile, or it is gone. */
export async function deleteEntered(tx: Tx, measureId: string, id: string, version: number): Promise<boolean> {
  const done = await tx.sql
    .deleteFrom('entered_reading')
    .where('org_id', '=', tx.org)
    .where('measure_id', '=', measureId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numDeletedRows > 0n
}

/** The targets of measures, in order of time. */
export async function targetsOf(tx: Tx, measures: readonly Named[]): Promise<Map<string, Target[]>> {
  if (measures.length === 0) return new Map()
  const rows = await tx.sql
    .selectFrom('target')
    .selectAll()
    .where('org_id', '=', tx.org)
    .where(
      'measure_id',
      'in',
      measures.map((measure) => measure.id),
    )
    .orderBy('from_on')
    .execute()
  return byMeasure(rows, measures, (row, { calendar }) => ({
    id: row.id,
    period: namedPeriod(calendar, row.from_on, row.to_on),
    value: row.value,
    note: row.note,
    version: row.version,
  }))
}

/** Sets the target of a period; null takes it away. */
export async function setTarget(
  tx: Tx,
  measureId: string,
  period: Period,
  target: { readonly value: number; readonly note: string } | null,
): Promise<void> {
  if (target === null) {
    await tx.sql
      .deleteFrom('target')
      .where('org_id', '=', tx.org)
      .where('measure_id', '=', measureId)
      .where('from_on', '=', period.from)
      .execute()
    return
  }
  await tx.sql
    .insertInto('target')
    .values({
      org_id: tx.org,
      id: newId(),
      measure_id: measureId,
      from_on: period.from,
      to_on: period.to,
      ...target,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['org_id', 'measure_id', 'from_on'])
        .doUpdateSet((row) => ({ to_on: period.to, ...target, version: row('target.version', '+', 1) })),
    )
    .execute()
}

/** A stored stretch under the name that the measure's calendar gives it; its own days when the calendar cuts otherwise by now. */
function namedPeriod(calendar: Measure['calendar'], from: Day, to: Day): Period {
  const period = periodOf(calendar, from)
  return period.from === from && period.to === to ? period : { label: `${from} to ${to}`, from, to }
}

function byMeasure<R extends { measure_id: string }, T>(
  rows: readonly R[],
  measures: readonly Named[],
  make: (row: R, measure: Named) => T,
): Map<string, T[]> {
  const all = new Map<string, T[]>()
  const known = new Map(measures.map((measure) => [measure.id, measure]))
  for (const row of rows) {
    const measure = known.get(row.measure_id)
    if (!measure) continue
    const own = all.get(row.measure_id)
    if (own) own.push(make(row, measure))
    else all.set(row.measure_id, [make(row, measure)])
  }
  return all
}
