import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { Typed, typedFrom } from '../../platform/http/typed.ts'
import { type Told, toldInAddress } from '../../platform/told.ts'
import { formOver, fresh } from '../../platform/ui/form.tsx'
import type { TrainingNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { session } from '../sessions/store.ts'
import { addClassDays, editClassDay, removeClassDay } from './actions.ts'
import { classDayForm, classDaysForm } from './model.ts'
import { AddClassDaysPage, EditClassDayPage } from './pages.tsx'
import { classDay } from './store.ts'

/** The classes of a session: adding a series, changing one, taking one away. */
export const classDayRoutes = (needs: TrainingNeeds): readonly TeamRoute[] => [
  {
    method: 'GET',
    path: '/training/sessions/:sessionId/classes/add',
    may: access.write,
    answer: (visit) =>
      addPage(
        visit,
        fresh(
          new Typed([
            ['times', '1'],
            ['every', 'weekday'],
          ]),
        ),
      ),
  },
  {
    method: 'POST',
    path: '/training/sessions/:sessionId/classes/add',
    may: access.write,
    answer: (visit) => add(visit, needs),
  },
  { method: 'GET', path: '/training/classes/:classId/edit', may: access.write, answer: (visit) => editPage(visit) },
  { method: 'POST', path: '/training/classes/:classId/edit', may: access.write, answer: (visit) => save(visit, needs) },
  {
    method: 'POST',
    path: '/training/classes/:classId/remove',
    may: access.write,
    answer: (visit) => remove(visit, needs),
  },
]

const idOf = (visit: Visit): string => visit.params.classId ?? ''
const toSession = (visit: Visit, id: string, said: string, told: Told): Response =>
  goTo(visit.to(`/training/sessions/${id}?said=${said}${toldInAddress(told)}`))

async function addPage(visit: Visit, form: Refused, status = 200): Promise<Response> {
  const held = await visit.db.read(visit.scope, (tx) => session(tx, visit.params.sessionId ?? ''))
  return held ? page(<AddClassDaysPage visit={visit} session={held} form={form} />, status) : notFound()
}

async function add(visit: Visit, needs: TrainingNeeds): Promise<Response> {
  const typed = await visit.typed()
  const sessionId = visit.params.sessionId ?? ''
  const form = parseTyped(classDaysForm, typed, 'training.wrong')
  const added = form.ok ? await addClassDays(visit.db, visit.scope, { sessionId, form: form.value, needs }) : form
  return added.ok
    ? toSession(visit, sessionId, 'added', added.value)
    : addPage(visit, { typed, problems: added.problems }, 422)
}

async function editPage(visit: Visit, form?: Refused, status = 200): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => {
    const day = await classDay(tx, idOf(visit))
    return { day, held: day && (await session(tx, day.sessionId)) }
  })
  if (!shown.day || !shown.held) return notFound()
  const { heldOn, startsAt, endsAt, place, link, version } = shown.day
  const over = formOver(typedFrom({ heldOn, startsAt, endsAt, place, link }), version, form)
  return page(<EditClassDayPage visit={visit} session={shown.held} day={shown.day} form={over} />, status)
}

async function save(visit: Visit, needs: TrainingNeeds): Promise<Response> {
  const typed = await visit.typed()
  const form = parseTyped(classDayForm, typed, 'training.wrong')
  const version = typed.version()
  const saved = form.ok
    ? await editClassDay(visit.db, visit.scope, { id: idOf(visit), version, form: form.value, needs })
    : form
  return saved.ok
    ? goTo(visit.to(`/training/classes/${idOf(visit)}?said=saved${toldInAddress(saved.value)}`))
    : editPage(visit, { typed, problems: saved.problems }, 422)
}

async function remove(visit: Visit, needs: TrainingNeeds): Promise<Response> {
  const removed = await removeClassDay(visit.db, visit.scope, idOf(visit), needs)
  return removed.ok
    ? toSession(visit, removed.value.sessionId, 'removed', removed.value)
    : editPage(visit, { typed: new Typed(), problems: removed.problems }, 422)
}
