import { counted } from '../../core/counted.ts'
import { dayInWords } from '../../core/day.ts'
import type { TurnWord } from '../../core/stats/turn/verdict.ts'
import { oddsInWords } from '../../core/stats/words/odds.ts'
import { figureInWords, figureWithSign } from '../figures.ts'
import type { Measure } from '../model.ts'
import type { Baseline, ReviewResult } from './model.ts'
import { shownBand } from './rules.ts'

type Figured = Pick<Measure, 'unit' | 'decimals'>

const methods: Readonly<Record<string, string>> = {
  range: 'flat, over the range of the values so far',
  steps: 'the last value, and the largest step so far to each side',
  'rule of three': 'flat at zero, with the rule of three',
  'Gamma-Poisson': 'a steady count (Gamma-Poisson)',
  'negative binomial': 'a count that swings (negative binomial)',
  average:
    'the average of two forecasts: exponential smoothing (ETS), of the kind that fits best, and the Theta method',
  mean: 'the average of all values',
  naive: 'the last value',
  SES: 'smoothing (SES)',
  damped: 'smoothing with a trend that fades (damped ETS)',
  combination: 'the middle of three methods',
  'seasonal naive': 'the same season of the year before',
}

/** How a baseline came about, for people who may ask a statistician. */
export const methodInWords = ({ source, method, drawnBy }: Pick<Baseline, 'source' | 'method' | 'drawnBy'>): string =>
  source === 'statistical' ? (methods[method] ?? method) : `drawn by ${drawnBy}`

export const sourceInWords: Readonly<Record<Baseline['source'], string>> = {
  statistical: 'Statistical',
  'hand-drawn': 'Hand-drawn line',
  'partner estimate': 'Estimate of a partner',
}

export const restsInWords = ({ restsOn }: Pick<Baseline, 'restsOn'>): string => {
  const [first, last] = [restsOn[0], restsOn.at(-1)]
  if (!first || !last) return 'no values: it was drawn'
  return `${counted(restsOn.length, 'value')}, ${first.period.label} to ${last.period.label}`
}

/** One period of a baseline: its middle, and the band that people are shown. */
export function periodInWords(baseline: Baseline, at: number, measure: Figured): string {
  const middle = baseline.mean[at]
  if (middle === undefined) return ''
  const band = shownBand(baseline)
  const [lower, upper] = [band?.lower[at], band?.upper[at]]
  if (!band || lower === undefined || upper === undefined) return figureInWords(middle, measure)
  return `${figureInWords(middle, measure)}; between ${figureWithSign(lower, measure)} and ${figureWithSign(upper, measure)}, the chance of that is ${oddsInWords(band.level)}`
}

/** How often its band held on the past, printed beside every baseline. */
export function coverageInWords({ coverage, forecasts, source }: Baseline): string {
  if (source !== 'statistical') return 'a drawn line has no band'
  if (coverage === null || forecasts === 0) return 'too few values to measure it'
  return `held ${Math.round(coverage * 100)} of 100 past values (out of ${counted(forecasts, 'forecast')}); 80 are meant to be held`
}

export const turnInWords: Readonly<Record<TurnWord, string>> = {
  turned: 'Turned for the better',
  slowed: 'Slowed',
  worse: 'Worse than the baseline',
  'not distinguishable': 'Not distinguishable from the baseline',
  'too early': 'Too early to tell',
}

/** The 80% interval of the difference, in the measure's unit and in percent of the baseline; null where no test was made. */
export function intervalInWords(
  { actual, expected, band80, isAverage }: ReviewResult,
  measure: Figured,
): string | null {
  if (actual === null || expected === null || band80 === null) return null
  const [least, most] = [actual - band80[1], actual - band80[0]]
  const signed = (value: number): string => `${value > 0 ? '+' : ''}${figureWithSign(value, measure)}`
  const ofAll = (value: number): string =>
    `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(Math.round((100 * value) / expected))}%`
  const unit = isAverage && measure.unit === '%' ? ' points' : ''
  const percent = expected > 0 ? `, which is ${ofAll(least)} to ${ofAll(most)} of the baseline` : ''
  return `${signed(least).replace('%', unit)} to ${signed(most).replace('%', unit)}${percent}`
}

export const chanceInWords = (p: number): string => (p < 0.001 ? 'under 1 in 1,000' : `${p.toFixed(p < 0.01 ? 4 : 3)}`)

export const madeInWords = ({ madeOn, actionId }: Pick<Baseline, 'madeOn' | 'actionId'>): string =>
  actionId === null ? `${dayInWords(madeOn)}, by hand` : `${dayInWords(madeOn)}, when an action of the plan began`
