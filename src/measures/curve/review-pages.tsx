import type { ComponentChildren, JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import { dayInWords } from '../../core/day.ts'
import type { Visit } from '../../platform/http/route.ts'
import { Hidden } from '../../platform/ui/form.tsx'
import { Facts } from '../../platform/ui/records.tsx'
import { figureInWords } from '../figures.ts'
import type { Measure } from '../model.ts'
import type { Baseline, Review } from './model.ts'
import { ReviewState } from './section.tsx'
import { chanceInWords, intervalInWords } from './words.ts'

export type ReviewView = {
  readonly measure: Measure
  readonly review: Review
  readonly baseline: Baseline | null
  /** What a verdict still needs, in words; null where the review would give one. */
  readonly missing: string | null
}

type Props = ReviewView & { readonly visit: Visit }

/** What a review was declared with, and once it was held, what it says. */
export const Said = (view: Props): JSX.Element => (view.review.held ? <Held {...view} /> : <Declared {...view} />)

const against = ({ visit, measure, baseline }: Props): ComponentChildren =>
  baseline ? (
    <a href={visit.to(`/measures/${measure.id}/baselines/${baseline.id}`)}>Baseline, version {baseline.number}</a>
  ) : (
    ''
  )

const worthwhileOf = ({ review, measure }: Props): string =>
  review.worthwhile > 0 ? figureInWords(review.worthwhile, measure) : 'none was agreed'

const Declared = (view: Props): JSX.Element => (
  <Facts
    facts={[
      ['Status', <ReviewState key="state" review={view.review} today={view.visit.today} />],
      ['Judges against', against(view)],
      ['Smallest difference worth speaking of', worthwhileOf(view)],
      ...(view.review.note ? [['Note', view.review.note] as [string, string]] : []),
    ]}
  />
)

function Held(view: Props): JSX.Element | null {
  const { review, measure, visit } = view
  if (!review.held) return null
  const { sentence, result, on } = review.held
  const interval = intervalInWords(result, measure)
  return (
    <>
      <p class="statement">{sentence}</p>
      <Facts
        facts={[
          ['Says', <ReviewState key="state" review={review} today={visit.today} />],
          ['Held on', dayInWords(on)],
          ['Judged against', against(view)],
          [
            'Values compared',
            result.from && result.to
              ? `${result.after} since the plan began, ${result.from.label} to ${result.to.label}, against ${result.before} before`
              : `none since the plan began, against ${result.before} before`,
          ],
          ...(interval ? [['Difference, with a chance of about 4 in 5', interval] as [string, string]] : []),
          ...(result.p === null
            ? []
            : [
                ['Chance of a result at least this good if nothing had changed', chanceInWords(result.p)] as [
                  string,
                  string,
                ],
              ]),
          ['A verdict needed a chance of at most', `${(result.alpha * 100).toFixed(2).replace(/\.?0+$/, '')}%`],
          ...(result.detection === null
            ? []
            : [
                [
                  'A real change of 30% would have been found',
                  `about ${counted(Math.round(result.detection * 20) * 5, 'time')} in 100`,
                ] as [string, string],
              ]),
          ['Smallest difference worth speaking of', worthwhileOf(view)],
          ...(review.note ? [['Note', review.note] as [string, string]] : []),
        ]}
      />
      <p class="quiet">
        A review says whether the number left its baseline. It does not say why: other things that happened in these
        periods belong in the story.
      </p>
    </>
  )
}

export const Hold = ({ visit, measure, review, missing }: Props): JSX.Element => (
  <form method="post" action={visit.to(`/measures/${measure.id}/reviews/${review.id}/hold`)} class="form stack">
    <p>
      The day of this review has come. Holding it makes one test and freezes its answer; it can be held once, and no
      longer moved.
    </p>
    {missing !== null && (
      <p>Held today it would say: too early to tell. {missing} It can wait until more values are final.</p>
    )}
    <Hidden name="version" value={review.version} />
    <div class="form-acts">
      <button class="button" type="submit">
        Hold the review
      </button>
    </div>
  </form>
)
