import { historyOf } from '../../platform/history.ts'
import { badAddress, goTo, notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { typedFrom } from '../../platform/http/typed.ts'
import { formOver, fresh } from '../../platform/ui/form.tsx'
import { notDone } from '../../platform/ui/not-done.tsx'
import type { ShiftsNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { correctVirtualSession, recordVirtualSession, removeVirtualSession } from './actions.ts'
import { sessionForm } from './model.ts'
import { RecordSessionPage, SessionPage, VirtualPage } from './pages.tsx'
import { coachesByName, pageSize, virtualSession, virtualSessions } from './store.ts'

/** Sessions by video and phone, for coordinators. */
export const virtualRoutes = (needs: ShiftsNeeds): readonly TeamRoute[] => [
  { method: 'GET', path: '/shifts/virtual', may: access.read, answer: list },
  { method: 'GET', path: '/shifts/virtual/record', may: access.write, answer: (visit) => recordPage(visit) },
  { method: 'POST', path: '/shifts/virtual/record', may: access.write, answer: (visit) => record(visit, needs) },
  { method: 'GET', path: '/shifts/virtual/:sessionId', may: access.read, answer: (visit) => show(visit) },
  { method: 'POST', path: '/shifts/virtual/:sessionId', may: access.write, answer: (visit) => save(visit, needs) },
  {
    method: 'POST',
    path: '/shifts/virtual/:sessionId/remove',
    may: access.write,
    answer: (visit) => remove(visit, needs),
  },
]

const idOf = (visit: Visit): string => visit.params.sessionId ?? ''

async function list(visit: Visit): Promise<Response> {
  const number = Number(visit.url.searchParams.get('page') ?? 1)
  if (!Number.isSafeInteger(number) || number < 1 || number > 100_000) return badAddress()
  const found = await visit.db.read(visit.scope, (tx) => virtualSessions(tx, number))
  return page(
    <VirtualPage visit={visit} sessions={found.slice(0, pageSize)} number={number} hasMore={found.length > pageSize} />,
  )
}

async function recordPage(visit: Visit, form?: Refused): Promise<Response> {
  const coaches = await visit.db.read(visit.scope, coachesByName)
  const start = form ?? fresh(typedFrom({ heldOn: visit.today, kind: 'video' }))
  return page(<RecordSessionPage visit={visit} form={start} coaches={coaches} />, form ? 422 : 200)
}

async function record(visit: Visit, needs: ShiftsNeeds): Promise<Response> {
  const typed = await visit.typed()
  const form = parseTyped(sessionForm, typed, 'shifts.wrong')
  const done = form.ok
    ? await recordVirtualSession(visit.db, visit.scope, { form: form.value, today: visit.today, needs })
    : form
  return done.ok
    ? goTo(visit.to('/shifts/virtual?said=recorded'))
    : recordPage(visit, { typed, problems: done.problems })
}

async function show(visit: Visit, form?: Refused): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    session: await virtualSession(tx, idOf(visit)),
    coaches: await coachesByName(tx),
    history: await historyOf(tx, [idOf(visit)]),
  }))
  const { session } = shown
  if (!session) return notFound()
  const { coachId, heldOn, minutes, kind } = session
  const over = formOver(typedFrom({ coachId, heldOn, minutes, kind }), session.version, form)
  return page(<SessionPage visit={visit} {...shown} session={session} form={over} />, form ? 422 : 200)
}

async function save(visit: Visit, needs: ShiftsNeeds): Promise<Response> {
  const typed = await visit.typed()
  const form = parseTyped(sessionForm, typed, 'shifts.wrong')
  const version = typed.version()
  const asked = { id: idOf(visit), version, ownerId: null, today: visit.today, needs }
  const saved = form.ok ? await correctVirtualSession(visit.db, visit.scope, { ...asked, form: form.value }) : form
  return saved.ok
    ? goTo(visit.to(`/shifts/virtual/${idOf(visit)}?said=saved`))
    : show(visit, { typed, problems: saved.problems })
}

async function remove(visit: Visit, needs: ShiftsNeeds): Promise<Response> {
  const done = await removeVirtualSession(visit.db, visit.scope, { id: idOf(visit), ownerId: null, needs })
  return done.ok
    ? goTo(visit.to('/shifts/virtual?said=removed'))
    : notDone(visit, { id: idOf(visit), problems: done.problems, back: '/shifts/virtual' })
}
