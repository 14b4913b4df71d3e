import { historyOf } from '../platform/history.ts'
import { goTo, notFound, page } from '../platform/http/answer.tsx'
import { parseTyped } from '../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../platform/http/route.ts'
import { typedFrom } from '../platform/http/typed.ts'
import { formOver } from '../platform/ui/form.tsx'
import { reportOnAction, type ScorecardNeeds } from './actions.ts'
import { conflictOf } from './conflict.ts'
import { reportSchema } from './model.ts'
import { EntryPage } from './pages/entry.tsx'
import { ReportFields } from './pages/fields.tsx'
import { access } from './rules.ts'
import { backTo, doneAt, standingAt, startIn, versionIn } from './standing.ts'
import { find } from './store.ts'

/** How an action stands: told by those who carry it out, whether or not they write the plan. */
export function reportRoutes(needs: ScorecardNeeds): readonly TeamRoute[] {
  const path = '/scorecard/actions/:id/report'
  return [
    { method: 'GET', path, may: access.report, answer: (visit) => showReport(visit, needs) },
    { method: 'POST', path, may: access.report, answer: (visit) => saveReport(visit, needs) },
  ]
}

async function showReport(visit: Visit, needs: ScorecardNeeds, refused?: Refused): Promise<Response> {
  const id = visit.params.id ?? ''
  const seen = await visit.db.read(visit.scope, async (tx) => {
    const kept = await find(tx, 'action', id)
    const at = kept && (await standingAt(tx, needs, kept.measureId))
    return at ? { kept, at, history: await historyOf(tx, [id]) } : null
  })
  if (!seen || seen.kept.removedAt !== null) return notFound()
  const { kept, at, history } = seen
  const form = formOver(typedFrom({ status: kept.status, progress: kept.progress }), kept.version, refused)
  const conflict = conflictOf(form, kept, history)
  return page(
    <EntryPage
      visit={visit}
      kind="action"
      title="Report progress"
      trail={at.trail}
      form={form}
      action={`/scorecard/actions/${id}/report`}
      back={backTo('action', kept.measureId)}
      save="Save progress"
      offered={at.offered}
      history={history}
      conflict={conflict}
      lead={<p class="statement">{kept.what}</p>}
      fields={<ReportFields form={form} />}
    />,
    conflict ? 409 : refused ? 422 : 200,
  )
}

async function saveReport(visit: Visit, needs: ScorecardNeeds): Promise<Response> {
  const id = visit.params.id ?? ''
  const typed = await visit.typed()
  const kept = await visit.db.read(visit.scope, (tx) => find(tx, 'action', id))
  if (!kept || kept.removedAt !== null) return notFound()
  const report = parseTyped(reportSchema, typed, 'scorecard.wrong')
  if (!report.ok) return showReport(visit, needs, { typed, problems: report.problems })
  const said = { id, version: versionIn(typed), report: report.value, today: visit.today }
  const saved = await reportOnAction(visit.db, visit.scope, needs, said)
  return saved.ok
    ? goTo(visit.to(doneAt('action', kept.measureId, 'saved', startIn('action', id, kept, report.value))))
    : showReport(visit, needs, { typed, problems: saved.problems })
}
