import { addDays, type Day, dayInWords, isDay } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'
import { notFound, page } from '../../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import type { Measure, MeasureReadings, Period, Reading } from '../model.ts'
import { readingsOf } from '../readings.ts'
import { access } from '../rules.ts'
import { findMeasure } from '../store.ts'
import type { MeasuresNeeds } from './need.ts'
import { RecordsPage } from './pages.tsx'
import { type Asked, keysBehind } from './store.ts'

const pageSize = 50

/** From a computed number to the records it counts. */
export const recordRoutes = (needs: MeasuresNeeds): readonly TeamRoute[] => [
  {
    method: 'GET',
    path: '/measures/:id/records',
    may: access.seeRecords,
    answer: async (visit) => {
      const found = await visit.db.read(visit.scope, (tx) => behind(tx, needs, visit))
      return found ? page(<RecordsPage visit={visit} {...found} />) : notFound()
    },
  },
]

async function behind(tx: Tx, needs: MeasuresNeeds, visit: Visit) {
  const measure = await findMeasure(tx, visit.params.id ?? '')
  if (!measure?.definition) return null
  const [readings] = await readingsOf(tx, [measure], visit.today)
  const asked: Found | null | undefined = readings && (daysIn(visit.url, measure) ?? askedIn(visit.url, readings))
  if (!asked) return null
  const records = needs.records[measure.definition.fact]
  if (!records) throw new Error(`no room shows the records of ${measure.definition.fact}`)
  const number = pageIn(visit.url)
  const { total, keys } = await keysBehind(tx, measure, asked, {
    from: (number - 1) * pageSize,
    most: pageSize,
    today: visit.today,
  })
  return {
    measure,
    reading: asked.reading ?? countOf(measure, asked.period, total, visit.today),
    asked,
    total,
    rows: await records(tx, keys),
    page: number,
    hasMore: number * pageSize < total,
  }
}

/** A day has no reading of its own. */
type Found = Asked & { readonly reading?: Reading }

/** A day, or the days up to another, of a count; null when the address asks for none. */
function daysIn({ searchParams }: URL, { shape }: Measure): Asked | null {
  const on = searchParams.get('on') ?? ''
  const through = searchParams.get('through') ?? on
  if (shape !== 'count' || !isDay(on) || !isDay(through) || through < on) return null
  const label = on === through ? dayInWords(on) : `${dayInWords(on)} to ${dayInWords(through)}`
  return { period: { from: on, to: through, label }, part: 'numerator' }
}

const countOf = (measure: Measure, period: Period, total: number, today: Day): Reading => ({
  period,
  value: total,
  numerator: total,
  denominator: null,
  status: period.to >= today ? 'open' : addDays(period.to, measure.settlesAfterDays) >= today ? 'provisional' : 'final',
  reason: null,
})

/** What an address asks for; null when there is no such reading. The numerator unless said otherwise. */
function askedIn({ searchParams }: URL, { readings, splits }: MeasureReadings): (Asked & { reading: Reading }) | null {
  const from = searchParams.get('from') ?? ''
  const part = searchParams.get('part') === 'denominator' ? 'denominator' : 'numerator'
  const dimension = searchParams.get('dimension')
  const category = searchParams.get('category') ?? ''
  if (!isDay(from)) return null
  const own =
    dimension === null
      ? readings
      : splits.find((one) => one.dimension === dimension)?.categories.find((one) => one.name === category)?.readings
  const reading = own?.find((one) => one.period.from === from)
  if (!reading) return null
  return { reading, period: reading.period, part, ...(dimension !== null && { split: { dimension, category } }) }
}

function pageIn({ searchParams }: URL): number {
  const number = Number(searchParams.get('page') ?? 1)
  return Number.isSafeInteger(number) && number >= 1 && number <= 1_000_000 ? number : 1
}
