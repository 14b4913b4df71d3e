import { markOf } from '../../core/mark.ts'
import { historyOf } from '../../platform/history.ts'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { Typed, typedFrom } from '../../platform/http/typed.ts'
import { formOver, fresh } from '../../platform/ui/form.tsx'
import { historyInWords } from '../pages/history-words.ts'
import { access } from '../rules.ts'
import { findMeasure } from '../store.ts'
import { enterDays, lookAtSpike, watch } from './actions.ts'
import { daysForm, seenForm, watchForm } from './model.ts'
import { type SpikeForms, SpikesPage, type SpikesView } from './pages.tsx'
import { countsOf, daysThatDiffer, seenOf, watchOf } from './store.ts'

/** Spikes in daily or weekly counts: for the team, and nobody else. */
export const spikeRoutes = (): readonly TeamRoute[] => [
  { method: 'GET', path: '/measures/:id/spikes', may: access.read, answer: (visit) => show(visit) },
  { method: 'POST', path: '/measures/:id/spikes/watch', may: access.write, answer: saveWatch },
  { method: 'POST', path: '/measures/:id/spikes/days', may: access.enter, answer: saveDays },
  { method: 'POST', path: '/measures/:id/spikes/seen', may: access.enter, answer: saveSeen },
]

const viewOf = (visit: Visit): Promise<SpikesView | null> =>
  visit.db.read(visit.scope, async (tx) => {
    const measure = await findMeasure(tx, visit.params.id ?? '')
    if (!measure) return null
    const watched = (await watchOf(tx, measure.id)) ?? null
    const seen = await seenOf(tx, [measure.id])
    const ids = [...(watched ? [watched.id] : []), ...seen.map(({ id }) => id)]
    return {
      measure,
      watch: watched,
      counts: watched && (await countsOf(tx, measure, watched, visit.today)),
      seen,
      history: historyInWords(await historyOf(tx, ids, 30), measure),
    }
  })

/** Days that are there already with another count are shown before they are replaced. */
async function daysOver(visit: Visit, measureId: string, refused: Refused): Promise<Refused> {
  const read = parseTyped(daysForm, refused.typed, 'measures.days-wrong')
  const there = read.ok ? await visit.db.read(visit.scope, (tx) => daysThatDiffer(tx, measureId, read.value.days)) : []
  const saved = typedFrom({ days: there.map(({ on, count }) => `${on} ${count}`).join('\n') })
  return formOver(saved, markOf(there), refused)
}

async function show(visit: Visit, refused: Partial<SpikeForms> = {}): Promise<Response> {
  const view = await viewOf(visit)
  if (!view) return notFound()
  const forms: SpikeForms = {
    watch: formOver(
      typedFrom({ every: view.watch?.every ?? 'never', lagDays: view.watch?.lagDays ?? 1 }),
      view.watch?.version ?? 0,
      refused.watch,
    ),
    days: refused.days ? await daysOver(visit, view.measure.id, refused.days) : formOver(new Typed(), ''),
    seen: refused.seen ?? fresh(),
  }
  const isRefused = Object.keys(refused).length > 0
  return page(<SpikesPage visit={visit} view={view} forms={forms} />, isRefused ? 422 : 200)
}

const back = (visit: Visit): Response => goTo(visit.to(`/measures/${visit.params.id ?? ''}/spikes?said=saved`))

async function saveWatch(visit: Visit): Promise<Response> {
  const measureId = visit.params.id ?? ''
  if (!(await viewOf(visit))) return notFound()
  const typed = await visit.typed()
  const read = parseTyped(watchForm, typed, 'measures.watch-wrong')
  if (!read.ok) return show(visit, { watch: { typed, problems: read.problems } })
  const version = typed.version()
  const saved = await watch(visit.db, visit.scope, { measureId, version, ...read.value })
  return saved.ok ? back(visit) : show(visit, { watch: { typed, problems: saved.problems } })
}

async function saveDays(visit: Visit): Promise<Response> {
  const view = await viewOf(visit)
  if (!view || view.measure.definition) return notFound()
  const typed = await visit.typed()
  const read = parseTyped(daysForm, typed, 'measures.days-wrong')
  if (!read.ok) return show(visit, { days: { typed, problems: read.problems } })
  const { days } = read.value
  const saved = await enterDays(visit.db, visit.scope, {
    measureId: view.measure.id,
    days,
    opened: typed.has('version') ? typed.text('version') : null,
    today: visit.today,
  })
  return saved.ok ? back(visit) : show(visit, { days: { typed, problems: saved.problems } })
}

async function saveSeen(visit: Visit): Promise<Response> {
  const measureId = visit.params.id ?? ''
  if (!(await viewOf(visit))) return notFound()
  const typed = await visit.typed()
  const read = parseTyped(seenForm, typed, 'measures.look-wrong')
  if (!read.ok) return show(visit, { seen: { typed, problems: read.problems } })
  const saved = await lookAtSpike(visit.db, visit.scope, { measureId, look: read.value, today: visit.today })
  return saved.ok ? back(visit) : show(visit, { seen: { typed, problems: saved.problems } })
}
