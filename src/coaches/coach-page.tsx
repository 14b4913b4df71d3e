import type { JSX } from 'preact'
import { type Day, dayInWords } from '../core/day.ts'
import type { Problem } from '../core/result.ts'
import type { HistoryLine } from '../platform/history.ts'
import type { Visit } from '../platform/http/route.ts'
import { Typed } from '../platform/http/typed.ts'
import { Problems } from '../platform/ui/form.tsx'
import { Facts, RecordPage, RecordTable } from '../platform/ui/records.tsx'
import { TeamPage } from '../platform/ui/shell.tsx'
import type { Credential } from './credentials/model.ts'
import { CredentialsSection } from './credentials/pages.tsx'
import { SamePersonSection } from './merging/section.tsx'
import { type Coach, phoneInWords } from './model.ts'
import { PathSection, type PathShown } from './path/pages.tsx'
import { mayWrite, sample, trail } from './pieces.tsx'
import { SignInSection } from './sign-in/pages.tsx'
import type { SigningIn } from './sign-in/store.ts'

/** One course of a coach, as their page shows it. `href` is below the organisation. */
export type CourseTaken = {
  readonly key: string
  readonly href: string
  readonly course: string
  /** The session, or that it was taken elsewhere. */
  readonly where: string
  readonly outcome: string
  readonly outcomeOn: Day | null
  readonly hours: number | null
  /** It was taken back; it is in no number, and can be put back on its page. */
  readonly isRemoved: boolean
  /** An approved coach course that was passed. */
  readonly countsAsTrained: boolean
}

export function CoachPage({
  visit,
  coach,
  taken,
  path,
  signing,
  links,
  application,
  credentials,
  same,
  problems,
  history,
}: {
  visit: Visit
  coach: Coach
  taken: readonly CourseTaken[]
  path: PathShown
  signing: SigningIn
  /** The links of invitations that no mail server carried, by address. */
  links: ReadonlyMap<string, string>
  application: { readonly id: string } | null
  credentials: readonly Credential[]
  /** Who else they may be, and who was merged into them; null for who may not write. */
  same: Pick<Parameters<typeof SamePersonSection>[0], 'merges' | 'alike'> | null
  problems: readonly Problem[]
  history: readonly HistoryLine[]
}): JSX.Element {
  const { trainedOn } = path
  return (
    <TeamPage
      visit={visit}
      title={coach.name}
      trail={trail}
      act={
        mayWrite(visit) && (
          <a class="button" href={visit.to(`/training/record?coachId=${coach.id}`)}>
            Record completion
          </a>
        )
      }
    >
      <RecordPage history={history}>
        <Problems form={{ typed: new Typed(), problems }} />
        <p class="lead">
          {trainedOn
            ? `A trained recovery coach since ${dayInWords(trainedOn)}.`
            : 'Not yet a trained recovery coach: no approved coach course has been passed.'}
        </p>
        <Facts
          facts={[
            ['Mail address', coach.email ? <a href={`mailto:${coach.email}`}>{coach.email}</a> : ''],
            ['Phone', coach.phone ? <a href={`tel:${coach.phone}`}>{phoneInWords(coach.phone)}</a> : ''],
            ['Zone', coach.zone ?? ''],
            ['Language', coach.language],
            ...(application
              ? [
                  [
                    'Came by',
                    <a key="application" href={visit.to(`/coaches/applications/${application.id}`)}>
                      an application
                    </a>,
                  ] as const,
                ]
              : []),
            ...(coach.isSample ? [['Record', sample] as const] : []),
          ]}
        />
        {mayWrite(visit) && (
          <p class="acts">
            <a href={visit.to(`/coaches/${coach.id}/edit`)}>Edit {coach.name}</a>
          </p>
        )}
        <PathSection visit={visit} coach={coach} shown={path} mayWrite={mayWrite(visit)} />
        <section aria-labelledby="courses">
          <h2 id="courses">Courses</h2>
          <RecordTable
            isTight
            caption={`Courses of ${coach.name}`}
            columns={[
              { name: 'Course' },
              { name: 'Outcome' },
              { name: 'On' },
              { name: 'Hours', isNumber: true },
              { name: 'Where' },
            ]}
            rows={taken.map((course) => ({
              key: course.key,
              href: visit.to(course.href),
              cells: [
                course.course,
                course.isRemoved ? <span class="quiet">removed</span> : course.outcome,
                <span key="on" class="day">
                  {course.outcomeOn ? dayInWords(course.outcomeOn) : ''}
                </span>,
                course.hours ?? '',
                course.where,
              ],
            }))}
            empty="No course yet. Record a completion, or enrol this coach in a session."
          />
        </section>
        {mayWrite(visit) && <CredentialsSection visit={visit} coachId={coach.id} own={credentials} />}
        {same && <SamePersonSection visit={visit} coach={coach} {...same} />}
        {mayWrite(visit) && <SignInSection visit={visit} coach={coach} signing={signing} links={links} />}
      </RecordPage>
    </TeamPage>
  )
}
