import type { JSX } from 'preact'
import type { Visit } from '../../platform/http/route.ts'
import { Pager, RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { Course } from '../courses/model.ts'
import { TrainingTabs } from '../fields.tsx'
import { daysInWords, placeInWords } from '../words.ts'
import type { Session } from './model.ts'
import { mayWrite, State } from './pieces.tsx'
import type { SessionChoice } from './store.ts'

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
                <span key="days" class="nowrap">
                  {daysInWords(held)}
                </span>,
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

/** `5 of 12, 2 waiting`. */
const seatsInWords = (held: Session): string =>
  [
    held.capacity === null ? String(held.seats) : `${held.seats} of ${held.capacity}`,
    held.listed > 0 ? `${held.listed} waiting` : '',
  ]
    .filter(Boolean)
    .join(', ')
