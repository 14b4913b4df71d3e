import type { Day } from '../core/day.ts'
import { together } from '../core/together.ts'
import { keptInvitationLinks } from '../platform/access/store.ts'
import type { Tx } from '../platform/db/db.ts'
import { type HistoryLine, historyOf } from '../platform/history.ts'
import { isOneOf, type Visit } from '../platform/http/route.ts'
import { applicationOfCoach } from './applications/store.ts'
import type { CourseTaken, ShiftsInShort, SupportInShort } from './beside/model.ts'
import { credentials, kinds } from './credentials/store.ts'
import { alikeTo } from './merging/routes.tsx'
import { mergesOf } from './merging/store.ts'
import type { Coach } from './model.ts'
import type { CoachNeeds } from './needs.ts'
import { nextAct, nextCoachClass, seatOf, waitsForClass } from './next/rules.ts'
import { onboardingOf } from './onboarding/rules.ts'
import type { Standing } from './path/model.ts'
import type { PathShown } from './path/pages.tsx'
import { pathShown } from './path/routes.tsx'
import { standingOf } from './path/rules.ts'
import { pathRecords } from './path/store.ts'
import { coachOf } from './pieces.tsx'
import { access } from './rules.ts'
import { signingIn } from './sign-in/store.ts'

export type OfCoachNeeds = Pick<CoachNeeds, 'taken' | 'inviting' | 'classesAhead' | 'support' | 'shifts'>

/** All that the page of a coach shows: what does not wait for an answer is asked at once. Null for nobody. */
export async function coachShown(tx: Tx, visit: Visit, needs: OfCoachNeeds) {
  const id = visit.params.coachId ?? ''
  const mayWrite = isOneOf(visit, access.write)
  const [asked, courses] = [coachOf(tx, visit), needs.taken(tx, id)]
  const [coach, taken, path, support, shifts, read, history] = await together(
    asked,
    courses,
    pathShown(tx, id, async () => trainedBy(await courses)),
    needs.support(tx, id),
    needs.shifts(tx, id, { today: visit.today, zone: visit.organisation.timeZone }),
    mayWrite ? readByWriters(tx, id, asked, needs) : nothing,
    historyShown(tx, id, mayWrite),
  )
  if (!coach) return null
  const standing = standingOf(path.steps, path.trainedOn)
  const supervisionDueOn = support.dueOn(standing && atWork.includes(standing.stage) ? standing.since : null)
  const known = { coach, taken, path, standing, support, supervisionDueOn, shifts, history }
  return { ...known, forWriters: read && { ...read, ...(await whatIsNext(tx, visit, { ...known, ...read }, needs)) } }
}
const nothing = Promise.resolve(null)
const atWork: readonly Standing[] = ['active', 'reactivated']

/** The day of the first approved coach course that was passed. */
const trainedBy = (taken: readonly CourseTaken[]): Day | null =>
  taken.flatMap(({ countsAsTrained, outcomeOn }) => (countsAsTrained && outcomeOn ? [outcomeOn] : [])).sort()[0] ?? null
export type CoachShown = NonNullable<Awaited<ReturnType<typeof coachShown>>>

/** What is for those alone who may write: papers, how somebody applied, how they sign in, and who may be the same person. */
async function readByWriters(tx: Tx, id: string, asked: Promise<Coach | null>, { inviting }: OfCoachNeeds) {
  const [application, own, all, signing, links, merges, alike] = await together(
    applicationOfCoach(tx, id),
    credentials(tx, { coachId: id }),
    kinds(tx),
    signingIn(tx, id),
    inviting('').isMailed ? noLinks : keptInvitationLinks(tx),
    mergesOf(tx, id),
    asked.then((coach) => (coach ? alikeTo(tx, coach) : [])),
  )
  return { application, own, kinds: all, signing, links, same: { merges, alike } }
}
const noLinks = Promise.resolve(new Map<string, string>())

/** Why somebody left is for those who may write it. */
const historyShown = async (tx: Tx, id: string, mayWrite: boolean): Promise<readonly HistoryLine[]> =>
  historyOf(tx, [id, ...(mayWrite ? await pathRecords(tx, id) : [])])

type Known = {
  readonly coach: Coach
  readonly taken: readonly CourseTaken[]
  readonly path: PathShown
  readonly standing: ReturnType<typeof standingOf>
  readonly support: SupportInShort
  readonly supervisionDueOn: Day | null
  readonly shifts: ShiftsInShort
} & NonNullable<Awaited<ReturnType<typeof readByWriters>>>

async function whatIsNext(tx: Tx, { today }: Visit, known: Known, { classesAhead }: OfCoachNeeds) {
  const { coach, taken, path, standing, support, shifts, own, signing } = known
  const stage = standing?.stage ?? null
  const [coachId, seat] = [coach.id, seatOf(taken)]
  const required = known.kinds.filter(({ requiredFrom }) => requiredFrom !== null && requiredFrom <= today)
  const onboarding = onboardingOf({
    ...path,
    coachId,
    stage,
    own,
    required,
    support,
    shifts,
    ownPage: signing.member ? 'signs in' : signing.invited ? 'invited' : 'none',
    hasMailAddress: coach.email !== null,
  })
  const next = nextAct({
    coachId,
    today,
    standing,
    seat,
    own,
    required,
    onboarding,
    ahead: waitsForClass(stage, seat) ? nextCoachClass(await classesAhead(tx, today)) : null,
    application: known.application?.isOpen ? known.application : null,
    supervisionDueOn: known.supervisionDueOn,
    hasWorked: shifts.firstOn !== null,
  })
  return { next, onboarding }
}
