import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import type { PartnerNamed } from '../../partners/facts.ts'
import type { HistoryLine } from '../../platform/history.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Choice, DayField, Form, Hidden, TextField, Tick } from '../../platform/ui/form.tsx'
import { Facts, Pager, RecordPage, RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { inWords } from '../../platform/ui/words.ts'
import type { ConfidenceShown, FeedbackShown } from '../answers/model.ts'
import { AnswersSection } from '../answers/pages.tsx'
import type { Course } from '../courses/model.ts'
import type { ClassDay } from '../days/model.ts'
import { ClassDays } from '../days/pages.tsx'
import { type CoachesForForm, CoachFields, TrainingTabs } from '../fields.tsx'
import type { NoticeLine } from '../notices/store.ts'
import type { Place } from '../places/model.ts'
import { PlacesSection } from '../places/pages.tsx'
import { access } from '../rules.ts'
import { daysInWords, placeInWords } from '../words.ts'
import type { Seat, Session } from './model.ts'
import { SeatsForm } from './seats-form.tsx'
import type { SessionChoice } from './store.ts'

const trail = [{ name: 'Training', path: '/training' }]
const mayWrite = (visit: Visit): boolean => access.write.some((role) => role === visit.role)

export function TrainingPage({
  visit,
  choice,
  found,
  courses,
  waiting,
}: {
  visit: Visit
  choice: SessionChoice
  found: { readonly rows: readonly Session[]; readonly hasMore: boolean }
  courses: readonly Course[]
  waiting: number
}): JSX.Element {
  const to = (view: string, courseId: string | null): string =>
    visit.to(
      `/training?${new URLSearchParams({ ...(view !== 'all' && { view }), ...(courseId && { course: courseId }) })}`.replace(
        /\?$/,
        '',
      ),
    )
  return (
    <TeamPage
      visit={visit}
      title="Training"
      act={
        mayWrite(visit) &&
        courses.length > 0 && (
          <a class="button" href={visit.to('/training/record')}>
            Record completion
          </a>
        )
      }
    >
      <TrainingTabs visit={visit} />
      {courses.length === 0 ? (
        <FirstCourse visit={visit} />
      ) : (
        <>
          {mayWrite(visit) && (
            <p class="acts">
              <a href={visit.to('/training/sessions/add')}>Add session</a>
              <a href={visit.to('/training/import')}>Import from a spreadsheet</a>
            </p>
          )}
          <div class="filter-rows">
            <nav class="filters" aria-label="Sessions">
              <span class="filters-name">Show</span>
              <a href={to('all', choice.courseId)} aria-current={choice.view === 'all' ? 'true' : undefined}>
                All sessions
              </a>
              <a href={to('upcoming', choice.courseId)} aria-current={choice.view === 'upcoming' ? 'true' : undefined}>
                Upcoming
              </a>
              <a href={to('waiting', choice.courseId)} aria-current={choice.view === 'waiting' ? 'true' : undefined}>
                Outcomes missing {waiting > 0 && waiting}
              </a>
            </nav>
            {courses.length > 1 && (
              <nav class="filters" aria-label="Course">
                <span class="filters-name">Course</span>
                <a href={to(choice.view, null)} aria-current={choice.courseId === null ? 'true' : undefined}>
                  All
                </a>
                {courses.map((course) => (
                  <a
                    key={course.id}
                    href={to(choice.view, course.id)}
                    aria-current={choice.courseId === course.id ? 'true' : undefined}
                  >
                    {course.title}
                  </a>
                ))}
              </nav>
            )}
          </div>
          <RecordTable
            isTight
            caption="Training sessions"
            columns={[
              { name: 'Course' },
              { name: 'Days' },
              { name: 'Place' },
              { name: 'Seats taken', isNumber: true },
              { name: 'Completed', isNumber: true },
              { name: 'State' },
            ]}
            rows={found.rows.map((held) => ({
              key: held.id,
              href: visit.to(`/training/sessions/${held.id}`),
              cells: [
                held.course,
                daysInWords(held),
                placeInWords(held),
                seatsInWords(held),
                held.completed,
                <State key="state" held={held} today={choice.today} />,
              ],
            }))}
            empty={
              {
                all: 'No session yet. Add the next one, or record a completion of a course that was taken elsewhere.',
                upcoming: 'No session is coming up.',
                waiting: 'Every past session has its outcomes. Nothing waits here.',
              }[choice.view]
            }
          />
          <Pager url={visit.url} page={choice.page} hasMore={found.hasMore} />
        </>
      )}
    </TeamPage>
  )
}

function FirstCourse({ visit }: { visit: Visit }): JSX.Element {
  if (!mayWrite(visit)) return <p class="empty">No course has been set up yet.</p>
  return (
    <section>
      <p class="lead">
        Training starts with a course. Most teams use the recovery coach academy, which requires 30 hours. Who completes
        it counts as a trained recovery coach.
      </p>
      <form method="post" action={visit.to('/training/courses/academy')} class="acts">
        <button class="button" type="submit">
          Start with the academy
        </button>
        <a href={visit.to('/training/courses/add')}>Add another course</a>
      </form>
    </section>
  )
}

const seatsInWords = (held: Session): string =>
  [
    held.capacity === null ? String(held.seats) : `${held.seats} of ${held.capacity}`,
    held.listed > 0 ? `${held.listed} waiting` : '',
  ]
    .filter(Boolean)
    .join(', ')

/** `$2,400.00, or $200.00 a seat`. */
function costInWords({ costCents, seats }: Session): string {
  if (costCents === null) return ''
  const whole = dollars(costCents)
  return seats > 0 ? `${whole}, or ${dollars(Math.round(costCents / seats))} a seat taken` : whole
}
const dollars = (cents: number): string =>
  `$${(cents / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`

function State({ held, today }: { held: Session; today: string }): JSX.Element {
  if (held.isCancelled) return <span class="state">cancelled</span>
  if (held.startsOn > today)
    return (
      <span class="state">
        {held.capacity !== null && held.seats + held.offered >= held.capacity ? 'full' : 'upcoming'}
      </span>
    )
  if (held.endsOn >= today) return <span class="state">under way</span>
  return held.waiting > 0 ? (
    <strong>{inWords.counted(held.waiting, 'outcome')} missing</strong>
  ) : (
    <span class="state">done</span>
  )
}

export function SessionPage({
  visit,
  session,
  seats,
  days,
  places,
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
        <ClassDays visit={visit} session={session} days={days} mayWrite={mayWrite(visit)} />
        <section aria-labelledby="roster">
          <h2 id="roster">Roster</h2>
          {seats.length === 0 && <p class="empty">Nobody is enrolled yet.</p>}
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
          <PlacesSection visit={visit} session={session} places={places} notices={notices} />
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

type SessionFormProps = { visit: Visit; form: Refused; courses: readonly Course[]; partners: readonly PartnerNamed[] }

export const AddSessionPage = (props: SessionFormProps): JSX.Element => (
  <TeamPage visit={props.visit} title="Add session" trail={trail}>
    <Form
      form={props.form}
      action={props.visit.to('/training/sessions/add')}
      save="Add session"
      cancel={props.visit.to('/training')}
    >
      <SessionFields {...props} />
    </Form>
  </TeamPage>
)

export function EditSessionPage({ session, ...props }: SessionFormProps & { session: Session }): JSX.Element {
  const { visit, form } = props
  const path = `/training/sessions/${session.id}`
  return (
    <TeamPage
      visit={visit}
      title="Edit session"
      trail={[...trail, { name: `${session.course}, ${daysInWords(session)}`, path }]}
    >
      {form.problems.some((problem) => problem.code === 'training.changed-meanwhile') && (
        <section aria-labelledby="saved-now">
          <h2 id="saved-now">What is saved now</h2>
          <Facts
            facts={[
              ['Course', session.course],
              ['Days', daysInWords(session)],
              ['Place', session.place],
              ['Link', session.link],
              ['Seats', session.capacity ?? ''],
              ['Instructor', session.instructor],
              ['Organiser', session.organiser ?? ''],
              ['Paid by', session.funder],
            ]}
          />
          <h2>What you typed</h2>
        </section>
      )}
      <Form form={form} action={visit.to(`${path}/edit`)} save="Save session" cancel={visit.to(path)}>
        <Hidden name="version" value={session.version} />
        <SessionFields {...props} />
      </Form>
    </TeamPage>
  )
}

function SessionFields({ form, courses, partners }: SessionFormProps): JSX.Element {
  return (
    <>
      <Choice
        form={form}
        name="courseId"
        label="Course"
        none={courses.length > 1 ? 'Choose a course' : undefined}
        options={courses.map((course) => ({ value: course.id, name: course.title }))}
      />
      <DayField form={form} name="startsOn" label="First day" />
      <DayField form={form} name="endsOn" label="Last day" help="Leave it empty for a session of one day." optional />
      <TextField
        form={form}
        name="place"
        label="Place"
        help="Such as Wilson County Public Library. Type a place, a link, or both."
        optional
      />
      <TextField form={form} name="link" label="Link" type="url" help="Where coaches join online." optional />
      <TextField
        form={form}
        name="capacity"
        label="Seats"
        inputMode="numeric"
        width="short"
        help="Leave it empty if there is no limit."
        optional
      />
      <TextField form={form} name="instructor" label="Instructor" optional />
      <Choice
        form={form}
        name="organiserId"
        label="Organiser"
        none="None"
        optional
        options={partners.map((partner) => ({ value: partner.id, name: partner.name }))}
      />
      <TextField form={form} name="funder" label="Paid by" help="Such as opioid settlement funds." optional />
      <TextField
        form={form}
        name="costCents"
        label="Cost in dollars"
        inputMode="decimal"
        width="short"
        help="All of it: fees, rooms, books. The cost of a seat and of a trained coach follows from it."
        optional
      />
      <Tick form={form} name="isOpen" label="Anybody may sign up on the public page" />
      <TextField
        form={form}
        name="offerHours"
        label="Hours that an offered seat is held"
        inputMode="numeric"
        width="short"
        help="48 if left empty. Then it goes to the next on the waiting list."
        optional
      />
      <TextField
        form={form}
        name="lateDays"
        label="Days before the start from which a withdrawal is late"
        inputMode="numeric"
        width="short"
        help="2 if left empty."
        optional
      />
    </>
  )
}
