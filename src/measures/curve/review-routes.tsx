import { dayInWords } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { oneForm, pageOfForms } from '../../platform/doors/page-of-forms.tsx'
import { isOneOf, type TeamRoute, type Visit } from '../../platform/http/route.ts'
import { fresh, Problems } from '../../platform/ui/form.tsx'
import { RecordPage } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { figuresOf } from '../figures.ts'
import { historyFor } from '../pages/history-words.ts'
import { pathOf, TakeAway, trailTo } from '../pages/pieces.tsx'
import { access } from '../rules.ts'
import { declareReview, holdDeclaredReview, saveReview, withdrawReview } from './actions.ts'
import { reviewForm } from './forms.ts'
import { inEnglish, judge } from './judge.ts'
import type { Baseline } from './model.ts'
import { Hold, type ReviewView, Said } from './review-pages.tsx'
import { baselineInForce, isDue, isOpenToChange, whyNoReview } from './rules.ts'
import { type Seen, seenIn } from './seen.ts'

const reviewPath = '/measures/:id/reviews/:reviewId'
const ownPath = (shown: ReviewView): string => `${pathOf(shown)}/reviews/${shown.review.id}`

/** Days, named beforehand, on which the curve is judged. */
export const reviewRoutes = (): readonly TeamRoute[] => [
  ...formDoor({
    path: '/measures/:id/reviews/new',
    may: access.write,
    read: async (tx, visit) => {
      const at = await seenIn(tx, visit)
      if (!at) return null
      const { baselines } = at.facts
      // What stands against any review is said at once; of what was sent it is said at the form.
      const cannot = visit.request.method === 'POST' ? null : whyNoReview(at.found.measure, baselines)
      return { measure: at.found.measure, baseline: baselineInForce(baselines), cannot }
    },
    title: 'Declare a review',
    trail: trailTo,
    above: ({ baseline, cannot }) => (
      <>
        <p class="statement">
          On this day, or later, the values since the plan began are held against{' '}
          {baseline ? `version ${baseline.number} of the baseline` : 'the frozen baseline'}: one test, one answer. Up to
          four reviews of a calendar year share a chance of 5% to be wrong.
        </p>
        {cannot && <Problems form={{ ...fresh(), problems: [cannot] }} />}
      </>
    ),
    form: ({ measure }) => reviewForm(measure),
    code: 'measures.review-wrong',
    save: 'Declare review',
    send: (visit, typed, { shown }) => declareReview(visit, { measureId: shown.measure.id, typed }),
    back: pathOf,
    to: (_, shown) => `${pathOf(shown)}#reviews`,
    said: 'added',
  }),
  ...pageOfForms({
    path: reviewPath,
    seenBy: access.read,
    read: reviewAt,
    history: ({ measure, review }) => historyFor(measure, [review.id]),
    forms: {
      review: oneForm({
        path: reviewPath,
        may: access.write,
        form: ({ measure }: ReviewView) => reviewForm(measure),
        code: 'measures.review-wrong',
        start: ({ review }) => ({ ...review, worthwhile: review.worthwhile || null }),
        version: ({ review }) => review.version,
        fields: (_, { review }, { today }) => (isOpenToChange(review, today) ? undefined : null),
        save: 'Save review',
        send: (visit, typed, { shown: { measure, review }, typed: sent }) =>
          saveReview(visit, { measureId: measure.id, id: review.id, version: sent.version(), typed }),
        to: (_, shown) => `${pathOf(shown)}#reviews`,
        cancel: pathOf,
        said: 'saved',
      }),
    },
    view: ({ visit, shown, forms, versions, history }) => {
      const isOpen = isOneOf(visit, access.write) && isOpenToChange(shown.review, visit.today)
      return (
        <TeamPage visit={visit} title={`Review of ${dayInWords(shown.review.dueOn)}`} trail={trailTo(shown)}>
          <RecordPage history={history}>
            {!isOpen && forms.review}
            <Said visit={visit} {...shown} />
            {isOneOf(visit, access.write) && isDue(shown.review, visit.today) && <Hold visit={visit} {...shown} />}
            {isOpen && (
              <section aria-labelledby="change">
                <h2 id="change">Change this review</h2>
                {forms.review}
                <TakeAway
                  action={visit.to(`${ownPath(shown)}/withdraw`)}
                  title="Withdraw this review"
                  means="It is taken away before its day; its history stays."
                  name="Withdraw review"
                  values={{ version: versions.review }}
                />
              </section>
            )}
          </RecordPage>
        </TeamPage>
      )
    },
  }),
  buttonDoor({
    ...ofDecision,
    path: `${reviewPath}/hold`,
    send: (visit, _, typed) => holdDeclaredReview(visit, { ...idsIn(visit), version: typed.version() }),
    said: 'saved',
  }),
  buttonDoor({
    ...ofDecision,
    path: `${reviewPath}/withdraw`,
    send: (visit, _, typed) => withdrawReview(visit, { ...idsIn(visit), version: typed.version() }),
    to: (measureId) => `/measures/${measureId}#reviews`,
    said: 'removed',
  }),
]

/** What the two buttons of a review have in common. */
const ofDecision = {
  may: access.write,
  read: reviewAt,
  about: 'reviewId',
  back: ({ params }: Visit) => `/measures/${params.id}/reviews/${params.reviewId}`,
} as const

const idsIn = ({ params: { id: measureId = '', reviewId: id = '' } }: Visit) => ({ measureId, id })

async function reviewAt(tx: Tx, visit: Visit): Promise<ReviewView | null> {
  const at = await seenIn(tx, visit)
  const review = at?.facts.reviews.find(({ id }) => id === visit.params.reviewId)
  if (!at || !review) return null
  const baseline = at.facts.baselines.find(({ id }) => id === review.baselineId) ?? null
  const missing = baseline && isDue(review, visit.today) ? missingIn(at, baseline) : null
  return { measure: at.found.measure, review, baseline, missing }
}

function missingIn({ found }: Seen, baseline: Baseline): string | null {
  const { missing } = judge(found.measure, baseline, found.readings)
  return missing.length > 0 ? inEnglish(missing, figuresOf(found.measure)) : null
}
