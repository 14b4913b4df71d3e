import { historyOf } from '../platform/history.ts'
import { goTo, notFound, page } from '../platform/http/answer.tsx'
import type { Refused, TeamRoute, Visit } from '../platform/http/route.ts'
import { typedFrom } from '../platform/http/typed.ts'
import { formOver } from '../platform/ui/form.tsx'
import { defineMeasure, type ScorecardNeeds } from './actions.ts'
import { conflictOf } from './conflict.ts'
import { EntryPage } from './pages/entry.tsx'
import { backTo, doneAt, parseWords, standingAt, versionIn, writersDoor } from './standing.ts'
import { all } from './store.ts'

/** The doors of definitions, of which each change makes the next number. */
export function definitionRoutes(needs: ScorecardNeeds): readonly TeamRoute[] {
  const path = '/scorecard/measures/:measureId/definitions/add'
  return [
    writersDoor('GET', path, (visit) => showDefine(visit, needs)),
    writersDoor('POST', path, (visit) => define(visit, needs)),
  ]
}

async function showDefine(visit: Visit, needs: ScorecardNeeds, refused?: Refused): Promise<Response> {
  const measureId = visit.params.measureId ?? ''
  const seen = await visit.db.read(visit.scope, async (tx) => {
    const at = await standingAt(tx, needs, measureId)
    const newest = at && (await all(tx, 'measure_definition', { measureId }))[0]
    return at ? { at, newest, history: newest ? await historyOf(tx, [newest.id]) : [] } : null
  })
  if (!seen) return notFound()
  const { at, newest, history } = seen
  const start = {
    lay: newest?.lay,
    technical: newest?.technical,
    effectiveOn: refused ? newest?.effectiveOn : visit.today,
  }
  const form = formOver(typedFrom(start), newest?.number ?? 0, refused)
  const conflict = newest ? conflictOf(form, newest, history) : null
  return page(
    <EntryPage
      visit={visit}
      kind="measure_definition"
      title={newest ? 'Change the definition' : 'Write the definition'}
      trail={at.trail}
      form={form}
      action={`/scorecard/measures/${measureId}/definitions/add`}
      back={backTo('measure_definition', measureId)}
      save={newest ? `Keep as version ${newest.number + 1}` : 'Keep the definition'}
      offered={at.offered}
      conflict={conflict}
    />,
    conflict ? 409 : refused ? 422 : 200,
  )
}

async function define(visit: Visit, needs: ScorecardNeeds): Promise<Response> {
  const measureId = visit.params.measureId ?? ''
  const typed = await visit.typed()
  if (!(await visit.db.read(visit.scope, (tx) => standingAt(tx, needs, measureId)))) return notFound()
  const words = parseWords('measure_definition', typed)
  if (!words.ok) return showDefine(visit, needs, { typed, problems: words.problems })
  const kept = await defineMeasure(visit.db, visit.scope, { measureId, read: versionIn(typed), words: words.value })
  return kept.ok
    ? goTo(visit.to(doneAt('measure_definition', measureId, 'saved')))
    : showDefine(visit, needs, { typed, problems: kept.problems })
}
