import type { JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import { type List, Records } from '../../platform/doors/list-door.tsx'
import type { Visit } from '../../platform/http/route.ts'
import { isAnythingMailed, mailStateInWords } from '../../platform/told.ts'
import { RecordTable } from '../../platform/ui/records.tsx'
import { inWords } from '../../platform/ui/words.ts'
import type { ClassDay } from '../days/model.ts'
import { clockOf } from '../days/rules.ts'
import type { NoticeLine } from '../notices/store.ts'
import type { Session } from '../sessions/model.ts'
import type { Place } from './model.ts'
import { beginOf, isUnconfirmed, maySignUp } from './rules.ts'

const stateWords: Readonly<Record<Place['state'], string>> = {
  seated: 'has a seat',
  offered: 'was offered a seat',
  waiting: 'waits',
  lapsed: 'did not answer in time',
  withdrawn: 'withdrew',
}

type PlacesShown = {
  readonly visit: Visit
  readonly now: Date
  readonly session: Session
  readonly days: readonly ClassDay[]
  readonly places: readonly Place[]
  /** Who else has the mail address, by place. */
  readonly others: ReadonlyMap<string, { readonly id: string; readonly name: string }>
  readonly notices: readonly NoticeLine[]
}

/** Who signed up, in the order of arrival, and what was mailed about it. */
export function PlacesSection({ visit, now, session, days, places, others, notices }: PlacesShown): JSX.Element {
  const zone = visit.organisation.timeZone
  const at = (instant: Date): string => inWords.instant(instant, zone)
  const until = (instant: Date): string => `${at(instant)}${clockOf([session, ...days], zone)}`
  const begin = beginOf(zone, session)
  const address = `/${visit.organisation.slug}/classes/${session.id}`
  const waiting = places.filter((place) => place.state === 'waiting' && !isUnconfirmed(place))
  return (
    <section aria-labelledby="sign-ups">
      <h2 id="sign-ups">Sign-ups and waiting list</h2>
      <p>
        {session.isOpen ? (
          <>
            {signUpIs(session, begin, now)} on <a href={address}>the page that everybody may see</a>
            {begin <= now && `, since the class began: ${at(begin)}`}.
          </>
        ) : (
          'Closed for sign-up. Edit the session to open it.'
        )}
      </p>
      <Unconfirmed count={places.filter(isUnconfirmed).length} />
      <RecordTable
        caption="Sign-ups in the order of arrival"
        columns={[{ name: 'Name' }, { name: 'Arrived' }, { name: 'Place' }, { name: 'Mail' }]}
        rows={places.map((place) => ({
          key: place.id,
          ...(place.enrolmentId !== null &&
            place.state === 'seated' && { href: visit.to(`/training/enrolments/${place.enrolmentId}`) }),
          cells: [
            place.name,
            at(place.arrivedAt),
            <>
              <Where place={place} number={waiting.indexOf(place) + 1} until={until} />
              <Other visit={visit} other={others.get(place.id)} />
            </>,
            place.email,
          ],
        }))}
        empty="Nobody has signed up yet."
      />
      {notices.length > 0 && (
        <details>
          <summary>Mails about this session</summary>
          <Records list={mailsAbout} rows={notices} visit={visit} />
        </details>
      )}
    </section>
  )
}

/** The same as that page says. */
const signUpIs = (session: Session, begin: Date, now: Date): string =>
  maySignUp(session, begin, now) ? 'Open for sign-up' : 'Closed for sign-up'

const mailsAbout: List<NoticeLine> = {
  caption: 'Mails about this session, newest first',
  columns: [
    ['To', ({ name }) => name],
    ['About', ({ kind }) => kind],
    ['Written', ({ queuedAt }, visit) => inWords.instant(queuedAt, visit.organisation.timeZone)],
    ['Delivery', (notice) => (notice.state === null ? 'sample: not sent' : <Delivery notice={notice} />)],
  ],
  empty: '',
}

/** Two people share a mailbox, or one is on the roster twice: a person who knows them decides. */
const Other = ({
  visit,
  other,
}: {
  visit: Visit
  other: { readonly id: string; readonly name: string } | undefined
}): JSX.Element | null =>
  other === undefined ? null : (
    <>
      ; signed up with the mail address of <a href={visit.to(`/coaches/${other.id}`)}>{other.name}</a>
    </>
  )

const Delivery = ({ notice: { state, link } }: { notice: NoticeLine }): JSX.Element => (
  <>
    {mailStateInWords(state)}
    {link !== null && (
      <>
        . Hand this link over yourself:
        <pre class="letter">{link}</pre>
      </>
    )}
  </>
)

const Unconfirmed = ({ count }: { count: number }): JSX.Element | null =>
  count === 0 ? null : (
    <p class="notice">
      {counted(count, 'sign-up is', 'sign-ups are')} not confirmed yet. What was asked for is held for some hours, until
      its link is opened and confirmed; after that it is free again.{' '}
      {!isAnythingMailed() &&
        'No mail server is set up. Hand their links over yourself: they stand below, with the mails about this session. '}
      If there are many names that nobody knows, close sign-up for a while.
    </p>
  )

const standingIs = (place: Place): string => {
  if (isUnconfirmed(place)) return `${place.state === 'offered' ? 'holds a seat' : 'waits'}, not confirmed yet`
  return place.state === 'lapsed' && place.confirmUntil !== null ? 'did not confirm in time' : stateWords[place.state]
}

type WhereShown = { readonly place: Place; readonly number: number; readonly until: (instant: Date) => string }

const Where = ({ place, number, until }: WhereShown): JSX.Element => {
  const ends = isUnconfirmed(place) ? place.confirmUntil : place.offerUntil
  return (
    <>
      {standingIs(place)}
      {place.state === 'waiting' && !isUnconfirmed(place) && `, number ${number}`}
      {ends && `, until ${until(ends)}`}
      {place.isLate && ', late'}
      {place.isSample && ' (sample)'}
    </>
  )
}
