import { expect, test } from 'vitest'
import { nextInWords } from './chart/ahead.ts'
import type { MeasureShown } from './model.ts'
import { coachesTrained, empty, monthly, reading, weighedSample, yearly } from './sample-edition.ts'

const year = (label: number) => ({ label: String(label), from: `${label}-01-01`, to: `${label}-12-31` })
const weighed = (change: Partial<MeasureShown>): MeasureShown =>
  weighedSample({ ...coachesTrained, targets: [], ...change })

test('the five years of the seed are told as they went, swing four times as much as chance, and claim no direction', () => {
  expect(coachesTrained.sentence).toBe(
    '12 in 2024, after 39 in 2023 and none in 2022. Between 0 and 39 a year; no direction can be read from it yet.',
  )
  expect(coachesTrained.evidence).toMatchObject({ rung: 'early', points: 5, mark: 'no trend can be claimed' })
  expect(coachesTrained.evidence?.phi).toBe(16.18)
  expect(coachesTrained.evidence?.timesChance).toBe(4.02)
})

test('the forecast of few values is one flat range with its own odds, over the years to come', () => {
  const forecast = coachesTrained.evidence?.forecast
  expect(forecast?.periods.map(({ label }) => label)).toEqual(['2025', '2026', '2027'])
  expect(forecast?.bands).toEqual([{ level: 0.6667, lower: [0, 0, 0], upper: [39, 39, 39] }])
  expect(forecast?.coverage).toBeNull()
})

test('the columns of the incumbent are there, beside the mark', () => {
  const { evidence } = weighed({ targets: [{ period: year(2024), value: 30, note: '' }] })
  expect(evidence?.classic).toEqual({
    direction: 'down',
    periods: 1,
    baselineChange: 140,
    noBaselineChange: null,
    percentOfTarget: 40,
    noPercentOfTarget: null,
  })
  expect(evidence?.mark).toBe('no trend can be claimed')
})

test('limits of few values are for trial, and never reach below zero where the number cannot', () => {
  const limits = coachesTrained.evidence?.limits
  expect(limits?.standing).toBe('trial')
  expect(limits?.each).toHaveLength(5)
  expect(limits?.each[0]?.lower).toBe(0)
})

test('with 60 months the fan has two bands, and its past coverage is said', () => {
  const { evidence } = weighed({ readings: monthly(60), calendar: 'month' })
  expect(evidence?.limits?.standing).toBe('evidence')
  expect(evidence?.forecast?.bands.map(({ level }) => level)).toEqual([0.5, 0.8])
  expect(evidence?.forecast?.periods.map(({ label }) => label)).toEqual(['Jan 2026', 'Feb 2026', 'Mar 2026'])
  expect(evidence?.forecast?.coverage?.share).toBeGreaterThan(0.5)
})

test('four values are too few for limits and for a mark', () => {
  const { evidence } = weighed({ readings: yearly([14, 10, 12, 11]) })
  expect(evidence).toMatchObject({ limits: null, signals: null, mark: 'too few values' })
})

test('a last value far outside what is usual is a signal, with the way it goes', () => {
  const calm = [20, 22, 19, 21, 20, 23, 18, 22, 20, 21, 19, 22]
  const up = weighed({ readings: yearly([...calm, 45]) }).evidence
  expect(up).toMatchObject({ mark: 'signal', isBetter: true })
  expect(up?.signals?.at(-1)).toBe('outside_high')
  expect(weighed({ readings: yearly([...calm, 45]), better: 'lower' }).evidence?.isBetter).toBe(false)
  expect(weighed({ readings: yearly([...calm, 45]), better: 'neither' }).evidence?.isBetter).toBeNull()
})

test('readings that differ in one value are never given the forecast of the others', () => {
  const months = monthly(30)
  const other = months.map((each, index) => (index === 29 ? { ...each, value: 400, numerator: 400 } : each))
  const means = [months, other, months].map(
    (readings) => weighed({ readings, calendar: 'month' }).evidence?.forecast?.mean[0],
  )
  expect(means[0]).toBe(means[2])
  expect(means[0]).not.toBe(means[1])
})

test('a withheld value is weighed by nobody', () => {
  const held = { ...reading(year(2022), 777), reason: 'withheld' as const }
  const rest = yearly([14, 12, 5, 13, 9, 11]).filter(({ period }) => period.label !== '2022')
  const withIt = weighed({ readings: [...rest.slice(0, 2), held, ...rest.slice(2)] })
  const without = weighed({ readings: [...rest.slice(0, 2), empty(year(2022), 'withheld'), ...rest.slice(2)] })
  expect(withIt.evidence).toEqual(without.evidence)
  expect(withIt.sentence).toBe(without.sentence)
})

test('what comes next is said from the frozen baseline where there is one', () => {
  const baseline: MeasureShown['baseline'] = {
    id: 'b',
    version: 1,
    source: 'statistical',
    method: 'flat range',
    madeOn: '2024-02-01',
    dataThrough: '2023-12-31',
    periods: [year(2024), year(2025)],
    mean: [9, 9],
    bands: [{ level: 0.6, lower: [2, 3], upper: [20, 21] }],
    coverage: null,
  }
  expect(nextInWords(weighed({ baseline }))).toBe(
    'Without the plan, 2025 would be between 3 and 21; that holds about 3 years in 5.',
  )
  expect(nextInWords(weighed({ baseline: { ...baseline, source: 'hand-drawn', bands: [] } }))).toBeNull()
})

test('a forecast never speaks of a year that is there: withheld, not collected, provisional or still running', () => {
  const rest = yearly([14, 12, 5, 13, 9])
  const foretold = (...later: MeasureShown['readings'][number][]) => {
    const measure = weighed({ readings: [...rest, ...later] })
    return [
      /If nothing changes, (\d+)/.exec(nextInWords(measure) ?? '')?.[1],
      measure.evidence?.forecast?.periods[0]?.label,
    ]
  }
  expect(foretold()).toEqual(['2025', '2025'])
  expect(foretold(empty(year(2025), 'not yet'))).toEqual(['2025', '2025'])
  expect(foretold(empty(year(2025), 'withheld'))).toEqual(['2026', '2026'])
  expect(foretold(empty(year(2025), 'not collected'))).toEqual(['2026', '2026'])
  expect(foretold(reading(year(2025), 3, 'open'))).toEqual(['2026', '2026'])
  expect(foretold(reading(year(2025), 3, 'provisional'), empty(year(2026), 'withheld'))).toEqual(['2027', '2027'])
  expect(foretold(...[2025, 2026, 2027, 2028].map((label) => empty(year(label), 'not collected')))).toEqual([
    undefined,
    undefined,
  ])
})

test('a frozen baseline does not foretell a withheld year either', () => {
  const baseline: MeasureShown['baseline'] = {
    id: 'b',
    version: 1,
    source: 'statistical',
    method: 'flat range',
    madeOn: '2025-02-01',
    dataThrough: '2024-12-31',
    periods: [year(2025), year(2026)],
    mean: [9, 9],
    bands: [{ level: 0.6, lower: [2, 3], upper: [20, 21] }],
    coverage: null,
  }
  const readings = [...yearly([14, 12, 5, 13, 9]), empty(year(2025), 'withheld')]
  expect(nextInWords(weighed({ readings, baseline }))).toContain('2026 would be between 3 and 21')
})
