import type { JSX } from 'preact'
import { type List, Records } from '../../platform/doors/list-door.tsx'
import type { Visit } from '../../platform/http/route.ts'
import { isOneOf } from '../../platform/http/route.ts'
import { Act } from '../../platform/ui/acts.tsx'
import { Filter } from '../../platform/ui/filter.tsx'
import { Pager } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { Course } from '../courses/model.ts'
import { trainingTabs } from '../fields.tsx'
import { access } from '../rules.ts'
import { daysInWords, placeInWords } from '../words.ts'
import type { Session } from './model.ts'
import { State } from './pieces.tsx'
import type { SessionChoice } from './store.ts'

export type SessionsShown = {
  readonly visit: Visit
  readonly choice: SessionChoice
  readonly found: { readonly rows: readonly Session[]; readonly hasMore: boolean }
  readonly courses: readonly Course[]
  readonly waiting: number
}

export function TrainingPage(shown: SessionsShown): JSX.Element {
  const { visit, choice, found, courses } = shown
  const hasCourses = courses.length > 0
  return (
    <TeamPage
      visit={visit}
      title="Training"
      tabs={trainingTabs}
      act={hasCourses && <Act visit={visit} to="/training/record" name="Record completion" may={access.write} />}
    >
      {hasCourses ? (
        <>
          {isOneOf(visit, access.write) && (
            <p class="acts">
              <a href={visit.to('/training/sessions/add')}>Schedule a class</a>
              <a href={visit.to('/training/import')}>Import from a spreadsheet</a>
            </p>
          )}
          <WhichSessions {...shown} />
          <Records list={sessionsOf(choice)} rows={found.rows} visit={visit} />
          <Pager url={visit.url} page={choice.page} hasMore={found.hasMore} />
        </>
      ) : (
        <FirstCourse visit={visit} />
      )}
    </TeamPage>
  )
}

const WhichSessions = ({ visit: { url }, choice, courses, waiting }: SessionsShown): JSX.Element => (
  <div class="filter-rows">
    <Filter
      url={url}
      label="Show"
      isNamed
      name="view"
      chosen={choice.view === 'all' ? null : choice.view}
      options={[
        [null, 'All sessions'],
        ['upcoming', 'Upcoming'],
        ['waiting', waiting > 0 ? `Outcomes missing ${waiting}` : 'Outcomes missing'],
      ]}
    />
    {courses.length > 1 && (
      <Filter
        url={url}
        label="Course"
        isNamed
        name="course"
        chosen={choice.courseId}
        options={[[null, 'All'], ...courses.map(({ id, title }) => [id, title] as const)]}
      />
    )}
  </div>
)

const sessionsOf = ({ view, today }: SessionChoice): List<Session> => ({
  isTight: true,
  caption: 'Training sessions',
  columns: [
    ['Course', ({ course }) => course],
    ['Days', (held) => <span class="nowrap">{daysInWords(held)}</span>],
    ['Place', placeInWords],
    ['Seats taken', seatsInWords, 'number'],
    ['Completed', ({ completed }) => completed, 'number'],
    ['State', (held) => <State held={held} today={today} />],
  ],
  to: ({ id }) => `/training/sessions/${id}`,
  empty: {
    all: 'No session yet. Add the next one, or record a completion of a course that was taken elsewhere.',
    upcoming: 'No session is coming up.',
    waiting: 'Every past session has its outcomes. Nothing waits here.',
  }[view],
})

function FirstCourse({ visit }: { visit: Visit }): JSX.Element {
  if (!isOneOf(visit, access.write)) return <p class="empty">No course has been set up yet.</p>
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

/** `5 of 12, 2 waiting`. */
const seatsInWords = (held: Session): string =>
  [
    held.capacity === null ? String(held.seats) : `${held.seats} of ${held.capacity}`,
    held.listed > 0 ? `${held.listed} waiting` : '',
  ]
    .filter(Boolean)
    .join(', ')
