import type { ComponentChildren, JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import { dayInWords } from '../../core/day.ts'
import { inDollars } from '../../core/money.ts'
import { factsOf, typedOf } from '../../platform/doors/facts.tsx'
import { type List, Records } from '../../platform/doors/list-door.tsx'
import type { HistoryLine } from '../../platform/history.ts'
import { isOneOf, type Refused, type Visit } from '../../platform/http/route.ts'
import { isAnythingMailed } from '../../platform/told.ts'
import { Act, Press } from '../../platform/ui/acts.tsx'
import { Form } from '../../platform/ui/form.tsx'
import { Facts, RecordPage } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { ConfidenceShown, FeedbackShown } from '../answers/model.ts'
import { AnswersSection } from '../answers/pages.tsx'
import type { ClassDay } from '../days/model.ts'
import { ClassDays, movedInWords } from '../days/pages.tsx'
import { type CoachesForForm, CoachFields, trail } from '../fields.tsx'
import type { NoticeLine } from '../notices/store.ts'
import type { Place } from '../places/model.ts'
import { PlacesSection } from '../places/pages.tsx'
import { access } from '../rules.ts'
import { daysInWords } from '../words.ts'
import { type Seat, type Session, sessionForm } from './model.ts'
import { State } from './pieces.tsx'
import { SeatsForm } from './seats-form.tsx'

export type SessionShown = {
  readonly visit: Visit
  readonly now: Date
  readonly session: Session
  readonly seats: readonly Seat[]
  readonly days: readonly ClassDay[]
  readonly places: readonly Place[]
  readonly others: ReadonlyMap<string, { readonly id: string; readonly name: string }>
  /** Who has a seat and no mail address here. */
  readonly unreached: readonly string[]
  readonly notices: readonly NoticeLine[]
  readonly answers: { readonly confidence: ConfidenceShown; readonly feedback: FeedbackShown }
  readonly coaches: CoachesForForm
  readonly history: readonly HistoryLine[]
  readonly enrol: Refused
  readonly outcomes: Refused
}

export function SessionPage(shown: SessionShown): JSX.Element {
  const { visit, session, seats, places, others, notices } = shown
  const mayWrite = isOneOf(visit, access.write)
  return (
    <TeamPage
      visit={visit}
      title={`${session.course}, ${daysInWords(session)}`}
      trail={trail}
      saidMore={movedInWords(visit, session)}
      act={<Act visit={visit} to={`${pathOf(session)}/edit`} name="Edit session" may={access.write} second />}
    >
      <RecordPage history={shown.history}>
        <Facts facts={factsOfSession(visit, session)} />
        <ClassDays visit={visit} session={session} days={shown.days} />
        <section aria-labelledby="roster">
          <h2 id="roster">Roster</h2>
          {mayWrite ? <RosterToChange {...shown} /> : <Records list={rosterOf(session)} rows={seats} visit={visit} />}
        </section>
        <AnswersSection {...shown.answers} />
        {mayWrite && (session.isOpen || places.length > 0) && (
          <PlacesSection
            visit={visit}
            now={shown.now}
            session={session}
            days={shown.days}
            places={places}
            others={others}
            notices={notices}
          />
        )}
        {mayWrite && (!session.isCancelled || shown.enrol.problems.length > 0) && <Enrol {...shown} />}
        {mayWrite && <CancelSection visit={visit} session={session} />}
      </RecordPage>
    </TeamPage>
  )
}

const nobody = 'Nobody is enrolled yet.'
const pathOf = ({ id }: Session): string => `/training/sessions/${id}`

const factsOfSession = (visit: Visit, held: Session): readonly (readonly [string, ComponentChildren])[] => [
  ['State', <State key="state" held={held} today={visit.today} />],
  ['Days', daysInWords(held)],
  ...factsOf(
    sessionForm,
    typedOf(sessionForm, held),
    {},
    {
      courseId: null,
      startsOn: null,
      endsOn: null,
      capacity: `${held.capacity === null ? held.seats : `${held.seats} of ${held.capacity}`} taken`,
      organiserId: held.organiserId ? <a href={visit.to(`/partners/${held.organiserId}`)}>{held.organiser}</a> : '',
      costCents: null,
      isOpen: null,
      offerHours: null,
      lateDays: null,
    },
  ),
  ['Cost', costInWords(held)],
  ['Hours required', held.requiredHours],
  ...(held.isSample
    ? [
        [
          'Record',
          <span key="sample" class="tag">
            sample
          </span>,
        ] as const,
      ]
    : []),
]

function RosterToChange({ visit, session, seats, unreached, outcomes }: SessionShown): JSX.Element {
  const to = (path: string): string => visit.to(`${pathOf(session)}${path}`)
  return (
    <>
      {seats.length === 0 && <p class="empty">{nobody}</p>}
      {unreached.length > 0 && session.endsOn >= visit.today && (
        <p>No mail reaches {unreached.join(', ')}: no mail address is on the roster. Tell them yourself.</p>
      )}
      {session.minutes !== null && session.endsOn <= visit.today && session.waiting > 0 && (
        <form method="post" action={to('/outcomes-from-attendance')} class="acts">
          <button class="button second" type="submit">
            Record outcomes from attendance
          </button>
          <span class="help">
            {counted(session.requiredHours, 'hour')} or more are a completion, none a no-show. Who has some hours stays
            enrolled and may make classes up.
          </span>
        </form>
      )}
      {session.completed > 0 && (
        <form method="post" action={to('/certificates')} class="acts">
          <button class="button second" type="submit">
            Give certificates to all who completed
          </button>
        </form>
      )}
      {seats.length > 0 && (
        <SeatsForm visit={visit} session={session} seats={seats} form={outcomes} action={to('/outcomes')} />
      )}
    </>
  )
}

const rosterOf = (session: Session): List<Seat> => ({
  isTight: true,
  caption: `Roster of ${session.course}, ${daysInWords(session)}`,
  columns: [
    ['Coach', ({ coach }) => coach],
    ['Outcome', ({ outcome }) => outcome],
    ['On', ({ outcomeOn }) => outcomeOn && dayInWords(outcomeOn)],
    ['Hours', ({ hours }) => hours, 'number'],
  ],
  to: ({ id }) => `/training/enrolments/${id}`,
  empty: nobody,
})

function Enrol({ visit, session, enrol, coaches }: SessionShown): JSX.Element {
  const to = (path: string): string => visit.to(`${pathOf(session)}${path}`)
  const hasRoom = session.capacity === null || session.seats + session.offered < session.capacity
  return (
    <section aria-labelledby="enrol">
      <h2 id="enrol">Enroll a coach</h2>
      {hasRoom || enrol.problems.length > 0 ? (
        <Form form={enrol} action={to('/enrol')} save="Enroll coach">
          <CoachFields form={enrol} coaches={coaches} />
        </Form>
      ) : (
        <p>
          {session.capacity === 1 ? 'The only seat is' : `All ${session.capacity} seats are`} taken
          {session.offered > 0 && ' or held for somebody'}. <a href={to('/edit')}>Add seats</a> to enroll more.
        </p>
      )}
    </section>
  )
}

const CancelSection = ({ visit, session }: { visit: Visit; session: Session }): JSX.Element =>
  session.isCancelled ? (
    <section aria-labelledby="restore">
      <h2 id="restore">This session was canceled</h2>
      <p>It is in no number, and nobody can be enrolled.</p>
      <Press action={visit.to(`${pathOf(session)}/restore`)} name="Take the cancellation back" look="second" />
    </section>
  ) : (
    <section aria-labelledby="cancel">
      <h2 id="cancel">Cancel this session</h2>
      <p>
        It stays on record and can be taken back.{' '}
        {isAnythingMailed()
          ? 'Who signed up is told by mail; coaches you enrolled without a mail address are not.'
          : 'Who signed up is not told, since no mail server is set up: a letter for each of them is kept here, for you to hand over.'}
      </p>
      <Press action={visit.to(`${pathOf(session)}/cancel`)} name="Cancel session" look="danger" />
    </section>
  )

/** `$2,400.00, or $200.00 a seat`. */
function costInWords({ costCents, seats }: Session): string {
  if (costCents === null) return ''
  const whole = inDollars(costCents)
  return seats > 0 ? `${whole}, or ${inDollars(Math.round(costCents / seats))} a seat taken` : whole
}
