// Which measures need somebody, and why, in words; and how many of them chance alone would name (specification 1.3, 4.3).
import { counted } from '../../core/counted.ts'
import { type Day, dayInWords } from '../../core/day.ts'
import type { Evidence } from '../../core/stats/evidence.ts'
import { sayOf } from '../../core/stats/words/sentence.ts'
import { type Statement, statementsOf } from '../../core/stats/words/statement.ts'
import { figuresOf } from '../figures.ts'
import type { MeasureReadings } from '../model.ts'
import { valueDue } from '../rules.ts'
import { evidenceOf, nounOf } from './evidence.ts'
import type { CurveFacts } from './model.ts'
import { isDue } from './rules.ts'

export type Need = 'attention' | 'watch' | 'nothing to see'
export type Needing = {
  readonly measureId: string
  readonly title: string
  readonly need: Need
  readonly why: readonly string[]
}
export type Attention = {
  readonly measures: readonly Needing[]
  readonly chance: ByChance
}

/** Signals on the last point that chance alone is expected to give, among the measures that can show one. */
export type ByChance = { readonly measures: number; readonly able: number; readonly expected: number }

type Weighed = MeasureReadings & { readonly curve: CurveFacts }

/** Sorted by what they need; within that, as they came. */
export function attentionIn(all: readonly Weighed[], today: Day): Attention {
  const weighed = all.map((one) => {
    const found = evidenceOf(one, null)
    return { one, evidence: found.ok ? found.value : null, wrong: found.ok ? null : (found.problems[0]?.message ?? '') }
  })
  const measures = weighed.map(({ one, evidence, wrong }): Needing => {
    const { id: measureId, title } = one.measure
    const attention = [...(wrong === null ? [] : [wrong]), ...attentionWords(one, evidence, today)]
    if (attention.length > 0) return { measureId, title, need: 'attention', why: attention }
    const watch = watchWords(one, evidence)
    if (watch.length > 0) return { measureId, title, need: 'watch', why: watch }
    return { measureId, title, need: 'nothing to see', why: [quietWords(evidence)] }
  })
  const rates = weighed.flatMap(({ evidence }) => (evidence ? (falseSignalRate(evidence) ?? []) : []))
  return {
    measures: needs.flatMap((need) => measures.filter((one) => one.need === need)),
    chance: { measures: all.length, able: rates.length, expected: rates.reduce((total, rate) => total + rate, 0) },
  }
}

export const needs: readonly Need[] = ['attention', 'watch', 'nothing to see']

function attentionWords(one: Weighed, evidence: Evidence | null, today: Day): string[] {
  const { curve } = one
  const [newest] = curve.reviews.filter(({ held }) => held !== null)
  const due = valueDue(one, today)
  return [
    ...(evidence ? said(one, evidence, (statement) => isSignal(statement) && !statement.isTrial) : []),
    ...(newest?.held?.word === 'worse'
      ? [`The review of ${dayInWords(newest.dueOn)} found it worse than the baseline.`]
      : []),
    ...curve.reviews
      .filter((review) => isDue(review, today))
      .map(({ dueOn }) => `The review of ${dayInWords(dueOn)} is due and not held yet.`),
    ...(due ? [`The value of ${due.period.label} is due and not entered yet.`] : []),
  ]
}

const watchWords = (one: Weighed, evidence: Evidence | null): string[] =>
  evidence
    ? said(
        one,
        evidence,
        (statement) =>
          (isSignal(statement) && statement.isTrial) ||
          (statement.says === 'steady' && statement.isClaimed && statement.proves !== null) ||
          statement.says === 'early direction' ||
          statement.says === 'direction',
      )
    : []

/** The same sentence that stands under the curve, where it says what is asked for. */
function said({ measure }: Weighed, evidence: Evidence, is: (statement: Statement) => boolean): string[] {
  const settings = { better: measure.better, noun: nounOf(measure.calendar) }
  if (!statementsOf(evidence, settings).some(is)) return []
  return [sayOf(evidence, { ...settings, figure: figuresOf(measure) }).sentence]
}

const isSignal = (statement: Statement): statement is Extract<Statement, { isTrial: boolean }> =>
  statement.says === 'outside' || statement.says === 'shift' || statement.says === 'run'

function quietWords(evidence: Evidence | null): string {
  const points = evidence?.ladder.points ?? 0
  if (points === 0) return 'There is no value yet.'
  if (points < leastForSignal)
    return `${counted(points, 'value is', 'values are')} too few for a signal; it takes ${leastForSignal}.`
  return 'The last value shows no signal.'
}

const leastForSignal = 8

/**
 * How often the last point of a series in which nothing changes carries a signal (specification 1.3, simulated): 1.1% at 12 points,
 * 1.5% at 24; 2.3% for small counts, 4.0% for rare ones and 5.3% where they swing more than chance. Null for a series too short for
 * signals.
 */
export function falseSignalRate(evidence: Evidence): number | null {
  if (!evidence.classes) return null
  if (evidence.isOverdispersed) return 0.053
  const level = evidence.dispersion === null ? null : evidence.mean
  if (level !== null && level < 1) return 0.04
  if (level !== null && level <= 3) return 0.023
  return evidence.ladder.points < 24 ? 0.011 : 0.015
}

/** "Among 40 measures about 1 shows a signal by chance alone", or how seldom one of fewer does. */
export function chanceInWords({ measures, able, expected }: ByChance): string {
  const all = counted(measures, 'measure')
  if (able === 0)
    return `None of the ${all} has the ${leastForSignal} values that a signal takes, so chance alone shows none.`
  const some =
    able === measures
      ? ''
      : ` ${counted(able, 'of them has', 'of them have')} the ${leastForSignal} values that a signal takes.`
  if (expected >= 0.75)
    return `Among ${all} about ${counted(Math.round(expected), 'shows', 'show')} a signal by chance alone.${some}`
  const times = Math.max(2, Math.round(1 / expected))
  return `Among ${all} chance alone shows a signal about 1 time in ${times}.${some}`
}
