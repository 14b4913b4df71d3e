import type { ComponentChildren, JSX } from 'preact'
import { type Day, dayInWords } from '../../core/day.ts'
import { isOneOf, type Visit } from '../../platform/http/route.ts'
import { Facts, RecordTable } from '../../platform/ui/records.tsx'
import type { Measure } from '../model.ts'
import { access } from '../rules.ts'
import type { Baseline, Review } from './model.ts'
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
  return (
    <section aria-labelledby="turn" class="turn">
      <h2 id="turn">Did the curve turn?</h2>
      {inForce ? <InForce visit={visit} measure={measure} turn={turn} baseline={inForce} /> : <None turn={turn} />}
      <Acts visit={visit} measure={measure} turn={turn} />
      {others.length > 0 && <Versions visit={visit} measure={measure} baselines={others} />}
      <Reviews visit={visit} measure={measure} reviews={facts.reviews} />
      <Notes visit={visit} measure={measure} turn={turn} />
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
      <a href={visit.to(`${path}/line`)}>Enter a line that a partner drew</a>
      {whyNoReview(measure, facts.baselines) === null && <a href={visit.to(`${path}/reviews/new`)}>Declare a review</a>}
    </p>
  )
}

const Versions = ({
  visit,
  measure,
  baselines,
}: {
  visit: Visit
  measure: Measure
  baselines: readonly Baseline[]
}): JSX.Element => (
  <>
    <h3>Earlier versions and drawn lines</h3>
    <RecordTable
      caption="Earlier versions and drawn lines"
      columns={[{ name: 'Version' }, { name: 'Kind' }, { name: 'Frozen on' }, { name: 'Why' }]}
      rows={baselines.map((one) => ({
        key: one.id,
        href: visit.to(`/measures/${measure.id}/baselines/${one.id}`),
        cells: [
          `Version ${one.number}`,
          one.source === 'statistical' ? sourceInWords[one.source] : `${sourceInWords[one.source]}, ${one.drawnBy}`,
          dayInWords(one.madeOn),
          one.reason,
        ],
      }))}
      empty=""
    />
  </>
)

const Reviews = ({
  visit,
  measure,
  reviews,
}: {
  visit: Visit
  measure: Measure
  reviews: readonly Review[]
}): JSX.Element => (
  <>
    <h3 id="reviews">Reviews</h3>
    <RecordTable
      caption="Reviews"
      columns={[{ name: 'Review' }, { name: 'Stands' }, { name: 'What it says' }]}
      rows={reviews.map((review) => ({
        key: review.id,
        href: visit.to(`/measures/${measure.id}/reviews/${review.id}`),
        cells: [
          dayInWords(review.dueOn),
          <ReviewState key="state" review={review} today={visit.today} />,
          review.held?.sentence ?? review.note,
        ],
      }))}
      empty={
        measure.better === 'neither'
          ? 'Neither more nor less is better for this measure, so no review can call it better or worse.'
          : 'No review is declared. A verdict is given only on a day that was named beforehand.'
      }
    />
  </>
)

/** How a review stands, in words that carry their mark without colour. */
export function ReviewState({ review, today }: { review: Review; today: Day }): JSX.Element {
  if (review.held)
    return (
      <span class={`turn-word turn-${review.held.word.replaceAll(' ', '-')}`}>{turnInWords[review.held.word]}</span>
    )
  return isDue(review, today) ? <span class="turn-word turn-due">Due: hold it</span> : <span>Declared</span>
}

const Notes = ({ visit, measure, turn: { facts } }: Props): JSX.Element => {
  const isWriter = isOneOf(visit, access.write)
  return (
    <>
      <h3 id="notes">Notes on the chart</h3>
      <RecordTable
        caption="Notes on the chart"
        columns={[{ name: 'Period' }, { name: 'Note' }, { name: 'Limits' }]}
        rows={facts.notes.map((note) => ({
          key: note.id,
          ...(isWriter && { href: visit.to(`/measures/${measure.id}/notes/${note.id}`) }),
          cells: [note.period.label, note.text, note.reason === null ? '' : `begin anew here: ${note.reason}`],
        }))}
        empty="No note stands on the chart."
      />
      {isWriter && (
        <p class="after-things">
          <a href={visit.to(`/measures/${measure.id}/notes/new`)}>Add a note</a>
        </p>
      )}
    </>
  )
}
