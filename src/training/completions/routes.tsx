import { PeopleIndex } from '../../coaches/same/rules.ts'
import { isId } from '../../core/id.ts'
import type { Problem } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { historyOf } from '../../platform/history.ts'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { Typed, typedFrom } from '../../platform/http/typed.ts'
import { formOver, fresh } from '../../platform/ui/form.tsx'
import { courses } from '../courses/store.ts'
import type { CoachesForForm } from '../fields.tsx'
import type { TrainingNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { pastSessions } from '../sessions/store.ts'
import { correctEnrolment, putBack, recordCompletion, removeEnrolment } from './actions.ts'
import { completionForm, correctionForm } from './model.ts'
import { EnrolmentPage, RecordCompletionPage, RemovedPage } from './pages.tsx'
import { coachesLike, coachSuggestions, coachWithId, enrolment, removedEnrolment } from './store.ts'

/** Recording a completion, and the page of each record where it is corrected, removed and put back. */
export const completionRoutes = (needs: TrainingNeeds): readonly TeamRoute[] => [
  {
    method: 'GET',
    path: '/training/record',
    may: access.write,
    answer: (visit) => recordPage(visit, fresh(startOf(visit))),
  },
  { method: 'POST', path: '/training/record', may: access.write, answer: (visit) => record(visit, needs) },
  { method: 'GET', path: '/training/enrolments/:enrolmentId', may: access.read, answer: (visit) => show(visit) },
  {
    method: 'POST',
    path: '/training/enrolments/:enrolmentId',
    may: access.write,
    answer: (visit) => correct(visit, needs),
  },
  {
    method: 'POST',
    path: '/training/enrolments/:enrolmentId/remove',
    may: access.write,
    answer: (visit) => remove(visit, needs),
  },
  {
    method: 'POST',
    path: '/training/enrolments/:enrolmentId/put-back',
    may: access.write,
    answer: (visit) => bringBack(visit, needs),
  },
]

/** A link may say which coach or class it is about. */
const startOf = (visit: Visit): Typed =>
  new Typed(['coachId', 'classTaken'].map((name) => [name, visit.url.searchParams.get(name) ?? ''] as const))

async function recordPage(visit: Visit, form: Refused, status = 200): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    coaches: await coachesForForm(tx, form),
    courses: await courses(tx),
    sessions: await pastSessions(tx, visit.today),
  }))
  return page(<RecordCompletionPage visit={visit} form={form} {...shown} />, status)
}

/** What the coach fields show for what was typed so far. */
export async function coachesForForm(tx: Tx, { typed, problems }: Refused): Promise<CoachesForForm> {
  const isAmbiguous = problems.some((problem) => problem.field === 'coachId')
  const [id, name] = [typed.text('coachId'), typed.text('coachName')]
  const namesakes =
    isAmbiguous || id === 'new' ? new PeopleIndex(await coachesLike(tx, name)).like({ name, email: null }) : []
  const chosen = !isId(id) || isAmbiguous ? null : await coachWithId(tx, id)
  return { suggestions: chosen ? [] : await coachSuggestions(tx), chosen, namesakes }
}

async function record(visit: Visit, needs: TrainingNeeds): Promise<Response> {
  const typed = await visit.typed()
  const form = parseTyped(completionForm, typed, 'training.wrong')
  const recorded = form.ok
    ? await recordCompletion(visit.db, visit.scope, form.value, { needs, today: visit.today })
    : form
  return recorded.ok
    ? goTo(visit.to(`/coaches/${recorded.value.coachId}?said=recorded`))
    : recordPage(visit, { typed, problems: recorded.problems }, 422)
}

async function show(visit: Visit, form?: Refused, status = 200): Promise<Response> {
  const id = visit.params.enrolmentId ?? ''
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    enrolment: await enrolment(tx, id),
    gone: await removedEnrolment(tx, id),
    history: await historyOf(tx, [id]),
  }))
  const { enrolment: found, gone, history } = shown
  if (!found)
    return gone
      ? page(<RemovedPage visit={visit} id={id} gone={gone} history={history} form={form ?? fresh()} />, status)
      : notFound()
  const saved = typedFrom({
    outcome: found.outcome,
    on: found.outcomeOn,
    hours: found.hours,
    isShortConfirmed: found.isShortConfirmed,
  })
  const over = formOver(saved, found.version, form)
  return page(<EnrolmentPage visit={visit} enrolment={found} history={history} form={over} />, status)
}

async function correct(visit: Visit, needs: TrainingNeeds): Promise<Response> {
  const id = visit.params.enrolmentId ?? ''
  const typed = await visit.typed()
  if (!(await visit.db.read(visit.scope, (tx) => enrolment(tx, id)))) return notFound()
  const form = parseTyped(correctionForm, typed, 'training.wrong')
  const now = { needs, today: visit.today }
  const saved = form.ok
    ? await correctEnrolment(visit.db, visit.scope, { id, version: typed.version(), form: form.value }, now)
    : form
  return saved.ok
    ? goTo(visit.to(`/training/enrolments/${id}?said=saved`))
    : show(visit, { typed, problems: saved.problems }, 422)
}

const remove = async (visit: Visit, needs: TrainingNeeds): Promise<Response> =>
  onto(visit, await removeEnrolment(visit.db, visit.scope, visit.params.enrolmentId ?? '', needs), 'removed')

const bringBack = async (visit: Visit, needs: TrainingNeeds): Promise<Response> =>
  onto(visit, await putBack(visit.db, visit.scope, visit.params.enrolmentId ?? '', needs), 'undone')

type Done = { readonly ok: true } | { readonly ok: false; readonly problems: readonly Problem[] }
const onto = (visit: Visit, done: Done, said: string): Promise<Response> | Response =>
  done.ok
    ? goTo(visit.to(`/training/enrolments/${visit.params.enrolmentId}?said=${said}`))
    : show(visit, { typed: new Typed(), problems: done.problems }, 422)
