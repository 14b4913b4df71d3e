import { addDays, type Day, dayInWords } from '../../core/day.ts'
import { type Calendar, type Period, periodOf, periodsBetween } from '../../core/period.ts'
import { ok, type Problem, type Result, refuse, refuseAll } from '../../core/result.ts'
import type { EnteredReading, Measure } from '../model.ts'
import { rateOf, rateProblems, valueOfRate } from '../rates/rules.ts'
import { valueOf } from '../rules.ts'
import type { TypedReading, TypedTarget } from './model.ts'

type About = Pick<Measure, 'shape' | 'unit' | 'calendar' | 'endedOn'>
type Numbered = Pick<Measure, 'shape' | 'unit'>
/** Where numbers are kept that belong to a period: only one may stand there. */
type Standing = { readonly id: string; readonly period: Period }

export type FittingReading = Pick<
  EnteredReading,
  'period' | 'value' | 'numerator' | 'denominator' | 'reason' | 'status' | 'source' | 'note'
>

/**
 * A typed reading as it is kept for its measure: in a period of its calendar, with a value or a reason and never both. A
 * share and a rate have two counts, or the percentage or rate where they are not known. `editing` is the reading that is edited.
 */
export function fittingReading(
  measure: About,
  typed: TypedReading,
  { others, editing, today }: { others: readonly Standing[]; editing: string | null; today: Day },
): Result<FittingReading> {
  const problems: Problem[] = []
  const say = (code: string, message: string, field: string): void => {
    problems.push({ code: `measures.${code}`, message, field })
  }
  const period = periodFrom(measure.calendar, typed.from)
  if (!period) {
    const held = periodOf(measure.calendar, typed.from)
    say(
      'no-period',
      `No period of this measure begins on ${dayInWords(typed.from)}. ${held.label} begins on ${dayInWords(held.from)}.`,
      'from',
    )
  } else {
    if (period.from > today) say('not-begun', `${period.label} has not begun yet.`, 'from')
    if (others.some((other) => other.period.from === period.from && other.id !== editing))
      say('already-entered', `${period.label} has a reading already. Edit that one.`, 'from')
    if (typed.status === 'final' && period.to >= today && typed.reason === null)
      say('still-running', `${period.label} runs to ${dayInWords(period.to)}. A final value comes after it.`, 'status')
  }
  problems.push(...numberProblems(measure, typed))
  if (problems.length > 0 || !period) return refuseAll(problems)
  return ok({
    period,
    ...numbersOf(measure, typed),
    reason: typed.reason,
    status: typed.status,
    source: typed.source,
    note: typed.note,
  })
}

type Numbers = Pick<TypedReading, 'value' | 'numerator' | 'denominator' | 'reason'>

/** What is wrong with the numbers of a reading, each at its field. */
export function numberProblems(measure: Numbered, { value, numerator, denominator, reason }: Numbers): Problem[] {
  const { shape } = measure
  const multiplier = rateOf(measure)
  const hasCounts = shape === 'share' || multiplier !== null
  const problem = (code: string, message: string, field: string): Problem[] => [
    { code: `measures.${code}`, message, field },
  ]
  if (!hasCounts && (numerator !== null || denominator !== null))
    return problem(
      'no-share',
      'Only a share or a rate has two counts. The unit of a rate says what it is per, such as “per 100,000 residents”.',
      numerator === null ? 'denominator' : 'numerator',
    )
  const isNothing = value === null && numerator === null && denominator === null
  if (reason !== null)
    return isNothing
      ? []
      : problem('value-and-reason', 'Write a value, or a reason why there is none: not both.', 'reason')
  if (isNothing)
    return problem(
      'value-missing',
      hasCounts
        ? 'Write the two counts, or choose why there is no value. A zero is a value.'
        : 'Write the value, or choose why there is none. A zero is a value.',
      hasCounts ? 'numerator' : 'value',
    )
  if (shape === 'count' && value !== null && (value < 0 || !Number.isInteger(value)))
    return problem('count-whole', 'A count is a whole number, 0 or more. A quantity may be otherwise.', 'value')
  if (multiplier !== null) return rateProblems({ value, numerator, denominator }, multiplier)
  return shape === 'share' ? shareProblems({ value, numerator, denominator }, problem) : []
}

function shareProblems(
  { value, numerator, denominator }: Omit<Numbers, 'reason'>,
  problem: (code: string, message: string, field: string) => Problem[],
): Problem[] {
  if (value !== null && (numerator !== null || denominator !== null))
    return problem('share-twice', 'Leave the percentage empty: it is worked out from the two counts.', 'value')
  if (value !== null)
    return value < 0 || value > 100 ? problem('share-bounds', 'A percentage is between 0 and 100.', 'value') : []
  if (numerator === null) return problem('numerator-missing', 'Numerator is missing.', 'numerator')
  if (denominator === null) return problem('denominator-missing', 'Denominator is missing.', 'denominator')
  if (denominator === 0)
    return problem(
      'denominator-zero',
      'A share of nothing does not exist. Leave both empty and choose “not collected” if there was nobody to count.',
      'denominator',
    )
  return numerator > denominator
    ? problem('numerator-larger', 'Numerator is larger than the denominator. It is a part of it.', 'numerator')
    : []
}

/**
 * Numbers as they are kept: a count or a quantity stands as its own numerator; a share and a rate keep their counts, and the value
 * follows from them, so that the two cannot disagree.
 */
export function numbersOf(
  measure: Numbered,
  { value, numerator, denominator }: Omit<Numbers, 'reason'>,
): Pick<EnteredReading, 'value' | 'numerator' | 'denominator'> {
  const { shape } = measure
  if (rateOf(measure) !== null && denominator !== null) return { value: null, numerator, denominator }
  if (shape === 'share') return { value, numerator, denominator }
  return { value, numerator: shape === 'median' ? null : value, denominator: null }
}

/** The value of a kept reading: its own, or what its counts give. */
export function valueEntered(
  measure: Numbered,
  { value, numerator, denominator }: Omit<Numbers, 'reason'>,
): number | null {
  if (value !== null || numerator === null) return value
  const multiplier = rateOf(measure)
  return multiplier !== null && denominator !== null
    ? valueOfRate(numerator, denominator, multiplier)
    : valueOf(measure.shape, numerator, denominator ?? 0).value
}

/** Whether a target fits: in a period of the calendar, and a percentage between 0 and 100. */
export function fittingTarget(
  measure: About,
  { from, value, note }: TypedTarget,
): Result<{ period: Period; value: number; note: string }> {
  const period = periodFrom(measure.calendar, from)
  if (!period) return refuse('measures.no-period', 'Choose a period of this measure.', 'from')
  if (measure.shape === 'share' && (value < 0 || value > 100))
    return refuse('measures.share-bounds', 'A percentage is between 0 and 100.', 'value')
  return ok({ period, value, note })
}

/** The period that begins on a day; null when none does. */
export function periodFrom(calendar: Calendar, from: Day): Period | null {
  const period = periodOf(calendar, from)
  return period.from === from ? period : null
}

const yearsOffered = { back: 15, ahead: 5 }

/** The periods a reading may be entered for, newest first: from the first that is known or collected, up to today. */
export function periodsOffered(
  measure: About & Pick<Measure, 'collectedFrom'>,
  known: readonly Period[],
  today: Day,
): Period[] {
  const earliest = [
    measure.collectedFrom ?? yearsFrom(today, -yearsOffered.back),
    ...known.map((period) => period.from),
  ]
  const last = measure.endedOn !== null && measure.endedOn < today ? measure.endedOn : today
  return periodsBetween(measure.calendar, least(earliest), last).reverse()
}

/** The periods a target may be set for: those that a reading may have, and the years ahead; newest first. */
export const periodsAhead = (
  measure: About & Pick<Measure, 'collectedFrom'>,
  known: readonly Period[],
  today: Day,
): Period[] => periodsOffered({ ...measure, endedOn: null }, known, yearsFrom(today, yearsOffered.ahead))

const least = (days: readonly Day[]): Day => days.reduce((first, day) => (day < first ? day : first))
const yearsFrom = (day: Day, years: number): Day =>
  addDays(`${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}-${day.slice(5, 7)}-01`, 0)
