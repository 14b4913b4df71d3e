import type { ComponentChildren, JSX } from 'preact'
import { dayInWords } from '../core/day.ts'
import { type List, Records } from '../platform/doors/list-door.tsx'
import { goTo, notFound, page } from '../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../platform/http/route.ts'
import { Acts } from '../platform/ui/acts.tsx'
import { Facts, RecordPage } from '../platform/ui/records.tsx'
import { TeamPage } from '../platform/ui/shell.tsx'
import type { CourseTaken } from './beside/model.ts'
import { BesideSection, isWithTeam } from './beside/section.tsx'
import { type CoachShown, coachShown, type OfCoachNeeds } from './coach-shown.ts'
import { CredentialsSection } from './credentials/pages.tsx'
import { SamePersonSection } from './merging/section.tsx'
import { mergedInto } from './merging/store.ts'
import { NextAct } from './next/section.tsx'
import { OnboardingSection } from './onboarding/section.tsx'
import { PathSection, standingInWords } from './path/pages.tsx'
import { PhoneLink, sample, trail } from './pieces.tsx'
import { access } from './rules.ts'
import { SignInSection } from './sign-in/pages.tsx'

/** The page of a coach: who this is, the next act with them, and all that is on record. */
export const coachRoute = (needs: OfCoachNeeds): TeamRoute => ({
  method: 'GET',
  path: '/coaches/:coachId',
  may: access.read,
  async answer(visit) {
    const shown = await visit.db.read(visit.scope, (tx) => coachShown(tx, visit, needs))
    return shown ? page(<CoachPage visit={visit} shown={shown} />) : nowPartOf(visit)
  },
})

/** Who was merged into somebody is found with them. */
async function nowPartOf(visit: Visit): Promise<Response> {
  const kept = await visit.db.read(visit.scope, (tx) => mergedInto(tx, visit.params.coachId ?? ''))
  return kept === null ? notFound() : goTo(visit.to(`/coaches/${kept}`))
}

function CoachPage({ visit, shown }: { visit: Visit; shown: CoachShown }): JSX.Element {
  const { coach, taken, path, standing, shifts, forWriters, history } = shown
  const stage = standing?.stage ?? null
  return (
    <TeamPage visit={visit} title={coach.name} trail={trail}>
      <RecordPage history={history}>
        <p class="lead">{inWords(shown)}</p>
        <p class="reached">
          {coach.phone ? <PhoneLink phone={coach.phone} /> : <span class="quiet">No phone number</span>}
          {shifts.next[0] && (
            <span>
              Next shift: <a href={visit.to(shifts.next[0].href)}>{shifts.next[0].words}</a>
            </span>
          )}
        </p>
        {forWriters && <NextAct visit={visit} next={forWriters.next} />}
        <Facts facts={factsOf(visit, shown)} />
        {forWriters && (
          <p class="acts">
            <a href={visit.to(`/coaches/${coach.id}/edit`)}>Edit {coach.name}</a>
          </p>
        )}
        {forWriters && <OnboardingSection visit={visit} onboarding={forWriters.onboarding} stage={stage} />}
        {isWithTeam(stage) && <BesideSection visit={visit} shown={shown} />}
        <PathSection visit={visit} coach={coach} shown={path} />
        <section aria-labelledby="courses">
          <h2 id="courses">Courses</h2>
          <Records list={coursesOf(coach.name)} rows={taken.map((one) => ({ ...one, id: one.key }))} visit={visit} />
          <Acts
            visit={visit}
            may={access.write}
            acts={[
              ['Put in a class', `/coaches/${coach.id}/classes`],
              ['Record completion', `/training/record?coachId=${coach.id}`],
            ]}
          />
        </section>
        {forWriters && (
          <>
            <CredentialsSection visit={visit} coachId={coach.id} own={forWriters.own} />
            <SamePersonSection visit={visit} coach={coach} {...forWriters.same} />
            <SignInSection visit={visit} coach={coach} signing={forWriters.signing} links={forWriters.links} />
          </>
        )}
      </RecordPage>
    </TeamPage>
  )
}

/** Where they stand and since when; that they are trained is said once. */
function inWords({ path, standing }: CoachShown): string {
  const { trainedOn } = path
  const trained = trainedOn
    ? `A trained recovery coach since ${dayInWords(trainedOn)}.`
    : 'Not yet a trained recovery coach: no approved coach course has been passed.'
  return standing?.stage === 'trained' ? trained : `${standingInWords(path)} ${trained}`
}

const factsOf = (
  visit: Visit,
  { coach, forWriters }: CoachShown,
): readonly (readonly [string, ComponentChildren])[] => [
  ['Mail address', coach.email ? <a href={`mailto:${coach.email}`}>{coach.email}</a> : ''],
  ['Zone', coach.zone ?? ''],
  ['Language', coach.language],
  ...(forWriters?.application
    ? [
        [
          'Came by',
          <a key="application" href={visit.to(`/coaches/applications/${forWriters.application.id}`)}>
            an application
          </a>,
        ] as const,
      ]
    : []),
  ...(coach.isSample ? [['Record', sample] as const] : []),
]

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
  empty: 'No course yet.',
})
