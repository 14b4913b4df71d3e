import { type Problem, withoutFields } from '../core/result.ts'
import type { Inviting } from '../platform/access/actions.ts'
import { keptInvitationLinks } from '../platform/access/store.ts'
import type { CountFacts } from '../platform/counted.ts'
import type { Tx } from '../platform/db/db.ts'
import { historyOf } from '../platform/history.ts'
import { badAddress, goTo, notFound, page } from '../platform/http/answer.tsx'
import type { OpenRoute } from '../platform/http/open-route.ts'
import { parseTyped } from '../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../platform/http/route.ts'
import { Typed, typedFrom } from '../platform/http/typed.ts'
import { formOver, fresh } from '../platform/ui/form.tsx'
import type { MineSection } from '../platform/ui/mine.ts'
import { addCoach, editCoach } from './actions.ts'
import { applyRoutes, type Programs } from './applications/public-routes.tsx'
import { applicationRoutes } from './applications/routes.tsx'
import { applicationOfCoach } from './applications/store.ts'
import { CoachPage, type CourseTaken } from './coach-page.tsx'
import { credentials } from './credentials/store.ts'
import { AddCoachPage, EditCoachPage } from './edit-pages.tsx'
import type { MergeNeeds } from './merging/needs.ts'
import { alikeTo, mergingRoutes } from './merging/routes.tsx'
import { mergedInto, mergesOf } from './merging/store.ts'
import { mineRoutes } from './mine/routes.tsx'
import { coachForm, phoneInWords } from './model.ts'
import { pathRoutes, pathShown } from './path/routes.tsx'
import { pathRecords } from './path/store.ts'
import { pipelineRoutes } from './pipeline/routes.tsx'
import { RosterPage } from './roster-page.tsx'
import { access, rosterChoice } from './rules.ts'
import { endSigningIn, inviteCoach } from './sign-in/actions.ts'
import { signingIn } from './sign-in/store.ts'
import { coach, inUse, roster, type TrainedQuery, trainedOn } from './store.ts'

/** What this room asks of the rooms to its right; the app supplies it. */
export type CoachNeeds = {
  readonly counted: CountFacts
  readonly trained: TrainedQuery
  /** The seats and courses of a coach, newest first. */
  readonly taken: (tx: Tx, coachId: string) => Promise<readonly CourseTaken[]>
  readonly inviting: (inviter: string) => Inviting
  readonly programs: Programs
  readonly merging: MergeNeeds
  /** The parts of a coach's own page, each from the room that knows. */
  readonly mine: readonly MineSection[]
}

export const coachesRoutes = (needs: CoachNeeds): readonly TeamRoute[] => [
  ...mineRoutes(needs),
  ...mergingRoutes(needs.merging),
  ...pipelineRoutes(needs.trained),
  ...applicationRoutes({
    counted: needs.counted,
    trainedOn: (tx, id) => trainedOn(tx, needs.trained, id),
    programs: needs.programs,
  }),
  ...pathRoutes({
    counted: needs.counted,
    trainedOn: (tx, id) => trainedOn(tx, needs.trained, id),
    coachPage: (visit, problems) => show(visit, needs, problems),
  }),
  { method: 'GET', path: '/coaches', may: access.read, answer: (visit) => list(visit, needs) },
  { method: 'GET', path: '/coaches/add', may: access.write, answer: (visit) => addPage(visit) },
  { method: 'POST', path: '/coaches/add', may: access.write, answer: add },
  { method: 'GET', path: '/coaches/:coachId', may: access.read, answer: (visit) => show(visit, needs) },
  { method: 'GET', path: '/coaches/:coachId/edit', may: access.write, answer: (visit) => editPage(visit) },
  { method: 'POST', path: '/coaches/:coachId/edit', may: access.write, answer: (visit) => save(visit, needs) },
  { method: 'POST', path: '/coaches/:coachId/sign-in', may: access.write, answer: (visit) => openPage(visit, needs) },
  {
    method: 'POST',
    path: '/coaches/:coachId/sign-in/end',
    may: access.write,
    answer: (visit) => closePage(visit, needs),
  },
]

/** What this room shows to anybody: the page of a program where people apply to coach. */
export const openCoachesRoutes = (needs: Pick<CoachNeeds, 'counted' | 'programs'>): readonly OpenRoute[] =>
  applyRoutes(needs)

async function list(visit: Visit, needs: CoachNeeds): Promise<Response> {
  const choice = rosterChoice(visit.url.searchParams)
  if (!choice) return badAddress()
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    found: await roster(tx, choice, needs.trained),
    inUse: await inUse(tx),
  }))
  return page(<RosterPage visit={visit} choice={choice} {...shown} />)
}

async function show(visit: Visit, needs: CoachNeeds, problems: readonly Problem[] = []): Promise<Response> {
  const id = visit.params.coachId ?? ''
  const shown = await visit.db.read(visit.scope, async (tx) => {
    const found = await coach(tx, id)
    if (!found) return null
    const taken = await needs.taken(tx, id)
    const mayWrite = access.write.some((role) => role === visit.role)
    return {
      coach: found,
      taken,
      path: await pathShown(tx, id, (_, one) => trainedOn(tx, needs.trained, one)),
      signing: await signingIn(tx, id),
      links: needs.inviting('').isMailed ? new Map<string, string>() : await keptInvitationLinks(tx),
      application: mayWrite ? await applicationOfCoach(tx, id) : null,
      credentials: mayWrite ? await credentials(tx, { coachId: id }) : [],
      same: mayWrite ? { merges: await mergesOf(tx, id), alike: await alikeTo(tx, found) } : null,
      // Why somebody left is for those who may write it.
      history: await historyOf(tx, [id, ...(mayWrite ? await pathRecords(tx, id) : [])]),
    }
  })
  if (!shown) return nowPartOf(visit, id)
  return page(<CoachPage visit={visit} {...shown} problems={problems} />, problems.length > 0 ? 422 : 200)
}

/** Who was merged into somebody is found with them. */
async function nowPartOf(visit: Visit, id: string): Promise<Response> {
  const kept = await visit.db.read(visit.scope, (tx) => mergedInto(tx, id))
  return kept === null ? notFound() : goTo(visit.to(`/coaches/${kept}`))
}

async function addPage(
  visit: Visit,
  form: Refused = fresh(new Typed([['language', 'English']])),
  status = 200,
): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    inUse: await inUse(tx),
    alike: form.problems.length > 0 ? await alikeTo(tx, typedAs(form)) : [],
  }))
  return page(<AddCoachPage visit={visit} form={form} {...shown} />, status)
}

const typedAs = ({ typed }: Refused) => ({ id: '', name: typed.text('name'), email: typed.text('email') })

async function add(visit: Visit): Promise<Response> {
  const typed = await visit.typed()
  const form = parseTyped(coachForm, typed, 'coaches.wrong')
  const added = form.ok ? await addCoach(visit.db, visit.scope, form.value) : form
  return added.ok
    ? goTo(visit.to(`/coaches/${added.value}?said=added`))
    : addPage(visit, { typed, problems: added.problems }, 422)
}

async function editPage(visit: Visit, form?: Refused, status = 200): Promise<Response> {
  const id = visit.params.coachId ?? ''
  const shown = await visit.db.read(visit.scope, async (tx) => ({ coach: await coach(tx, id), inUse: await inUse(tx) }))
  if (!shown.coach) return notFound()
  const saved = typedFrom({ ...shown.coach, phone: shown.coach.phone && phoneInWords(shown.coach.phone) })
  const over = formOver(saved, shown.coach.version, form)
  return page(<EditCoachPage visit={visit} coach={shown.coach} inUse={shown.inUse} form={over} />, status)
}

async function save(visit: Visit, needs: CoachNeeds): Promise<Response> {
  const id = visit.params.coachId ?? ''
  const typed = await visit.typed()
  if (!(await visit.db.read(visit.scope, (tx) => coach(tx, id)))) return notFound()
  const form = parseTyped(coachForm, typed, 'coaches.wrong')
  const saved = form.ok
    ? await editCoach(visit.db, visit.scope, {
        id,
        version: typed.version(),
        form: form.value,
        counted: needs.counted,
      })
    : form
  return saved.ok
    ? goTo(visit.to(`/coaches/${id}?said=saved`))
    : editPage(visit, { typed, problems: saved.problems }, 422)
}

async function openPage(visit: Visit, needs: CoachNeeds): Promise<Response> {
  const id = visit.params.coachId ?? ''
  if (!(await visit.db.read(visit.scope, (tx) => coach(tx, id)))) return notFound()
  const scope = { ...visit.scope, person: visit.actor.id }
  const around = needs.inviting(visit.actor.name)
  const opened = await inviteCoach(visit.db, scope, id, around)
  if (!opened.ok) return show(visit, needs, withoutFields(opened.problems))
  const said = opened.value === 'linked' ? 'saved' : around.isMailed ? 'sent' : 'unsent'
  return goTo(visit.to(`/coaches/${id}?said=${said}#sign-in`))
}

async function closePage(visit: Visit, needs: CoachNeeds): Promise<Response> {
  const id = visit.params.coachId ?? ''
  if (!(await visit.db.read(visit.scope, (tx) => coach(tx, id)))) return notFound()
  const ended = await endSigningIn(visit.db, visit.scope, id, needs.inviting(visit.actor.name).now)
  return ended.ok
    ? goTo(visit.to(`/coaches/${id}?said=ended#sign-in`))
    : show(visit, needs, withoutFields(ended.problems))
}
