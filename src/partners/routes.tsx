import { historyOf } from '../platform/history.ts'
import { goTo, notFound, page } from '../platform/http/answer.tsx'
import { parseTyped } from '../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../platform/http/route.ts'
import { typedFrom } from '../platform/http/typed.ts'
import { formOver, fresh } from '../platform/ui/form.tsx'
import { addPartner, editPartner } from './actions.ts'
import { partnerForm } from './model.ts'
import { AddPartnerPage, PartnerPage, PartnersPage } from './pages.tsx'
import { access, sectorNamed } from './rules.ts'
import { partner, partners } from './store.ts'

/** Partner organisations: the list, adding one, and the page of each. */
export const partnersRoutes = (): readonly TeamRoute[] => [
  { method: 'GET', path: '/partners', may: access.read, answer: list },
  {
    method: 'GET',
    path: '/partners/add',
    may: access.write,
    answer: async (visit) => page(<AddPartnerPage visit={visit} form={fresh()} />),
  },
  { method: 'POST', path: '/partners/add', may: access.write, answer: add },
  { method: 'GET', path: '/partners/:partnerId', may: access.read, answer: (visit) => show(visit) },
  { method: 'POST', path: '/partners/:partnerId', may: access.write, answer: save },
]

async function list(visit: Visit): Promise<Response> {
  const sector = sectorNamed(visit.url.searchParams.get('sector'))
  const all = await visit.db.read(visit.scope, (tx) => partners(tx))
  return page(<PartnersPage visit={visit} all={all} sector={sector} />)
}

async function add(visit: Visit): Promise<Response> {
  const typed = await visit.typed()
  const form = parseTyped(partnerForm, typed, 'partners.wrong')
  const added = form.ok ? await addPartner(visit.db, visit.scope, form.value) : form
  if (!added.ok) return page(<AddPartnerPage visit={visit} form={{ typed, problems: added.problems }} />, 422)
  return goTo(visit.to(`/partners/${added.value}?said=added`))
}

async function save(visit: Visit): Promise<Response> {
  const typed = await visit.typed()
  const id = visit.params.partnerId ?? ''
  const form = parseTyped(partnerForm, typed, 'partners.wrong')
  if (!(await visit.db.read(visit.scope, (tx) => partner(tx, id)))) return notFound()
  const saved = form.ok ? await editPartner(visit.db, visit.scope, id, typed.version(), form.value) : form
  return saved.ok ? goTo(visit.to(`/partners/${id}?said=saved`)) : show(visit, { typed, problems: saved.problems }, 422)
}

async function show(visit: Visit, form?: Refused, status = 200): Promise<Response> {
  const id = visit.params.partnerId ?? ''
  const [found, history] = await visit.db.read(
    visit.scope,
    async (tx) => [await partner(tx, id), await historyOf(tx, [id])] as const,
  )
  if (!found) return notFound()
  return page(
    <PartnerPage
      visit={visit}
      partner={found}
      history={history}
      form={formOver(typedFrom(found), found.version, form)}
    />,
    status,
  )
}
