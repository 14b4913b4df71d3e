import { historyOf } from '../../platform/history.ts'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { Typed, typedFrom } from '../../platform/http/typed.ts'
import { formOver, fresh } from '../../platform/ui/form.tsx'
import type { EnteredReading, Measure } from '../model.ts'
import { historyInWords } from '../pages/history-words.ts'
import { access } from '../rules.ts'
import { findMeasure } from '../store.ts'
import { addReading, removeReading, saveReading } from './actions.ts'
import { readingForm, typedReading } from './model.ts'
import { ReadingPage } from './pages.tsx'
import { periodsOffered } from './rules.ts'
import { enteredReadings } from './store.ts'

/** Readings that are typed, one by one. */
export const readingRoutes = (): readonly TeamRoute[] => [
  { method: 'GET', path: '/measures/:id/readings/new', may: access.enter, answer: (visit) => showAdd(visit) },
  { method: 'POST', path: '/measures/:id/readings/new', may: access.enter, answer: add },
  { method: 'GET', path: '/measures/:id/readings/:readingId', may: access.enter, answer: (visit) => showEdit(visit) },
  { method: 'POST', path: '/measures/:id/readings/:readingId', may: access.enter, answer: save },
  { method: 'POST', path: '/measures/:id/readings/:readingId/remove', may: access.enter, answer: remove },
]

async function seen(visit: Visit): Promise<{ measure: Measure; readings: readonly EnteredReading[] } | null> {
  return visit.db.read(visit.scope, async (tx) => {
    const measure = await findMeasure(tx, visit.params.id ?? '')
    return measure?.definition === null ? { measure, readings: await enteredReadings(tx, measure) } : null
  })
}

async function showAdd(visit: Visit, refused?: Refused): Promise<Response> {
  const found = await seen(visit)
  if (!found) return notFound()
  const { measure, readings } = found
  const taken = new Set(readings.filter(isWhole).map(({ period }) => period.from))
  const known = readings.map(({ period }) => period)
  const periods = periodsOffered(measure, known, visit.today).filter(({ from }) => !taken.has(from))
  const next = periods.find(({ to }) => to < visit.today)
  return page(
    <ReadingPage
      visit={visit}
      measure={measure}
      form={
        refused ?? fresh(new Typed(Object.entries({ from: next?.from ?? '', status: 'final', source: measure.source })))
      }
      periods={periods}
      reading={null}
      version={0}
      history={[]}
    />,
    refused ? 422 : 200,
  )
}

async function add(visit: Visit): Promise<Response> {
  const measureId = visit.params.id ?? ''
  const found = await seen(visit)
  if (!found) return notFound()
  const typed = await visit.typed()
  const read = parseTyped(readingForm(found.measure), typed, 'measures.reading-wrong')
  if (!read.ok) return showAdd(visit, { typed, problems: read.problems })
  const added = await addReading(visit.db, visit.scope, { measureId, typed: read.value, today: visit.today })
  return added.ok
    ? goTo(visit.to(`/measures/${measureId}?said=added`))
    : showAdd(visit, { typed, problems: added.problems })
}

async function showEdit(visit: Visit, refused?: Refused): Promise<Response> {
  const found = await seen(visit)
  const reading = found?.readings.find(({ id }) => id === visit.params.readingId)
  if (!found || !reading) return notFound()
  const { measure, readings } = found
  const others = readings.filter(({ id }) => id !== reading.id)
  const taken = new Set(others.filter((one) => isAlike(one, reading)).map(({ period }) => period.from))
  const known = readings.map(({ period }) => period)
  const history = await visit.db.read(visit.scope, (tx) => historyOf(tx, [reading.id], 20))
  const form = formOver(typedFrom(typedReading(reading)), reading.version, refused)
  return page(
    <ReadingPage
      visit={visit}
      measure={measure}
      form={form}
      periods={periodsOffered(measure, known, visit.today).filter(({ from }) => !taken.has(from))}
      reading={reading}
      version={form.version}
      history={historyInWords(history, measure)}
    />,
    refused ? 422 : 200,
  )
}

async function save(visit: Visit): Promise<Response> {
  const { id: measureId = '', readingId: id = '' } = visit.params
  const found = await seen(visit)
  if (!found?.readings.some((reading) => reading.id === id)) return notFound()
  const typed = await visit.typed()
  const read = parseTyped(readingForm(found.measure), typed, 'measures.reading-wrong')
  if (!read.ok) return showEdit(visit, { typed, problems: read.problems })
  const version = typed.version()
  const saved = await saveReading(visit.db, visit.scope, {
    measureId,
    id,
    version,
    typed: read.value,
    today: visit.today,
  })
  return saved.ok
    ? goTo(visit.to(`/measures/${measureId}?said=saved`))
    : showEdit(visit, { typed, problems: saved.problems })
}

async function remove(visit: Visit): Promise<Response> {
  const { id: measureId = '', readingId: id = '' } = visit.params
  const found = await seen(visit)
  const reading = found?.readings.find((one) => one.id === id)
  if (!reading) return notFound()
  const version = (await visit.typed()).version()
  const removed = await removeReading(visit.db, visit.scope, { measureId, id, version })
  return removed.ok
    ? goTo(visit.to(`/measures/${measureId}?said=removed`))
    : showEdit(visit, { typed: new Typed(), problems: removed.problems })
}

const isWhole = ({ dimension }: EnteredReading): boolean => dimension === ''
const isAlike = (one: EnteredReading, other: EnteredReading): boolean =>
  one.dimension === other.dimension && one.category === other.category
