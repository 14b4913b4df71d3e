// Longer than most, since all that can be said of a series is one type, beside when it is said.
import type { Polarity } from '../charts/icons.ts'
import type { Evidence } from '../evidence.ts'
import { oneIn, type TurnWord } from '../turn/verdict.ts'

/** A value with the label of its period. */
export type Valued = { readonly value: number; readonly label: string }
/** From the least to the most. */
export type Span = readonly [least: number, most: number]

/** What is said, before it has a language. Every language renders all of them. */
export type Statement =
  | { readonly says: 'nothing yet' }
  /** What happened: the newest value, after those before it. `zeroIsNone` where what is counted are things or people. */
  | {
      readonly says: 'newest'
      readonly value: number
      readonly label: string
      readonly before: readonly Valued[]
      readonly isWithUnit: boolean
      readonly zeroIsNone: boolean
    }
  | { readonly says: 'one value' }
  | { readonly says: 'two values' }
  | {
      readonly says: 'all the same'
      readonly value: number
      readonly label: string
      readonly from: string
      /** What one period is called; null where one is missing between. */
      readonly noun: string | null
      readonly zeroIsNone: boolean
    }
  | ({ readonly says: 'lay between'; readonly proves: 'too few' | 'not yet' | 'nothing' | null } & Between)
  /** A climb or a fall as it went; `proves` is how little so few values prove, null where others say what may be claimed. */
  | {
      readonly says: 'steady'
      readonly isUp: boolean
      readonly exceptions: number
      readonly first: number
      readonly last: number
      /** Null where a sentence has no room for it. */
      readonly from: string | null
      readonly to: string
      readonly points: number
      readonly noun: string | null
      readonly proves: 'no trend' | 'early sign' | null
      /** Whether a test finds the direction, so that it is worth watching. */
      readonly isClaimed: boolean
    }
  | { readonly says: 'early direction'; readonly isUp: boolean; readonly points: number; readonly noun: string | null }
  | { readonly says: 'direction'; readonly isUp: boolean; readonly isGood: boolean | null }
  | {
      readonly says: 'outside'
      readonly isHigh: boolean
      readonly least: number
      readonly most: number
      readonly isTrial: boolean
    }
  | { readonly says: 'shift'; readonly isHigh: boolean; readonly points: number; readonly isTrial: boolean }
  | { readonly says: 'run'; readonly isUp: boolean; readonly points: number; readonly isTrial: boolean }
  | { readonly says: 'usual range'; readonly least: number; readonly most: number }
  /** `isCount`: there were so many; else it was so much. */
  | ({ readonly says: 'verdict'; readonly isCount: boolean } & Verdict)
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

type Between = {
  readonly least: number
  readonly most: number
  readonly points: number
  readonly noun: string | null
  /** Whether the values add up over time, so that they are so many `a year`. */
  readonly isEach: boolean
  /** Whether some values are withheld: what is said then is said of those that readers see. */
  readonly isPart: boolean
}

/**
 * What the newest held review found, with what was expected and what came; both null where a value that it rests on is withheld.
 * `later` came after what was judged.
 */
export type Verdict = {
  readonly word: Exclude<TurnWord, 'too early'>
  readonly expected: Span | null
  readonly actual: Span | null
  readonly later: Span | null
}

/** How a figure is written, with its unit word where a sentence has room for it: unit and decimals are the measure's own. */
export type Figure = (value: number, unit?: 'with unit') => string

/** A language: each statement as one sentence. */
export type Words = (statement: Statement, figure: Figure) => string

export type StatementSettings = {
  readonly better: Polarity
  /** What one period is called: `year`, `month`. */
  readonly noun?: string
  /** Whether a value in the time that is spoken of is withheld. */
  readonly isPart?: boolean
  /** What the newest review found; it comes first. */
  readonly verdict?: Verdict | null
}

/**
 * What happened, then what may be claimed of it (specification 0.2, 1.4, 4.3), and before both what a declared review found. What
 * comes next is no part of it: it stands in the curve.
 */
export function statementsOf(evidence: Evidence, settings: StatementSettings): Statement[] {
  const { verdict = null } = settings
  const course = courseOf(evidence, settings)
  if (verdict === null) return course
  const told: Statement = { says: 'verdict', isCount: evidence.type === 'count', ...verdict }
  return verdict.expected === null || verdict.actual === null ? [told, ...course.slice(0, 1)] : [told]
}

function courseOf(evidence: Evidence, settings: StatementSettings): Statement[] {
  const { ladder, first, last, lastValue: value, least, most } = evidence
  if (first === null || last === null || value === null || least === null || most === null)
    return [{ says: 'nothing yet' }]
  const zeroIsNone = evidence.type === 'count'
  const before = evidence.newest.slice(1)
  const newest = {
    says: 'newest',
    value,
    label: last,
    before,
    isWithUnit: evidence.type !== 'count',
    zeroIsNone,
  } as const
  if (ladder.rung === 'value') return [{ ...newest, isWithUnit: true }, { says: 'one value' }]
  if (ladder.rung === 'pair') return [{ ...newest, isWithUnit: true }, { says: 'two values' }]
  const noun = evidence.hasGap ? null : (settings.noun ?? 'period')
  if (least === most) return [{ says: 'all the same', value, label: last, from: first, noun, zeroIsNone }]
  const signal = lastSignal(evidence)
  const direction = directionOf(evidence, settings)
  const isSwinging = evidence.isOverdispersed && (evidence.timesChance ?? 0) >= leastSwing
  const steady = isSwinging ? null : steadyOf(evidence, { first, last, noun })
  const claim = signal ?? direction
  if (steady) return claim && steady.proves === null ? [steady, claim] : [steady]
  if (signal) return direction?.says === 'direction' ? [newest, signal, direction] : [newest, signal]
  const own = evidence.limits?.each[evidence.lastIndex ?? -1]
  if (!direction && !isSwinging && ladder.rung === 'full' && own)
    return [newest, { says: 'usual range', least: drawnLower(evidence, own.lower), most: own.upper }]
  const proves = direction ? null : ladder.rung === 'range' ? 'too few' : ladder.rung === 'full' ? 'nothing' : 'not yet'
  const { isPart = false } = settings
  const isEach = evidence.type === 'count' && settings.noun !== undefined
  const between = { says: 'lay between', least, most, points: ladder.points, isEach, isPart } as const
  return [newest, { ...between, noun: settings.noun ?? null, proves }, ...(direction ? [direction] : [])]
}

/** Under so many times of what chance gives nobody would speak of a swing. */
const leastSwing = 1.25

/** Under 12 points what limits about one level would signal is only that it moved; from 12 on signals and direction follow. */
function steadyOf(
  { steady, ladder, lastValue, trend }: Evidence,
  { first: from, last: to, noun }: { readonly first: string; readonly last: string; readonly noun: string | null },
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
    noun,
    proves: ladder.rung === 'full' ? null : ladder.mayShowSignals && isClaimed ? 'early sign' : 'no trend',
    isClaimed,
  }
}

/** A claimed direction: early under 12 points, since limits are not evidence yet. */
function directionOf(evidence: Evidence, { better, noun }: StatementSettings): Statement | null {
  const { trend, ladder } = evidence
  if (!trend?.isClaimed || evidence.isOverdispersed) return null
  const isUp = trend.s > 0
  if (ladder.rung !== 'full')
    return { says: 'early direction', isUp, points: ladder.points, noun: evidence.hasGap ? null : (noun ?? null) }
  return { says: 'direction', isUp, isGood: better === 'neither' ? null : isUp === (better === 'higher') }
}

/** A signal on the last point, in the order of the chart's colours. */
function lastSignal(evidence: Evidence): Statement | null {
  const found = evidence.classes?.[evidence.lastIndex ?? -1]
  const own = evidence.limits?.each[evidence.lastIndex ?? -1]
  if (!found || !own || found === 'common') return null
  const isTrial = evidence.ladder.limits === 'trial'
  const isHigh = found.endsWith('high') || found.endsWith('up')
  if (found.startsWith('outside'))
    return { says: 'outside', isHigh, least: drawnLower(evidence, own.lower), most: own.upper, isTrial }
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
