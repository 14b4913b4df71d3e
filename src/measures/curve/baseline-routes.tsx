import type { JSX } from 'preact'
import type { Tx } from '../../platform/db/db.ts'
import { Fields } from '../../platform/doors/fields.tsx'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { historyOf } from '../../platform/history.ts'
import { notFound, page } from '../../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import { Hidden } from '../../platform/ui/form.tsx'
import { Facts } from '../../platform/ui/records.tsx'
import type { Measure } from '../model.ts'
import { historyInWords } from '../pages/history-words.ts'
import { pathOf, trailTo } from '../pages/pieces.tsx'
import { access } from '../rules.ts'
import { enterLine, freezeBaseline } from './actions.ts'
import { BaselinePage } from './baseline-pages.tsx'
import { freezeForm, lineForm } from './forms.ts'
import { type Baseline, mostDrawn } from './model.ts'
import { baselineInForce, freeze, periodsToDraw, refitProblem } from './rules.ts'
import { seen, seenIn } from './seen.ts'
import { coverageInWords, methodInWords, periodInWords, restsInWords } from './words.ts'

/** Where a number is headed if nothing changes: frozen, or drawn by a partner. */
export const baselineRoutes = (): readonly TeamRoute[] => [
  ...formDoor({
    path: '/measures/:id/baseline',
    may: access.write,
    read: freezingAt,
    title: ({ isRefit }) => (isRefit ? 'Freeze a new version' : 'Freeze a baseline'),
    trail: trailTo,
    above: aboveFreezing,
    form: freezeForm,
    code: 'measures.baseline-wrong',
    fields: (_, { against }) => (against.length > 0 ? null : undefined),
    save: 'Freeze',
    send: (visit, { reason }, { shown }) => freezeBaseline(visit, { measureId: shown.measure.id, reason }),
    back: pathOf,
    to: (_, shown) => `${pathOf(shown)}#turn`,
    said: 'saved',
  }),
  ...formDoor({
    path: '/measures/:id/line',
    may: access.write,
    read: async (tx, visit) => {
      const at = await seenIn(tx, visit)
      return at && { measure: at.found.measure, periods: periodsToDraw(at.found, visit.today, mostDrawn) }
    },
    title: 'Enter a forecast of a partner',
    trail: trailTo,
    above: () => (
      <p class="statement">
        The line is shown with its name. It has no interval, and no verdict rests on it: only how far the values are
        from it.
      </p>
    ),
    form: ({ measure, periods }) => lineForm(periods, measure),
    code: 'measures.line-wrong',
    fields: (form, { measure, periods }) => (
      <>
        <Hidden name="from" value={periods[0]?.from ?? ''} />
        <Fields of={lineForm(periods, measure)} form={form} but={['from']} />
      </>
    ),
    save: 'Enter line',
    send: (visit, typed, { shown }) => enterLine(visit, { measureId: shown.measure.id, typed }),
    back: pathOf,
    to: (_, shown) => `${pathOf(shown)}#turn`,
    said: 'added',
  }),
  { method: 'GET', path: '/measures/:id/baselines/:baselineId', may: access.read, answer: showBaseline },
]

type Freezing = {
  readonly measure: Measure
  readonly inForce: Baseline | null
  readonly isRefit: boolean
  /** What would be frozen now. */
  readonly next: Baseline | null
  /** What speaks against a version now, whatever would be typed. */
  readonly against: readonly string[]
}

async function freezingAt(tx: Tx, visit: Visit): Promise<Freezing | null> {
  const at = await seenIn(tx, visit)
  if (!at) return null
  const next = freeze(at.found, { on: visit.today })
  const inForce = baselineInForce(at.facts.baselines)
  // A reason can still be typed; what else stands against it is said at once, and of what was sent it is said at the form.
  const wrong = next.ok ? refitProblem(inForce, { ...next.value, reason: 'typed below' }) : null
  const against = next.ok ? (wrong ? [wrong] : []) : next.problems
  return {
    measure: at.found.measure,
    inForce,
    isRefit: inForce?.source === 'statistical',
    next: next.ok ? { ...next.value, id: '', number: 0, dataHash: '' } : null,
    against: visit.request.method === 'POST' ? [] : against.map(({ message }) => message),
  }
}

const aboveFreezing = ({ measure, inForce, isRefit, next, against }: Freezing): JSX.Element => (
  <>
    <p class="statement">
      {isRefit
        ? `Version ${inForce?.number} is in force. It stays on the page, and reviews that were declared against it are still judged by it.`
        : 'A baseline says where the number is headed if nothing changes. Once frozen it never changes.'}
    </p>
    {next && (
      <Facts
        facts={[
          ['It would rest on', restsInWords(next)],
          ['Method', methodInWords(next)],
          [`It would expect in ${next.periods[0]?.label ?? ''}`, periodInWords(next, 0, measure)],
          ['Its band of 4 in 5', coverageInWords(next)],
        ]}
      />
    )}
    {against.map((message) => (
      <p class="notice" key={message}>
        {message}
      </p>
    ))}
  </>
)

async function showBaseline(visit: Visit): Promise<Response> {
  const at = await seen(visit)
  const baseline = at?.facts.baselines.find(({ id }) => id === visit.params.baselineId)
  if (!at || !baseline) return notFound()
  const history = await visit.db.read(visit.scope, (tx) => historyOf(tx, [baseline.id], 20))
  const { measure } = at.found
  return page(
    <BaselinePage
      visit={visit}
      measure={measure}
      baseline={baseline}
      isInForce={baselineInForce(at.facts.baselines)?.id === baseline.id}
      history={historyInWords(history, measure)}
    />,
  )
}
