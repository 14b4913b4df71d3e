import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import type { HistoryLine } from '../../platform/history.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Form } from '../../platform/ui/form.tsx'
import { Facts, RecordPage, RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { ConfidenceShown, FeedbackShown } from '../answers/model.ts'
import { AnswersSection } from '../answers/pages.tsx'
import type { ClassDay } from '../days/model.ts'
import { ClassDays } from '../days/pages.tsx'
import { type CoachesForForm, CoachFields } from '../fields.tsx'
import type { NoticeLine } from '../notices/store.ts'
import type { Place } from '../places/model.ts'
import { PlacesSection } from '../places/pages.tsx'
import { daysInWords } from '../words.ts'
import type { Seat, Session } from './model.ts'
import { mayWrite, State, trail } from './pieces.tsx'
import { SeatsForm } from './seats-form.tsx'

export function SessionPage({
  visit,
  session,
  seats,
  days,
  places,
  others,
  unreached,
  notices,
  answers,
  coaches,
  history,
  enrol,
  outcomes,
}: {
  visit: Visit
  session: Session
  seats: readonly Seat[]
  days: readonly ClassDay[]
  places: readonly Place[]
  others: ReadonlyMap<string, { readonly id: string; readonly name: string }>
  /** Who has a seat and no mail address here. */
  unreached: readonly string[]
  notices: readonly NoticeLine[]
  answers: { readonly confidence: ConfidenceShown; readonly feedback: FeedbackShown }
  coaches: CoachesForForm
  history: readonly HistoryLine[]
  enrol: Refused
  outcomes: Refused
}): JSX.Element {
  const to = (path: string): string => visit.to(`/training/sessions/${session.id}${path}`)
  const hasRoom = session.capacity === null || session.seats + session.offered < session.capacity
  return (
    <TeamPage
      visit={visit}
      title={`${session.course}, ${daysInWords(session)}`}
      trail={trail}
      act={
        mayWrite(visit) && (
          <a class="button second" href={to('/edit')}>
            Edit session
          </a>
        )
      }
    >
      <RecordPage history={history}>
        <Facts
          facts={[
            ['State', <State key="state" held={session} today={visit.today} />],
            ['Days', daysInWords(session)],
            ['Place', session.place],
            [
              'Link',
              session.link === '' ? (
                ''
              ) : (
                <a key="link" href={session.link} rel="noopener">
                  {session.link}
                </a>
              ),
            ],
            ['Seats', `${session.capacity === null ? session.seats : `${session.seats} of ${session.capacity}`} taken`],
            ['Instructor', session.instructor],
            [
              'Organiser',
              session.organiserId ? (
                <a key="organiser" href={visit.to(`/partners/${session.organiserId}`)}>
                  {session.organiser}
                </a>
              ) : (
                ''
              ),
            ],
            ['Paid by', session.funder],
            ['Cost', costInWords(session)],
            ['Hours required', session.requiredHours],
            ...(session.isSample
              ? [
                  [
                    'Record',
                    <span key="sample" class="tag">
                      sample
                    </span>,
                  ] as const,
                ]
              : []),
          ]}
        />
        <ClassDays visit={visit} session={session} days={days} />
        <section aria-labelledby="roster">
          <h2 id="roster">Roster</h2>
          {seats.length === 0 && <p class="empty">Nobody is enrolled yet.</p>}
          {mayWrite(visit) && unreached.length > 0 && session.endsOn >= visit.today && (
            <p>No mail reaches {unreached.join(', ')}: no mail address is on the roster. Tell them yourself.</p>
          )}
          {mayWrite(visit) && session.minutes !== null && session.endsOn <= visit.today && session.waiting > 0 && (
            <form method="post" action={to('/outcomes-from-attendance')} class="acts">
              <button class="button second" type="submit">
                Record outcomes from attendance
              </button>
              <span class="help">
                {session.requiredHours} hours or more are a completion, none a no-show. Who has some hours stays
                enrolled and may make classes up.
              </span>
            </form>
          )}
          {mayWrite(visit) && session.completed > 0 && (
            <form method="post" action={to('/certificates')} class="acts">
              <button class="button second" type="submit">
                Give certificates to all who completed
              </button>
            </form>
          )}
          {seats.length > 0 &&
            (mayWrite(visit) ? (
              <SeatsForm visit={visit} session={session} seats={seats} form={outcomes} action={to('/outcomes')} />
            ) : (
              <SeatsTable visit={visit} session={session} seats={seats} />
            ))}
        </section>
        <AnswersSection {...answers} />
        {mayWrite(visit) && (session.isOpen || places.length > 0) && (
          <PlacesSection visit={visit} session={session} places={places} others={others} notices={notices} />
        )}
        {mayWrite(visit) && !session.isCancelled && (
          <section aria-labelledby="enrol">
            <h2 id="enrol">Enrol a coach</h2>
            {hasRoom ? (
              <Form form={enrol} action={to('/enrol')} save="Enrol coach">
                <CoachFields form={enrol} coaches={coaches} />
              </Form>
            ) : (
              <p>
                All {session.capacity} seats are taken{session.offered > 0 && ' or held for somebody'}.{' '}
                <a href={to('/edit')}>Add seats</a> to enrol more.
              </p>
            )}
          </section>
        )}
        {mayWrite(visit) && <CancelSection session={session} to={to} />}
      </RecordPage>
    </TeamPage>
  )
}

function SeatsTable({
  visit,
  session,
  seats,
}: {
  visit: Visit
  session: Session
  seats: readonly Seat[]
}): JSX.Element {
  return (
    <RecordTable
      isTight
      caption={`Roster of ${session.course}, ${daysInWords(session)}`}
      columns={[{ name: 'Coach' }, { name: 'Outcome' }, { name: 'On' }, { name: 'Hours', isNumber: true }]}
      rows={seats.map((seat) => ({
        key: seat.id,
        href: visit.to(`/training/enrolments/${seat.id}`),
        cells: [seat.coach, seat.outcome, seat.outcomeOn ? dayInWords(seat.outcomeOn) : '', seat.hours ?? ''],
      }))}
      empty="Nobody is enrolled yet."
    />
  )
}

function CancelSection({ session, to }: { session: Session; to: (path: string) => string }): JSX.Element {
  return session.isCancelled ? (
    <section aria-labelledby="restore">
      <h2 id="restore">This session was cancelled</h2>
      <p>It is in no number, and nobody can be enrolled.</p>
      <form method="post" action={to('/restore')}>
        <button class="button second" type="submit">
          Take the cancellation back
        </button>
      </form>
    </section>
  ) : (
    <section aria-labelledby="cancel">
      <h2 id="cancel">Cancel this session</h2>
      <p>
        It stays on record and can be taken back. Who signed up is told by mail; coaches you enrolled without a mail
        address are not.
      </p>
      <form method="post" action={to('/cancel')}>
        <button class="button danger" type="submit">
          Cancel session
        </button>
      </form>
    </section>
  )
}

/** `$2,400.00, or $200.00 a seat`. */
function costInWords({ costCents, seats }: Session): string {
  if (costCents === null) return ''
  const whole = dollars(costCents)
  return seats > 0 ? `${whole}, or ${dollars(Math.round(costCents / seats))} a seat taken` : whole
}
const dollars = (cents: number): string =>
  `$${(cents / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`
