import type { JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import { publicWords } from '../places/public-words.ts'
import { type ConfidenceShown, type FeedbackShown, fewestShown } from './model.ts'

const ratings = publicWords.en.ratings

type Answers = {
  readonly confidence: ConfidenceShown
  readonly feedback: FeedbackShown
}

/** What coaches said about a session: how sure they are, and how it was. Too few answers are counted, not shown. */
export function AnswersSection({ confidence, feedback }: Answers): JSX.Element | null {
  if (confidence.both === 0 && feedback.answers === 0) return null
  const one = (value: number): string => value.toFixed(1)
  return (
    <section aria-labelledby="answers">
      <h2 id="answers">What coaches say</h2>
      <h3>How sure they are, from 0 to 10</h3>
      {confidence.means ? (
        <p>
          {one(confidence.means.before)} before and {one(confidence.means.after)} after, on average of{' '}
          {counted(confidence.both, 'coach', 'coaches')} who answered both.
        </p>
      ) : (
        <p class="quiet">{tooFew(confidence.both)}</p>
      )}
      <h3>How it was</h3>
      {feedback.shown ? (
        <>
          <dl class="facts">
            {feedback.shown.ratings.map((times, index) => (
              <div key={ratings[index]}>
                <dt>{ratings[index]}</dt>
                <dd>{times}</dd>
              </div>
            ))}
          </dl>
          {feedback.shown.words.map((words, index) => (
            <blockquote key={index}>{words}</blockquote>
          ))}
        </>
      ) : (
        <p class="quiet">{tooFew(feedback.answers)}</p>
      )}
    </section>
  )
}

const tooFew = (answers: number): string =>
  `${counted(answers, 'answer')} so far. They are shown from ${fewestShown} on, so that nobody can be told from the rest.`
