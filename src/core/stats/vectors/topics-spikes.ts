import { cusum, poissonCusum } from '../spikes/cusum.ts'
import { ears, earsC3 } from '../spikes/ears.ts'
import { farrington, type FarringtonSettings, usualFarrington } from '../spikes/farrington.ts'
import { tailSpikes, usualTail } from '../spikes/tail.ts'
import { addDays, type Day } from '../../day.ts'
import { compare } from './compare.ts'
import { listOr, numberIn, numberOr, numbersIn, recordIn, type VectorCase } from './format.ts'
import { orNull, type Topic } from './topic.ts'

export const spikeTopics: Record<string, Topic> = {
  ears: { answer: earsAnswer },
  farrington: {
    check: (each, tolerance) => compare(each.expected, farringtonAnswer(each.input, firstDayOf(each)), tolerance),
  },
  'cusum-tail': {
    answer: (input) => ('mean0' in input ? poisson(input) : 'range_index0' in input ? standard(input) : tail(input)),
  },
}

function earsAnswer(input: Record<string, unknown>) {
  const values = numbersIn(input.values)
  const settings = { baseline: numberOr(input.baseline, 7), minSigma: numberOr(input.min_sigma, 0), z: numberOr(input.z, 3) }
  if (input.method === 'C3') {
    const found = orNull(earsC3(values, settings, numberOr(input.threshold, 2)))
    return found && { index0: found.c3.map((_, i) => found.first + i), c2: found.c2, c3: found.c3, alarms_index0: found.alarms }
  }
  const found = orNull(ears(values, input.method === 'C2' ? 'C2' : 'C1', settings))
  return (
    found && {
      index0: found.upper.map((_, i) => found.first + i),
      upperbound: found.upper,
      alarms_index0: found.alarms,
    }
  )
}

function standard(input: Record<string, unknown>) {
  const values = numbersIn(input.values)
  const days = numbersIn(input.range_index0)
  const training = numbersIn(input.training_index0).map((i) => values[i] ?? Number.NaN)
  const score = input.trans === 'rossi' || input.trans === 'anscombe' || input.trans === 'none' ? input.trans : 'standard'
  const from = days[0] ?? 0
  const found = orNull(
    cusum(values.slice(0, from + days.length), {
      from,
      training,
      k: numberIn(input.k),
      h: numberIn(input.h),
      score,
    }),
  )
  return found && { cusum: found.sums, alarms_index0: found.alarms, m: [found.mean] }
}

function poisson(input: Record<string, unknown>) {
  const settings = { mean0: numberIn(input.mean0), mean1: numberIn(input.mean1), h: numberIn(input.h) }
  const found = orNull(poissonCusum(numbersIn(input.values), settings))
  return found && { reference_k: found.reference, cusum: found.sums, alarms_index0: found.alarms }
}

/** The files keep alarmed days in the baseline and have no least count; the product leaves them out and needs 3. */
function tail(input: Record<string, unknown>) {
  const found = orNull(
    tailSpikes(numbersIn(input.values), {
      ...usualTail,
      baseline: numberOr(input.baseline, 28),
      p: numberOr(input.p, 0.005),
      least: numberOr(input.min_count, 3),
      window: numberOr(input.window, 1),
      skipsAlarms: input.skip_alarms === true,
    }),
  )
  return (
    found && {
      index0: found.map((day) => day.index),
      threshold_count: found.map((day) => day.threshold),
      p_value: found.map((day) => day.p),
      alarms_index0: found.filter((day) => day.isAlarm).map((day) => day.index),
    }
  )
}

/** The classic version has no parts of the year, weighs from 1 on, and takes alpha on both sides. */
/**
 * The series on dated weeks begin on a Monday, which no case says; its id ends with the year whose first week (ISO 8601: that of
 * 4 January) is the first one judged.
 */
function firstDayOf({ id, input }: VectorCase): Day | undefined {
  const year = /-(\d{4})$/.exec(id)?.[1]
  if (year === undefined) return undefined
  const monday = addDays(`${year}-01-04`, -((new Date(`${year}-01-04`).getUTCDay() + 6) % 7))
  return addDays(monday, -7 * (numbersIn(input.range_index0)[0] ?? 0))
}

function farringtonAnswer(input: Record<string, unknown>, firstDay: Day | undefined) {
  const control = recordIn(input.control)
  const isClassic = !('noPeriods' in control) && !('thresholdMethod' in control) && !('weightsThreshold' in control)
  const halfWindow = numberOr(control.w, 3)
  const least = listOr(control.limit54) ?? [5, 4]
  const settings: FarringtonSettings = {
    ...usualFarrington,
    style: isClassic ? 'classic' : 'flexible',
    ...(firstDay !== undefined && { firstDay }),
    years: numberOr(control.b, 5),
    halfWindow,
    cycle: numberOr(input.frequency, 52),
    seasons: isClassic ? 1 : numberOr(control.noPeriods, 1),
    weeksLeftOut: numberOr(control.pastWeeksNotIncluded, halfWindow),
    weightsThreshold: control.reweight === false ? null : isClassic ? 1 : numberOr(control.weightsThreshold, 2.58),
    alpha: numberOr(control.alpha, 0.05),
    hasTrend: control.trend !== false,
    trendAlpha: isClassic ? 0.05 : numberOr(control.pThresholdTrend, 0.05),
    leastReports: least[0] ?? 5,
    reportWeeks: least[1] ?? 4,
    power: control.powertrans === '1/2' ? 0.5 : control.powertrans === 'none' ? 1 : 2 / 3,
    bound: control.thresholdMethod === 'nbPlugin' ? 'nbPlugin' : control.thresholdMethod === 'muan' ? 'muan' : 'delta',
  }
  const found = orNull(farrington(numbersIn(input.values), numbersIn(input.range_index0), settings))
  return (
    found && {
      index0: found.map((week) => week.index),
      expected: found.map((week) => week.expected),
      // The classic version writes 0 where it has no bound.
      upperbound: found.map((week) => (isClassic ? (week.upper ?? 0) : week.upper)),
      alarm: found.map((week) => (week.isAlarm ? 1 : 0)),
      alarms_index0: found.filter((week) => week.isAlarm).map((week) => week.index),
      score: found.map((week) => week.score),
      p_value: found.map((week) => week.p),
      trend_used: found.map((week) => (week.trend === null ? null : 1)),
      trend: found.map((week) => (week.trend === null ? 0 : 1)),
      trend_coef: found.map((week) => week.trend),
      phi: found.map((week) => week.phi),
    }
  )
}
