import type { ComponentChildren, JSX } from 'preact'
import { phoneInWords } from '../../coaches/model.ts'
import { momentInWords } from '../../core/clock.ts'
import { dayInWords } from '../../core/day.ts'
import { stopped } from '../../core/text.ts'
import type { HistoryLine } from '../../platform/history.ts'
import { isOneOf, type Visit } from '../../platform/http/route.ts'
import { Act, Acts, Press } from '../../platform/ui/acts.tsx'
import { Facts, RecordPage } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { Offer } from '../handout/store.ts'
import type { PersonServed } from '../people.ts'
import { languageWords, sourceWords } from '../receive/model.ts'
import { access, isOverdue, isUntried } from '../rules.ts'
import type { Proposal } from '../same/model.ts'
import type { ReferralRow } from '../store.ts'
import { dueInWords, pathWords, referenceOf, stateWords, titleOf, trail } from '../words.ts'
import { AskAlive } from './ask-alive.tsx'
import { closedWords } from './model.ts'
import type { EventServed } from './store.ts'

export type ReferralShown = {
  readonly row: ReferralRow
  readonly person: PersonServed
  readonly event: EventServed | null
  readonly told: { readonly sender: string; readonly note: string }
  readonly offers: readonly Offer[]
  readonly proposals: readonly Proposal[]
  /** Those that were put together with this one, or looked at beside it. */
  readonly together: readonly { readonly otherId: string; readonly verdict: string; readonly receivedOn: string }[]
  readonly sections: readonly { readonly key: string; readonly title: string; readonly content: ComponentChildren }[]
}

export function ReferralPage({
  visit,
  shown,
  now,
  close,
  history,
}: {
  visit: Visit
  shown: ReferralShown
  now: Date
  close: JSX.Element | null
  history: readonly HistoryLine[]
}): JSX.Element {
  const { row, person, event, told, sections } = shown
  const at = `/referrals/${row.id}`
  const seesAll = isOneOf(visit, access.seeAll)
  const parts = (
    <>
      <Clock row={row} now={now} />
      <p class="lead">
        <strong>{stopped(pathWords[row.path].name)}</strong> {pathWords[row.path].means}
      </p>
      {row.asksLife && row.state !== 'closed' ? (
        <AskAlive visit={visit} row={row} />
      ) : (
        <NextAct visit={visit} row={row} />
      )}
      <section aria-labelledby="person">
        <h2 id="person">{person.name || 'Name not known'}</h2>
        <Reach person={person} />
        <Acts visit={visit} may={access.follow} acts={[['Change', `${at}/person`]]} />
      </section>
      {sections.map(({ key, title, content }) => (
        <section key={key} aria-labelledby={key}>
          <h2 id={key}>{title}</h2>
          {content}
        </section>
      ))}
      <section aria-labelledby="what">
        <h2 id="what">What happened</h2>
        <Facts
          facts={[
            ...(event ? happened(event, visit.organisation.timeZone) : []),
            ['Told by', told.sender || row.partner || sourceWords[row.source]],
            ['Received', momentInWords(visit.organisation.timeZone, row.receivedAt)],
            ...(told.note ? [['What they say', told.note] as const] : []),
          ]}
        />
        {event && <Acts visit={visit} may={access.follow} acts={[['Change', `${at}/event`]]} />}
        {event && (
          <Acts
            visit={visit}
            may={access.write}
            acts={[['Add another person of this', `/referrals/add?event=${event.id}`]]}
          />
        )}
      </section>
      <section aria-labelledby="stands">
        <h2 id="stands">How it stands</h2>
        <Facts facts={standing(shown)} />
        {seesAll && <Same visit={visit} shown={shown} />}
        {row.state === 'closed' && row.sameAs === null && isOneOf(visit, access.write) && (
          <Press action={visit.to(`${at}/reopen`)} name="Open again" look="second" />
        )}
      </section>
      {row.state === 'closed' ? (
        close
      ) : (
        <section aria-labelledby="close">
          <h2 id="close">Close</h2>
          {close}
        </section>
      )}
    </>
  )
  return (
    <TeamPage visit={visit} title={titleOf(row)} trail={trail}>
      {seesAll ? <RecordPage history={history}>{parts}</RecordPage> : parts}
    </TeamPage>
  )
}

/** The clock in words, with a mark where it has passed or where nobody knows when it began. */
const Clock = ({ row, now }: { row: ReferralRow; now: Date }): JSX.Element => (
  <p class="lead">
    {row.state === 'closed' ? (
      <>Closed{row.closedOn && ` on ${dayInWords(row.closedOn)}`}.</>
    ) : isOverdue(row, now) ? (
      <strong>First attempt {dueInWords(row.dueAt, now)}.</strong>
    ) : isUntried(row.state) ? (
      <>First attempt {dueInWords(row.dueAt, now)}.</>
    ) : (
      <>Status: {stateWords[row.state]}.</>
    )}
    {row.clockFrom === 'receipt' && (
      <span class="quiet"> The time it happened is not known, so the clock runs from the receipt.</span>
    )}
    {row.isSample && (
      <>
        {' '}
        <span class="sample">sample</span>
      </>
    )}
  </p>
)

/** What comes next for whoever hands out; what comes next for a coach stands in the parts of other rooms. */
const NextAct = ({ visit, row }: { visit: Visit; row: ReferralRow }): JSX.Element | null =>
  row.state === 'closed' || !isOneOf(visit, access.write) ? null : (
    <p class="acts">
      <Act
        visit={visit}
        to={`/referrals/${row.id}/hand-out`}
        name={row.coaches.length === 0 ? 'Hand out' : 'Hand to somebody else'}
        may={access.write}
        second={row.coaches.length > 0}
      />
    </p>
  )

const Reach = ({ person }: { person: PersonServed }): JSX.Element => (
  <Facts
    facts={[
      ['Phone', person.phone && <a href={`tel:${person.phone.replace(';ext=', ',')}`}>{phoneInWords(person.phone)}</a>],
      ['Reach them by', person.prefers],
      ['Safe to text', yesNo(person.isSafeToText)],
      ['Safe to leave a message', yesNo(person.isSafeToLeaveMessage)],
      ['Language', `${languageWords[person.language]}${person.needsInterpreter ? ', with an interpreter' : ''}`],
      ['Address', person.address],
      ['What helps', person.reachNote],
      ['Zone', person.personZone],
      ['Housing', { housed: 'has a home', unhoused: 'has no home now', unknown: '' }[person.housing]],
      ['Date of birth', person.bornOn ? dayInWords(person.bornOn) : ''],
      ...(person.emptiedOn === null
        ? []
        : [['Removed', `Who this was about was removed on ${dayInWords(person.emptiedOn)}.`] as const]),
    ]}
  />
)

const yesNo = (is: boolean | null): string => (is === null ? '' : is ? 'yes' : 'no')

const happened = (event: EventServed, zone: string): readonly (readonly [string, ComponentChildren])[] => [
  [
    'When',
    event.occurredAt
      ? momentInWords(zone, event.occurredAt)
      : event.occurredOn
        ? `${dayInWords(event.occurredOn)}, time not known`
        : '',
  ],
  ['Where', event.place],
  ['Zone', event.eventZone],
  ['Outcome', { nonfatal: 'they survived', fatal: 'they died', unknown: '' }[event.outcome]],
  ['Naloxone by', event.naloxoneBy === 'unknown' ? '' : event.naloxoneBy],
  ['Taken to hospital', { transported: 'yes', refused: 'they refused', unknown: '' }[event.transport]],
]

const standing = ({ row, offers }: ReferralShown): readonly (readonly [string, ComponentChildren])[] => [
  ['Reference', referenceOf(row.id)],
  ['Status', row.closedReason ? closedWords[row.closedReason] : stateWords[row.state]],
  ['With', row.coaches.map(({ name }) => name).join(', ') || 'nobody yet'],
  ...(offers.length > 0 ? [['Offered to', offers.map(({ coach }) => coach).join(', ')] as const] : []),
]

/** What may tell the same, with the reasons; and what was put together. */
const Same = ({ visit, shown: { row, proposals, together } }: { visit: Visit; shown: ReferralShown }): JSX.Element => (
  <>
    {proposals.length > 0 && (
      <>
        <h3>May tell the same</h3>
        <ul>
          {proposals.map(({ otherId, receivedOn, reasons }) => (
            <li key={otherId}>
              <a href={visit.to(`/referrals/${row.id}/same/${otherId}`)}>Referral of {dayInWords(receivedOn)}</a>:{' '}
              {reasons.join(', ')}
            </li>
          ))}
        </ul>
      </>
    )}
    {together.length > 0 && (
      <>
        <h3>Looked at beside</h3>
        <ul>
          {together.map(({ otherId, verdict, receivedOn }) => (
            <li key={otherId}>
              <a href={visit.to(`/referrals/${row.id}/same/${otherId}`)}>Referral of {dayInWords(receivedOn)}</a>:{' '}
              {verdict}
            </li>
          ))}
        </ul>
      </>
    )}
  </>
)
