import { markOf } from '../../core/mark.ts'
import { type Problem, withoutFields } from '../../core/result.ts'
import type { CountFacts } from '../../platform/counted.ts'
import type { Tx } from '../../platform/db/db.ts'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { typedFrom } from '../../platform/http/typed.ts'
import { formOver, fresh } from '../../platform/ui/form.tsx'
import { access } from '../rules.ts'
import { coach } from '../store.ts'
import { recordStep, removeEngagement, setEngagement, undoStep } from './actions.ts'
import { endEngagementForm, engagementForm, stepForm, undoForm } from './model.ts'
import { EngagementPage, type PathShown, StepPage } from './pages.tsx'
import { engagementsOf, recordedSteps, type TrainedOn } from './store.ts'

type Needs = {
  readonly counted: CountFacts
  readonly trainedOn: TrainedOn
  /** The page of the coach once more, with what a button could not do. */
  readonly coachPage: (visit: Visit, problems: readonly Problem[]) => Promise<Response>
}

/** The path of one coach: the next step, the last one taken back, and how they coach. */
export const pathRoutes = (needs: Needs): readonly TeamRoute[] => [
  { method: 'GET', path: '/coaches/:coachId/step', may: access.write, answer: (visit) => stepPage(visit, needs) },
  { method: 'POST', path: '/coaches/:coachId/step', may: access.write, answer: (visit) => saveStep(visit, needs) },
  { method: 'POST', path: '/coaches/:coachId/step/undo', may: access.write, answer: (visit) => takeBack(visit, needs) },
  { method: 'GET', path: '/coaches/:coachId/engagement', may: access.write, answer: (visit) => engagementPage(visit) },
  {
    method: 'POST',
    path: '/coaches/:coachId/engagement',
    may: access.write,
    answer: (visit) => saveEngagement(visit, needs),
  },
  {
    method: 'POST',
    path: '/coaches/:coachId/engagement/remove',
    may: access.write,
    answer: (visit) => endEngagement(visit, needs),
  },
]

/** What is known of a coach's path. */
export const pathShown = async (tx: Tx, coachId: string, trainedOn: TrainedOn): Promise<PathShown> => ({
  steps: await recordedSteps(tx, coachId),
  trainedOn: await trainedOn(tx, coachId),
  engagements: await engagementsOf(tx, coachId),
})

async function stepPage(visit: Visit, { trainedOn }: Needs, refused?: Refused): Promise<Response> {
  const id = visit.params.coachId ?? ''
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    coach: await coach(tx, id),
    shown: await pathShown(tx, id, trainedOn),
  }))
  if (!shown.coach) return notFound()
  const to = visit.url.searchParams.get('to') ?? ''
  const form = refused ?? fresh(typedFrom({ stage: to, on: visit.today }))
  return page(<StepPage visit={visit} coach={shown.coach} shown={shown.shown} form={form} />, refused ? 422 : 200)
}

async function saveStep(visit: Visit, needs: Needs): Promise<Response> {
  const id = visit.params.coachId ?? ''
  const typed = await visit.typed()
  if (!(await isThere(visit))) return notFound()
  const form = parseTyped(stepForm, typed, 'coaches.step-wrong')
  const saved = form.ok
    ? await recordStep(visit.db, visit.scope, id, form.value, { ...needs, today: visit.today })
    : form
  return saved.ok
    ? goTo(visit.to(`/coaches/${id}?said=recorded#path`))
    : stepPage(visit, needs, { typed, problems: saved.problems })
}

async function takeBack(visit: Visit, needs: Needs): Promise<Response> {
  const id = visit.params.coachId ?? ''
  const typed = await visit.typed()
  if (!(await isThere(visit))) return notFound()
  const form = parseTyped(undoForm, typed, 'coaches.step-wrong')
  const undone = form.ok ? await undoStep(visit.db, visit.scope, id, form.value.stepId, needs) : form
  return undone.ok
    ? goTo(visit.to(`/coaches/${id}?said=undone#path`))
    : needs.coachPage(visit, withoutFields(undone.problems))
}

async function engagementPage(visit: Visit, refused?: Refused): Promise<Response> {
  const id = visit.params.coachId ?? ''
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    coach: await coach(tx, id),
    known: await engagementsOf(tx, id),
  }))
  if (!shown.coach) return notFound()
  const on = refused?.typed.text('on') || visit.today
  const saved = typedFrom({ on, kind: shown.known.find((one) => one.fromOn === on)?.kind })
  const form = formOver(refused ? saved : typedFrom({ on }), markOf(shown.known), refused)
  return page(<EngagementPage visit={visit} coach={shown.coach} form={form} />, refused ? 422 : 200)
}

async function saveEngagement(visit: Visit, needs: Needs): Promise<Response> {
  const id = visit.params.coachId ?? ''
  const typed = await visit.typed()
  if (!(await isThere(visit))) return notFound()
  const form = parseTyped(engagementForm, typed, 'coaches.engagement-wrong')
  const saved = form.ok
    ? await setEngagement(
        visit.db,
        visit.scope,
        id,
        { ...form.value, opened: typed.text('version') },
        { ...needs, today: visit.today },
      )
    : form
  return saved.ok
    ? goTo(visit.to(`/coaches/${id}?said=recorded#path`))
    : engagementPage(visit, { typed, problems: saved.problems })
}

async function endEngagement(visit: Visit, needs: Needs): Promise<Response> {
  const id = visit.params.coachId ?? ''
  const typed = await visit.typed()
  if (!(await isThere(visit))) return notFound()
  const form = parseTyped(endEngagementForm, typed, 'coaches.engagement-wrong')
  const gone = form.ok ? await removeEngagement(visit.db, visit.scope, id, form.value.engagementId, needs) : form
  return gone.ok
    ? goTo(visit.to(`/coaches/${id}?said=removed#path`))
    : needs.coachPage(visit, withoutFields(gone.problems))
}

const isThere = async (visit: Visit): Promise<boolean> =>
  (await visit.db.read(visit.scope, (tx) => coach(tx, visit.params.coachId ?? ''))) !== null
