import { markOf } from '../core/mark.ts'
import { goTo, notFound, page } from '../platform/http/answer.tsx'
import type { Refused, TeamRoute, Visit } from '../platform/http/route.ts'
import { Typed } from '../platform/http/typed.ts'
import { formOver } from '../platform/ui/form.tsx'
import { notDone } from '../platform/ui/not-done.tsx'
import type { ScorecardNeeds } from './actions.ts'
import { kinds } from './kinds.ts'
import type { MeasureNamed } from './model.ts'
import { type Choosable, ChoosePage } from './pages/holder.tsx'
import { chooseMeasures, chooseResults, type Holder, movePlacement, placeMeasure } from './place-actions.ts'
import { writersDoor } from './standing.ts'
import { all, find, placements, servedResults } from './store.ts'

/** The doors for choosing what stands where, and in which order. */
export const chooseRoutes = (needs: ScorecardNeeds): readonly TeamRoute[] => [
  ...(['result', 'program'] as const).flatMap((kind) => {
    const path = `/scorecard/${kinds[kind].path}/:id/measures`
    return [
      writersDoor('GET', path, (visit) => showChooseMeasures(visit, needs, kind)),
      writersDoor('POST', path, (visit) => saveMeasures(visit, needs, kind)),
    ]
  }),
  writersDoor('GET', '/scorecard/programs/:id/results', (visit) => showChooseResults(visit)),
  writersDoor('POST', '/scorecard/programs/:id/results', saveResults),
  writersDoor('GET', '/scorecard/measures/:measureId/places', (visit) => showPlaces(visit, needs)),
  writersDoor('POST', '/scorecard/measures/:measureId/places', (visit) => savePlaces(visit, needs)),
  writersDoor('POST', '/scorecard/placements/:id/move', (visit) => moveMeasure(visit, needs)),
]

/** The ticks as they stand now, or as they were typed when refused. `chosen` by the name they are sent under. */
const overChoice = (chosen: Readonly<Record<string, readonly string[]>>, refused?: Refused): Refused =>
  formOver(
    new Typed(Object.entries(chosen).flatMap(([name, ids]) => ids.map((id) => [name, id] as const))),
    markOf(Object.values(chosen).flat().sort()),
    refused,
  )

const asChoice = (measure: MeasureNamed): Choosable => ({
  value: measure.id,
  name: measure.title,
  ...(measure.isSample && { note: 'sample' }),
})

async function showChooseMeasures(
  visit: Visit,
  needs: ScorecardNeeds,
  kind: Holder['kind'],
  refused?: Refused,
): Promise<Response> {
  const id = visit.params.id ?? ''
  const seen = await visit.db.read(visit.scope, async (tx) => {
    const kept = await find(tx, kind, id)
    if (!kept || kept.removedAt !== null) return null
    const here = (await placements(tx)).filter((place) => (kind === 'result' ? place.resultId : place.programId) === id)
    return { title: kept.title, measures: await needs.measures(tx), chosen: here.map((place) => place.measureId) }
  })
  if (!seen) return notFound()
  const indicators = {
    name: 'measures',
    legend: 'Indicators of the whole population',
    options: seen.measures.filter((measure) => measure.kind === 'indicator').map(asChoice),
  }
  const performance = {
    name: 'measures',
    legend: 'Measures of a program',
    options: seen.measures.filter((measure) => measure.kind === 'performance').map(asChoice),
  }
  return page(
    <ChoosePage
      visit={visit}
      title={kind === 'result' ? 'Choose indicators' : 'Choose measures'}
      lead={
        kind === 'result'
          ? 'A result is told by three or four indicators of the whole population. A measure may stand in several places; its number is kept once.'
          : 'A program is told by a few measures of its own customers: how much, how well, and whether anyone is better off. A measure may stand in several places; its number is kept once.'
      }
      trail={[
        { name: 'Scorecard', path: '/scorecard' },
        { name: seen.title, path: `/scorecard/${kinds[kind].path}/${id}` },
      ]}
      form={overChoice({ measures: seen.chosen }, refused)}
      action={`/scorecard/${kinds[kind].path}/${id}/measures`}
      back={`/scorecard/${kinds[kind].path}/${id}`}
      groups={kind === 'result' ? [indicators, performance] : [performance, indicators]}
    />,
    refused ? 422 : 200,
  )
}

async function saveMeasures(visit: Visit, needs: ScorecardNeeds, kind: Holder['kind']): Promise<Response> {
  const id = visit.params.id ?? ''
  const typed = await visit.typed()
  if (!(await standsIn(visit, kind, id))) return notFound()
  const choice = { holder: { kind, id }, measureIds: typed.all('measures'), opened: typed.text('version') }
  const saved = await chooseMeasures(visit.db, visit.scope, needs, choice)
  if (!saved.ok) return showChooseMeasures(visit, needs, kind, { typed, problems: saved.problems })
  return goTo(visit.to(`/scorecard/${kinds[kind].path}/${id}?said=saved`))
}

async function showChooseResults(visit: Visit, refused?: Refused): Promise<Response> {
  const id = visit.params.id ?? ''
  const seen = await visit.db.read(visit.scope, async (tx) => {
    const program = await find(tx, 'program', id)
    if (!program || program.removedAt !== null) return null
    return { title: program.title, results: await all(tx, 'result'), served: await servedResults(tx) }
  })
  if (!seen) return notFound()
  const chosen = seen.served.filter((link) => link.programId === id).map((link) => link.resultId)
  return page(
    <ChoosePage
      visit={visit}
      title="Choose results"
      lead="The results that this program adds to. It does not answer for them alone."
      trail={[
        { name: 'Scorecard', path: '/scorecard' },
        { name: seen.title, path: `/scorecard/programs/${id}` },
      ]}
      form={overChoice({ results: chosen }, refused)}
      action={`/scorecard/programs/${id}/results`}
      back={`/scorecard/programs/${id}`}
      groups={[
        {
          name: 'results',
          legend: 'Results',
          options: seen.results.map(({ id: value, title }) => ({ value, name: title })),
        },
      ]}
    />,
    refused ? 422 : 200,
  )
}

async function saveResults(visit: Visit): Promise<Response> {
  const id = visit.params.id ?? ''
  const typed = await visit.typed()
  const resultIds = [...new Set(typed.all('results'))]
  if (!(await standsIn(visit, 'program', id))) return notFound()
  const choice = { programId: id, resultIds, opened: typed.text('version') }
  const saved = await chooseResults(visit.db, visit.scope, choice)
  return saved.ok
    ? goTo(visit.to(`/scorecard/programs/${id}?said=saved`))
    : showChooseResults(visit, { typed, problems: saved.problems })
}

async function showPlaces(visit: Visit, needs: ScorecardNeeds, refused?: Refused): Promise<Response> {
  const id = visit.params.measureId ?? ''
  const seen = await visit.db.read(visit.scope, async (tx) => {
    const measure = (await needs.measures(tx)).find((each) => each.id === id)
    const here = (await placements(tx)).filter((place) => place.measureId === id)
    return measure ? { measure, here, results: await all(tx, 'result'), programs: await all(tx, 'program') } : null
  })
  if (!seen) return notFound()
  const asHolder = ({ id: value, title }: { id: string; title: string }): Choosable => ({ value, name: title })
  return page(
    <ChoosePage
      visit={visit}
      title="Choose where it stands"
      lead={
        seen.measure.kind === 'indicator'
          ? 'An indicator of the whole population stands under the results it tells. It may stand in several places; its number is kept once.'
          : 'A measure of a program stands under the programs it is about. It may stand in several places; its number is kept once.'
      }
      trail={[
        { name: 'Scorecard', path: '/scorecard' },
        { name: seen.measure.title, path: `/scorecard/measures/${id}` },
      ]}
      form={overChoice(
        {
          results: seen.here.flatMap((place) => place.resultId ?? []),
          programs: seen.here.flatMap((place) => place.programId ?? []),
        },
        refused,
      )}
      action={`/scorecard/measures/${id}/places`}
      back={`/scorecard/measures/${id}`}
      groups={[
        { name: 'results', legend: 'Results', options: seen.results.map(asHolder) },
        { name: 'programs', legend: 'Programs', options: seen.programs.map(asHolder) },
      ]}
    />,
    refused ? 422 : 200,
  )
}

async function savePlaces(visit: Visit, needs: ScorecardNeeds): Promise<Response> {
  const id = visit.params.measureId ?? ''
  const typed = await visit.typed()
  const isKnown = await visit.db.read(visit.scope, async (tx) =>
    (await needs.measures(tx)).some((each) => each.id === id),
  )
  if (!isKnown) return notFound()
  const holders: readonly Holder[] = [
    ...[...new Set(typed.all('results'))].map((result) => ({ kind: 'result' as const, id: result })),
    ...[...new Set(typed.all('programs'))].map((program) => ({ kind: 'program' as const, id: program })),
  ]
  const choice = { measureId: id, holders, opened: typed.text('version') }
  const saved = await placeMeasure(visit.db, visit.scope, choice)
  return saved.ok
    ? goTo(visit.to(`/scorecard/measures/${id}?said=saved`))
    : showPlaces(visit, needs, { typed, problems: saved.problems })
}

async function moveMeasure(visit: Visit, needs: ScorecardNeeds): Promise<Response> {
  const way = (await visit.typed()).text('way')
  if (way !== 'up' && way !== 'down') return notFound()
  const id = visit.params.id ?? ''
  const done = await movePlacement(visit.db, visit.scope, needs, { id, way })
  return done.ok
    ? goTo(visit.to(`/scorecard?arrange=yes#block-${done.value.id}`))
    : notDone(visit, { id, problems: done.problems, back: '/scorecard' })
}

const standsIn = (visit: Visit, kind: Holder['kind'], id: string): Promise<boolean> =>
  visit.db.read(visit.scope, async (tx) => {
    const kept = await find(tx, kind, id)
    return kept !== undefined && kept.removedAt === null
  })
