import type { JSX } from 'preact'
import { dayInWords } from '../core/day.ts'
import { keptInvitationLinks } from '../platform/access/store.ts'
import type { Tx } from '../platform/db/db.ts'
import { type List, Records } from '../platform/doors/list-door.tsx'
import { historyOf } from '../platform/history.ts'
import { goTo, notFound, page } from '../platform/http/answer.tsx'
import { isOneOf, type TeamRoute, type Visit } from '../platform/http/route.ts'
import { Act } from '../platform/ui/acts.tsx'
import { Facts, RecordPage } from '../platform/ui/records.tsx'
import { TeamPage } from '../platform/ui/shell.tsx'
import { applicationOfCoach } from './applications/store.ts'
import { CredentialsSection } from './credentials/pages.tsx'
import { credentials } from './credentials/store.ts'
import { alikeTo } from './merging/routes.tsx'
import { SamePersonSection } from './merging/section.tsx'
import { mergedInto, mergesOf } from './merging/store.ts'
import { phoneInWords } from './model.ts'
import type { CoachNeeds, CourseTaken } from './needs.ts'
import { PathSection } from './path/pages.tsx'
import { pathShown } from './path/routes.tsx'
import { pathRecords } from './path/store.ts'
import { coachOf, sample, trail } from './pieces.tsx'
import { access } from './rules.ts'
import { SignInSection } from './sign-in/pages.tsx'
import { signingIn } from './sign-in/store.ts'
import { trainedOn } from './store.ts'

type Needs = Pick<CoachNeeds, 'trained' | 'taken' | 'inviting'>

/** The page of a coach. */
export const coachRoute = (needs: Needs): TeamRoute => ({
  method: 'GET',
  path: '/coaches/:coachId',
  may: access.read,
  async answer(visit) {
    const shown = await visit.db.read(visit.scope, (tx) => ofCoachShown(tx, visit, needs))
    return shown ? page(<CoachPage visit={visit} {...shown} />) : nowPartOf(visit)
  },
})

async function ofCoachShown(tx: Tx, visit: Visit, needs: Needs) {
  const coach = await coachOf(tx, visit)
  if (!coach) return null
  const { id } = coach
  const mayWrite = isOneOf(visit, access.write)
  return {
    coach,
    taken: await needs.taken(tx, id),
    path: await pathShown(tx, id, (_, one) => trainedOn(tx, needs.trained, one)),
    signing: await signingIn(tx, id),
    links: needs.inviting('').isMailed ? new Map<string, string>() : await keptInvitationLinks(tx),
    application: mayWrite ? await applicationOfCoach(tx, id) : null,
    own: mayWrite ? await credentials(tx, { coachId: id }) : [],
    same: mayWrite ? { merges: await mergesOf(tx, id), alike: await alikeTo(tx, coach) } : null,
    // Why somebody left is for those who may write it.
    history: await historyOf(tx, [id, ...(mayWrite ? await pathRecords(tx, id) : [])]),
  }
}

/** Who was merged into somebody is found with them. */
async function nowPartOf(visit: Visit): Promise<Response> {
  const kept = await visit.db.read(visit.scope, (tx) => mergedInto(tx, visit.params.coachId ?? ''))
  return kept === null ? notFound() : goTo(visit.to(`/coaches/${kept}`))
}

type Shown = NonNullable<Awaited<ReturnType<typeof ofCoachShown>>> & { readonly visit: Visit }

function CoachPage({ visit, coach, same, history, ...shown }: Shown): JSX.Element {
  const { taken, path, signing, links, application, own } = shown
  const mayWrite = isOneOf(visit, access.write)
  const toRecord = `/training/record?coachId=${coach.id}`
  return (
    <TeamPage
      visit={visit}
      title={coach.name}
      trail={trail}
      act={<Act visit={visit} to={toRecord} name="Record completion" may={access.write} />}
    >
      <RecordPage history={history}>
        <p class="lead">
          {path.trainedOn
            ? `A trained recovery coach since ${dayInWords(path.trainedOn)}.`
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
        {mayWrite && (
          <p class="acts">
            <a href={visit.to(`/coaches/${coach.id}/edit`)}>Edit {coach.name}</a>
          </p>
        )}
        <PathSection visit={visit} coach={coach} shown={path} />
        <section aria-labelledby="courses">
          <h2 id="courses">Courses</h2>
          <Records list={coursesOf(coach.name)} rows={taken.map((one) => ({ ...one, id: one.key }))} visit={visit} />
        </section>
        {mayWrite && <CredentialsSection visit={visit} coachId={coach.id} own={own} />}
        {same && <SamePersonSection visit={visit} coach={coach} {...same} />}
        {mayWrite && <SignInSection visit={visit} coach={coach} signing={signing} links={links} />}
      </RecordPage>
    </TeamPage>
  )
}

const coursesOf = (name: string): List<CourseTaken & { readonly id: string }> => ({
  isTight: true,
  caption: `Courses of ${name}`,
  columns: [
    ['Course', ({ course }) => course],
    ['Outcome', ({ isRemoved, outcome }) => (isRemoved ? <span class="quiet">removed</span> : outcome)],
    ['On', ({ outcomeOn }) => <span class="day">{outcomeOn ? dayInWords(outcomeOn) : ''}</span>],
    ['Hours', ({ hours }) => hours ?? '', 'number'],
    ['Where', ({ where }) => where],
  ],
  to: ({ href }) => href,
  empty: 'No course yet. Record a completion, or enroll this coach in a session.',
})
