// Longer than most, since all that can be said of a series is one type, beside when it is said.
import type { Polarity } from '../charts/icons.ts'
import type { Evidence } from '../evidence.ts'
import { oneIn, type TurnWord } from '../turn/verdict.ts'

/** What is said, before it has a language. Every language renders all of them. */
export type Statement =
  | { readonly says: 'nothing yet' }
  | { readonly says: 'one value'; readonly value: number; readonly label: string }
  | {
      readonly says: 'two values'
      readonly first: number
      readonly firstLabel: string
      readonly last: number
      readonly lastLabel: string
    }
  | { readonly says: 'all the same'; readonly value: number; readonly from: string; readonly to: string }
  | {
      readonly says: 'lay between'
      readonly least: number
      readonly most: number
      readonly from: string
      readonly to: string
    }
  /** `tail` ends the sentence: what no trend can be claimed from, if that is so. */
  | {
      readonly says: 'swung'
      readonly times: number
      readonly from: string
      readonly to: string
      readonly noTrend: boolean
    }
  /** A climb or a fall as it went; `proves` is how little so few values prove, null where others say what may be claimed. */
  | {
      readonly says: 'steady'
      readonly isUp: boolean
      readonly exceptions: number
      readonly first: number
      readonly last: number
      readonly from: string
      readonly to: string
      readonly points: number
      /** What one period is called; null where one is missing between. */
      readonly noun: string | null
      readonly proves: 'no trend' | 'early sign' | null
      /** Whether a test finds the direction, so that it is worth watching. */
      readonly isClaimed: boolean
    }
  | { readonly says: 'no trend'; readonly points: number }
  | { readonly says: 'early direction'; readonly isUp: boolean; readonly points: number }
  | { readonly says: 'direction'; readonly isUp: boolean; readonly isGood: boolean | null }
  | {
      readonly says: 'outside'
      readonly label: string
      readonly isHigh: boolean
      readonly least: number
      readonly most: number
      readonly isTrial: boolean
    }
  | { readonly says: 'shift'; readonly isHigh: boolean; readonly points: number; readonly isTrial: boolean }
  | { readonly says: 'run'; readonly isUp: boolean; readonly points: number; readonly isTrial: boolean }
  | { readonly says: 'usual range'; readonly least: number; readonly most: number }
  | {
      readonly says: 'next'
      readonly label: string
      readonly least: number
      readonly most: number
      /** The chance that it falls between, from 0 to 1. */
      readonly chance: number
    }
  | { readonly says: 'next if nothing'; readonly label: string; readonly most: number }
  /** Between reviews: the sum since the plan started against the frozen forecast; `oneIn` null where it happens more often than not. */
  | {
      readonly says: 'so far'
      readonly actual: number
      readonly expected: number
      readonly isGood: boolean
      readonly oneIn: number | null
      /** Averages of shares and middle values; otherwise sums. */
      readonly isAverage: boolean
    }
  /** How far from the baseline, where no chance may be said of it. */
  | { readonly says: 'gap'; readonly actual: number; readonly expected: number; readonly isAverage: boolean }
  /** Why there is no verdict. */
  | {
      readonly says: 'needs'
      readonly before: number
      readonly leastBefore: number
      readonly after: number
      readonly leastAfter: number
    }
  | { readonly says: 'drawn by hand' }
  | { readonly says: 'no direction' }
  | { readonly says: 'nothing to compare' }
  | { readonly says: 'review'; readonly word: TurnWord }
  | { readonly says: 'few events'; readonly label: string }

/** How a figure is written, with its unit word where a sentence has room for it: unit and decimals are the measure's own. */
export type Figure = (value: number, unit?: 'with unit') => string

/** A language: each statement as one sentence. Spanish is a second object of this shape. */
export type Words = (statement: Statement, figure: Figure) => string

export type StatementSettings = {
  readonly better: Polarity
  /** The period after the last, for readers; null where no forecast is to be said. */
  readonly nextLabel: string | null
  /** What one period is called: `year`, `month`. */
  readonly noun?: string
  /** The numerator of the last value where it is person-level and small; null otherwise. */
  readonly lastNumerator?: number | null
}

/**
 * One or two statements that the evidence can bear (specification 0.2, 1.4, 4.3): first how the number behaved, then what comes next if
 * nothing changes.
 */
export function statementsOf(evidence: Evidence, settings: StatementSettings): Statement[] {
  const { ladder, first, last, lastValue, least, most } = evidence
  if (first === null || last === null || lastValue === null || least === null || most === null)
    return [{ says: 'nothing yet' }]
  if (ladder.rung === 'value') return [{ says: 'one value', value: lastValue, label: last }]
  if (ladder.rung === 'pair') {
    const before = evidence.arrow.absoluteChange === null ? lastValue : lastValue - evidence.arrow.absoluteChange
    return [{ says: 'two values', first: before, firstLabel: first, last: lastValue, lastLabel: last }]
  }
  return [
    ...behaviour(evidence, { first, last, least, most }, settings),
    ...future(evidence, settings),
    ...reliability(last, settings),
  ]
}

type Span = { readonly first: string; readonly last: string; readonly least: number; readonly most: number }

function behaviour(evidence: Evidence, span: Span, settings: StatementSettings): Statement[] {
  const { first: from, last: to, least, most } = span
  if (least === most) return [{ says: 'all the same', value: least, from, to }]
  const signal = lastSignal(evidence, to)
  const swing: Statement | null =
    evidence.isOverdispersed && evidence.timesChance !== null && evidence.timesChance >= 1.25
      ? { says: 'swung', times: evidence.timesChance, from, to, noTrend: !signal && !evidence.trend?.isClaimed }
      : null
  const direction = directionOf(evidence, settings)
  const steady = swing ? null : steadyOf(evidence, span, settings)
  const claim = signal ?? direction
  if (steady) return claim && steady.proves === null ? [steady, claim] : [steady]
  if (signal && swing) return [signal, { ...swing, noTrend: false }]
  if (signal) return direction?.says === 'direction' ? [signal, direction] : [signal]
  if (direction) return [swing ?? { says: 'lay between', least, most, from, to }, direction]
  if (swing) return [swing]
  if (evidence.ladder.rung === 'full' && evidence.limits) {
    const own = evidence.limits.each[evidence.lastIndex ?? -1]
    if (own) return [{ says: 'usual range', least: drawnLower(evidence, own.lower), most: own.upper }]
  }
  return [
    { says: 'lay between', least, most, from, to },
    { says: 'no trend', points: evidence.ladder.points },
  ]
}

/** Under 12 points what limits about one level would signal is only that it moved; from 12 on signals and direction follow. */
function steadyOf(
  { steady, ladder, lastValue, trend }: Evidence,
  { first: from, last: to }: Span,
  { noun = 'period' }: StatementSettings,
): Extract<Statement, { says: 'steady' }> | null {
  if (!steady || lastValue === null) return null
  const isClaimed = trend?.isClaimed ?? false
  return {
    says: 'steady',
    isUp: steady.isUp,
    exceptions: steady.exceptions,
    first: steady.firstValue,
    last: lastValue,
    from,
    to,
    points: ladder.points,
    noun: steady.hasGap ? null : noun,
    proves: ladder.rung === 'full' ? null : ladder.mayShowSignals && isClaimed ? 'early sign' : 'no trend',
    isClaimed,
  }
}

/** A claimed direction: early under 12 points, since limits are not evidence yet. */
function directionOf(evidence: Evidence, settings: StatementSettings): Statement | null {
  const { trend, ladder } = evidence
  if (!trend?.isClaimed || evidence.isOverdispersed) return null
  const isUp = trend.s > 0
  if (ladder.rung !== 'full') return { says: 'early direction', isUp, points: ladder.points }
  return {
    says: 'direction',
    isUp,
    isGood: settings.better === 'neither' ? null : isUp === (settings.better === 'higher'),
  }
}

/** A signal on the last point, in the order of the chart's colours. */
function lastSignal(evidence: Evidence, label: string): Statement | null {
  const found = evidence.classes?.[evidence.lastIndex ?? -1]
  const own = evidence.limits?.each[evidence.lastIndex ?? -1]
  if (!found || !own || found === 'common') return null
  const isTrial = evidence.ladder.limits === 'trial'
  const isHigh = found.endsWith('high') || found.endsWith('up')
  if (found.startsWith('outside'))
    return { says: 'outside', label, isHigh, least: drawnLower(evidence, own.lower), most: own.upper, isTrial }
  if (found.startsWith('trend')) return { says: 'run', isUp: isHigh, points: runLength(evidence, found), isTrial }
  return { says: 'shift', isHigh, points: runLength(evidence, found), isTrial }
}

/** Limits are raw: of a number that never falls below zero nothing lower is said. */
const drawnLower = ({ least }: Evidence, lower: number): number =>
  least !== null && least < 0 ? lower : Math.max(0, lower)

function runLength(evidence: Evidence, found: string): number {
  const classes = evidence.classes ?? []
  let count = 0
  for (let i = evidence.lastIndex ?? -1; i >= 0 && classes[i] === found; i--) count++
  return count
}

function future(evidence: Evidence, settings: StatementSettings): Statement[] {
  const forecast = evidence.forecast?.forecast
  if (!forecast || settings.nextLabel === null) return []
  const band = forecast.bands.find((each) => each.level <= 0.9 && each.level >= 0.79) ?? forecast.bands.at(-1)
  const least = band?.lower[0]
  const most = band?.upper[0]
  if (!band || least === undefined || most === undefined) return []
  if (most === 0 || forecast.method === 'rule of three')
    return [{ says: 'next if nothing', label: settings.nextLabel, most }]
  if (least === most) return []
  return [{ says: 'next', label: settings.nextLabel, least, most, chance: band.level }]
}

const reliability = (label: string, settings: StatementSettings): Statement[] =>
  settings.lastNumerator !== undefined && settings.lastNumerator !== null && settings.lastNumerator < 20
    ? [{ says: 'few events', label }]
    : []

/**
 * What is said of a plan (specification 4.3): the gap and how often chance alone would do as well; the verdict only at a declared review.
 */
export function turnStatements(turn: {
  readonly actual: number
  readonly expected: number
  readonly good: 'increase' | 'decrease'
  readonly pChance: number
  readonly isAverage?: boolean
  readonly review: TurnWord | null
}): Statement[] {
  const { actual, expected, good, pChance, isAverage = false } = turn
  const isGood = good === 'increase' ? actual > expected : actual < expected
  const chance = isGood ? pChance : 1 - pChance
  return [
    { says: 'so far', actual, expected, isGood, oneIn: oneIn(chance), isAverage },
    ...(turn.review === null ? [] : [{ says: 'review', word: turn.review } as const]),
  ]
}
