import { addDays, type Day } from '../../core/day.ts'
import { keptByInput } from '../../core/kept.ts'
import { type Period, periodNoun, periodOf } from '../../core/period.ts'
import type { Result } from '../../core/result.ts'
import { type Evidence, type EvidenceSettings, weighEvidence } from '../../core/stats/evidence.ts'
import { baselineForecast } from '../../core/stats/forecast/baseline.ts'
import type { Forecast } from '../../core/stats/forecast/forecast.ts'
import type { MeasuredForecast } from '../../core/stats/forecast/measured.ts'
import { comparableFrom, type Series } from '../../core/stats/series.ts'
import { type Said, sayOf } from '../../core/stats/words/sentence.ts'
import type { Figure, Verdict } from '../../core/stats/words/statement.ts'
import type { Measure, Reading, Target } from '../model.ts'
import type { CurveFacts } from './model.ts'
import { seasonOf, seriesOf } from './series.ts'

/** What is weighed of a measure. */
export type Weighed = {
  readonly measure: Pick<Measure, 'shape' | 'unit' | 'calendar' | 'better'>
  readonly readings: readonly Reading[]
  readonly targets: readonly Pick<Target, 'period' | 'value'>[]
  /** Notes say where limits begin anew. */
  readonly curve?: Pick<CurveFacts, 'notes'>
}

/** Periods ahead that a forecast shows. */
export const periodsAhead = 3

/**
 * What the readings of a measure can bear. `frozen` is the forecast that was stored when a plan started, if there is one. Refused
 * where a reading cannot be weighed, such as a numerator above its denominator, with the period as field.
 */
export function evidenceOf(
  { measure, readings, targets, curve }: Weighed,
  frozen?: MeasuredForecast | null,
): Result<Evidence> {
  const series = seriesOf(measure, readings, newLimitsFrom(curve))
  return keptEvidence({
    series,
    better: measure.better,
    target: targetOf(lastSettled(readings), targets),
    horizon: periodsAhead,
    forecast: frozen === undefined ? freshForecast(series, toCome({ measure, readings })) : frozen,
  })
}

type Asked = { readonly series: Series } & EvidenceSettings & { readonly forecast: MeasuredForecast | null }

/** Pages ask at every visit, of readings that seldom change. A few scorecards of 40 measures, with years of months. */
const keptEvidence = keptByInput(({ series, ...settings }: Asked) => weighEvidence(series, settings), {
  mostBytes: 6e6,
})

/** A frozen forecast, as far as words need it. */
export type FrozenLine = Pick<Forecast, 'method' | 'mean' | 'bands'> & { readonly periods: readonly Period[] }

/**
 * What the readings can bear, and the words that say it: the same on team and public pages. With a frozen `baseline` what comes
 * next is drawn from it and not from a fresh forecast. `verdict` is what the newest review found.
 */
export function weighInWords(
  weighed: Weighed,
  {
    baseline,
    verdict,
    figure,
  }: { readonly baseline: FrozenLine | null; readonly verdict: Verdict | null; readonly figure: Figure },
): Said & { readonly evidence: Result<Evidence> } {
  const evidence = evidenceOf(weighed, baseline ? stillToCome(weighed, baseline) : undefined)
  return { evidence, ...curveInWords(weighed, evidence, { verdict, figure }) }
}

/** The part of a baseline that is still to come; null where it is over, or was drawn by hand and has no band. */
function stillToCome({ measure, readings }: Weighed, baseline: FrozenLine): MeasuredForecast | null {
  const next = toCome({ measure, readings })?.period
  const from = baseline.periods.findIndex((period) => period.from === next?.from)
  if (from < 0 || baseline.bands.length === 0) return null
  return { forecast: laterPart({ ...baseline, parameters: {}, spread: { kind: 'range' } }, from), measured: unmeasured }
}

const unmeasured: MeasuredForecast['measured'] = { origins: 0, forecasts: 0, coverage80: null, widened: 1 }

/** A forecast as words and pictures need it, without its first periods. */
function laterPart(forecast: Forecast, from: number): Forecast {
  if (from === 0) return forecast
  return {
    method: forecast.method,
    mean: forecast.mean.slice(from),
    bands: forecast.bands.map(({ level, lower, upper }) => ({
      level,
      lower: lower.slice(from),
      upper: upper.slice(from),
    })),
    parameters: forecast.parameters,
    spread: { kind: 'range' },
  }
}

/** The first period that a forecast may speak of, and how many lie between it and the last value that it rests on. */
export type ToCome = { readonly period: Period; readonly passed: number }

/**
 * What comes next: the period after the last of which anything is said. A period that still runs, may still change, is withheld or was
 * not collected is there already, and is not foretold. Null without a settled value, and where more periods have passed than a
 * forecast looks ahead, or a season has.
 */
export function toCome({ measure, readings }: Pick<Weighed, 'measure' | 'readings'>): ToCome | null {
  const last = lastSettled(readings)
  if (!last) return null
  const { calendar } = measure
  const through = readings.findLast(({ value, reason }) => value !== null || reason !== 'not yet') ?? last
  let period = periodOf(calendar, addDays(last.period.to, 1))
  let passed = 0
  while (period.from <= through.period.to) {
    period = periodOf(calendar, addDays(period.to, 1))
    passed++
    if (passed > Math.max(periodsAhead, seasonOf(calendar))) return null
  }
  return { period, passed }
}

/** The words under the curve; of readings that cannot be weighed, what keeps them from it. */
export function curveInWords(
  { measure, readings }: Weighed,
  evidence: Result<Evidence>,
  { verdict, figure }: { readonly verdict: Verdict | null; readonly figure: Figure },
): Said {
  if (!evidence.ok) {
    const wrong = evidence.problems[0]?.message ?? ''
    return { sentence: wrong, inShort: wrong, inSpanish: '', isToldInSteps: false }
  }
  return sayOf(evidence.value, {
    better: measure.better,
    noun: nounOf(measure.calendar),
    isPart: isPartWithheld(readings),
    verdict,
    figure,
  })
}

/** What one period is called in a sentence; several years together have no name of their own. */
export const nounOf = (calendar: Measure['calendar']): string =>
  calendar.kind !== 'span' ? periodNoun(calendar) : calendar.years === 1 ? 'year' : 'period'

/** Whether a value between the first and the newest that readers see is withheld. */
function isPartWithheld(readings: readonly Reading[]): boolean {
  const first = readings.findIndex(({ value }) => value !== null)
  return readings.slice(Math.max(0, first)).some(({ reason }) => reason === 'withheld')
}

/** The newest reading that is over, settled and has a value: what a curve is judged by. */
export const lastSettled = (readings: readonly Reading[]): Reading | undefined =>
  readings.findLast(({ value, status }) => value !== null && status !== 'open' && status !== 'provisional')

/** The forecast of a series. Making one takes far longer than all the rest, and the same readings always give the same one. */
function freshForecast(whole: Series, ahead: ToCome | null): MeasuredForecast | null {
  if (ahead === null) return null
  const series = { ...whole, points: whole.points.slice(comparableFrom(whole.points)) }
  return keptForecast({ series, passed: ahead.passed })
}

const keptForecast = keptByInput(
  ({ series, passed }: { readonly series: Series; readonly passed: number }): MeasuredForecast | null => {
    const made = baselineForecast(series, periodsAhead + passed)
    return made.ok ? { ...made.value, forecast: laterPart(made.value.forecast, passed) } : null
  },
  { mostBytes: 2e6 },
)

/** First days from which limits begin anew. */
const newLimitsFrom = (curve: Weighed['curve']): readonly Day[] =>
  (curve?.notes ?? []).flatMap(({ period, reason }) => (reason === null ? [] : [period.from]))

const targetOf = (reading: Reading | undefined, targets: Weighed['targets']): number | null =>
  targets.find(({ period }) => period.from === reading?.period.from && period.to === reading.period.to)?.value ?? null
