import type { Day } from '../../core/day.ts'
import { markOf } from '../../core/mark.ts'
import type { Tx } from '../../platform/db/db.ts'
import { Fields } from '../../platform/doors/fields.tsx'
import { oneForm, pageOfForms } from '../../platform/doors/page-of-forms.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import { Typed } from '../../platform/http/typed.ts'
import { Hidden } from '../../platform/ui/form.tsx'
import { historyFor } from '../pages/history-words.ts'
import { pathOf } from '../pages/pieces.tsx'
import { access } from '../rules.ts'
import { findMeasure } from '../store.ts'
import { enterDays, lookAtSpike, watch } from './actions.ts'
import { daysForm, seenForm, watchForm } from './model.ts'
import { SpikesPage, type SpikesView, takesDays } from './pages.tsx'
import { openAlerts } from './rules.ts'
import { countsOf, daysThatDiffer, seenOf, watchOf } from './store.ts'

const spikesPath = (shown: SpikesView): string => `${pathOf(shown)}/spikes`

/** Spikes in daily or weekly counts: for the team, and nobody else. */
export const spikeRoutes = (): readonly TeamRoute[] =>
  pageOfForms({
    path: '/measures/:id/spikes',
    seenBy: access.read,
    read: viewOf,
    history: ({ measure, watch: watched, seen }) =>
      historyFor(measure, [...(watched ? [watched.id] : []), ...seen.map(({ id }) => id)]),
    forms: {
      watch: oneForm({
        path: '/measures/:id/spikes/watch',
        may: access.write,
        isSecond: true,
        form: watchForm,
        code: 'measures.watch-wrong',
        start: ({ watch: watched }: SpikesView) => watched ?? { every: 'never', lagDays: 1 },
        version: ({ watch: watched }) => watched?.version ?? 0,
        fields: (_, { measure }) => (measure.shape === 'count' ? undefined : null),
        save: 'Save',
        send: (visit, wanted, { shown, typed }) =>
          watch(visit, { measureId: shown.measure.id, version: typed.version(), ...wanted }),
        to: (_, shown) => spikesPath(shown),
        said: 'saved',
      }),
      days: oneForm({
        path: '/measures/:id/spikes/days',
        may: access.enter,
        form: daysForm,
        code: 'measures.days-wrong',
        start: ({ there }: SpikesView) => new Typed(there ? [['days', asLines(there)]] : []),
        version: ({ there }) => (there ? markOf(there) : ''),
        fields: (_, { measure }) => (takesDays(measure) ? undefined : null),
        save: 'Keep these counts',
        send: (visit, { days }, { shown, typed }) => {
          const opened = typed.has('version') ? typed.text('version') : null
          return enterDays(visit, { measureId: shown.measure.id, days, opened })
        },
        to: (_, shown) => spikesPath(shown),
        said: 'saved',
      }),
      seen: oneForm({
        path: '/measures/:id/spikes/seen',
        may: access.enter,
        form: seenForm,
        code: 'measures.look-wrong',
        fields: (form, { chosen }: SpikesView) =>
          chosen && (
            <>
              <Hidden name="from" value={chosen.from} />
              <Hidden name="count" value={chosen.count} />
              <Fields of={seenForm} form={form} only={['finding', 'note']} />
            </>
          ),
        save: 'Keep what it was',
        send: (visit, look, { shown }) => lookAtSpike(visit, { measureId: shown.measure.id, look }),
        to: (_, shown) => spikesPath(shown),
        cancel: spikesPath,
        said: 'saved',
      }),
    },
    view: ({ visit, shown, forms, history }) => (
      <SpikesPage visit={visit} view={shown} forms={forms} history={history} />
    ),
  })

async function viewOf(tx: Tx, visit: Visit): Promise<SpikesView | null> {
  const measure = await findMeasure(tx, visit.params.id ?? '')
  if (!measure) return null
  const watched = (await watchOf(tx, measure.id)) ?? null
  const counts = watched && (await countsOf(tx, measure, watched, visit.today))
  const seen = await seenOf(tx, [measure.id])
  const alerts = counts ? openAlerts(counts, seen) : []
  const typed = visit.request.method === 'POST' ? await visit.typed() : null
  const from = typed ? typed.text('from') : visit.url.searchParams.get('look')
  const chosen = alerts.find((alert) => alert.from === from) ?? null
  return {
    measure,
    watch: watched,
    counts,
    seen,
    alerts,
    chosen,
    wrote: chosen || !typed ? '' : typed.text('note'),
    there: typed?.has('days') ? await daysOver(tx, measure.id, typed) : null,
  }
}

type Count = { readonly on: Day; readonly count: number }

/** Days that are there already with another count: they are shown before they are replaced. */
async function daysOver(tx: Tx, measureId: string, typed: Typed): Promise<readonly Count[]> {
  const read = parseTyped(daysForm, typed, 'measures.days-wrong')
  return read.ok ? daysThatDiffer(tx, measureId, read.value.days) : []
}

const asLines = (days: readonly Count[]): string => days.map(({ on, count }) => `${on} ${count}`).join('\n')
