// Longer than most, since how a split is weighed and how that is said stand together: no page says it otherwise.
import { monthIndex, monthOf } from '../../core/day.ts'
import type { Result } from '../../core/result.ts'
import { compareCounts } from '../../core/stats/counts/count-compare.ts'
import { countInterval, overdispersedInterval } from '../../core/stats/counts/count-interval.ts'
import { type Dispersion, dispersion, isOverdispersed, shareDispersion } from '../../core/stats/counts/dispersion.ts'
import { overdispersedShareInterval, shareDifference, wilsonInterval } from '../../core/stats/counts/proportion.ts'
import { isSharePresentable, rateReliability } from '../../core/stats/counts/reliability.ts'
import type { Measure, MeasureReadings, Period, Reading } from '../model.ts'
import { rateOf } from '../rates/rules.ts'

type About = Pick<Measure, 'shape' | 'unit'>

/** Where a figure would lie 19 times in 20 if the same process ran again, on the scale of its value. */
export type Limits = {
  readonly lower: number
  readonly upper: number
  readonly method: 'exact' | 'Byar' | 'Wilson'
  /** Wider than chance alone would make them, since the series swings more than that (specification 0.4). */
  readonly isWidened: boolean
}

/** `unstable`: under 20 events, a direction only. `not presentable`: too few for a rate or a percentage (specification 2.4). */
export type Reliability = 'reliable' | 'unstable' | 'not presentable'

/** How a category stands to all the others together; claimed only where chance does not explain it. */
export type Against = 'above' | 'below' | 'not distinguishable'

export type Weighed = {
  readonly reading: Reading
  /** Null without a value, and where there are no counts to take limits from. */
  readonly limits: Limits | null
  readonly reliability: Reliability | null
  /** Null for counts, which nothing is counted out of, and where the others are not known. */
  readonly against: Against | null
}

export type WeighedCategory = {
  readonly name: string
  readonly weighed: readonly Weighed[]
  /** Of the newest settled period. */
  readonly newest: Weighed | null
}

export type WeighedSplit = {
  readonly dimension: string
  /** The newest settled period; null without any. */
  readonly period: Period | null
  readonly categories: readonly WeighedCategory[]
}

type Split = MeasureReadings['splits'][number]
const level = 0.95

/**
 * Each category of a split with what its figures can bear: exact limits (Byar's above 500) for counts and rates, Wilson's for
 * shares, wider where the category's own series swings more than chance. A category is set against all others of the same period,
 * at a level that allows one false claim in 20 splits. A figure without a value, such as a withheld one, gets nothing.
 */
export function weighSplit(measure: About, whole: readonly Reading[], { dimension, categories }: Split): WeighedSplit {
  const period = newestSettled(whole, categories)
  const wholeAt = new Map(whole.map((reading) => [reading.period.from, reading]))
  const spreadOfWhole = spreadOf(measure, whole)
  return {
    dimension,
    period,
    categories: categories.map(({ name, readings }) => {
      const phi = spreadOf(measure, readings)
      const weighed = readings.map((reading) => ({
        ...weighReading(measure, reading, phi),
        against: againstOthers(measure, reading, wholeAt.get(reading.period.from), {
          phi: Math.max(phi, spreadOfWhole),
          level: 1 - (1 - level) / categories.length,
        }),
      }))
      return { name, weighed, newest: weighed.find(({ reading }) => reading.period.from === period?.from) ?? null }
    }),
  }
}

/** One reading with its limits and its reliability; phi is that of its series, 1 where chance explains its swings. */
export function weighReading(measure: About, reading: Reading, phi = 1): Omit<Weighed, 'against'> {
  const counted = countedIn(measure, reading)
  if (counted === null) return { reading, limits: null, reliability: null }
  return { reading, limits: limitsOf(counted, phi), reliability: reliabilityOf(counted) }
}

/** The dispersion that the settled readings of a series must be weighed with; 1 where chance explains its swings, or is not known. */
export function spreadOf(measure: About, readings: readonly Reading[]): number {
  const counted = comparable(readings).flatMap((reading) => countedIn(measure, reading) ?? [])
  // With two counts the dispersion is not known (specification 1.5).
  if (counted.length < 3) return 1
  const found = dispersionOf(counted)
  return found.ok && isOverdispersed(found.value) ? (found.value.phi ?? 1) : 1
}

type Counted =
  | { readonly kind: 'count'; readonly x: number; readonly n: null; readonly scale: 1 }
  | { readonly kind: 'rate' | 'share'; readonly x: number; readonly n: number; readonly scale: number }

/** The counts that a value rests on; null where it rests on none or they are not known. */
function countedIn(measure: About, { value, numerator, denominator }: Reading): Counted | null {
  if (value === null || !Number.isFinite(value)) return null
  if (measure.shape === 'count') return isCount(value) ? { kind: 'count', x: value, n: null, scale: 1 } : null
  const per = measure.shape === 'share' ? 100 : rateOf(measure)
  if (per === null || numerator === null || denominator === null) return null
  if (!isCount(numerator) || !(denominator > 0) || !Number.isFinite(denominator)) return null
  if (measure.shape !== 'share') return { kind: 'rate', x: numerator, n: denominator, scale: per }
  return isCount(denominator) && numerator <= denominator
    ? { kind: 'share', x: numerator, n: denominator, scale: per }
    : null
}

const isCount = (value: number): boolean => Number.isInteger(value) && value >= 0

function limitsOf({ kind, x, n, scale }: Counted, phi: number): Limits | null {
  const isWidened = phi > 1
  if (kind === 'share') {
    const found = isWidened ? overdispersedShareInterval(x, n, phi, level) : wilsonInterval(x, n, level)
    return found.ok ? scaled(found.value, scale, 'Wilson', isWidened) : null
  }
  const found = isWidened ? overdispersedInterval(x, phi, level) : countInterval(x, level)
  return found.ok ? scaled(found.value, scale / (n ?? 1), !isWidened && x > 500 ? 'Byar' : 'exact', isWidened) : null
}

const scaled = (
  [lower, upper]: readonly [number, number],
  scale: number,
  method: Limits['method'],
  isWidened: boolean,
): Limits => ({ lower: lower * scale + 0, upper: upper * scale + 0, method, isWidened })

function reliabilityOf({ kind, x, n }: Counted): Reliability {
  const isUnstable = x < 20
  if (kind === 'count') return isUnstable ? 'unstable' : 'reliable'
  const isPresentable = kind === 'share' ? valueOr(isSharePresentable(x, n), false) : presentableRate(x, n)
  if (!isPresentable) return 'not presentable'
  return isUnstable ? 'unstable' : 'reliable'
}

const presentableRate = (x: number, n: number): boolean => {
  const found = rateReliability(x, n)
  return found.ok && found.value.isPresentable
}

function dispersionOf(counted: readonly Counted[]): Result<Dispersion> {
  const xs = counted.map(({ x }) => x)
  const ns = counted.map(({ n }) => n ?? 1)
  return counted[0]?.kind === 'share' ? shareDispersion(xs, ns) : dispersion(xs, ns)
}

/** The category against the rest of the whole, whose counts are the whole's less its own. */
function againstOthers(
  measure: About,
  reading: Reading,
  whole: Reading | undefined,
  settings: { readonly phi: number; readonly level: number },
): Against | null {
  const own = countedIn(measure, reading)
  const all = whole && countedIn(measure, whole)
  if (!own || !all || own.kind === 'count' || all.kind === 'count') return null
  const rest = { x: all.x - own.x, n: all.n - own.n }
  if (rest.x < 0 || !(rest.n > 0) || (own.kind === 'share' && rest.x > rest.n)) return null
  const [least, most] = own.kind === 'share' ? difference(own, rest, settings) : ratio(own, rest, settings)
  const same = own.kind === 'share' ? 0 : 1
  if (least === null && most === null) return null
  if (least !== null && least > same) return 'above'
  return most !== null && most < same ? 'below' : 'not distinguishable'
}

type Part = { readonly x: number; readonly n: number }
type Bounds = readonly [least: number | null, most: number | null]
type Settings = { readonly phi: number; readonly level: number }

/** Newcombe's limits of the difference, their reach times sqrt(phi). */
function difference(own: Part, rest: Part, { phi, level }: Settings): Bounds {
  const found = shareDifference(own, rest, level)
  if (!found.ok) return [null, null]
  const { difference: middle, interval } = found.value
  const k = Math.sqrt(phi)
  return [middle - k * (middle - interval[0]), middle + k * (interval[1] - middle)]
}

/** Conditional limits of the ratio of two rates, their reach on the log scale times sqrt(phi). */
function ratio(own: Part, rest: Part, { phi, level }: Settings): Bounds {
  const found = compareCounts({ count: own.x, exposure: own.n }, { count: rest.x, exposure: rest.n }, level)
  if (!found.ok) return [null, null]
  const { ratio: middle, interval } = found.value
  if (middle === null || middle === 0 || phi === 1) return interval
  const stretch = (bound: number | null): number | null =>
    bound === null ? null : middle * (bound / middle) ** Math.sqrt(phi)
  return [stretch(interval[0]), stretch(interval[1])]
}

/** Settled readings with a value whose periods are as long as the newest one's. */
function comparable(readings: readonly Reading[]): readonly Reading[] {
  const settled = readings.filter((reading) => reading.value !== null && isSettled(reading))
  const last = settled.at(-1)
  if (!last) return []
  const from = settled.findLastIndex(({ period }) => monthsOf(period) !== monthsOf(last.period))
  return settled.slice(from + 1)
}

function newestSettled(whole: readonly Reading[], categories: Split['categories']): Period | null {
  const own = whole.findLast((reading) => reading.value !== null && isSettled(reading))
  if (own) return own.period
  const last = categories
    .flatMap(({ readings }) => readings.filter(isSettled))
    .toSorted((a, b) => (a.period.from < b.period.from ? -1 : 1))
    .at(-1)
  return last?.period ?? null
}

const isSettled = ({ status }: Reading): boolean => status === 'final' || status === 'restated'
const monthsOf = ({ from, to }: Period): number => monthIndex(monthOf(to)) - monthIndex(monthOf(from)) + 1
const valueOr = <T>(result: Result<T>, otherwise: T): T => (result.ok ? result.value : otherwise)

// ---- How it is said, on team and public pages alike

type Figure = (value: number) => string

/** `38% (29 to 48%)`: the value, and its limits where it has any. `sign` is what hugs a number, such as %. */
export function withLimits(value: number, limits: Limits | null, figure: Figure): string {
  return limits === null ? figure(value) : `${figure(value)} (${limitsInWords(limits, figure)})`
}

/** `29 to 48%`. */
export const limitsInWords = ({ lower, upper }: Limits, figure: Figure): string =>
  `${figure(lower).replace(/%$/, '')} to ${figure(upper)}`

export const reliabilityInWords: Readonly<Record<Reliability, string>> = {
  reliable: '',
  unstable: 'unstable: treat as direction only',
  'not presentable': 'not presentable: rests on too few',
}

export const againstInWords: Readonly<Record<Against, string>> = {
  above: 'above the others',
  below: 'below the others',
  'not distinguishable': 'cannot be told apart from the others',
}

/**
 * What stands under a split, so that nobody takes limits or labels for more than they are. Where figures that are not presentable show
 * their counts in place of limits, as for the public, `hasLimits` says which figures show them.
 */
export function splitNotes(
  { categories }: WeighedSplit,
  hasLimits: (weighed: Weighed) => boolean = () => true,
): readonly string[] {
  const all = categories.flatMap(({ weighed }) => weighed)
  const has = (one: (weighed: Weighed) => boolean): boolean => all.some(one)
  return [
    ...(has((each) => each.limits !== null && hasLimits(each))
      ? ['In brackets: where the figure would lie 19 times in 20 if the same process ran again.']
      : []),
    ...(has((each) => each.limits?.isWidened === true && hasLimits(each))
      ? ['Where a category swings more than chance alone would give, its range is wider for it.']
      : []),
    ...(has(({ reliability }) => reliability === 'unstable') ? ['Unstable: rests on fewer than 20.'] : []),
    ...(has(({ reliability }) => reliability === 'not presentable')
      ? ['Not presentable: rests on too few to be read as a rate or a percentage.']
      : []),
    ...(has(({ against }) => against !== null)
      ? ['Each is set against all the others together; with no real differences, 1 split in 20 would claim one.']
      : []),
  ]
}
