import { ok } from '../core/result.ts'
import { formDoor } from '../platform/doors/form-door.tsx'
import type { TeamRoute } from '../platform/http/route.ts'
import { reportOnAction, type ScorecardNeeds } from './actions.ts'
import { reportSchema } from './model.ts'
import { access } from './rules.ts'
import { backTo, doneAt, standingAt, startIn } from './standing.ts'
import { find } from './store.ts'

/** How an action stands: told by those who carry it out, whether or not they write the plan. */
export function reportRoutes(needs: ScorecardNeeds): readonly TeamRoute[] {
  const report = reportOnAction(needs)
  return formDoor({
    path: '/scorecard/actions/:id/report',
    may: access.report,
    read: async (tx, { params }) => {
      const kept = await find(tx, 'action', params.id ?? '')
      const at = kept && kept.removedAt === null ? await standingAt(tx, needs, kept.measureId) : null
      return kept && at ? { ...at, kept } : null
    },
    title: 'Report progress',
    trail: ({ trail }) => trail,
    history: ({ kept }) => [kept.id],
    above: ({ kept }) => <p class="statement">{kept.what}</p>,
    form: reportSchema,
    code: 'scorecard.wrong',
    start: ({ kept }) => kept,
    version: ({ kept }) => kept.version,
    save: 'Save progress',
    send: async (visit, said, { shown: { kept }, typed }) => {
      const saved = await report(visit, { id: kept.id, version: typed.version(), report: said })
      return saved.ok ? ok(startIn('action', kept.id, kept, said)) : saved
    },
    back: ({ kept }) => backTo('action', kept.measureId),
    to: (started, { kept }) => doneAt('action', kept.measureId, 'saved', started),
    said: '',
  })
}
