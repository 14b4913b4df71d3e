import type { Day } from '../../core/day.ts'
import { changedSince, meanwhile, ok, refuse, refuseAll } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { saveOver, verb } from '../../platform/db/verbs.ts'
import { figuresOf } from '../figures.ts'
import type { Measure, MeasureReadings } from '../model.ts'
import { readingsOf } from '../readings.ts'
import { noMeasure } from '../settings/actions.ts'
import { findMeasure } from '../store.ts'
import { hold, judge } from './judge.ts'
import { mostDrawn, type Review, type TypedFreeze, type TypedLine, type TypedReview } from './model.ts'
import {
  baselineInForce,
  drawnBaseline,
  freeze,
  isDue,
  isOpenToChange,
  refitProblem,
  reviewProblems,
  reviewsSharing,
  whyNoReview,
} from './rules.ts'
import { baselinesOf, deleteReview, holdReview, insertBaseline, insertReview, reviewsOf } from './store.ts'

type PlanStart = { readonly measureId: string; readonly actionId: string; readonly on: Day }

/**
 * Freezes the baseline that a plan is judged against, in the transaction that starts it. One that is frozen already stays in force; with
 * fewer than 3 values nothing is frozen, and the page of the measure says why.
 */
export async function freezeAtStart(tx: Tx, { measureId, actionId, on }: PlanStart): Promise<void> {
  const measure = await findMeasure(tx, measureId)
  if (!measure || (await baselinesOf(tx, [measureId])).some(({ source }) => source === 'statistical')) return
  const frozen = freeze(await readingsOn(tx, measure, on), { on, actionId })
  if (frozen.ok) await insertBaseline(tx, frozen.value)
}

type Asked = { readonly measureId: string }

/** Freezes a baseline by hand, or a new version of it with the reason why. Answers its id. */
export const freezeBaseline = verb(
  'measures.freezeBaseline',
  async (tx, { measureId, reason }: Asked & TypedFreeze, today) => {
    const measure = await findMeasure(tx, measureId)
    if (!measure) return noMeasure()
    const frozen = freeze(await readingsOn(tx, measure, today), { on: today, reason })
    if (!frozen.ok) return frozen
    const wrong = refitProblem(baselineInForce(await baselinesOf(tx, [measureId])), frozen.value)
    return wrong ? refuseAll([wrong]) : ok(await insertBaseline(tx, frozen.value))
  },
)

/** Keeps a line that a partner drew, beside the baseline in force. */
export const enterLine = verb(
  'measures.enterLine',
  async (tx, { measureId, typed }: Asked & { typed: TypedLine }, today) => {
    const measure = await findMeasure(tx, measureId)
    if (!measure) return noMeasure()
    const drawn = drawnBaseline(await readingsOn(tx, measure, today), typed, { on: today, most: mostDrawn })
    return drawn.ok ? ok(await insertBaseline(tx, drawn.value)) : drawn
  },
)

/** Names the day of a review, and the baseline in force as what it will judge against. */
export const declareReview = verb(
  'measures.declareReview',
  async (tx, { measureId, typed }: Asked & { typed: TypedReview }, today) => {
    const measure = await findMeasure(tx, measureId)
    if (!measure) return noMeasure()
    const baselines = await baselinesOf(tx, [measureId])
    const cannot = whyNoReview(measure, baselines)
    const baseline = baselineInForce(baselines)
    if (cannot || !baseline) return cannot ? refuseAll([cannot]) : noMeasure()
    const problems = reviewProblems(typed.dueOn, { others: await reviewsOf(tx, [measureId]), today })
    if (problems.length > 0) return refuseAll(problems)
    return ok(await insertReview(tx, { ...asKept(typed), measureId, baselineId: baseline.id }))
  },
)

type OnReview = Asked & { readonly id: string; readonly version: number }

/** Changes a review before its day. */
export const saveReview = verb(
  'measures.saveReview',
  async (tx, { measureId, typed, ...read }: OnReview & { typed: TypedReview }, today) => {
    const { before, others } = await reviewIn(tx, measureId, read.id)
    if (!before) return noReview()
    if (!isOpenToChange(before, today)) return stands(before)
    if (before.version !== read.version) return meanwhile('measures', 'this review')
    const problems = reviewProblems(typed.dueOn, { others, today })
    if (problems.length > 0) return refuseAll(problems)
    return (await saveOver(tx, 'review', read, asKept(typed))) ? ok(read.id) : meanwhile('measures', 'this review')
  },
)

/** Takes a review back before its day; its lines of history stay. */
export const withdrawReview = verb('measures.withdrawReview', async (tx, { measureId, ...read }: OnReview, today) => {
  const { before } = await reviewIn(tx, measureId, read.id)
  if (!before) return noReview()
  if (!isOpenToChange(before, today)) return stands(before)
  return (await deleteReview(tx, read)) ? ok(measureId) : changedSince('measures', 'this review')
})

/** Holds a review: one test of what has come against the baseline it was declared with. Its result is frozen. */
export const holdDeclaredReview = verb('measures.holdReview', async (tx, { measureId, ...read }: OnReview, today) => {
  const measure = await findMeasure(tx, measureId)
  const { before, others } = await reviewIn(tx, measureId, read.id)
  if (!measure || !before) return noReview()
  if (before.version !== read.version) return changedSince('measures', 'this review')
  if (!isDue(before, today))
    return before.held
      ? stands(before)
      : refuse('measures.review-early', 'The day of this review has not come yet. It can be held on that day or later.')
  const held = await heldOn(tx, { measure, review: before, all: [...others, before], today })
  return held && (await holdReview(tx, read, held)) ? ok(read.id) : changedSince('measures', 'this review')
})

type Holding = {
  readonly measure: Measure
  readonly review: Review
  readonly all: readonly Review[]
  readonly today: Day
}

/** What a review says of the periods that are over on a day; null when its baseline is gone. */
export async function heldOn(
  tx: Tx,
  { measure, review, all, today }: Holding,
): Promise<NonNullable<Review['held']> | null> {
  const baseline = (await baselinesOf(tx, [measure.id])).find(({ id }) => id === review.baselineId)
  if (!baseline) return null
  const { readings } = await readingsOn(tx, measure, today)
  const settings = {
    worthwhile: review.worthwhile,
    sharing: reviewsSharing(review, all),
    figure: figuresOf(measure),
  }
  return {
    on: today,
    ...hold(
      judge(
        measure,
        baseline,
        readings.filter(({ period }) => period.to < today),
      ),
      settings,
    ),
  }
}

async function readingsOn(tx: Tx, measure: Measure, on: Day): Promise<MeasureReadings> {
  const [found] = await readingsOf(tx, [measure], on)
  return found ?? { measure, readings: [], splits: [], targets: [] }
}

async function reviewIn(
  tx: Tx,
  measureId: string,
  id: string,
): Promise<{ before: Review | undefined; others: readonly Review[] }> {
  const all = await reviewsOf(tx, [measureId])
  return { before: all.find((one) => one.id === id), others: all.filter((one) => one.id !== id) }
}

const noReview = () => refuse('measures.no-review', 'There is no such review any more.')
const stands = ({ held }: Review) =>
  held
    ? refuse('measures.review-held', 'This review was held already. Its result stays as it was said.')
    : refuse('measures.review-due', 'The day of this review has come, so it can only be held now.')

/** Without a smallest difference any difference is spoken of. */
const asKept = ({ worthwhile, ...review }: TypedReview) => ({ ...review, worthwhile: worthwhile ?? 0 })
