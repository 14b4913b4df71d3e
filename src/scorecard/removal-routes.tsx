import type { Problem } from '../core/result.ts'
import { historyOf } from '../platform/history.ts'
import { goTo, notFound, page } from '../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../platform/http/route.ts'
import { Typed } from '../platform/http/typed.ts'
import { notDone } from '../platform/ui/not-done.tsx'
import { putWordsBack, removeWords, type ScorecardNeeds } from './actions.ts'
import { entryKinds, kinds } from './kinds.ts'
import type { Kind } from './model.ts'
import { RemovePage } from './pages/entry.tsx'
import { WordsShown } from './pages/removal.tsx'
import { backTo, doneAt, isEntry, measureIdOf, pageOf, standingAt, versionIn, writersDoor } from './standing.ts'
import { find, placements } from './store.ts'

/** The doors through which words leave a page, and come back. */
export const removalRoutes = (needs: ScorecardNeeds): readonly TeamRoute[] =>
  (['result', 'program', ...entryKinds] as const).flatMap((kind) => removalDoors(needs, kind))

function removalDoors(needs: ScorecardNeeds, kind: Kind): readonly TeamRoute[] {
  const path = `/scorecard/${kinds[kind].path}/:id`
  return [
    writersDoor('GET', `${path}/remove`, (visit) => showRemove(visit, needs, kind)),
    writersDoor('POST', `${path}/remove`, (visit) => remove(visit, needs, kind)),
    writersDoor('POST', `${path}/put-back`, (visit) => putBack(visit, needs, kind)),
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
    problems.length > 0 ? 409 : 200,
  )
}

function lostWith(kind: Kind, under: number): string {
  const stays = 'Editions published so far keep them. You can put them back from the next page.'
  if (kind === 'measure_definition') return `Readers will see the version before this one, or none. ${stays}`
  if (isEntry(kind)) return `The next edition will be without these words. ${stays}`
  const measures =
    under === 0
      ? ''
      : ` The ${under === 1 ? 'measure' : `${under} measures`} under it stay${under === 1 ? 's' : ''}, with values and words, but no longer stand${under === 1 ? 's' : ''} here.`
  return `These words leave the scorecard and the next edition.${measures} ${stays}`
}

async function remove<K extends Kind>(visit: Visit, needs: ScorecardNeeds, kind: K): Promise<Response> {
  const id = visit.params.id ?? ''
  const version = versionIn(await visit.typed())
  const kept = await visit.db.read(visit.scope, (tx) => find(tx, kind, id))
  if (!kept) return notFound()
  const removed = await removeWords(visit.db, visit.scope, { kind, id, version })
  if (!removed.ok) return showRemove(visit, needs, kind, removed.problems)
  const undo = `undo=${kind}.${id}`
  return goTo(visit.to(isEntry(kind) ? doneAt(kind, measureIdOf(kept), 'removed', undo) : `/scorecard?${undo}`))
}

async function putBack<K extends Kind>(visit: Visit, needs: ScorecardNeeds, kind: K): Promise<Response> {
  const id = visit.params.id ?? ''
  const kept = await visit.db.read(visit.scope, (tx) => find(tx, kind, id))
  if (!kept) return notFound()
  const back = isEntry(kind) ? backTo(kind, measureIdOf(kept)) : '/scorecard'
  const done = await putWordsBack(visit.db, visit.scope, needs, { kind, id })
  if (!done.ok) return notDone(visit, { id, problems: done.problems, back })
  return goTo(
    visit.to(
      isEntry(kind) ? doneAt(kind, measureIdOf(kept), 'back') : `/scorecard/${kinds[kind].path}/${id}?said=undone`,
    ),
  )
}
