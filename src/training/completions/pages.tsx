import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import type { HistoryLine } from '../../platform/history.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Choice, DayField, Form, GroupedChoice, Problems, TextField, Tick } from '../../platform/ui/form.tsx'
import { Facts, RecordPage } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { Course } from '../courses/model.ts'
import { versionOn } from '../courses/rules.ts'
import { type CoachesForForm, CoachFields, sessionOption } from '../fields.tsx'
import { access } from '../rules.ts'
import { outcomes, type Session } from '../sessions/model.ts'
import { sessionInWords } from '../words.ts'
import type { Enrolment } from './model.ts'
import type { RemovedEnrolment } from './store.ts'

const trail = [{ name: 'Training', path: '/training' }]
const mayWrite = (visit: Visit): boolean => access.write.some((role) => role === visit.role)
const hasShort = (form: Refused): boolean =>
  form.typed.text('isShortConfirmed') === 'yes' || form.problems.some((problem) => problem.code === 'training.short')

export function RecordCompletionPage({
  visit,
  form,
  coaches,
  courses,
  sessions,
}: {
  visit: Visit
  form: Refused
  coaches: CoachesForForm
  courses: readonly Course[]
  sessions: readonly Session[]
}): JSX.Element {
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
        <DayField
          form={form}
          name="on"
          label="Completed on"
          help="The day it counts. Leave it empty for the last day of the session."
          optional
        />
        <TextField
          form={form}
          name="hours"
          label="Hours attended"
          inputMode="decimal"
          width="short"
          help={<>{hoursNeeded(courses, visit)} Leave it empty if nobody noted them.</>}
          optional
        />
        {hasShort(form) && (
          <Tick form={form} name="isShortConfirmed" label="Count it anyway, with fewer hours than required" />
        )}
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

export function EnrolmentPage({
  visit,
  enrolment,
  history,
  form,
}: {
  visit: Visit
  enrolment: Enrolment
  history: readonly HistoryLine[]
  form: Refused
}): JSX.Element {
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
        <Facts
          facts={[
            [
              'Coach',
              <a key="coach" href={visit.to(`/coaches/${enrolment.coachId}`)}>
                {enrolment.coach}
              </a>,
            ],
            [
              'Class',
              session ? (
                <a key="session" href={visit.to(`/training/sessions/${session.id}`)}>
                  {sessionInWords(session)}
                </a>
              ) : (
                'Taken elsewhere'
              ),
            ],
            ['Outcome', enrolment.outcome],
            ['On', enrolment.outcomeOn ? dayInWords(enrolment.outcomeOn) : ''],
            ['Hours attended', hoursInWords(enrolment)],
            ...(enrolment.outcome === 'completed' && mayWrite(visit)
              ? [
                  [
                    'Certificate',
                    <a key="certificate" href={visit.to(`/training/enrolments/${enrolment.id}/certificate`)}>
                      Open or give one
                    </a>,
                  ] as const,
                ]
              : []),
            ...(enrolment.importId
              ? [
                  [
                    'Came by',
                    <a key="import" href={visit.to(`/training/imports/${enrolment.importId}`)}>
                      an import
                    </a>,
                  ] as const,
                ]
              : []),
          ]}
        />
        {mayWrite(visit) && (
          <>
            <section aria-labelledby="correct">
              <h2 id="correct">Correct this record</h2>
              <Form form={form} action={visit.to(`/training/enrolments/${enrolment.id}`)} save="Save correction">
                <Choice
                  form={form}
                  name="outcome"
                  label="Outcome"
                  options={outcomes
                    .filter((outcome) => session || outcome !== 'enrolled')
                    .map((outcome) => ({ value: outcome, name: outcome }))}
                />
                <DayField form={form} name="on" label="On" help="The day it happened." optional />
                <TextField
                  form={form}
                  name="hours"
                  label="Hours attended"
                  inputMode="decimal"
                  width="short"
                  help={`The course requires ${enrolment.requiredHours}.`}
                  optional
                />
                {hasShort(form) && (
                  <Tick form={form} name="isShortConfirmed" label="Count it anyway, with fewer hours than required" />
                )}
              </Form>
            </section>
            <section aria-labelledby="remove">
              <h2 id="remove">Remove this record</h2>
              <p>
                For a record that should not be there at all. It leaves the roster and the numbers, and can be put back.
              </p>
              <form method="post" action={visit.to(`/training/enrolments/${enrolment.id}/remove`)}>
                <button class="button danger" type="submit">
                  Remove record
                </button>
              </form>
            </section>
          </>
        )}
      </RecordPage>
    </TeamPage>
  )
}

const hoursInWords = ({ hours, requiredHours, isShortConfirmed }: Enrolment): string =>
  hours === null ? '' : `${hours} of ${requiredHours} required${isShortConfirmed ? ', counted anyway' : ''}`

export function RemovedPage({
  visit,
  id,
  gone,
  history,
  form,
}: {
  visit: Visit
  id: string
  gone: RemovedEnrolment
  history: readonly HistoryLine[]
  form: Refused
}): JSX.Element {
  return (
    <TeamPage visit={visit} title={`${gone.coach}: ${gone.course}`} trail={trail}>
      <RecordPage history={history}>
        <Problems form={form} />
        <p class="lead">This record was removed. It is in no roster and no number.</p>
        <Facts
          facts={[
            [
              'Coach',
              <a key="coach" href={visit.to(`/coaches/${gone.coachId}`)}>
                {gone.coach}
              </a>,
            ],
            ['Outcome', gone.outcome],
            ['On', gone.outcomeOn ? dayInWords(gone.outcomeOn) : ''],
          ]}
        />
        {mayWrite(visit) && (
          <form method="post" action={visit.to(`/training/enrolments/${id}/put-back`)}>
            <button class="button second" type="submit">
              Put it back
            </button>
          </form>
        )}
      </RecordPage>
    </TeamPage>
  )
}
