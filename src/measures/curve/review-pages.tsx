import type { ComponentChildren, JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import type { HistoryLine } from '../../platform/history.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { DayField, Form, Hidden, Problems, TextField } from '../../platform/ui/form.tsx'
import { Facts, RecordPage } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { figureInWords } from '../figures.ts'
import type { Measure } from '../model.ts'
import { mayPass, SavedMeanwhile, trailOf } from '../pages/pieces.tsx'
import { access } from '../rules.ts'
import type { Baseline, Review } from './model.ts'
import { isDue, isOpenToChange } from './rules.ts'
import { ReviewState } from './section.tsx'
import { chanceInWords, intervalInWords } from './words.ts'

export const reviewLabels = { dueOn: 'Review date', worthwhile: 'Smallest difference', note: 'Note' } as const

type Common = { readonly visit: Visit; readonly measure: Measure; readonly form: Refused }

/** Names a day on which the curve will be judged. */
export function DeclarePage({ visit, measure, form, baseline }: Common & { baseline: Baseline | null }): JSX.Element {
  const path = visit.to(`/measures/${measure.id}`)
  return (
    <TeamPage visit={visit} title="Declare a review" trail={trailOf(measure)}>
      <p class="statement">
        On this day, or later, the values since the plan began are held against{' '}
        {baseline ? `version ${baseline.number} of the baseline` : 'the frozen baseline'}: one test, one answer. Up to
        four reviews of a calendar year share a chance of 5% to be wrong.
      </p>
      <Form form={form} action={`${path}/reviews/new`} save="Declare review" cancel={path}>
        <ReviewFields form={form} measure={measure} />
      </Form>
    </TeamPage>
  )
}

const ReviewFields = ({ form, measure }: { form: Refused; measure: Measure }): JSX.Element => (
  <>
    <DayField
      form={form}
      name="dueOn"
      label={reviewLabels.dueOn}
      help="A day on which the values of the last period are final."
    />
    <TextField
      form={form}
      name="worthwhile"
      label={`${reviewLabels.worthwhile} worth speaking of, in ${measure.unit}`}
      inputMode="decimal"
      width="short"
      optional
      help={
        measure.shape === 'count' || measure.shape === 'amount'
          ? 'Of all periods together. Without one, any difference that chance hardly makes is spoken of.'
          : 'On average. Without one, any difference that chance hardly makes is spoken of.'
      }
    />
    <TextField form={form} name="note" label={reviewLabels.note} optional />
  </>
)

export type ReviewView = Common & {
  readonly review: Review
  readonly baseline: Baseline | null
  readonly history: readonly HistoryLine[]
  /** What a verdict still needs, in words; null where the review would give one. */
  readonly missing: string | null
}

/** A review: to be changed before its day, to be held on it, and to be read ever after. */
export function ReviewPage(view: ReviewView): JSX.Element {
  const { visit, measure, review, history } = view
  const mayHold = mayPass(access.write, visit) && isDue(review, visit.today)
  const mayChange = mayPass(access.write, visit) && isOpenToChange(review, visit.today)
  return (
    <TeamPage visit={visit} title={`Review of ${dayInWords(review.dueOn)}`} trail={trailOf(measure)}>
      <RecordPage history={history}>
        {!mayHold && !mayChange && <Problems form={view.form} />}
        {review.held ? <Held {...view} /> : <Declared {...view} />}
        {mayHold && <Hold {...view} />}
        {mayChange && <Edit {...view} />}
      </RecordPage>
    </TeamPage>
  )
}

const against = ({ visit, measure, baseline }: ReviewView): ComponentChildren =>
  baseline ? (
    <a href={visit.to(`/measures/${measure.id}/baselines/${baseline.id}`)}>Baseline, version {baseline.number}</a>
  ) : (
    ''
  )

const worthwhileOf = ({ review, measure }: ReviewView): string =>
  review.worthwhile > 0 ? figureInWords(review.worthwhile, measure) : 'none was agreed'

const Declared = (view: ReviewView): JSX.Element => (
  <Facts
    facts={[
      ['Stands', <ReviewState key="state" review={view.review} today={view.visit.today} />],
      ['Judges against', against(view)],
      ['Smallest difference worth speaking of', worthwhileOf(view)],
      ...(view.review.note ? [['Note', view.review.note] as [string, string]] : []),
    ]}
  />
)

function Held(view: ReviewView): JSX.Element | null {
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
                  `about ${Math.round(result.detection * 20) * 5} times in 100`,
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

const Hold = ({ visit, measure, review, form, missing }: ReviewView): JSX.Element => (
  <form method="post" action={visit.to(`/measures/${measure.id}/reviews/${review.id}/hold`)} class="form stack">
    <Problems form={form} />
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

function Edit({ visit, measure, review, form, history }: ReviewView): JSX.Element {
  const path = visit.to(`/measures/${measure.id}`)
  const own = `${path}/reviews/${review.id}`
  return (
    <section aria-labelledby="change">
      <h2 id="change">Change this review</h2>
      <SavedMeanwhile form={form} latest={history[0]} keepTheirs={own} />
      <Form form={form} action={own} save="Save review" cancel={path}>
        <ReviewFields form={form} measure={measure} />
      </Form>
      <details class="after-things">
        <summary>Withdraw this review</summary>
        <form method="post" action={`${own}/withdraw`} class="stack">
          <p>It is taken away before its day; its history stays.</p>
          <Hidden name="version" value={form.version ?? 0} />
          <button class="button danger" type="submit">
            Withdraw review
          </button>
        </form>
      </details>
    </section>
  )
}
