import type { CountFacts } from '../../platform/counted.ts'
import { goTo, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { typedFrom } from '../../platform/http/typed.ts'
import { formOver, fresh } from '../../platform/ui/form.tsx'
import type { MineSection } from '../../platform/ui/mine.ts'
import { phoneInWords } from '../model.ts'
import { access } from '../rules.ts'
import { coach, inUse } from '../store.ts'
import { changeDetails } from './actions.ts'
import { detailsForm } from './model.ts'
import { DetailsPage, MinePage, NobodyPage } from './pages.tsx'

type MineNeeds = { readonly mine: readonly MineSection[]; readonly counted: CountFacts }

/** A coach's own page. It is of the coach who asks, so its addresses name nobody. */
export const mineRoutes = (needs: MineNeeds): readonly TeamRoute[] => [
  { method: 'GET', path: '/mine', may: access.mine, answer: (visit) => show(visit, needs.mine) },
  { method: 'GET', path: '/mine/details', may: access.mine, answer: (visit) => detailsPage(visit) },
  { method: 'POST', path: '/mine/details', may: access.changeMine, answer: (visit) => saveDetails(visit, needs) },
]

async function show(visit: Visit, all: readonly MineSection[]): Promise<Response> {
  const { coachId, today } = visit
  if (coachId === null) return page(<NobodyPage visit={visit} />)
  const shown = await visit.db.read(visit.scope, async (tx) => {
    const found = await coach(tx, coachId)
    const parts = []
    for (const { key, title, section } of [...all].sort((one, other) => one.order - other.order)) {
      const markup = await section(tx, coachId, today, (path) => visit.to(path))
      if (markup !== null) parts.push({ key, title, markup })
    }
    return found && { coach: found, parts }
  })
  return shown ? page(<MinePage visit={visit} {...shown} />) : page(<NobodyPage visit={visit} />)
}

async function detailsPage(visit: Visit, refused?: Refused): Promise<Response> {
  const { coachId } = visit
  const shown =
    coachId === null
      ? null
      : await visit.db.read(visit.scope, async (tx) => ({ coach: await coach(tx, coachId), inUse: await inUse(tx) }))
  if (!shown?.coach) return page(<NobodyPage visit={visit} />, refused ? 422 : 200)
  const { coach: kept } = shown
  const saved = typedFrom({ ...kept, phone: kept.phone && phoneInWords(kept.phone) })
  const form = formOver(saved, kept.version, refused)
  return page(<DetailsPage visit={visit} inUse={shown.inUse} form={form} />, refused ? 422 : 200)
}

async function saveDetails(visit: Visit, { counted }: MineNeeds): Promise<Response> {
  const typed = await visit.typed()
  const { coachId } = visit
  if (coachId === null) return detailsPage(visit, fresh(typed))
  const form = parseTyped(detailsForm, typed, 'coaches.details-wrong')
  const version = typed.version()
  const saved = form.ok
    ? await changeDetails(visit.db, visit.scope, { coachId, version, details: form.value, counted })
    : form
  return saved.ok ? goTo(visit.to('/mine?said=saved#details')) : detailsPage(visit, { typed, problems: saved.problems })
}
