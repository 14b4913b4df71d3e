// Longer than most, since baselines, reviews and notes are read together, beside every curve.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import { type Calendar, type Period, periodOf } from '../../core/period.ts'
import type { TurnWord } from '../../core/stats/turn/verdict.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Measure } from '../model.ts'
import type { Baseline, ChartNote, CurveFacts, NewBaseline, Review } from './model.ts'

type Named = Pick<Measure, 'id' | 'calendar'>

const none: CurveFacts = { baselines: [], reviews: [], notes: [] }

/** What stands beside the readings of measures, by measure: three queries however many measures. */
export async function curveFactsOf(tx: Tx, measures: readonly Named[]): Promise<ReadonlyMap<string, CurveFacts>> {
  if (measures.length === 0) return new Map()
  const ids = measures.map(({ id }) => id)
  const [baselines, reviews, notes] = [
    await baselinesOf(tx, ids),
    await reviewsOf(tx, ids),
    await notesOf(tx, measures),
  ]
  return new Map(
    ids.map((id) => [
      id,
      {
        baselines: baselines.filter(({ measureId }) => measureId === id),
        reviews: reviews.filter(({ measureId }) => measureId === id),
        notes: notes.filter(({ measureId }) => measureId === id),
      },
    ]),
  )
}

export const curveFacts = async (tx: Tx, measure: Named): Promise<CurveFacts> =>
  (await curveFactsOf(tx, [measure])).get(measure.id) ?? none

/** What a column of jsonb holds, as this room wrote it from the very type (`insertBaseline`, `holdReview`); nobody may change it. */
const written = <T>(column: unknown): T => column as T

/** Newest version first. */
export async function baselinesOf(tx: Tx, measureIds: readonly string[]): Promise<readonly Baseline[]> {
  const rows = await tx.sql
    .selectFrom('baseline')
    .selectAll()
    .where('org_id', '=', tx.org)
    .where('measure_id', 'in', measureIds)
    .orderBy('number', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    measureId: row.measure_id,
    number: row.number,
    source: row.source as Baseline['source'],
    method: row.method,
    parameters: written(row.parameters),
    spread: written(row.spread),
    seed: row.seed,
    seriesType: row.series_type === '' ? null : (row.series_type as Baseline['seriesType']),
    madeOn: row.made_on,
    dataThrough: row.data_through,
    restsOn: written(row.rests_on),
    dataHash: row.data_hash,
    periods: written(row.periods),
    mean: written(row.mean),
    bands: written(row.bands),
    coverage: row.coverage,
    forecasts: row.forecasts,
    actionId: row.action_id,
    drawnBy: row.drawn_by,
    reason: row.reason,
  }))
}

/** Keeps a baseline for ever, under the next number of its measure. */
export async function insertBaseline(tx: Tx, baseline: NewBaseline): Promise<string> {
  const id = newId()
  const { last } = await tx.sql
    .selectFrom('baseline')
    .select((e) => e.fn.coalesce(e.fn.max('number'), sql<number>`0`).as('last'))
    .where('org_id', '=', tx.org)
    .where('measure_id', '=', baseline.measureId)
    .executeTakeFirstOrThrow()
  await tx.sql
    .insertInto('baseline')
    .values({
      org_id: tx.org,
      id,
      measure_id: baseline.measureId,
      number: last + 1,
      source: baseline.source,
      method: baseline.method,
      parameters: JSON.stringify(baseline.parameters),
      spread: baseline.spread && JSON.stringify(baseline.spread),
      seed: baseline.seed,
      series_type: baseline.seriesType ?? '',
      made_on: baseline.madeOn,
      data_through: baseline.dataThrough,
      rests_on: JSON.stringify(baseline.restsOn),
      data_hash: createHash('sha256').update(JSON.stringify(baseline.restsOn)).digest('hex').slice(0, 16),
      periods: JSON.stringify(baseline.periods),
      mean: JSON.stringify(baseline.mean),
      bands: JSON.stringify(baseline.bands),
      coverage: baseline.coverage,
      forecasts: baseline.forecasts,
      action_id: baseline.actionId,
      drawn_by: baseline.drawnBy,
      reason: baseline.reason,
    })
    .execute()
  return id
}

/** Newest date first. */
export async function reviewsOf(tx: Tx, measureIds: readonly string[]): Promise<readonly Review[]> {
  const rows = await tx.sql
    .selectFrom('review')
    .selectAll()
    .where('org_id', '=', tx.org)
    .where('measure_id', 'in', measureIds)
    .orderBy('due_on', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    measureId: row.measure_id,
    baselineId: row.baseline_id,
    dueOn: row.due_on,
    worthwhile: row.worthwhile,
    note: row.note,
    version: row.version,
    held:
      row.held_on === null
        ? null
        : {
            on: row.held_on,
            word: row.word as TurnWord, // the table holds no other
            sentence: row.sentence,
            result: written(row.result),
          },
  }))
}

export type NewReview = Pick<Review, 'measureId' | 'baselineId' | 'dueOn' | 'worthwhile' | 'note'>

export async function insertReview(tx: Tx, review: NewReview): Promise<string> {
  const id = newId()
  await tx.sql
    .insertInto('review')
    .values({
      org_id: tx.org,
      id,
      measure_id: review.measureId,
      baseline_id: review.baselineId,
      due_on: review.dueOn,
      worthwhile: review.worthwhile,
      note: review.note,
    })
    .execute()
  return id
}

type At = Pick<Review, 'id' | 'version'>

/** Freezes the result of a review; from here on nothing of it can change. */
export async function holdReview(tx: Tx, { id, version }: At, held: NonNullable<Review['held']>): Promise<boolean> {
  const done = await tx.sql
    .updateTable('review')
    .set({
      held_on: held.on,
      word: held.word,
      sentence: held.sentence,
      result: JSON.stringify(held.result),
      version: version + 1,
    })
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

export async function deleteReview(tx: Tx, { id, version }: At): Promise<boolean> {
  const done = await tx.sql
    .deleteFrom('review')
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numDeletedRows > 0n
}

/** In order of time. */
async function notesOf(tx: Tx, measures: readonly Named[]): Promise<readonly ChartNote[]> {
  const calendars = new Map(measures.map(({ id, calendar }) => [id, calendar]))
  const rows = await tx.sql
    .selectFrom('chart_note')
    .selectAll()
    .where('org_id', '=', tx.org)
    .where('measure_id', 'in', [...calendars.keys()])
    .orderBy('from_on')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    measureId: row.measure_id,
    period: namedPeriod(calendars.get(row.measure_id), row.from_on, row.to_on),
    text: row.text,
    reason: row.begins_anew ? row.reason : null,
    version: row.version,
  }))
}

/** The label of the calendar of today, also where a note was written under another. */
const namedPeriod = (calendar: Calendar | undefined, from: Day, to: Day): Period => ({
  label: calendar ? periodOf(calendar, from).label : from,
  from,
  to,
})

export type NewNote = Omit<ChartNote, 'id' | 'version'>

export async function insertNote(tx: Tx, note: NewNote): Promise<string> {
  const id = newId()
  await tx.sql
    .insertInto('chart_note')
    .values({ org_id: tx.org, id, measure_id: note.measureId, ...noteRow(note) })
    .execute()
  return id
}

export async function updateNote(tx: Tx, { id, version }: At, note: NewNote): Promise<boolean> {
  const done = await tx.sql
    .updateTable('chart_note')
    .set({ ...noteRow(note), version: version + 1 })
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

export async function deleteNote(tx: Tx, { id, version }: At): Promise<boolean> {
  const done = await tx.sql
    .deleteFrom('chart_note')
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numDeletedRows > 0n
}

const noteRow = (note: NewNote) => ({
  from_on: note.period.from,
  to_on: note.period.to,
  text: note.text,
  begins_anew: note.reason !== null,
  reason: note.reason ?? '',
})
