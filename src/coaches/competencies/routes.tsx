import { withoutFields } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { fresh } from '../../platform/ui/form.tsx'
import { access as coachAccess } from '../rules.ts'
import { coach } from '../store.ts'
import { addGoal, type CompetencyNeeds, finish, rate, serve, unserve } from './actions.ts'
import { doneForm, goalForm, ratingForm, servingForm } from './model.ts'
import { type Development, type DevelopmentForms, DevelopmentPage, NobodyHere, ServingPage } from './pages.tsx'
import { access } from './rules.ts'
import { goalsOf, ratingsOf, serving } from './store.ts'

type Answer = (visit: Visit, of: Of, needs: CompetencyNeeds) => Promise<Response>
/** Whose development it is, who looks at it, and where its page stands. */
type Of = { readonly coachId: string; readonly rater: 'self' | 'supervisor'; readonly path: string }

/** Competencies: of a coach for the coordinator, one's own, and which course serves which area. */
export const competencyRoutes = (needs: CompetencyNeeds): readonly TeamRoute[] => {
  const of = (answer: Answer) => (visit: Visit) => {
    const coachId = visit.params.coachId ?? ''
    return answer(visit, { coachId, rater: 'supervisor', path: `/coaches/${coachId}/competencies` }, needs)
  }
  const own = (answer: Answer) => async (visit: Visit) => {
    if (visit.coachId !== null)
      return answer(visit, { coachId: visit.coachId, rater: 'self', path: '/mine/competencies' }, needs)
    return page(<NobodyHere visit={visit} />, visit.request.method === 'POST' ? 422 : 200)
  }
  const [theirs, mine, all] = ['/coaches/:coachId/competencies', '/mine/competencies', '/coaches/competencies']
  const { read, write } = access
  const changeMine = coachAccess.changeMine
  return [
    { method: 'GET', path: all, may: read, answer: (visit) => servingPage(visit, needs) },
    { method: 'POST', path: all, may: write, answer: (visit) => saveServing(visit, needs) },
    { method: 'POST', path: `${all}/remove`, may: write, answer: (visit) => removeServing(visit, needs) },
    { method: 'GET', path: theirs, may: read, answer: of(show) },
    { method: 'POST', path: theirs, may: write, answer: of(saveRating) },
    { method: 'POST', path: `${theirs}/plan`, may: write, answer: of(saveGoal) },
    { method: 'POST', path: `${theirs}/done`, may: write, answer: of(markDone) },
    { method: 'GET', path: mine, may: coachAccess.mine, answer: own(show) },
    { method: 'POST', path: mine, may: changeMine, answer: own(saveRating) },
    { method: 'POST', path: `${mine}/plan`, may: changeMine, answer: own(saveGoal) },
    { method: 'POST', path: `${mine}/done`, may: changeMine, answer: own(markDone) },
  ]
}

const developmentOf = async (tx: Tx, coachId: string, { courses }: CompetencyNeeds): Promise<Development> => ({
  ratings: await ratingsOf(tx, coachId),
  goals: await goalsOf(tx, coachId),
  serving: await serving(tx),
  courses: await courses(tx),
})

const show: Answer = (visit, of, needs) => showWith(visit, of, needs)

async function showWith(
  visit: Visit,
  { coachId, rater, path }: Of,
  needs: CompetencyNeeds,
  forms: Partial<DevelopmentForms> = {},
): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    coach: await coach(tx, coachId),
    development: await developmentOf(tx, coachId, needs),
  }))
  if (!shown.coach) return notFound()
  const { name } = shown.coach
  const isOwn = rater === 'self'
  const filled = { rating: fresh(), goal: fresh(), done: fresh(), ...forms }
  const view = (
    <DevelopmentPage
      visit={visit}
      title={isOwn ? 'My development' : `Development of ${name}`}
      trail={
        isOwn
          ? [{ name: 'My page', path: '/mine' }]
          : [
              { name: 'Coaches', path: '/coaches' },
              { name, path: `/coaches/${coachId}` },
            ]
      }
      path={path}
      rater={rater}
      shown={shown.development}
      forms={filled}
    />
  )
  return page(view, Object.keys(forms).length > 0 ? 422 : 200)
}

const isThere = async (visit: Visit, coachId: string): Promise<boolean> =>
  (await visit.db.read(visit.scope, (tx) => coach(tx, coachId))) !== null

const saveRating: Answer = async (visit, of, needs) => {
  const typed = await visit.typed()
  if (!(await isThere(visit, of.coachId))) return notFound()
  const form = parseTyped(ratingForm, typed, 'competencies.rating-wrong')
  const saved = form.ok ? await rate(visit.db, visit.scope, form.value, { ...of, on: visit.today }) : form
  return saved.ok
    ? goTo(visit.to(`${of.path}?said=recorded`))
    : showWith(visit, of, needs, { rating: { typed, problems: saved.problems } })
}

const saveGoal: Answer = async (visit, of, needs) => {
  const typed = await visit.typed()
  if (!(await isThere(visit, of.coachId))) return notFound()
  const form = parseTyped(goalForm, typed, 'competencies.goal-wrong')
  const saved = form.ok ? await addGoal(visit.db, visit.scope, of.coachId, form.value, needs) : form
  return saved.ok
    ? goTo(visit.to(`${of.path}?said=added#plan`))
    : showWith(visit, of, needs, { goal: { typed, problems: saved.problems } })
}

const markDone: Answer = async (visit, of, needs) => {
  const typed = await visit.typed()
  if (!(await isThere(visit, of.coachId))) return notFound()
  const form = parseTyped(doneForm, typed, 'competencies.done-wrong')
  const saved = form.ok ? await finish(visit.db, visit.scope, of.coachId, form.value.goalId, visit.today) : form
  return saved.ok
    ? goTo(visit.to(`${of.path}?said=saved#plan`))
    : showWith(visit, of, needs, { done: { typed, problems: withoutFields(saved.problems) } })
}

async function servingPage(visit: Visit, { courses }: CompetencyNeeds, refused?: Refused): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    serving: await serving(tx),
    courses: await courses(tx),
  }))
  return page(<ServingPage visit={visit} {...shown} form={refused ?? fresh()} />, refused ? 422 : 200)
}

async function saveServing(visit: Visit, needs: CompetencyNeeds): Promise<Response> {
  const typed = await visit.typed()
  const form = parseTyped(servingForm, typed, 'competencies.course-wrong')
  const saved = form.ok ? await serve(visit.db, visit.scope, form.value, needs) : form
  return saved.ok
    ? goTo(visit.to('/coaches/competencies?said=added'))
    : servingPage(visit, needs, { typed, problems: saved.problems })
}

async function removeServing(visit: Visit, needs: CompetencyNeeds): Promise<Response> {
  const typed = await visit.typed()
  const form = parseTyped(servingForm, typed, 'competencies.course-wrong')
  const gone = form.ok ? await unserve(visit.db, visit.scope, form.value) : form
  return gone.ok
    ? goTo(visit.to('/coaches/competencies?said=removed'))
    : servingPage(visit, needs, { typed, problems: withoutFields(gone.problems) })
}
