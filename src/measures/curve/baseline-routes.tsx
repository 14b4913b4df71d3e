import { historyOf } from '../../platform/history.ts'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { fresh } from '../../platform/ui/form.tsx'
import { historyInWords } from '../pages/history-words.ts'
import { access } from '../rules.ts'
import { enterLine, freezeBaseline } from './actions.ts'
import { BaselinePage, FreezePage, LinePage } from './baseline-pages.tsx'
import { freezeForm, lineForm, mostDrawn } from './model.ts'
import { baselineInForce, freeze, periodsToDraw, refitProblem } from './rules.ts'
import { seen } from './seen.ts'

export const baselineRoutes = (): readonly TeamRoute[] => [
  { method: 'GET', path: '/measures/:id/baseline', may: access.write, answer: (visit) => showFreeze(visit) },
  { method: 'POST', path: '/measures/:id/baseline', may: access.write, answer: freezeNow },
  { method: 'GET', path: '/measures/:id/line', may: access.write, answer: (visit) => showLine(visit) },
  { method: 'POST', path: '/measures/:id/line', may: access.write, answer: enter },
  { method: 'GET', path: '/measures/:id/baselines/:baselineId', may: access.read, answer: showBaseline },
]

async function showFreeze(visit: Visit, refused?: Refused): Promise<Response> {
  const at = await seen(visit)
  if (!at) return notFound()
  const next = freeze(at.found, { on: visit.today })
  const inForce = baselineInForce(at.facts.baselines)
  // A reason can still be typed; what else stands against it is said at once.
  const wrong = next.ok ? refitProblem(inForce, { ...next.value, reason: 'typed below' }) : null
  const against = next.ok ? (wrong ? [wrong] : []) : next.problems
  return page(
    <FreezePage
      visit={visit}
      measure={at.found.measure}
      form={refused ?? fresh()}
      against={refused ? [] : against.map(({ message }) => message)}
      inForce={inForce}
      next={next.ok ? { ...next.value, id: '', number: 0, dataHash: '' } : null}
    />,
    refused ? 422 : 200,
  )
}

async function freezeNow(visit: Visit): Promise<Response> {
  const measureId = visit.params.id ?? ''
  if (!(await seen(visit))) return notFound()
  const typed = await visit.typed()
  const read = parseTyped(freezeForm, typed, 'measures.baseline-wrong')
  if (!read.ok) return showFreeze(visit, { typed, problems: read.problems })
  const { reason } = read.value
  const frozen = await freezeBaseline(visit.db, visit.scope, { measureId, today: visit.today, reason })
  return frozen.ok
    ? goTo(visit.to(`/measures/${measureId}?said=saved#turn`))
    : showFreeze(visit, { typed, problems: frozen.problems })
}

async function showLine(visit: Visit, refused?: Refused): Promise<Response> {
  const at = await seen(visit)
  if (!at) return notFound()
  return page(
    <LinePage
      visit={visit}
      measure={at.found.measure}
      form={refused ?? fresh()}
      periods={periodsToDraw(at.found, visit.today, mostDrawn)}
    />,
    refused ? 422 : 200,
  )
}

async function enter(visit: Visit): Promise<Response> {
  const measureId = visit.params.id ?? ''
  if (!(await seen(visit))) return notFound()
  const typed = await visit.typed()
  const read = parseTyped(lineForm, typed, 'measures.line-wrong')
  if (!read.ok) return showLine(visit, { typed, problems: read.problems })
  const entered = await enterLine(visit.db, visit.scope, { measureId, today: visit.today, typed: read.value })
  return entered.ok
    ? goTo(visit.to(`/measures/${measureId}?said=added#turn`))
    : showLine(visit, { typed, problems: entered.problems })
}

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
