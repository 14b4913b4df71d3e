import { periodOf } from '../../core/period.ts'
import type { Tx } from '../../platform/db/db.ts'
import { findMeasure } from '../store.ts'
import { freezeAtStart, heldOn } from './actions.ts'
import { baselineInForce } from './rules.ts'
import { baselinesOf, holdReview, insertNote, insertReview, reviewsOf } from './store.ts'

const seed = 'new-recovery-coaches-trained'
const visits = 'follow-up-visits'

/** On which day the plan of a measure began in the sample county. */
const plans: readonly (readonly [slug: string, on: string])[] = [
  [seed, '2025-02-03'],
  [visits, '2025-01-10'],
]

type SampleIds = {
  readonly measures: ReadonlyMap<string, string>
  /** The first action under way, by measure. */
  readonly started: ReadonlyMap<string, string>
}

/** Baselines, reviews and notes of the sample county: one verdict that can be said, and one review ahead. */
export async function loadSample(tx: Tx, { measures, started }: SampleIds): Promise<void> {
  for (const [slug, on] of plans) {
    const measureId = measures.get(slug)
    const actionId = measureId === undefined ? undefined : started.get(measureId)
    if (measureId !== undefined && actionId !== undefined) await freezeAtStart(tx, { measureId, actionId, on })
  }
  await notes(tx, measures)
  await reviews(tx, measures.get(visits) ?? '')
}

async function reviews(tx: Tx, measureId: string): Promise<void> {
  const measure = measureId === '' ? undefined : await findMeasure(tx, measureId)
  const baseline = baselineInForce(measure ? await baselinesOf(tx, [measureId]) : [])
  if (!measure || !baseline) return
  const review = { measureId, baselineId: baseline.id, worthwhile: 20, note: 'Agreed by the coalition (sample)' }
  await insertReview(tx, { ...review, dueOn: '2026-02-15' })
  await insertReview(tx, { ...review, dueOn: '2027-02-15' })
  const all = await reviewsOf(tx, [measureId])
  const first = all.at(-1)
  const held = first && (await heldOn(tx, { measure, review: first, all, today: '2026-02-16' }))
  if (first && held) await holdReview(tx, first, held)
}

async function notes(tx: Tx, measures: ReadonlyMap<string, string>): Promise<void> {
  const told = [
    [seed, '2020-01-01', 'Money from the prevention coalition made the start possible'],
    [visits, '2025-01-01', 'A second coach joined the evening shift (sample)'],
  ] as const
  for (const [slug, from, text] of told) {
    const id = measures.get(slug)
    const measure = id === undefined ? undefined : await findMeasure(tx, id)
    if (measure)
      await insertNote(tx, { measureId: measure.id, period: periodOf(measure.calendar, from), text, reason: null })
  }
}
