import { nounFor } from '../core/counted.ts'
import type { Problem } from '../core/result.ts'
import { buttonDoor } from '../platform/doors/button-door.tsx'
import { historyOf } from '../platform/history.ts'
import { goTo, notFound, page } from '../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../platform/http/route.ts'
import { Typed } from '../platform/http/typed.ts'
import { putWordsBack, removeWords, type ScorecardNeeds } from './actions.ts'
import { entryKinds, kinds } from './kinds.ts'
import type { Kind } from './model.ts'
import { RemovePage, WordsShown } from './pages/removal.tsx'
import { access } from './rules.ts'
import { backTo, doneAt, isEntry, measureIdOf, pageOf, standingAt } from './standing.ts'
import { find, placements } from './store.ts'

/** The doors through which words leave a page, and come back. */
export const removalRoutes = (needs: ScorecardNeeds): readonly TeamRoute[] =>
  (['result', 'program', ...entryKinds] as const).flatMap((kind) => removalDoors(needs, kind))

function removalDoors(needs: ScorecardNeeds, kind: Kind): readonly TeamRoute[] {
  const path = `/scorecard/${kinds[kind].path}/:id`
  const putBack = putWordsBack(kind, needs)
  return [
    { method: 'GET', path: `${path}/remove`, may: access.write, answer: (visit) => showRemove(visit, needs, kind) },
    { method: 'POST', path: `${path}/remove`, may: access.write, answer: (visit) => remove(visit, needs, kind) },
    buttonDoor({
      path: `${path}/put-back`,
      may: access.write,
      read: (tx, { params }) => find(tx, kind, params.id ?? ''),
      send: (visit) => putBack(visit, visit.params.id ?? ''),
      about: 'id',
      back: (_, kept) => (isEntry(kind) ? backTo(kind, measureIdOf(kept)) : '/scorecard'),
      to: (id, _, kept) =>
        isEntry(kind) ? doneAt(kind, measureIdOf(kept), 'back') : `/scorecard/${kinds[kind].path}/${id}?said=undone`,
      said: '',
    }),
  ]
}

async function showRemove<K extends Kind>(
  visit: Visit,
  needs: ScorecardNeeds,
  kind: K,
  problems: readonly Problem[] = [],
): Promise<Response> {
  const id = visit.params.id ?? ''
  const seen = await visit.db.read(visit.scope, async (tx) => {
    const kept = await find(tx, kind, id)
    const at = kept && (await standingAt(tx, needs, measureIdOf(kept)))
    if (!at) return null
    const under = (await placements(tx)).filter((each) => each.resultId === id || each.programId === id).length
    return { kept, at, under, history: await historyOf(tx, [id]) }
  })
  if (!seen || seen.kept.removedAt !== null) return notFound()
  const { kept, at, under, history } = seen
  return page(
    <RemovePage
      visit={visit}
      title={`Remove this ${kinds[kind].noun}?`}
      trail={at.trail}
      form={{ typed: new Typed(), problems }}
      action={`/scorecard/${kinds[kind].path}/${id}/remove`}
      back={pageOf(kind, kept)}
      version={kept.version}
      lost={lostWith(kind, under)}
      shown={<WordsShown kind={kind} kept={kept} partners={at.offered.partners} />}
      save={`Remove ${kinds[kind].noun}`}
      history={history}
    />,
    problems.length > 0 ? 422 : 200,
  )
}

function lostWith(kind: Kind, under: number): string {
  const stays = 'Editions published so far keep them. You can put them back from the next page.'
  if (kind === 'measure_definition') return `Readers will see the version before this one, or none. ${stays}`
  if (isEntry(kind)) return `The next edition will be without these words. ${stays}`
  const measures =
    under === 0
      ? ''
      : ` The ${under === 1 ? 'measure' : `${under} measures`} under it ${nounFor(under, 'stays', 'stay')}, with values and words, but no longer ${nounFor(under, 'stands', 'stand')} here.`
  return `These words leave the scorecard and the next edition.${measures} ${stays}`
}

async function remove<K extends Kind>(visit: Visit, needs: ScorecardNeeds, kind: K): Promise<Response> {
  const id = visit.params.id ?? ''
  const version = (await visit.typed()).version()
  const kept = await visit.db.read(visit.scope, (tx) => find(tx, kind, id))
  if (!kept) return notFound()
  const removed = await removeWords(kind)(visit, { id, version })
  if (!removed.ok) return showRemove(visit, needs, kind, removed.problems)
  const undo = `undo=${kind}.${id}`
  return goTo(visit.to(isEntry(kind) ? doneAt(kind, measureIdOf(kept), 'removed', undo) : `/scorecard?${undo}`))
}
