import { addDays, type Day, dayInWords } from '../../core/day.ts'
import { type Calendar, type Period, periodOf } from '../../core/period.ts'
import { ok, type Problem, type Result, refuse } from '../../core/result.ts'
import { baselineForecast } from '../../core/stats/forecast/baseline.ts'
import { comparableFrom, type Series, settledValues } from '../../core/stats/series.ts'
import { mostReviews } from '../../core/stats/turn/verdict.ts'
import type { Measure, MeasureReadings, Reading } from '../model.ts'
import type { Baseline, NewBaseline, RestsOn, Review, TypedLine } from './model.ts'
import { seriesOf } from './series.ts'

/**
 * The baseline in force: the newest version made by a statistical method. A line that a person drew is shown beside it and never takes
 * its place; only where there is no other does it stand alone.
 */
export const baselineInForce = (baselines: readonly Baseline[]): Baseline | null =>
  newest(baselines.filter(({ source }) => source === 'statistical')) ?? newest(baselines)

const newest = (baselines: readonly Baseline[]): Baseline | null =>
  baselines.reduce<Baseline | null>((found, one) => (found && found.number > one.number ? found : one), null)

/** How far a baseline looks: two years, or five where a period is a year or longer. */
export function periodsFrozen(calendar: Calendar): number {
  switch (calendar.kind) {
    case 'month':
      return 24
    case 'quarter':
      return 8
    case 'half':
      return 4
    case 'own':
      return 2 * calendar.names.length
    default:
      return 5
  }
}

type Frozen = Pick<MeasureReadings, 'measure' | 'readings'>
type Freezing = { readonly on: Day; readonly actionId?: string | null; readonly reason?: string }

/** Where random draws begin: any fixed number does, since the same futures must be drawn each time. */
const seed = 20_260_101

/**
 * The baseline of a measure on a day, from the periods that were over and settled by then. Refuses (`measures.too-few-values`) fewer
 * than 3 in a row, and readings that cannot be weighed.
 */
export function freeze(
  { measure, readings }: Frozen,
  { on, actionId = null, reason = '' }: Freezing,
): Result<NewBaseline> {
  const { series, rested } = comparable({ measure, readings }, on)
  const last = rested.at(-1)
  if (!last || rested.length < leastToFreeze) return refuse('measures.too-few-values', tooFew(rested.length))
  const made = baselineForecast(series, periodsFrozen(measure.calendar))
  if (!made.ok) return made
  const { forecast, measured } = made.value
  return ok({
    measureId: measure.id,
    source: 'statistical',
    method: forecast.method,
    parameters: forecast.parameters,
    spread: forecast.spread,
    seed,
    seriesType: series.type,
    madeOn: on,
    dataThrough: last.period.to,
    restsOn: rested,
    periods: periodsAfter(measure.calendar, last.period.to, forecast.mean.length),
    mean: forecast.mean,
    bands: forecast.bands,
    coverage: measured.coverage80,
    forecasts: measured.forecasts,
    actionId,
    drawnBy: '',
    reason,
  })
}

/** Why no baseline can be frozen on a day, in words; null where one can. */
export function whyNoBaseline(found: Frozen, on: Day): string | null {
  const { length } = comparable(found, on).rested
  return length < leastToFreeze ? tooFew(length) : null
}

/** The periods that were over on a day and can be compared with the last of them, and the settled values at their end. */
function comparable({ measure, readings }: Frozen, on: Day): { series: Series; rested: RestsOn[] } {
  const over = readings.filter(({ period }) => period.to < on)
  const whole = seriesOf(measure, over)
  const from = comparableFrom(whole.points)
  const series = { ...whole, points: whole.points.slice(from) }
  return { series, rested: restsOn(over.slice(from), settledValues(series.points)) }
}

const leastToFreeze = 3
const mostRested = 240

const tooFew = (count: number): string =>
  `A baseline needs ${leastToFreeze} settled values in a row; there ${count === 1 ? 'is 1' : `are ${count}`}.`

/** The last stretch without a gap, as `baselineForecast` takes it. */
function restsOn(readings: readonly Reading[], values: readonly (number | null)[]): RestsOn[] {
  const end = values.findLastIndex((value) => value !== null) + 1
  const start = values.slice(0, end).findLastIndex((value) => value === null) + 1
  return readings
    .slice(start, end)
    .flatMap(({ period, value, numerator, denominator }) =>
      value === null ? [] : [{ period, value, numerator, denominator }],
    )
    .slice(-mostRested)
}

export function periodsAfter(calendar: Calendar, day: Day, count: number): Period[] {
  const periods: Period[] = []
  for (let at = day; periods.length < count; at = periods.at(-1)?.to ?? at)
    periods.push(periodOf(calendar, addDays(at, 1)))
  return periods
}

/** The periods that a person may draw: those after the last settled value, or from this one on where there is none. */
export function periodsToDraw({ measure, readings }: Frozen, today: Day, count: number): Period[] {
  const last = readings.findLast(({ value, status }) => value !== null && status !== 'open' && status !== 'provisional')
  return periodsAfter(measure.calendar, last?.period.to ?? addDays(periodOf(measure.calendar, today).from, -1), count)
}

/** A line as a person drew it: values from the first period on, without a gap. It has no interval, and no verdict rests on it. */
export function drawnBaseline(
  found: Frozen,
  typed: TypedLine,
  { on, most }: { on: Day; most: number },
): Result<NewBaseline> {
  const periods = periodsToDraw(found, on, most)
  const first = periods[0]
  if (!first || first.from !== typed.from)
    return refuse(
      'measures.line-moved',
      'A value came in meanwhile, so the periods ahead are others. Read them and type the line again.',
    )
  const count = typed.values.findLastIndex((value) => value !== null) + 1
  if (count === 0) return refuse('measures.line-empty', 'Type at least the first value of the line.', 'value1')
  const gap = typed.values.slice(0, count).indexOf(null)
  if (gap >= 0)
    return refuse('measures.line-gap', 'A line has a value for each period up to its last.', `value${gap + 1}`)
  const values = typed.values.slice(0, count).flatMap((value) => (value === null ? [] : [value]))
  const below = found.measure.shape === 'amount' ? -1 : values.findIndex((value) => value < 0)
  if (below >= 0) return refuse('measures.line-negative', 'This measure is never below zero.', `value${below + 1}`)
  const over = found.measure.shape === 'share' ? values.findIndex((value) => value > 100) : -1
  if (over >= 0) return refuse('measures.line-over', 'A share is at most 100.', `value${over + 1}`)
  return ok({
    measureId: found.measure.id,
    source: typed.source,
    method: '',
    parameters: {},
    spread: null,
    seed,
    seriesType: null,
    madeOn: on,
    dataThrough: addDays(first.from, -1),
    restsOn: [],
    periods: periods.slice(0, count),
    mean: values,
    bands: [],
    coverage: null,
    forecasts: 0,
    actionId: null,
    drawnBy: typed.drawnBy,
    reason: typed.reason,
  })
}

/** What speaks against a further version: a refit says why, and rests on something that the one in force does not. */
export function refitProblem(inForce: Baseline | null, next: NewBaseline): Problem | null {
  if (!inForce || inForce.source !== 'statistical') return null
  if (sameData(inForce.restsOn, next.restsOn))
    return {
      code: 'measures.same-baseline',
      message: `No value has come in or changed since version ${inForce.number} was frozen, so a new version would be the same.`,
    }
  if (next.reason !== '') return null
  return {
    code: 'measures.refit-reason',
    message: `Version ${inForce.number} is in force. Say why a new one is needed; it stays on the page.`,
    field: 'reason',
  }
}

const sameData = (before: readonly RestsOn[], after: readonly RestsOn[]): boolean =>
  JSON.stringify(before.map(dataOf)) === JSON.stringify(after.map(dataOf))
const dataOf = ({ period, value, numerator, denominator }: RestsOn) => [period.from, value, numerator, denominator]

// ---- Reviews

const furthestReview = 5 * 366

/**
 * What speaks against a review on a day. Reviews of a calendar year share the 5% chance of a false verdict, so there are at most four,
 * and none is added to a year once one of its reviews was held.
 */
export function reviewProblems(
  dueOn: Day,
  { others, today }: { readonly others: readonly Review[]; readonly today: Day },
): Problem[] {
  const say = (code: string, message: string): Problem[] => [{ code: `measures.${code}`, message, field: 'dueOn' }]
  if (dueOn <= today) return say('review-past', 'A review is named before its day comes. Choose a day after today.')
  if (dueOn > addDays(today, furthestReview)) return say('review-far', 'Choose a day within the next five years.')
  const year = dueOn.slice(0, 4)
  const same = others.filter((each) => each.dueOn.startsWith(year))
  if (same.some((each) => each.dueOn === dueOn))
    return say('review-twice', `There is a review on ${dayInWords(dueOn)} already.`)
  if (same.some(({ held }) => held !== null))
    return say(
      'review-shared',
      `A review of ${year} was held already, so its chance of error is spent. Choose a day in another year.`,
    )
  if (same.length >= mostReviews)
    return say(
      'review-many',
      `There are ${mostReviews} reviews in ${year}, the most that can share one 5% chance of error.`,
    )
  return []
}

/** Why a measure cannot have a review yet; null when it can. */
export function whyNoReview(measure: Pick<Measure, 'better'>, baselines: readonly Baseline[]): Problem | null {
  if (measure.better === 'neither')
    return {
      code: 'measures.no-direction',
      message: 'Neither more nor less is better for this measure, so a review could not call it better or worse.',
    }
  return baselineInForce(baselines)?.source === 'statistical'
    ? null
    : { code: 'measures.no-baseline', message: 'A review judges against a frozen baseline. Freeze one first.' }
}

/** How many reviews share the 5% of the year in which this one falls. */
export const reviewsSharing = (review: Pick<Review, 'dueOn'>, all: readonly Review[]): number =>
  all.filter(({ dueOn }) => dueOn.slice(0, 4) === review.dueOn.slice(0, 4)).length

export const isDue = (review: Pick<Review, 'dueOn' | 'held'>, today: Day): boolean =>
  review.held === null && review.dueOn <= today

/** Nobody moves or withdraws a review whose day has come: the numbers would choose their own judge. */
export const isOpenToChange = (review: Pick<Review, 'dueOn' | 'held'>, today: Day): boolean =>
  review.held === null && review.dueOn > today

/** The 80% band; of a bare range, its own. */
export const shownBand = ({ bands }: Pick<Baseline, 'bands'>): Baseline['bands'][number] | undefined =>
  bands.find(({ level }) => Math.abs(level - 0.8) < 1e-9) ?? bands[0]
