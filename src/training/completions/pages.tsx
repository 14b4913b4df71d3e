import type { ComponentChildren, JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import { Fields } from '../../platform/doors/fields.tsx'
import type { HistoryLine } from '../../platform/history.ts'
import { isOneOf, type Refused, type Visit } from '../../platform/http/route.ts'
import { Press } from '../../platform/ui/acts.tsx'
import { Form, GroupedChoice, TextField } from '../../platform/ui/form.tsx'
import { Facts, RecordPage } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { Certificate } from '../certificates/model.ts'
import { certificateSays } from '../certificates/rules.ts'
import type { Course } from '../courses/model.ts'
import { versionOn } from '../courses/rules.ts'
import { type CoachesForForm, CoachFields, sessionOption, trail } from '../fields.tsx'
import { access } from '../rules.ts'
import { outcomes, type Session } from '../sessions/model.ts'
import { sessionInWords } from '../words.ts'
import { completionForm, correctionForm, type Enrolment } from './model.ts'
import type { RemovedEnrolment } from './store.ts'

/** The tick that a short completion is counted all the same: only where there is something to confirm. */
const ShortTick = ({ of, form }: { of: typeof completionForm | typeof correctionForm; form: Refused }): JSX.Element => {
  const isAsked =
    form.typed.text('isShortConfirmed') === 'yes' || form.problems.some((problem) => problem.code === 'training.short')
  return <Fields of={of} form={form} only={isAsked ? ['isShortConfirmed'] : []} />
}

const Hours = ({ form, help }: { form: Refused; help: ComponentChildren }): JSX.Element => (
  <TextField form={form} name="hours" label="Hours attended" inputMode="decimal" width="short" help={help} optional />
)

type RecordShown = {
  readonly visit: Visit
  readonly form: Refused
  readonly coaches: CoachesForForm
  readonly courses: readonly Course[]
  readonly sessions: readonly Session[]
}

export function RecordCompletionPage({ visit, form, coaches, courses, sessions }: RecordShown): JSX.Element {
  return (
    <TeamPage visit={visit} title="Record completion" trail={trail}>
      <Form form={form} action={visit.to('/training/record')} save="Record completion" cancel={visit.to('/training')}>
        <CoachFields form={form} coaches={coaches} change={visit.to('/training/record')} />
        <GroupedChoice
          form={form}
          name="classTaken"
          label="Class"
          help={
            <>
              A session of ours, or a course they took elsewhere. A session that is not in the list is{' '}
              <a href={visit.to('/training/sessions/add')}>added first</a>.
            </>
          }
          none="Choose a class"
          groups={classGroups(courses, sessions)}
        />
        <Fields of={completionForm} form={form} only={['on']} />
        <Hours form={form} help={<>{hoursNeeded(courses, visit)} Leave it empty if nobody noted them.</>} />
        <ShortTick of={completionForm} form={form} />
      </Form>
    </TeamPage>
  )
}

function classGroups(
  courses: readonly Course[],
  sessions: readonly Session[],
): Parameters<typeof GroupedChoice>[0]['groups'] {
  const ofCourse = courses.map((course) => ({
    name: course.title,
    options: sessions
      .filter((held) => held.courseId === course.id)
      .map((held) => ({ value: `session:${held.id}`, name: sessionOption(held) })),
  }))
  return [
    ...ofCourse.filter((group) => group.options.length > 0),
    {
      name: 'Taken elsewhere',
      options: courses.map((course) => ({ value: `elsewhere:${course.id}`, name: `${course.title}, elsewhere` })),
    },
  ]
}

const hoursNeeded = (courses: readonly Course[], visit: Visit): string => {
  const [first] = courses
  return first ? `${first.title} requires ${versionOn(first, visit.today).requiredHours}.` : ''
}

/** What is corrected of a record; `Taken elsewhere` has no seat to be enrolled in. */
export const correctionFields = (
  form: Refused,
  { session, requiredHours }: Enrolment,
  certificate: Certificate | null,
): JSX.Element => (
  <>
    <Fields
      of={correctionForm}
      form={form}
      only={['outcome', 'on']}
      choices={{ outcome: outcomes.filter((outcome) => session || outcome !== 'enrolled') }}
    />
    <Hours form={form} help={`The course requires ${requiredHours}.`} />
    <ShortTick of={correctionForm} form={form} />
    <Fields of={correctionForm} form={form} only={isRevokingAsked(form, certificate) ? ['isRevoked', 'reason'] : []} />
  </>
)

/** Where a certificate was given, or somebody has chosen about one: another may have revoked it meanwhile. */
const isRevokingAsked = ({ typed }: Refused, certificate: Certificate | null): boolean =>
  certificate !== null || typed.text('isRevoked') === 'yes' || typed.text('reason') !== ''

type Shown = {
  readonly visit: Visit
  readonly history: readonly HistoryLine[]
  /** The form that corrects it; null for those who may only read. */
  readonly correct: JSX.Element | null
}

type EnrolmentShown = Shown & {
  readonly enrolment: Enrolment
  /** The one that was given for it and not revoked. */
  readonly certificate: Certificate | null
}

export function EnrolmentPage({ visit, enrolment, certificate, history, correct }: EnrolmentShown): JSX.Element {
  const { session } = enrolment
  return (
    <TeamPage
      visit={visit}
      title={`${enrolment.coach}: ${enrolment.course}`}
      trail={[
        ...trail,
        ...(session ? [{ name: sessionInWords(session), path: `/training/sessions/${session.id}` }] : []),
      ]}
    >
      <RecordPage history={history}>
        <Facts facts={factsOfEnrolment(visit, enrolment, certificate)} />
        {correct && (
          <>
            <section aria-labelledby="correct">
              <h2 id="correct">Correct this record</h2>
              {certificate && (
                <p>
                  {certificateSays(certificate)} A correction that says otherwise revokes it, with the reason, or is not
                  saved.
                </p>
              )}
              {correct}
            </section>
            <section aria-labelledby="remove">
              <h2 id="remove">Remove this record</h2>
              <p>
                For a record that should not be there at all. It leaves the roster and the numbers, and can be put back.
              </p>
              <Press
                action={visit.to(`/training/enrolments/${enrolment.id}/remove`)}
                name="Remove record"
                look="danger"
              />
            </section>
          </>
        )}
      </RecordPage>
    </TeamPage>
  )
}

function factsOfEnrolment(
  visit: Visit,
  one: Enrolment,
  certificate: Certificate | null,
): readonly (readonly [string, ComponentChildren])[] {
  const link = (path: string, name: string): JSX.Element => <a href={visit.to(path)}>{name}</a>
  const { session } = one
  return [
    ['Coach', link(`/coaches/${one.coachId}`, one.coach)],
    ['Class', session ? link(`/training/sessions/${session.id}`, sessionInWords(session)) : 'Taken elsewhere'],
    ['Outcome', one.outcome],
    ['On', one.outcomeOn ? dayInWords(one.outcomeOn) : ''],
    ['Hours attended', hoursInWords(one)],
    ...((certificate !== null || one.outcome === 'completed') && isOneOf(visit, access.write)
      ? [
          [
            'Certificate',
            link(`/training/enrolments/${one.id}/certificate`, certificate ? `Open ${certificate.number}` : 'Give one'),
          ] as const,
        ]
      : []),
    ...(one.importId ? [['Came by', link(`/training/imports/${one.importId}`, 'an import')] as const] : []),
  ]
}

const hoursInWords = ({ hours, requiredHours, isShortConfirmed }: Enrolment): string =>
  hours === null ? '' : `${hours} of ${requiredHours} required${isShortConfirmed ? ', counted anyway' : ''}`

export const RemovedPage = ({ visit, gone, history, correct }: Shown & { gone: RemovedEnrolment }): JSX.Element => (
  <TeamPage visit={visit} title={`${gone.coach}: ${gone.course}`} trail={trail}>
    <RecordPage history={history}>
      {correct}
      <p class="lead">This record was removed. It is in no roster and no number.</p>
      <Facts
        facts={[
          ['Coach', <a href={visit.to(`/coaches/${gone.coachId}`)}>{gone.coach}</a>],
          ['Outcome', gone.outcome],
          ['On', gone.outcomeOn ? dayInWords(gone.outcomeOn) : ''],
        ]}
      />
      {isOneOf(visit, access.write) && (
        <Press action={visit.to(`/training/enrolments/${gone.id}/put-back`)} name="Put it back" look="second" />
      )}
    </RecordPage>
  </TeamPage>
)
