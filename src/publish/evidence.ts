import { addDays } from '../core/day.ts'
import type { Period } from '../core/period.ts'
import type { Evidence } from '../core/stats/evidence.ts'
import type { MeasuredForecast } from '../core/stats/forecast/measured.ts'
import type { Said } from '../core/stats/words/sentence.ts'
import { type Weighed as Curve, lastSettled, toCome, weighInWords } from '../measures/curve/evidence.ts'
import type { CurveFacts } from '../measures/curve/model.ts'
import { periodsAfter } from '../measures/curve/rules.ts'
import { newestVerdict } from '../measures/curve/verdict/rules.ts'
import { figuresOf } from '../measures/figures.ts'
import type { Measure } from '../measures/model.ts'
import type { BaselineShown, EvidenceMark, EvidenceShown, ForecastShown } from './model.ts'
import { figureKept, readingsShown } from './values.ts'

type Weighed = Curve & {
  /** What was judged, for its verdict. */
  readonly reviewed?: CurveFacts
  readonly measure: Pick<Measure, 'shape' | 'calendar' | 'better' | 'unit' | 'decimals'>
}

/**
 * The words of a measure and what they rest on, from nothing but what readers see: weigh after values were withheld, never
 * before. With a frozen `baseline` what comes next is drawn from it and not from a fresh forecast.
 */
export function weighed(
  given: Weighed,
  baseline: BaselineShown | null = null,
): Said & { readonly evidence: EvidenceShown | null } {
  const seen = { ...given, readings: readingsShown(given.readings) }
  const verdict = given.reviewed ? newestVerdict(given.reviewed, seen.readings) : null
  const { evidence, ...said } = weighInWords(seen, { baseline, verdict, figure: figuresOf(seen.measure) })
  const shown = evidence.ok ? evidenceShown(seen, evidence.value) : null
  const forecast = shown?.forecast && baseline ? { ...shown.forecast, coverage: baseline.coverage } : shown?.forecast
  return { ...said, evidence: shown && { ...shown, forecast: forecast ?? null } }
}

function evidenceShown({ measure, readings, targets }: Weighed, evidence: Evidence): EvidenceShown {
  const { ladder, dispersion, forecast } = evidence
  const keep: Keep = (value) => figureKept(value, measure.decimals) ?? 0
  const mayTellSwings = ladder.points >= pointsForSwings
  const last = lastSettled(readings)
  const target = targets.find(({ period }) => period.from === last?.period.from)?.value ?? null
  return {
    rung: ladder.rung,
    points: ladder.points,
    phi: mayTellSwings ? roundKept(dispersion?.phi ?? null) : null,
    timesChance: mayTellSwings && evidence.isOverdispersed ? roundKept(evidence.timesChance) : null,
    limits: limitsShown(evidence, keep),
    signals: evidence.classes,
    ...markOf(evidence, measure.better),
    forecast:
      forecast && forecastShown(forecast, periodsToCome({ measure, readings }, forecast.forecast.mean.length), keep),
    classic: classicOf(evidence, last?.value ?? null, target),
  }
}

type Keep = (value: number) => number

/** Limits of a number that never falls below zero are not drawn below it. */
function limitsShown({ ladder, limits, least }: Evidence, keep: Keep): EvidenceShown['limits'] {
  if (!limits || ladder.limits === 'none' || limits.each.every((one) => one === null)) return null
  const lowest = least !== null && least < 0 ? Number.NEGATIVE_INFINITY : 0
  return {
    standing: ladder.limits,
    chart: limits.kind,
    each: limits.each.map(
      (one) => one && { lower: keep(Math.max(lowest, one.lower)), centre: keep(one.mean), upper: keep(one.upper) },
    ),
  }
}

/** Half and four fifths where they were made; else the one range there is. */
function forecastShown(
  { forecast, measured }: MeasuredForecast,
  periods: readonly Period[],
  keep: Keep,
): ForecastShown {
  const usual = forecast.bands.filter(({ level }) => level === 0.5 || level === 0.8)
  return {
    method: forecast.method,
    periods,
    mean: forecast.mean.map(keep),
    bands: (usual.length > 0 ? usual : forecast.bands).map(({ level, lower, upper }) => ({
      level: Number(level.toFixed(4)),
      lower: lower.map(keep),
      upper: upper.map(keep),
    })),
    coverage:
      measured.coverage80 === null
        ? null
        : { share: Number(measured.coverage80.toFixed(3)), forecasts: measured.forecasts },
  }
}

/** What the sentence says, as one mark: the same evidence decides both. */
function markOf(evidence: Evidence, better: Measure['better']): Pick<EvidenceShown, 'mark' | 'isBetter'> {
  const isUp = directionOf(evidence)
  const mark: EvidenceMark =
    evidence.ladder.points < pointsForATrend
      ? 'too few values'
      : isUp === null
        ? 'no trend can be claimed'
        : evidence.ladder.rung === 'full'
          ? 'signal'
          : 'early sign'
  return { mark, isBetter: isUp === null || better === 'neither' ? null : isUp === (better === 'higher') }
}

/** With two values the sentence names them and speaks of no swings. */
const pointsForSwings = 3

/** With fewer values no trend is tested (the ladder of specification 1.4). */
const pointsForATrend = 5

/** Which way the last value's signal or a claimed trend goes: true for up. */
function directionOf({ classes, lastIndex, trend, isOverdispersed }: Evidence): boolean | null {
  const found = classes?.[lastIndex ?? -1] ?? 'common'
  if (found !== 'common') return found.endsWith('high') || found.endsWith('up')
  return trend?.isClaimed && !isOverdispersed ? trend.s > 0 : null
}

function classicOf({ arrow }: Evidence, last: number | null, target: number | null): EvidenceShown['classic'] {
  const { direction, periods, baselineChange, whyNoChange } = arrow
  return {
    direction: direction === null ? null : direction > 0 ? 'up' : direction < 0 ? 'down' : 'level',
    periods,
    baselineChange: baselineChange === null ? null : roundKept(100 * baselineChange),
    noBaselineChange: whyNoChange && `no percentage: ${noChange[whyNoChange]}`,
    percentOfTarget: target === null || target <= 0 || last === null ? null : roundKept((100 * last) / target),
    noPercentOfTarget:
      target === null || target > 0 ? null : `no percentage: the target is ${target === 0 ? '0' : 'below 0'}`,
  }
}

const noChange: Readonly<Record<NonNullable<Evidence['arrow']['whyNoChange']>, string>> = {
  'no value': 'there is no value yet',
  'one value': 'there is only one value',
  'from zero': 'it started from 0',
  'from below zero': 'it started below 0',
}

const roundKept = (value: number | null): number | null => (value === null ? null : figureKept(value, 0))

/** The periods that a forecast speaks of. */
function periodsToCome(seen: Pick<Weighed, 'measure' | 'readings'>, count: number): Period[] {
  const first = toCome(seen)
  return first === null ? [] : periodsAfter(seen.measure.calendar, addDays(first.period.from, -1), count)
}
