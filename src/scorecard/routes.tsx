import { isId } from '../core/id.ts'
import { storyAt } from '../measures/rules.ts'
import type { Tx } from '../platform/db/db.ts'
import { historyOf } from '../platform/history.ts'
import { goTo, notFound, page } from '../platform/http/answer.tsx'
import { isOneOf, type TeamRoute, type Visit } from '../platform/http/route.ts'
import type { ScorecardNeeds } from './actions.ts'
import { chooseRoutes } from './choose-routes.tsx'
import { definitionRoutes } from './definition-routes.tsx'
import { entryRoutes } from './entry-routes.tsx'
import { entryKinds, kinds } from './kinds.ts'
import type { Kept, Kind, PartnerNamed } from './model.ts'
import { HolderPage } from './pages/holder.tsx'
import { MeasurePage } from './pages/measure.tsx'
import type { Removed } from './pages/pieces.tsx'
import { ScorecardPage } from './pages/scorecard.tsx'
import type { Did } from './pages/view.ts'
import type { Holder } from './place-actions.ts'
import { removalRoutes } from './removal-routes.tsx'
import { reportRoutes } from './report-routes.tsx'
import { access } from './rules.ts'
import { undoIn } from './standing.ts'
import { all, entryIds, find, placements, servedResults, wordsOfMeasure } from './store.ts'

/** The scorecard of the team: results, programs, where measures stand, and every word about them. */
export const scorecardRoutes = (needs: ScorecardNeeds): readonly TeamRoute[] => [
  { method: 'GET', path: '/scorecard', may: access.read, answer: (visit) => showScorecard(visit, needs) },
  { method: 'GET', path: storyAt(':measureId'), may: access.read, answer: (visit) => showMeasure(visit, needs) },
  // Where it was before the page of a measure was one.
  {
    method: 'GET',
    path: '/scorecard/measures/:measureId',
    may: access.read,
    answer: (visit) => toStory(visit, needs),
  },
  ...entryRoutes(needs),
  ...definitionRoutes(needs),
  ...removalRoutes(needs),
  ...reportRoutes(needs),
  ...chooseRoutes(needs),
  // After the doors that are named in full, so that "add" is not taken for an id.
  ...(['result', 'program'] as const).map((kind): TeamRoute => {
    const path = `/scorecard/${kinds[kind].path}/:id`
    return { method: 'GET', path, may: access.read, answer: (visit) => showHolder(visit, needs, kind) }
  }),
]

const isArranging = (visit: Visit): boolean =>
  visit.url.searchParams.get('arrange') === 'yes' && isOneOf(visit, access.write)

async function showScorecard(visit: Visit, needs: ScorecardNeeds): Promise<Response> {
  const undo = undoIn(visit.url)
  const view = await visit.db.read(visit.scope, async (tx) => {
    const measures = await needs.measures(tx)
    const places = await placements(tx)
    const placed = new Set(places.map((place) => place.measureId))
    const removed: readonly Removed[] = [
      ...(await all(tx, 'result', { removed: true })).map((each) => removedOf('result', each)),
      ...(await all(tx, 'program', { removed: true })).map((each) => removedOf('program', each)),
    ]
    return {
      results: await all(tx, 'result'),
      programs: await all(tx, 'program'),
      placements: places,
      served: await servedResults(tx),
      measures: new Map(measures.map((measure) => [measure.id, measure])),
      readings: await needs.readings(tx, [...placed]),
      unplaced: measures.filter((measure) => !placed.has(measure.id)),
      removed,
      justRemoved: removed.find((each) => each.id === undo?.id) ?? null,
    }
  })
  return page(<ScorecardPage visit={visit} isArranging={isArranging(visit)} {...view} />)
}

const removedOf = <K extends Kind>(kind: K, kept: Kept<K>, partners?: ReadonlyMap<string, PartnerNamed>): Removed => ({
  kind,
  id: kept.id,
  called: kinds[kind].called(
    kept,
    'partnerId' in kept ? (partners?.get(kept.partnerId ?? '')?.name ?? 'a partner') : '',
  ),
})

async function showMeasure(visit: Visit, needs: ScorecardNeeds): Promise<Response> {
  const id = visit.params.measureId ?? ''
  const started = visit.url.searchParams.get('started') ?? ''
  const view = await visit.db.read(visit.scope, async (tx) => {
    const measure = (await needs.measures(tx)).find((each) => each.id === id)
    if (!measure) return null
    const partners = new Map((await needs.partners(tx)).map((partner) => [partner.id, partner]))
    const here = (await placements(tx)).filter((place) => place.measureId === id)
    return {
      measure,
      partners,
      readings: (await needs.readings(tx, [id])).get(id) ?? [],
      words: await wordsOfMeasure(tx, id),
      results: (await all(tx, 'result')).filter((result) => here.some((place) => place.resultId === result.id)),
      programs: (await all(tx, 'program')).filter((program) => here.some((place) => place.programId === program.id)),
      removed: await removedEntries(tx, id, partners),
      history: await historyOf(tx, await entryIds(tx, id), newestChanges),
      frozen: isId(started) ? await needs.frozenAtStart(tx, { measureId: id, actionId: started }) : null,
    }
  })
  if (!view) return notFound()
  return page(
    <MeasurePage visit={visit} did={didIn(visit.url, view.removed)} isArranging={isArranging(visit)} {...view} />,
  )
}

async function toStory(visit: Visit, needs: ScorecardNeeds): Promise<Response> {
  const measure = (await visit.db.read(visit.scope, needs.measures)).find(({ id }) => id === visit.params.measureId)
  return measure ? goTo(visit.to(`${storyAt(measure.id)}${visit.url.search}`)) : notFound()
}

/** The page of a measure tells the newest changes; the page of each entry tells all of its own. */
const newestChanges = 12

async function removedEntries(
  tx: Tx,
  measureId: string,
  partners: ReadonlyMap<string, PartnerNamed>,
): Promise<readonly Removed[]> {
  const found: Removed[] = []
  for (const kind of entryKinds)
    for (const kept of await all(tx, kind, { measureId, removed: true })) found.push(removedOf(kind, kept, partners))
  return found
}

const didWords: Readonly<Record<string, Did['what']>> = {
  added: 'added',
  saved: 'saved',
  removed: 'removed',
  back: 'put back',
}

// Fixed words only, so that an address cannot put words on the page.
function didIn(url: URL, removed: readonly Removed[]): Did | null {
  const what = didWords[url.searchParams.get('did') ?? '']
  const section = entryKinds.map((kind) => kinds[kind].section).find((each) => each === url.searchParams.get('at'))
  if (!what || !section) return null
  const undo = what === 'removed' ? undoIn(url) : null
  return { what, section, removed: removed.find((each) => each.id === undo?.id) ?? null }
}

async function showHolder(visit: Visit, needs: ScorecardNeeds, kind: Holder['kind']): Promise<Response> {
  const id = visit.params.id ?? ''
  const view = await visit.db.read(visit.scope, async (tx) => {
    const kept = await find(tx, kind, id)
    if (!kept || kept.removedAt !== null) return null
    const measures = new Map((await needs.measures(tx)).map((measure) => [measure.id, measure]))
    const here = (await placements(tx)).filter((place) => (kind === 'result' ? place.resultId : place.programId) === id)
    const served = await servedResults(tx)
    const linked =
      kind === 'result'
        ? (await all(tx, 'program'))
            .filter((program) => served.some((link) => link.resultId === id && link.programId === program.id))
            .map(({ id: program, title }) => ({ id: program, title, path: `/scorecard/programs/${program}` }))
        : (await all(tx, 'result'))
            .filter((result) => served.some((link) => link.programId === id && link.resultId === result.id))
            .map(({ id: result, title }) => ({ id: result, title, path: `/scorecard/results/${result}` }))
    const ids = [
      id,
      ...here.map((place) => place.id),
      ...served.filter((link) => link.programId === id || link.resultId === id).map((link) => link.id),
    ]
    return {
      result: kind === 'result' ? ((await find(tx, 'result', id)) ?? null) : null,
      program: kind === 'program' ? ((await find(tx, 'program', id)) ?? null) : null,
      measures: here.flatMap((place) => measures.get(place.measureId) ?? []),
      linked,
      history: await historyOf(tx, ids),
    }
  })
  return view ? page(<HolderPage visit={visit} {...view} />) : notFound()
}
