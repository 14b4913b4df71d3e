import { addDays, type Day, dayInWords, daysBetween } from '../../core/day.ts'
import type { Result } from '../../core/result.ts'
import { mean } from '../../core/stats/numbers.ts'
import { poissonDraw, seededRandom } from '../../core/stats/random.ts'
import { cusum } from '../../core/stats/spikes/cusum.ts'
import { ears, earsC3 } from '../../core/stats/spikes/ears.ts'
import { farrington, usualFarrington } from '../../core/stats/spikes/farrington.ts'
import { sameWeek } from '../../core/stats/spikes/reference-weeks.ts'
import { type TailDay, tailSpikes, usualTail } from '../../core/stats/spikes/tail.ts'
import { type Alert, type Counts, type DailyCount, type Every, type Rule, rules, type Seen } from './model.ts'

/** What stands beside every alert, in these words. */
export const noFinding = 'An alert to look, not a finding.'

/** Alerts are raised for these last days or weeks; what is older is past looking at. */
export const recent: Readonly<Record<Every, number>> = { day: 28, week: 8 }

const baseline = usualTail.baseline
/** Fewer events than this raise no alert, however quiet it was before (specification 5.1). */
const least = usualTail.least
/** What CUSUM learns from, and how long it runs before it would rest on another time of the year. */
const cusumTraining = 28
const cusumRun = 56
const remembered = cusumTraining + cusumRun + baseline
const daysIn: Readonly<Record<Every, number>> = { day: 1, week: 7 }

/**
 * The alerts of the last days or weeks that nobody has looked at, newest first: the predictive tail for low counts, EARS C1 to C3,
 * CUSUM, and with 5 years of weeks Farrington's method (specification 5). `seen` alerts are left out unless late records changed
 * their count; CUSUM begins anew after the newest of them.
 */
export function openAlerts({ every, from, counts }: Counts, seen: readonly Seen[] = []): readonly Alert[] {
  const own = seen.filter((one) => one.every === every)
  const indexOf = (day: Day): number => Math.round(daysBetween(from, day) / daysIn[every])
  const lastSeen = Math.max(-1, ...own.map((one) => indexOf(one.from)))
  const known = new Map(own.map((one) => [indexOf(one.from), one.count]))
  return alarmsIn({ every, from, counts }, lastSeen)
    .filter(({ index, count }) => known.get(index) !== count)
    .map(({ index, ...alert }) => ({ from: addDays(from, index * daysIn[every]), ...alert }))
    .reverse()
}

type Alarm = Omit<Alert, 'from'> & { readonly index: number }

function alarmsIn({ every, from, counts }: Counts, lastSeen = -1): Alarm[] {
  const first = Math.max(0, counts.length - recent[every])
  const start = Math.max(0, counts.length - remembered)
  const near = counts.slice(start)
  const tails: Tails = { 1: tailOf(near, start, 1), 3: every === 'day' ? tailOf(near, start, 3) : new Map() }
  const raised = raisedBy(near, start, lastSeen - start, tails)
  for (const index of farringtonWeeks({ every, from, counts })) add(raised, index, 'Farrington')
  return [...raised]
    .filter(([index]) => index >= first)
    .sort(([a], [b]) => a - b)
    .map(([index, by]) => {
      const before = counts.slice(Math.max(0, index - baseline), index)
      const window = by.has('predictive tail over 3 days') && !by.has('predictive tail') ? 3 : 1
      const tail = tails[window].get(index)
      return {
        index,
        count: counts[index] ?? 0,
        usual: before.length > 0 ? mean(before) : 0,
        window,
        threshold: tail?.threshold ?? null,
        p: tail?.p ?? null,
        raisedBy: rules.filter((rule) => by.has(rule)),
      }
    })
}

type Raised = Map<number, Set<Rule>>
const add = (raised: Raised, index: number, rule: Rule): void => {
  raised.set(index, (raised.get(index) ?? new Set()).add(rule))
}

type Tails = Readonly<Record<1 | 3, ReadonlyMap<number, TailDay>>>
const tailOf = (near: readonly number[], start: number, window: 1 | 3): ReadonlyMap<number, TailDay> =>
  new Map(valueOr(tailSpikes(near, { ...usualTail, window }), []).map((day) => [start + day.index, day]))

function raisedBy(near: readonly number[], start: number, lastSeen: number, tails: Tails): Raised {
  const raised: Raised = new Map()
  const isRare = (index: number, window: 1 | 3): boolean => tails[window].get(index)?.isAlarm === true
  for (const index of tails[1].keys()) if (isRare(index, 1)) add(raised, index, 'predictive tail')
  for (const index of tails[3].keys()) {
    // The days after a spike, and those of a spell that was told already, say nothing new.
    const isEcho = isRare(index - 1, 1) || isRare(index - 2, 1) || isRare(index - 1, 3)
    const isToday = (near[index - start] ?? 0) > 0
    if (isRare(index, 3) && isToday && !isEcho) add(raised, index, 'predictive tail over 3 days')
  }
  const enough = (index: number): boolean => (near[index] ?? 0) >= least
  const others: readonly (readonly [Rule, readonly number[]])[] = [
    ['EARS C1', alarmsOf(ears(near, 'C1'))],
    ['EARS C2', alarmsOf(ears(near, 'C2'))],
    ['EARS C3', alarmsOf(earsC3(near))],
    ['CUSUM', cusumAlarms(near, lastSeen)],
  ]
  for (const [rule, indices] of others) for (const index of indices.filter(enough)) add(raised, start + index, rule)
  return raised
}

/** The first day over the threshold of each run; a run begins anew after an alert that somebody looked at. */
function cusumAlarms(near: readonly number[], lastSeen: number): readonly number[] {
  const from = Math.max(cusumTraining, near.length - cusumRun, lastSeen + 1)
  const training = near.slice(Math.max(0, from - cusumTraining), from)
  if (near.length <= from || training.length < cusumTraining) return []
  const alarms = alarmsOf(cusum(near, { from, training, k: 1.04, h: 2.26, score: 'rossi' }))
  return alarms.filter((index) => !alarms.includes(index - 1))
}

const farringtonYears = 5

/** Farrington's method for weeks that have 5 years before them. */
function farringtonWeeks({ every, from, counts }: Counts): readonly number[] {
  if (every !== 'week') return []
  const settings = { ...usualFarrington, years: farringtonYears, firstDay: from }
  const hasHistory = (week: number): boolean => sameWeek(week, farringtonYears, settings) >= settings.halfWindow
  const weeks = counts
    .map((_, week) => week)
    .slice(-recent.week)
    .filter(hasHistory)
  return valueOr(farrington(counts, weeks, settings), []).flatMap((week) => (week.isAlarm ? [week.index] : []))
}

const alarmsOf = (found: Result<{ readonly alarms: readonly number[] }>): readonly number[] =>
  found.ok ? found.value.alarms : []
const valueOr = <T>(result: Result<T>, otherwise: T): T => (result.ok ? result.value : otherwise)

const simulations = 60

/**
 * Alerts a year by chance alone: the same rules over seeded series of pure chance with the mean of these counts. Null with too few of
 * them to say, or none but zeros.
 */
export function falseAlertsAYear({ every, from, counts }: Counts): number | null {
  const near = counts.slice(-remembered)
  const rate = near.length >= baseline ? mean(near) : 0
  if (rate === 0 || rate > 10_000) return null
  const random = seededRandom(20_261_103)
  let alarms = 0
  for (let i = 0; i < simulations; i++)
    alarms += alarmsIn({
      every,
      from,
      counts: Array.from({ length: remembered }, () => poissonDraw(rate, random)),
    }).length
  return (alarms / (simulations * recent[every])) * (every === 'day' ? 365 : 52)
}

/** The last days without a gap: a day that is not known is no zero. In order of time. */
export function lastDays(days: readonly DailyCount[], through: Day): { from: Day; counts: readonly number[] } | null {
  const counts: number[] = []
  const known = new Map(days.map(({ on, count }) => [on, count]))
  const last = days.reduce<Day>((newest, { on }) => (on > newest && on <= through ? on : newest), '')
  if (last === '') return null
  let from = last
  for (let day = last; known.has(day); day = addDays(day, -1)) {
    counts.push(known.get(day) ?? 0)
    from = day
  }
  return { from, counts: counts.reverse() }
}

/** Whole weeks from Monday to Sunday; days outside them are left out. */
export function inWeeks({ from, counts }: { from: Day; counts: readonly number[] }): Counts {
  const skipped = (8 - weekdayOf(from)) % 7
  const weeks = Math.max(0, Math.floor((counts.length - skipped) / 7))
  return {
    every: 'week',
    from: addDays(from, skipped),
    counts: Array.from({ length: weeks }, (_, week) =>
      counts.slice(skipped + week * 7, skipped + week * 7 + 7).reduce((sum, count) => sum + count, 0),
    ),
  }
}

/** 1 for Monday to 7 for Sunday; 1 January 1900 was a Monday. */
const weekdayOf = (day: Day): number => (((daysBetween('1900-01-01', day) % 7) + 7) % 7) + 1

/** Of the alerts that somebody looked at, how many were no real change; null under 5, which say nothing. */
export const shareOfChance = (seen: readonly Seen[]): { readonly chance: number; readonly all: number } | null =>
  seen.length < 5
    ? null
    : { chance: seen.filter(({ finding }) => finding !== 'a real change').length, all: seen.length }

// ---- How it is said

/** `9 on 3 Nov 2026, where 1.2 a day is usual`. */
export function alertInWords({ from, count, usual }: Pick<Alert, 'from' | 'count' | 'usual'>, every: Every): string {
  const when = every === 'day' ? `on ${dayInWords(from)}` : `in the week from ${dayInWords(from)}`
  return `${count.toLocaleString('en-US')} ${when}, where ${rounded(usual)} a ${every} is usual`
}

/** What an alert rests on, for those who want to know. */
export function groundsInWords({ threshold, p, raisedBy, window }: Alert): string {
  const grounds = `Raised by ${raisedBy.join(', ')}.`
  if (threshold === null || p === null) return `${grounds} There are too few days to say how likely that is by chance.`
  const chance = p < 0.001 ? 'under 1 in 1,000' : `about 1 in ${Math.round(1 / p).toLocaleString('en-US')}`
  const span = window === 3 ? ' in three days' : ''
  return `${grounds} ${threshold.toLocaleString('en-US')} or more${span} would be rare; by chance so many come up ${chance} times.`
}

const rounded = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 1 })
export const alertsAYearInWords = (expected: number | null): string =>
  expected === null
    ? 'There are too few counts to say how many alerts chance alone would raise.'
    : `Chance alone would raise about ${Math.max(1, Math.round(expected))} ${Math.round(expected) <= 1 ? 'alert' : 'alerts'} a year.`
