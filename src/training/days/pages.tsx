import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import { isOneOf, type Visit } from '../../platform/http/route.ts'
import { type Told, toldInAddress } from '../../platform/told.ts'
import { access } from '../rules.ts'
import type { Session } from '../sessions/model.ts'
import { daysInWords, hoursOfClass, placeInWords } from '../words.ts'
import type { ClassDay } from './model.ts'
import { hoursInWords } from './rules.ts'

/** What follows from a change of classes: who was told, and whether the days of the session moved with them. */
export const followedInAddress = ({ isMoved, ...told }: Told & { readonly isMoved: boolean }): string =>
  `${isMoved ? '&days=moved' : ''}${toldInAddress(told)}`

/** What a page says after classes moved the days of their session; '' after anything else. */
export const movedInWords = ({ url }: Visit, session: Session): string =>
  url.searchParams.get('days') === 'moved' && session.minutes !== null
    ? `The session is now on ${daysInWords(session)}, as its classes are.`
    : ''

type ClassDaysShown = {
  readonly visit: Visit
  readonly session: Session
  readonly days: readonly ClassDay[]
}

/** The classes of a session on its page: when, how long, where; each opens its attendance. */
export function ClassDays({ visit, session, days }: ClassDaysShown): JSX.Element {
  return (
    <section aria-labelledby="classes">
      <h2 id="classes">Classes</h2>
      {days.length === 0 && (
        <p class="empty">No class is on record, only the first and last day. Add classes to take attendance.</p>
      )}
      {days.length > 0 && (
        <>
          <ul class="class-days">
            {days.map((day) => (
              <li key={day.id}>
                <a href={visit.to(`/training/classes/${day.id}`)}>
                  {dayInWords(day.heldOn)}, {hoursOfClass(day, visit.organisation.timeZone)}
                </a>{' '}
                <span class="quiet">
                  {hoursInWords(day.minutes)}, {placeInWords(day)}
                </span>
              </li>
            ))}
          </ul>
          <p class="help">{hoursInWords(session.minutes ?? 0)} in all.</p>
        </>
      )}
      {isOneOf(visit, access.write) && (
        <p class="acts">
          <a href={visit.to(`/training/sessions/${session.id}/classes/add`)}>Add classes</a>
        </p>
      )}
    </section>
  )
}
