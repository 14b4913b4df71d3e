import type { JSX } from 'preact'
import { clockIn } from '../../core/clock.ts'
import { timeIs } from '../../core/said.ts'
import type { OpenRoute } from '../../platform/http/open-route.ts'
import { fresh, TextField } from '../../platform/ui/form.tsx'
import { answerConfidence, giveFeedback } from '../answers/actions.ts'
import { confidenceAsked, hasLastBegun } from '../answers/rules.ts'
import { confidenceOf, hasGivenFeedback } from '../answers/store.ts'
import { enterCode } from '../attendance/actions.ts'
import { minutesFromNow } from '../attendance/rules.ts'
import { presentNow } from '../attendance/store.ts'
import { Ticked } from '../attendance/ticked.tsx'
import { certificateOf } from '../certificates/store.ts'
import { enrolment } from '../completions/store.ts'
import { classDaysOf } from '../days/store.ts'
import type { TrainingNeeds } from '../needs.ts'
import { session } from '../sessions/store.ts'
import { type OnMyPlace, onMine } from './public-routes.tsx'
import { type PublicWords, publicWords } from './public-words.ts'

/** What somebody with a seat does on the page of their place: say that they are here, answer, take the certificate. */
export const onMyPlace: OnMyPlace = async (tx, { place, at, now }) => {
  const held = place.state === 'seated' && place.enrolmentId ? await session(tx, place.sessionId) : null
  if (!held || held.isCancelled || place.enrolmentId === null) return null
  const say = publicWords[at.language]
  const lang = at.language === 'es' ? '?lang=es' : ''
  const days = await classDaysOf(tx, held.id)
  const present = await presentNow(tx, { enrolmentId: place.enrolmentId }, now)
  const isAsked = days.some((day) => minutesFromNow(day, now) !== null && !present.has(day.id))
  const moment = confidenceAsked(at.county.zone, { held, days }, now)
  const answers = await confidenceOf(tx, place.enrolmentId)
  const given = await certificateOf(tx, place.enrolmentId)
  const isCompleted = (await enrolment(tx, place.enrolmentId))?.outcome === 'completed'
  return (
    <>
      {(isAsked || present.size > 0) && (
        <section aria-labelledby="here">
          <h2 id="here">{say.here}</h2>
          {[...present.values()].map((since) => (
            <Ticked key={since.getTime()}>{say.attendedAt(timeIs(clockIn(at.county.zone, since)))}</Ticked>
          ))}
          {isAsked && (
            <form method="post" class="form" noValidate action={`${at.path}/here${lang}`}>
              <TextField form={fresh()} name="code" label={say.code} help={say.hereMore} inputMode="numeric" />
              <button type="submit" class="button">
                {say.sendCode}
              </button>
            </form>
          )}
        </section>
      )}
      {given && isCompleted && (
        <section aria-labelledby="certificate">
          <h2 id="certificate">{say.certificate}</h2>
          <p>
            <a class="button" href={`/${at.county.slug}/certificate/${given.code}/pdf`}>
              {say.download}
            </a>
          </p>
        </section>
      )}
      {moment && answers[moment] === null && (
        <Scale
          title={moment === 'before' ? say.beforeTitle : say.afterTitle}
          say={say}
          action={`${at.path}/answer${lang}`}
        />
      )}
      {hasLastBegun(at.county.zone, { held, days }, now) && !(await hasGivenFeedback(tx, place.enrolmentId)) && (
        <Feedback say={say} action={`${at.path}/feedback${lang}`} />
      )}
    </>
  )
}

const Scale = ({ title, say, action }: { title: string; say: PublicWords; action: string }): JSX.Element => (
  <section aria-labelledby="answer">
    <h2 id="answer">{title}</h2>
    <form method="post" class="form" noValidate action={action}>
      <fieldset class="scale">
        <legend>{say.question}</legend>
        <p class="help">
          {say.least} · {say.most}
        </p>
        <div>
          {Array.from({ length: 11 }, (_, score) => (
            <label key={score}>
              <input type="radio" name="score" value={score} required />
              <span>{score}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <button type="submit" class="button">
        {say.answer}
      </button>
    </form>
  </section>
)

const Feedback = ({ say, action }: { say: PublicWords; action: string }): JSX.Element => (
  <section aria-labelledby="feedback">
    <h2 id="feedback">{say.feedback}</h2>
    <p class="help">{say.feedbackMore}</p>
    <form method="post" class="form" noValidate action={action}>
      <fieldset class="scale">
        <legend>{say.rating}</legend>
        <div>
          {say.ratings.map((words, index) => (
            <label key={words}>
              <input type="radio" name="rating" value={index + 1} required />
              <span>{words}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <div class="field">
        <label for="words">{say.words}</label>
        <textarea id="words" name="words" rows={4} />
      </div>
      <button type="submit" class="button">
        {say.sendFeedback}
      </button>
    </form>
  </section>
)

/** Where those forms are sent. */
export const onMyPlaceRoutes = (needs: TrainingNeeds): readonly OpenRoute[] => [
  {
    method: 'POST',
    path: '/:county/classes/mine/:key/here',
    answer: async (call) => {
      const typed = await call.typed()
      const who = { secret: call.params.key ?? '' }
      return onMine(call, onMyPlace, 'here', (hand) => enterCode(hand, { who, code: typed.text('code'), needs }))
    },
  },
  {
    method: 'POST',
    path: '/:county/classes/mine/:key/answer',
    answer: async (call) => {
      const typed = await call.typed()
      return onMine(call, onMyPlace, 'answer', (hand) =>
        answerConfidence(hand, { secret: call.params.key ?? '', typed, needs }),
      )
    },
  },
  {
    method: 'POST',
    path: '/:county/classes/mine/:key/feedback',
    answer: async (call) => {
      const typed = await call.typed()
      return onMine(call, onMyPlace, 'feedback', (hand) =>
        giveFeedback(hand, { secret: call.params.key ?? '', typed, needs }),
      )
    },
  },
]
