import type { Day } from '../core/day.ts'
import { historyOf } from '../platform/history.ts'
import { goTo, notFound, page } from '../platform/http/answer.tsx'
import type { Refused, TeamRoute, Visit } from '../platform/http/route.ts'
import { Typed } from '../platform/http/typed.ts'
import { formOver, fresh } from '../platform/ui/form.tsx'
import { notDone } from '../platform/ui/not-done.tsx'
import { addWords, changeWords, moveWords, type ScorecardNeeds } from './actions.ts'
import { conflictOf } from './conflict.ts'
import { kinds, orderedKinds } from './kinds.ts'
import type { Kind, PlaceOf } from './model.ts'
import { EntryPage } from './pages/entry.tsx'
import {
  article,
  backTo,
  doneAt,
  isEntry,
  measureIdOf,
  pageOf,
  parseWords,
  standingAt,
  startIn,
  typedFromWords,
  versionIn,
  writersDoor,
} from './standing.ts'
import { find } from './store.ts'

type Written = Exclude<Kind, 'measure_definition'>

/** The doors of words: add, edit and, where people choose the order, move. */
export const entryRoutes = (needs: ScorecardNeeds): readonly TeamRoute[] => [
  ...(['result', 'program', 'story', 'measure_partner', 'what_works', 'action'] as const).flatMap((kind) =>
    writingDoors(needs, kind),
  ),
  ...orderedKinds.map((kind) =>
    writersDoor('POST', `/scorecard/${kinds[kind].path}/:id/move`, (visit) => move(visit, kind)),
  ),
]

function writingDoors(needs: ScorecardNeeds, kind: Written): readonly TeamRoute[] {
  const addPath = isEntry(kind)
    ? `/scorecard/measures/:measureId/${kinds[kind].path}/add`
    : `/scorecard/${kinds[kind].path}/add`
  const editPath = `/scorecard/${kinds[kind].path}/:id/edit`
  return [
    writersDoor('GET', addPath, (visit) => showAdd(visit, needs, kind)),
    writersDoor('POST', addPath, (visit) => add(visit, needs, kind)),
    writersDoor('GET', editPath, (visit) => showEdit(visit, needs, kind)),
    writersDoor('POST', editPath, (visit) => save(visit, needs, kind)),
  ]
}

// ---- Adding

async function showAdd(visit: Visit, needs: ScorecardNeeds, kind: Written, refused?: Refused): Promise<Response> {
  const measureId = visit.params.measureId ?? ''
  const at = await visit.db.read(visit.scope, (tx) => standingAt(tx, needs, measureId))
  if (!at) return notFound()
  const form = refused ?? fresh(new Typed(Object.entries(startOf(kind, visit.today))))
  return page(
    <EntryPage
      visit={visit}
      kind={kind}
      title={`Add ${article(kinds[kind].noun)}`}
      trail={at.trail}
      form={form}
      action={visit.url.pathname.slice(visit.to('').length)}
      back={isEntry(kind) ? backTo(kind, measureId) : '/scorecard'}
      save={`Add ${kinds[kind].noun}`}
      offered={at.offered}
    />,
    refused ? 422 : 200,
  )
}

async function add<K extends Written>(visit: Visit, needs: ScorecardNeeds, kind: K): Promise<Response> {
  const measureId = visit.params.measureId ?? ''
  const typed = await visit.typed()
  const isThere = await visit.db.read(visit.scope, (tx) => standingAt(tx, needs, measureId))
  if (!isThere) return notFound()
  const words = parseWords(kind, typed)
  if (!words.ok) return showAdd(visit, needs, kind, { typed, problems: words.problems })
  const place = {
    ...(isEntry(kind) && { measureId }),
    ...(kind === 'action' && { updatedOn: visit.today }),
  } as PlaceOf<K> // the kind decides which of the two are there
  const added = await addWords(visit.db, visit.scope, needs, { kind, words: words.value, place })
  if (!added.ok) return showAdd(visit, needs, kind, { typed, problems: added.problems })
  return goTo(
    visit.to(
      isEntry(kind)
        ? doneAt(kind, measureId, 'added', startIn(kind, added.value, {}, words.value))
        : `/scorecard/${kinds[kind].path}/${added.value}?said=added`,
    ),
  )
}

const startOf = (kind: Written, today: Day): Record<string, string> =>
  kind === 'story' ? { writtenOn: today } : kind === 'action' ? { status: 'not started' } : {}

// ---- Editing

async function showEdit<K extends Written>(
  visit: Visit,
  needs: ScorecardNeeds,
  kind: K,
  refused?: Refused,
): Promise<Response> {
  const id = visit.params.id ?? ''
  const seen = await visit.db.read(visit.scope, async (tx) => {
    const kept = await find(tx, kind, id)
    const at = kept && (await standingAt(tx, needs, measureIdOf(kept)))
    return at ? { kept, at, history: await historyOf(tx, [id]) } : null
  })
  if (!seen || (seen.kept.removedAt !== null && !refused)) return notFound()
  const { kept, at, history } = seen
  const form = formOver(typedFromWords(kind, kept), kept.version, refused)
  const conflict = conflictOf(form, kept, history)
  return page(
    <EntryPage
      visit={visit}
      kind={kind}
      title={`Edit ${kinds[kind].noun}`}
      trail={at.trail}
      form={form}
      action={`/scorecard/${kinds[kind].path}/${id}/edit`}
      back={pageOf(kind, kept)}
      save={`Save ${kinds[kind].noun}`}
      offered={at.offered}
      history={history}
      conflict={conflict}
    />,
    conflict ? 409 : refused ? 422 : 200,
  )
}

async function save<K extends Written>(visit: Visit, needs: ScorecardNeeds, kind: K): Promise<Response> {
  const id = visit.params.id ?? ''
  const typed = await visit.typed()
  const kept = await visit.db.read(visit.scope, (tx) => find(tx, kind, id))
  if (!kept) return notFound()
  const words = parseWords(kind, typed)
  if (!words.ok) return showEdit(visit, needs, kind, { typed, problems: words.problems })
  const change = { kind, id, version: versionIn(typed), words: words.value, today: visit.today }
  const saved = await changeWords(visit.db, visit.scope, needs, change)
  if (!saved.ok) return showEdit(visit, needs, kind, { typed, problems: saved.problems })
  return goTo(
    visit.to(
      isEntry(kind)
        ? doneAt(kind, measureIdOf(kept), 'saved', startIn(kind, id, kept, words.value))
        : `/scorecard/${kinds[kind].path}/${id}?said=saved`,
    ),
  )
}

async function move(visit: Visit, kind: (typeof orderedKinds)[number]): Promise<Response> {
  const id = visit.params.id ?? ''
  const way = (await visit.typed()).text('way')
  if (way !== 'up' && way !== 'down') return notFound()
  const kept = await visit.db.read(visit.scope, (tx) => find(tx, kind, id))
  if (!kept) return notFound()
  const moved = await moveWords(visit.db, visit.scope, { kind, id, way })
  if (!moved.ok) return notDone(visit, { id, problems: moved.problems, back: '/scorecard' })
  const measureId = measureIdOf(kept)
  return goTo(
    visit.to(
      measureId === ''
        ? `/scorecard?arrange=yes#block-${id}`
        : `/scorecard/measures/${measureId}?arrange=yes#entry-${id}`,
    ),
  )
}
