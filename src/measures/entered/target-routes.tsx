import { isDay } from '../../core/day.ts'
import { historyOf } from '../../platform/history.ts'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { Typed, typedFrom } from '../../platform/http/typed.ts'
import { formOver } from '../../platform/ui/form.tsx'
import type { Measure, Target } from '../model.ts'
import { historyInWords } from '../pages/history-words.ts'
import { access } from '../rules.ts'
import { findMeasure } from '../store.ts'
import { removeTarget, saveTarget } from './actions.ts'
import { targetForm } from './model.ts'
import { TargetPage } from './pages.tsx'
import { periodsAhead } from './rules.ts'
import { targetsOf } from './store.ts'

/** Targets, one a period. */
export const targetRoutes = (): readonly TeamRoute[] => [
  {
    method: 'GET',
    path: '/measures/:id/targets/edit',
    may: access.write,
    answer: (visit) => show(visit, visit.url.searchParams.get('from') ?? ''),
  },
  { method: 'POST', path: '/measures/:id/targets', may: access.write, answer: save },
  { method: 'POST', path: '/measures/:id/targets/remove', may: access.write, answer: remove },
]

async function seen(visit: Visit): Promise<{ measure: Measure; targets: readonly Target[] } | null> {
  return visit.db.read(visit.scope, async (tx) => {
    const measure = await findMeasure(tx, visit.params.id ?? '')
    return measure ? { measure, targets: (await targetsOf(tx, [measure])).get(measure.id) ?? [] } : null
  })
}

async function show(visit: Visit, from: string, refused?: Refused): Promise<Response> {
  const found = await seen(visit)
  if (!found) return notFound()
  const { measure, targets } = found
  const target = targets.find(({ period }) => period.from === from) ?? null
  const known = targets.map(({ period }) => period)
  const taken = new Set(known.map((period) => period.from))
  const history = target ? await visit.db.read(visit.scope, (tx) => historyOf(tx, [target.id], 20)) : []
  const saved = typedFrom({ value: target?.value, note: target?.note, from: isDay(from) ? from : '' })
  const form = formOver(saved, target?.version ?? 0, refused)
  return page(
    <TargetPage
      visit={visit}
      measure={measure}
      form={form}
      periods={periodsAhead(measure, known, visit.today).filter((period) => !taken.has(period.from))}
      target={target}
      version={form.version}
      history={historyInWords(history, measure)}
    />,
    refused ? 422 : 200,
  )
}

async function save(visit: Visit): Promise<Response> {
  const measureId = visit.params.id ?? ''
  const found = await seen(visit)
  if (!found) return notFound()
  const typed = await visit.typed()
  const read = parseTyped(targetForm(found.measure), typed, 'measures.target-wrong')
  const from = typed.text('from')
  if (!read.ok) return show(visit, from, { typed, problems: read.problems })
  const version = typed.version()
  const saved = await saveTarget(visit.db, visit.scope, { measureId, version, typed: read.value })
  return saved.ok
    ? goTo(visit.to(`/measures/${measureId}?said=saved`))
    : show(visit, from, { typed, problems: saved.problems })
}

async function remove(visit: Visit): Promise<Response> {
  const measureId = visit.params.id ?? ''
  if (!(await seen(visit))) return notFound()
  const typed = await visit.typed()
  const from = typed.text('from')
  if (!isDay(from)) return notFound()
  const removed = await removeTarget(visit.db, visit.scope, { measureId, version: typed.version(), from })
  return removed.ok
    ? goTo(visit.to(`/measures/${measureId}?said=removed`))
    : show(visit, from, { typed: new Typed(), problems: removed.problems })
}
