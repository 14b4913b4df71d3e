import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import type { TurnWord } from '../../core/stats/turn/verdict.ts'
import type { MeasureShown } from '../model.ts'

/** What held reviews said of the plan, newest first: each a word with a mark of its own, and the numbers it rests on. */
export const Turn = ({ measure: { reviews, baseline } }: { measure: MeasureShown }): JSX.Element => (
  <>
    <ul class="entries">
      {reviews.map(({ reviewedOn, word, sentence }) => (
        <li class="entry" key={reviewedOn}>
          <TurnMark word={word} />
          <p>{sentence}</p>
          <p class="quiet">Reviewed {dayInWords(reviewedOn)}.</p>
        </li>
      ))}
    </ul>
    <p class="quiet">
      A review is named before its day comes and is held once, against{' '}
      {baseline
        ? `a baseline that was frozen on ${dayInWords(baseline.madeOn)}`
        : 'a baseline that was frozen before it'}
      . It says whether the number left its baseline, not why.
    </p>
  </>
)

/** A verdict: a word with a shape of its own, so that colour is never alone. */
const TurnMark = ({ word }: { word: TurnWord }): JSX.Element => (
  <span class={`status ${tone[word]}`}>
    <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      <path fill="currentColor" stroke="none" d={shape[word]} fill-rule="evenodd" />
    </svg>
    {words[word]}
  </span>
)

export const words: Readonly<Record<TurnWord, string>> = {
  turned: 'Turned for the better',
  slowed: 'Slowed: still getting worse, but less',
  worse: 'Worse than the baseline',
  'not distinguishable': 'Not distinguishable from the baseline',
  'too early': 'Too early to tell',
}

const tone: Readonly<Record<TurnWord, string>> = {
  turned: 'good',
  slowed: 'good',
  worse: 'watch',
  'not distinguishable': '',
  'too early': '',
}

// A full disc with a tick, a half-filled ring, a triangle, two bars, a ring.
const ring = 'M6 0a6 6 0 1 1 0 12A6 6 0 1 1 6 0zm0 1.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9z'
const shape: Readonly<Record<TurnWord, string>> = {
  turned: 'M6 0a6 6 0 1 1 0 12A6 6 0 1 1 6 0zM5 9.2 9.6 4.4 8.4 3.3 5 6.9 3.5 5.4 2.4 6.5z',
  slowed: 'M6 0a6 6 0 1 1 0 12A6 6 0 1 1 6 0zm0 1.5a4.5 4.5 0 0 0 0 9z',
  worse: 'M6 .5 12 11.5H0z',
  'not distinguishable': 'M1 2.5h10v2.5H1zM1 7h10v2.5H1z',
  'too early': ring,
}
