import { historyOf } from '../../platform/history.ts'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { Typed, typedFrom } from '../../platform/http/typed.ts'
import { formOver, fresh } from '../../platform/ui/form.tsx'
import { figuresOf } from '../figures.ts'
import { historyInWords } from '../pages/history-words.ts'
import { access } from '../rules.ts'
import { declareReview, holdDeclaredReview, saveReview, withdrawReview } from './actions.ts'
import { inEnglish, judge } from './judge.ts'
import { type Baseline, type Review, reviewForm } from './model.ts'
import { DeclarePage, ReviewPage } from './review-pages.tsx'
import { baselineInForce, isDue, whyNoReview } from './rules.ts'
import { type Seen, seen } from './seen.ts'

export const reviewRoutes = (): readonly TeamRoute[] => [
  { method: 'GET', path: '/measures/:id/reviews/new', may: access.write, answer: (visit) => showDeclare(visit) },
  { method: 'POST', path: '/measures/:id/reviews/new', may: access.write, answer: declare },
  { method: 'GET', path: '/measures/:id/reviews/:reviewId', may: access.read, answer: (visit) => showReview(visit) },
  { method: 'POST', path: '/measures/:id/reviews/:reviewId', may: access.write, answer: save },
  { method: 'POST', path: '/measures/:id/reviews/:reviewId/hold', may: access.write, answer: hold },
  { method: 'POST', path: '/measures/:id/reviews/:reviewId/withdraw', may: access.write, answer: withdraw },
]

async function showDeclare(visit: Visit, refused?: Refused): Promise<Response> {
  const at = await seen(visit)
  if (!at) return notFound()
  const cannot = whyNoReview(at.found.measure, at.facts.baselines)
  const form = refused ?? (cannot ? { ...fresh(), problems: [cannot] } : fresh())
  return page(
    <DeclarePage visit={visit} measure={at.found.measure} form={form} baseline={baselineInForce(at.facts.baselines)} />,
    refused ? 422 : 200,
  )
}

async function declare(visit: Visit): Promise<Response> {
  const measureId = visit.params.id ?? ''
  if (!(await seen(visit))) return notFound()
  const typed = await visit.typed()
  const read = parseTyped(reviewForm, typed, 'measures.review-wrong')
  if (!read.ok) return showDeclare(visit, { typed, problems: read.problems })
  const declared = await declareReview(visit.db, visit.scope, { measureId, today: visit.today, typed: read.value })
  return declared.ok
    ? goTo(visit.to(`/measures/${measureId}?said=added#reviews`))
    : showDeclare(visit, { typed, problems: declared.problems })
}

const reviewIn = (at: Seen | null, visit: Visit): Review | undefined =>
  at?.facts.reviews.find(({ id }) => id === visit.params.reviewId)

async function showReview(visit: Visit, refused?: Refused): Promise<Response> {
  const at = await seen(visit)
  const review = reviewIn(at, visit)
  if (!at || !review) return notFound()
  const { measure } = at.found
  const history = await visit.db.read(visit.scope, (tx) => historyOf(tx, [review.id], 20))
  const baseline = at.facts.baselines.find(({ id }) => id === review.baselineId) ?? null
  return page(
    <ReviewPage
      visit={visit}
      measure={measure}
      review={review}
      baseline={baseline}
      form={formOver(typedFrom(typedReview(review)), review.version, refused)}
      history={historyInWords(history, measure)}
      missing={baseline && isDue(review, visit.today) ? missingIn(at, baseline) : null}
    />,
    refused ? 422 : 200,
  )
}

function missingIn({ found }: Seen, baseline: Baseline): string | null {
  const { missing } = judge(found.measure, baseline, found.readings)
  return missing.length > 0 ? inEnglish(missing, figuresOf(found.measure)) : null
}

const typedReview = (review: Review): Record<string, string> => ({
  dueOn: review.dueOn,
  worthwhile: review.worthwhile === 0 ? '' : String(review.worthwhile),
  note: review.note,
})

async function save(visit: Visit): Promise<Response> {
  const { id: measureId = '', reviewId: id = '' } = visit.params
  if (!reviewIn(await seen(visit), visit)) return notFound()
  const typed = await visit.typed()
  const read = parseTyped(reviewForm, typed, 'measures.review-wrong')
  if (!read.ok) return showReview(visit, { typed, problems: read.problems })
  const saved = await saveReview(visit.db, visit.scope, {
    measureId,
    id,
    version: typed.version(),
    today: visit.today,
    typed: read.value,
  })
  return saved.ok
    ? goTo(visit.to(`/measures/${measureId}?said=saved#reviews`))
    : showReview(visit, { typed, problems: saved.problems })
}

const hold = (visit: Visit): Promise<Response> => decided(visit, holdDeclaredReview, 'saved')
const withdraw = (visit: Visit): Promise<Response> => decided(visit, withdrawReview, 'removed')

/** Holds or withdraws; a refusal shows the review again with what stands against it. */
async function decided(visit: Visit, act: typeof holdDeclaredReview, said: 'saved' | 'removed'): Promise<Response> {
  const { id: measureId = '', reviewId: id = '' } = visit.params
  const review = reviewIn(await seen(visit), visit)
  if (!review) return notFound()
  const version = (await visit.typed()).version()
  const done = await act(visit.db, visit.scope, { measureId, id, version, today: visit.today })
  if (!done.ok) return showReview(visit, { typed: new Typed(), problems: done.problems })
  const at = said === 'saved' ? `/reviews/${id}?said=saved` : '?said=removed#reviews'
  return goTo(visit.to(`/measures/${measureId}${at}`))
}
