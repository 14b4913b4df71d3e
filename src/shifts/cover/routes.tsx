import { historyOf } from '../../platform/history.ts'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { typedFrom } from '../../platform/http/typed.ts'
import { formOver, fresh } from '../../platform/ui/form.tsx'
import { endNeedForm, needForm } from '../model.ts'
import type { ShiftsNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { addNeed, endNeed } from './actions.ts'
import { AddNeedPage, NeedPage, NeedsPage } from './pages.tsx'
import { needs as allNeeds, need } from './store.ts'

/** How many coaches are needed when. */
export const coverageRoutes = (needs: ShiftsNeeds): readonly TeamRoute[] => [
  { method: 'GET', path: '/shifts/needs', may: access.read, answer: list },
  { method: 'GET', path: '/shifts/needs/add', may: access.write, answer: (visit) => addPage(visit) },
  { method: 'POST', path: '/shifts/needs/add', may: access.write, answer: add },
  { method: 'GET', path: '/shifts/needs/:needId', may: access.read, answer: (visit) => show(visit) },
  { method: 'POST', path: '/shifts/needs/:needId/end', may: access.write, answer: (visit) => end(visit, needs) },
]

const list = async (visit: Visit): Promise<Response> =>
  page(<NeedsPage visit={visit} needs={await visit.db.read(visit.scope, (tx) => allNeeds(tx))} />)

async function show(visit: Visit, form?: Refused): Promise<Response> {
  const id = visit.params.needId ?? ''
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    need: await need(tx, id),
    history: await historyOf(tx, [id]),
  }))
  if (!shown.need) return notFound()
  const { need: found, history } = shown
  return page(
    <NeedPage
      visit={visit}
      need={found}
      history={history}
      form={formOver(typedFrom({ untilOn: found.untilOn ?? visit.today }), found.version, form)}
    />,
    form ? 422 : 200,
  )
}

const addPage = async (visit: Visit, form?: Refused): Promise<Response> =>
  page(
    <AddNeedPage
      visit={visit}
      form={form ?? fresh(typedFrom({ starts: '18:00', ends: '22:00', fromOn: visit.today, coaches: 1 }))}
    />,
    form ? 422 : 200,
  )

async function add(visit: Visit): Promise<Response> {
  const typed = await visit.typed()
  const form = parseTyped(needForm, typed, 'shifts.wrong')
  const added = form.ok ? await addNeed(visit.db, visit.scope, form.value) : form
  return added.ok ? goTo(visit.to('/shifts/needs?said=added')) : addPage(visit, { typed, problems: added.problems })
}

async function end(visit: Visit, needs: ShiftsNeeds): Promise<Response> {
  const id = visit.params.needId ?? ''
  const typed = await visit.typed()
  const form = parseTyped(endNeedForm, typed, 'shifts.wrong')
  const ended = form.ok
    ? await endNeed(visit.db, visit.scope, { id, version: typed.version(), ...form.value, needs })
    : form
  return ended.ok ? goTo(visit.to(`/shifts/needs/${id}?said=ended`)) : show(visit, { typed, problems: ended.problems })
}
