import type { ComponentChildren, JSX } from 'preact'
import { type Day, dayInWords } from '../../core/day.ts'
import { type List, Records } from '../../platform/doors/list-door.tsx'
import { isOneOf, type Visit } from '../../platform/http/route.ts'
import { Facts } from '../../platform/ui/records.tsx'
import type { Measure } from '../model.ts'
import { access } from '../rules.ts'
import type { Baseline, ChartNote, Review } from './model.ts'
import { isDue, whyNoReview } from './rules.ts'
import type { TurnView } from './turn-view.ts'
import {
  coverageInWords,
  madeInWords,
  methodInWords,
  periodInWords,
  restsInWords,
  sourceInWords,
  turnInWords,
} from './words.ts'

type Props = { readonly visit: Visit; readonly measure: Measure; readonly turn: TurnView }

/** What the curve is judged against, what has come since, and what its reviews said. */
export function Turn({ visit, measure, turn }: Props): JSX.Element {
  const { facts, inForce } = turn
  const others = facts.baselines.filter(({ id }) => id !== inForce?.id)
  const isWriter = isOneOf(visit, access.write)
  return (
    <section aria-labelledby="turn" class="turn">
      <h2 id="turn">Did the curve turn?</h2>
      {inForce ? <InForce visit={visit} measure={measure} turn={turn} baseline={inForce} /> : <None turn={turn} />}
      <Acts visit={visit} measure={measure} turn={turn} />
      {others.length > 0 && (
        <>
          <h3>Earlier versions and drawn lines</h3>
          <Records list={versionsOf(measure)} rows={others} visit={visit} />
        </>
      )}
      <h3 id="reviews">Reviews</h3>
      <Records list={reviewsOf(measure)} rows={facts.reviews} visit={visit} />
      <h3 id="notes">Notes on the chart</h3>
      <Records list={notesOf(measure, isWriter)} rows={facts.notes} visit={visit} />
      {isWriter && (
        <p class="after-things">
          <a href={visit.to(`/measures/${measure.id}/notes/new`)}>Add a note</a>
        </p>
      )}
    </section>
  )
}

const None = ({ turn: { whyNone } }: { turn: TurnView }): JSX.Element => (
  <p>
    No baseline is frozen yet. One is frozen on the day an action of the plan is first under way, so that nobody can
    move later what the curve is judged against. {whyNone}
  </p>
)

function InForce({ visit, measure, turn, baseline }: Props & { readonly baseline: Baseline }): JSX.Element {
  const next = baseline.periods[0]
  return (
    <>
      <p class="turn-so-far">{turn.soFar}</p>
      <Facts
        facts={[
          [
            'Baseline in force',
            <a key="version" href={visit.to(`/measures/${measure.id}/baselines/${baseline.id}`)}>
              Version {baseline.number}
            </a>,
          ],
          ['Frozen on', madeInWords(baseline)],
          ['Rests on', restsInWords(baseline)],
          ['Method', methodInWords(baseline)],
          ...(next
            ? [[`Expected in ${next.label}`, periodInWords(baseline, 0, measure)] as [string, ComponentChildren]]
            : []),
          ['Its band of 4 in 5', coverageInWords(baseline)],
        ]}
      />
    </>
  )
}

function Acts({ visit, measure, turn: { facts, inForce, whyNone } }: Props): JSX.Element | null {
  if (!isOneOf(visit, access.write)) return null
  const path = `/measures/${measure.id}`
  return (
    <p class="acts">
      {whyNone === null && (
        <a href={visit.to(`${path}/baseline`)}>
          {inForce?.source === 'statistical' ? 'Freeze a new version' : 'Freeze a baseline now'}
        </a>
      )}
      <a href={visit.to(`${path}/line`)}>Enter a forecast of a partner</a>
      {whyNoReview(measure, facts.baselines) === null && <a href={visit.to(`${path}/reviews/new`)}>Declare a review</a>}
    </p>
  )
}

const versionsOf = (measure: Measure): List<Baseline> => ({
  caption: 'Earlier versions and drawn lines',
  columns: [
    ['Version', ({ number }) => `Version ${number}`],
    [
      'Kind',
      ({ source, drawnBy }) =>
        source === 'statistical' ? sourceInWords[source] : `${sourceInWords[source]}, ${drawnBy}`,
    ],
    ['Frozen on', ({ madeOn }) => dayInWords(madeOn)],
    ['Why', ({ reason }) => reason],
  ],
  to: ({ id }) => `/measures/${measure.id}/baselines/${id}`,
  empty: '',
})

const reviewsOf = (measure: Measure): List<Review> => ({
  caption: 'Reviews',
  columns: [
    ['Review', ({ dueOn }) => dayInWords(dueOn)],
    ['Status', (review, { today }) => <ReviewState review={review} today={today} />],
    ['What it says', ({ held, note }) => held?.sentence ?? note],
  ],
  to: ({ id }) => `/measures/${measure.id}/reviews/${id}`,
  empty:
    measure.better === 'neither'
      ? 'Neither more nor less is better for this measure, so no review can call it better or worse.'
      : 'No review is declared. A verdict is given only on a day that was named beforehand.',
})

/** How a review stands, in words that carry their mark without colour. */
export function ReviewState({ review, today }: { review: Review; today: Day }): JSX.Element {
  if (review.held)
    return (
      <span class={`turn-word turn-${review.held.word.replaceAll(' ', '-')}`}>{turnInWords[review.held.word]}</span>
    )
  return isDue(review, today) ? <span class="turn-word turn-due">Due: hold it</span> : <span>Declared</span>
}

const notesOf = (measure: Measure, isWriter: boolean): List<ChartNote> => ({
  caption: 'Notes on the chart',
  columns: [
    ['Period', ({ period }) => period.label],
    ['Note', ({ text }) => text],
    ['Limits', ({ reason }) => (reason === null ? '' : `begin anew here: ${reason}`)],
  ],
  ...(isWriter && { to: ({ id }: ChartNote) => `/measures/${measure.id}/notes/${id}` }),
  empty: 'No note stands on the chart.',
})
