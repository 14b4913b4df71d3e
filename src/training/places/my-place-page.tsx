import type { ComponentChildren, JSX } from 'preact'
import { type Day, daysBetween } from '../../core/day.ts'
import type { Language } from '../../core/language.ts'
import type { Refused } from '../../platform/http/route.ts'
import { isAnythingMailed } from '../../platform/told.ts'
import { Problems } from '../../platform/ui/form.tsx'
import { OpenPage } from '../../platform/ui/open-page.tsx'
import type { ClassDay } from '../days/model.ts'
import type { Session } from '../sessions/model.ts'
import type { Place } from './model.ts'
import { About, atLanguage, type Publicly, ToCalendar } from './public-pages.tsx'
import { type PublicWords, publicWords } from './public-words.ts'
import { isUnconfirmed, lateFrom } from './rules.ts'
import { untilIs } from './words.ts'

type MyPlaceShown = {
  readonly at: Publicly
  readonly held: Session
  readonly days: readonly ClassDay[]
  readonly place: Place
  readonly ahead: number
  readonly hasBegun: boolean
  readonly now: Date
  readonly today: Day
  readonly said: string | null
  readonly form: Refused
  /** Attendance, questions and the certificate, where they are due. */
  readonly children?: ComponentChildren
}

/** One's own place: where it stands, what may be done, and what belongs to the class. */
export function MyPlacePage(shown: MyPlaceShown): JSX.Element {
  const { at: here, held, days, place, ahead, hasBegun, now, today, said, form, children } = shown
  const say = publicWords[here.language]
  const hasPlace = ['waiting', 'offered', 'seated'].includes(place.state)
  const isOpen = place.state === 'offered' && place.offerUntil !== null && place.offerUntil > now
  const isPast = isUnconfirmed(place) && place.confirmUntil !== null && place.confirmUntil <= now
  const state = (place.state === 'offered' && !isOpen) || isPast ? 'lapsed' : place.state
  const isLate = place.state === 'seated' && today >= lateFrom(held)
  return (
    <OpenPage at={here} title={held.course}>
      {said && (
        <p class="said" role="status">
          {said}
        </p>
      )}
      <Problems form={form} language={here.language} />
      <section aria-labelledby="place">
        <h2 id="place">
          {say.yourPlace}: {place.name}
        </h2>
        <p class="lead">{held.isCancelled ? say.cancelled : stateIs(say, state, place)}</p>
        {state === 'waiting' && ahead > 0 && <p>{say.ahead(ahead)}</p>}
        {state !== 'lapsed' && !held.isCancelled && <Accept say={say} at={here} place={place} held={[held, ...days]} />}
      </section>
      <About say={say} at={here} held={held} days={days} showsLink={place.state === 'seated'} />
      {place.state === 'seated' && <ToCalendar say={say} path={`${here.path}/calendar`} days={days} />}
      {children}
      {hasPlace && !held.isCancelled && (
        <section aria-labelledby="withdraw">
          <h2 id="withdraw">{say.withdraw}</h2>
          {hasBegun ? (
            <p>{say.begun}</p>
          ) : (
            <>
              <p>{isLate ? say.withdrawLate(daysBetween(today, held.startsOn)) : say.withdrawMore}</p>
              <Act path={`${here.path}/withdraw`} language={here.language} words={say.withdraw} kind="danger" />
            </>
          )}
        </section>
      )}
      <section aria-labelledby="link">
        <h2 id="link">{say.link}</h2>
        <p>{isAnythingMailed() ? say.linkMore : say.linkMoreUnsent}</p>
        <Act
          path={`${here.path}/renew`}
          language={here.language}
          words={isAnythingMailed() ? say.renew : say.renewUnsent}
          kind="second"
        />
      </section>
    </OpenPage>
  )
}

function stateIs(say: PublicWords, state: Place['state'], place: Place): string {
  if (place.confirmUntil === null) return say.states[state]
  if (state === 'lapsed') return say.unconfirmedPassed
  if (!isUnconfirmed(place)) return say.states[state]
  return state === 'offered' ? `${say.states.offered} ${say.unconfirmed}` : say.unconfirmed
}

type AcceptShown = {
  readonly say: PublicWords
  readonly at: Publicly
  readonly place: Place
  /** The session and its classes. */
  readonly held: readonly Pick<Session, 'link'>[]
}

/** The button that takes what is held, or confirms what was asked for. */
function Accept({ say, at: here, place, held }: AcceptShown): JSX.Element | null {
  const until = place.offerUntil ?? (isUnconfirmed(place) ? place.confirmUntil : null)
  if (until === null) return null
  const words = untilIs(here.language, here.county.zone, until, held)
  const isOffer = place.state === 'offered'
  const confirm = isOffer ? say.confirm : say.confirmOnList
  return (
    <>
      <p>{isOffer ? say.heldUntil(words) : say.onListUntil(words)}</p>
      <Act
        path={`${here.path}/accept`}
        language={here.language}
        words={place.confirmUntil === null ? say.accept : confirm}
      />
    </>
  )
}

type ActOnPlace = {
  readonly path: string
  readonly language: Language
  readonly words: string
  readonly kind?: 'danger' | 'second' | ''
}

export const Act = ({ path, language, words, kind = '' }: ActOnPlace): JSX.Element => (
  <form method="post" action={`${path}${atLanguage(language)}`}>
    <button type="submit" class={`button ${kind}`.trim()}>
      {words}
    </button>
  </form>
)
