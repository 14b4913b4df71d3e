import { type Day, monthIndex, monthOf } from '../../core/day.ts'
import type { Calendar, Period } from '../../core/period.ts'
import type { Point, Series, SeriesType } from '../../core/stats/series.ts'
import type { Measure, Reading } from '../model.ts'
import { rateOf } from '../rates/rules.ts'

type Curved = Pick<Measure, 'shape' | 'unit' | 'calendar'> & Partial<Pick<Measure, 'definition'>>

/**
 * The readings of a measure, or of one category of a split, as the statistics take them. Periods that still run or may still
 * change are drawn and rest nothing; where periods get another length, what came before is not compared. `newLimitsFrom` are the first
 * days of periods from which a person let limits begin anew.
 */
export function seriesOf(measure: Curved, readings: readonly Reading[], newLimitsFrom: readonly Day[] = []): Series {
  return {
    type: typeOf(measure, readings),
    period: seasonOf(measure.calendar),
    points: readings.map((reading, index) => pointOf(reading, readings[index - 1], newLimitsFrom)),
  }
}

function pointOf(reading: Reading, before: Reading | undefined, newLimitsFrom: readonly Day[]): Point {
  const { period, value, numerator, denominator } = reading
  const point = { label: period.label, value, numerator, denominator, isProvisional: isUnsettled(reading) }
  if (before && monthsOf(before.period) !== monthsOf(period)) return { ...point, begins: 'calendar' }
  return before && newLimitsFrom.includes(period.from) ? { ...point, begins: 'rebase' } : point
}

const isUnsettled = ({ status }: Reading): boolean => status === 'open' || status === 'provisional'

/**
 * A count with parts, such as a mean number of visits, is an amount; an amount per 100,000 that holds its events and people is a
 * rate.
 */
function typeOf(measure: Curved, readings: readonly Reading[]): SeriesType {
  const { shape, definition } = measure
  const known = readings.filter(({ value }) => value !== null)
  // Hours are not drawn one by one, so a share of a quantity has no chance of its own as a share of records has.
  if (shape === 'share') return definition?.amount === undefined ? 'proportion' : 'amount'
  if (shape === 'median') return 'duration'
  // A count below zero is no amount: it is refused, with its period.
  if (shape === 'count') return known.every(({ value }) => isCount(value) || (value ?? 0) < 0) ? 'count' : 'amount'
  const isCounted = known.length > 0 && known.every((one) => isCount(one.numerator) && (one.denominator ?? 0) > 0)
  return isCounted && rateOf(measure) !== null ? 'rate' : 'amount'
}

const isCount = (value: number | null): boolean => value !== null && Number.isInteger(value) && value >= 0

const monthsOf = ({ from, to }: Period): number => monthIndex(monthOf(to)) - monthIndex(monthOf(from)) + 1

/** Periods in a full season. */
export function seasonOf(calendar: Calendar): number {
  switch (calendar.kind) {
    case 'month':
      return 12
    case 'quarter':
      return 4
    case 'half':
      return 2
    case 'own':
      return calendar.names.length
    default:
      return 1
  }
}
