import { createRequire } from 'node:module'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Result } from '../result.ts'
import { cChart, laneyPChart, laneyUChart, pChart, uChart } from './charts/attribute.ts'
import { gChart, tChart } from './charts/rare-events.ts'
import { signals } from './charts/signals.ts'
import { xmrLimits } from './charts/xmr.ts'
import { compareCounts } from './counts/count-compare.ts'
import {
  byarInterval,
  countInterval,
  exactInterval,
  midPInterval,
  overdispersedInterval,
} from './counts/count-interval.ts'
import { dispersion, shareDispersion } from './counts/dispersion.ts'
import {
  clopperPearsonInterval,
  shareDifference,
  wilsonCorrectedInterval,
  wilsonInterval,
} from './counts/proportion.ts'
import { quasiCompare } from './counts/quasi-compare.ts'
import { ageAdjustedRate, crudeRate } from './counts/rate.ts'
import { isSharePresentable, rateReliability } from './counts/reliability.ts'
import { weighEvidence } from './evidence.ts'
import { baselineForecast } from './forecast/baseline.ts'
import { driftForecast, meanForecast, naiveForecast, seasonalNaiveForecast } from './forecast/benchmarks.ts'
import {
  countForecast,
  fitNegativeBinomial,
  gammaPoisson,
  rangeForecast,
  stepRange,
} from './forecast/count-forecast.ts'
import { fittedTheta } from './forecast/fitted-theta.ts'
import { croston, tsb } from './forecast/intermittent.ts'
import { measuredForecast } from './forecast/measured.ts'
import { crpsSample, pointScores } from './forecast/scores.ts'
import { sesForecast } from './forecast/ses.ts'
import { thetaForecast } from './forecast/theta.ts'
import type { Series, SeriesType } from './series.ts'
import { cusum, poissonCusum } from './spikes/cusum.ts'
import { ears, earsC3 } from './spikes/ears.ts'
import { tailSpikes } from './spikes/tail.ts'
import { mannKendall } from './trend/mann-kendall.ts'
import { runArrow } from './trend/run-arrow.ts'
import { theilSen } from './trend/theil-sen.ts'
import { linearInterruption } from './turn/its-linear.ts'
import { poissonInterruption } from './turn/its-poisson.ts'
import { gammaPoissonTurn, quasiPoissonTurn, smoothedTurn } from './turn/turn.ts'
import { auditRelease } from './withheld/audit.ts'
import { hideOneWay } from './withheld/one-way.ts'
import { countsBehindRate } from './withheld/rate-leak.ts'
import { addsUp, type Release, withHidden } from './withheld/release.ts'
import { repairRelease } from './withheld/repair.ts'
import { loadSolver } from './withheld/solver.ts'
import { tableRelease } from './withheld/table.ts'
import { sayOf } from './words/sentence.ts'

const seed = 20_241_103
const solver = await loadSolver(createRequire(import.meta.url).resolve('highs/runtime'))

const many = Array.from({ length: 10_000 }, (_, i) => (i * 7919) % 23)
const lists: readonly (readonly number[])[] = [
  [],
  [3],
  [3, 5],
  [4, 4, 4, 4, 4],
  [0, 0, 0, 0, 0, 0, 0, 0, 0],
  [2, -1, 3],
  [5, 14, 0, 39, 12],
  [Number.NaN, 1, 2, 3],
  [1, Number.POSITIVE_INFINITY, 2, 5],
  [1.5, 2.5, 3.5],
  Array.from({ length: 20 }, (_, i) => (i % 3 === 0 ? 1 : 0)),
  Array.from({ length: 30 }, (_, i) => 20 + ((i * 5) % 7)),
  Array.from({ length: 30 }, () => 1e15),
  many,
]

/** Every number anywhere inside an answer may be printed as it stands. */
function mayBePrinted(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0)
  if (Array.isArray(value)) return value.every(mayBePrinted)
  if (typeof value === 'object' && value !== null) return Object.values(value).every(mayBePrinted)
  return true
}

const formulas: Record<string, (list: readonly number[]) => Result<unknown>> = {
  dispersion: (l) => dispersion(l),
  'dispersion with a denominator of 0': (l) =>
    dispersion(
      l,
      l.map(() => 0),
    ),
  'share dispersion': (l) =>
    shareDispersion(
      l,
      l.map(() => 3),
    ),
  xmrLimits: (l) => xmrLimits(l, true),
  mannKendall: (l) => mannKendall(l),
  theilSen: (l) => theilSen(l.slice(-300)),
  runArrow: (l) => runArrow(l),
  cChart: (l) => cChart(l),
  uChart: (l) =>
    uChart(
      l,
      l.map(() => 2),
    ),
  pChart: (l) =>
    pChart(
      l,
      l.map(() => 40),
    ),
  laneyUChart: (l) =>
    laneyUChart(
      l,
      l.map(() => 2),
    ),
  laneyPChart: (l) =>
    laneyPChart(
      l,
      l.map(() => 40),
    ),
  gChart: (l) => gChart(l),
  tChart: (l) => tChart(l),
  exactInterval: (l) => exactInterval(l[0] ?? -1),
  byarInterval: (l) => byarInterval(l[0] ?? -1),
  midPInterval: (l) => midPInterval(l[0] ?? -1),
  countInterval: (l) => countInterval(l[0] ?? -1, l[1] ?? 0.95),
  overdispersedInterval: (l) => overdispersedInterval(l[0] ?? -1, l[1] ?? Number.NaN),
  wilsonInterval: (l) => wilsonInterval(l[0] ?? 0, l[1] ?? 0),
  wilsonCorrectedInterval: (l) => wilsonCorrectedInterval(l[0] ?? 0, l[1] ?? 0),
  clopperPearsonInterval: (l) => clopperPearsonInterval(l[0] ?? 0, l[1] ?? 0),
  shareDifference: (l) => shareDifference({ x: l[0] ?? 0, n: l[1] ?? 0 }, { x: 1, n: 2 }),
  crudeRate: (l) => crudeRate(l[0] ?? 0, l[2] ?? 0),
  ageAdjustedRate: (l) => ageAdjustedRate({ counts: l, populations: l.map(() => 1000), standard: l.map(() => 1) }),
  rateReliability: (l) => rateReliability(l[0] ?? 0, l[1] ?? 0),
  isSharePresentable: (l) => isSharePresentable(l[0] ?? 0, l[1] ?? 0),
  compareCounts: (l) => compareCounts({ count: l[0] ?? 0, exposure: 1 }, { count: l[1] ?? 0, exposure: l[2] ?? 0 }),
  quasiCompare: (l) => quasiCompare(l.slice(0, 2), l.slice(2)),
  meanForecast: (l) => meanForecast(l, 3),
  naiveForecast: (l) => naiveForecast(l, 3),
  driftForecast: (l) => driftForecast(l, 3),
  seasonalNaiveForecast: (l) => seasonalNaiveForecast(l, 4, 6),
  sesForecast: (l) => sesForecast(l, 3),
  thetaForecast: (l) => thetaForecast(l, 4, 3),
  fittedTheta: (l) => fittedTheta(l, 3),
  measuredForecast: (l) => measuredForecast(l.slice(0, 60), { period: 4, h: 3 }),
  gammaPoisson: (l) => gammaPoisson(l),
  fitNegativeBinomial: (l) => fitNegativeBinomial(l),
  rangeForecast: (l) => rangeForecast(l),
  stepRange: (l) => stepRange(l, 3),
  'countForecast, overdispersed': (l) => countForecast(l, 3, { isOverdispersed: true }),
  'countForecast, steady': (l) => countForecast(l, 3, { isOverdispersed: false }),
  croston: (l) => croston(l),
  tsb: (l) => tsb(l),
  pointScores: (l) => pointScores(l, l, l),
  crpsSample: (l) => crpsSample(l[0] ?? 0, l, true),
  quasiPoissonTurn: (l) => quasiPoissonTurn(l, l.slice(0, 3), 'decrease'),
  gammaPoissonTurn: (l) => gammaPoissonTurn(l, l.slice(0, 3), 'increase'),
  smoothedTurn: (l) => smoothedTurn({ level: l[0] ?? 0, alpha: 0.3, sigma: l[1] ?? 0 }, l, 'decrease'),
  linearInterruption: (l) => linearInterruption(l.slice(0, 400), Math.floor(Math.min(400, l.length) / 2)),
  poissonInterruption: (l) => poissonInterruption(l.slice(0, 400), Math.floor(Math.min(400, l.length) / 2)),
  'ears C1': (l) => ears(l, 'C1', { baseline: 7, z: 3, minSigma: 0 }),
  'ears C3': (l) => earsC3(l, { baseline: 7, minSigma: 0 }),
  cusum: (l) => cusum(l, { from: 0, training: l, k: 1, h: 2, score: 'rossi' }),
  poissonCusum: (l) => poissonCusum(l, { mean0: l[0] ?? 0, mean1: l[1] ?? 0, h: 4 }),
  tailSpikes: (l) => tailSpikes(l.slice(0, 500)),
  hideOneWay: (l) => hideOneWay(l, 10),
  countsBehindRate: (l) => countsBehindRate({ rate: l[0] ?? 0, decimals: 1, denominator: l[1] ?? 0, per: 100 }),
}

for (const [name, formula] of Object.entries(formulas))
  test(`${name} answers or refuses, and never prints NaN, Infinity or -0`, () => {
    for (const list of lists) {
      const found = formula(list)
      if (found.ok) expect(mayBePrinted(found.value), `${name} of ${list.slice(0, 6).join()}`).toBe(true)
      else expect(found.problems[0]?.message).toMatch(/\.$/)
    }
  })

const types: readonly SeriesType[] = ['count', 'rate', 'proportion', 'amount', 'duration']

test('any series of any type is weighed, or refused in words, and its sentence has no broken number', () => {
  for (const type of types)
    for (const list of lists) {
      const series: Series = {
        type,
        period: 12,
        points: list.map((value, i) => ({ label: `month ${i + 1}`, value, numerator: value, denominator: 50 })),
      }
      const evidence = weighEvidence(series, { better: 'lower', target: 3, horizon: 3 })
      if (!evidence.ok) {
        expect(evidence.problems[0]?.message).toMatch(/^month \d+: .*\.$/)
        continue
      }
      expect(mayBePrinted(evidence.value), `${type} of ${list.slice(0, 6).join()}`).toBe(true)
      const { sentence, inShort, inSpanish } = sayOf(evidence.value, { better: 'lower', figure: (v) => v.toFixed(1) })
      expect(`${sentence} ${inShort} ${inSpanish}`).not.toMatch(/NaN|Infinity|undefined|null|-0\b/)
    }
}, 120_000)

test('a negative count, a part above its whole and a denominator of 0 are refused with their period', () => {
  const weigh = (type: SeriesType, value: number, numerator: number, denominator: number) =>
    weighEvidence(
      { type, period: 1, points: [{ label: '2024', value, numerator, denominator }] },
      { better: 'higher', target: null, horizon: 1 },
    )
  expect(weigh('count', -1, 0, 1)).toMatchObject({
    problems: [{ field: '2024', message: '2024: the value is below zero.' }],
  })
  expect(weigh('proportion', 150, 3, 2)).toMatchObject({
    problems: [{ message: '2024: the numerator is above the denominator.' }],
  })
  expect(weigh('rate', 0, 0, 0)).toMatchObject({ problems: [{ message: '2024: the denominator must be above zero.' }] })
  expect(weigh('proportion', 100, 2, 2).ok).toBe(true)
  expect(weigh('amount', -1, 0, 1).ok).toBe(true)
})

test('missing periods in the middle break runs and ranges, and are never zeros', () => {
  const gap = [12, 11, null, 13, 12, 11, 14, 12, null, 13, 12, 11, 12, 13]
  const series: Series = { type: 'count', period: 12, points: gap.map((value, i) => ({ label: `${i}`, value })) }
  const evidence = weighEvidence(series, { better: 'lower', target: null, horizon: 3 })
  expect(evidence).toMatchObject({ ok: true, value: { least: 11, most: 14, ladder: { points: 12 } } })
})

test('after a change of calendar only the new periods are weighed, and every point keeps its place', () => {
  const points = [30, 31, 29, 30, 90, 92, 91, 90, 93, 91].map((value, i) => ({
    label: `${i}`,
    value,
    ...(i === 4 ? { begins: 'calendar' as const } : {}),
  }))
  const evidence = weighEvidence({ type: 'count', period: 1, points }, { better: 'higher', target: null, horizon: 1 })
  expect(evidence).toMatchObject({
    ok: true,
    value: { first: '4', least: 90, most: 93, lastIndex: 9, ladder: { points: 6, limits: 'trial' } },
  })
  expect(evidence.ok && evidence.value.limits?.each.slice(0, 4)).toEqual([null, null, null, null])
})

test('after a rebase each stretch has its own limits, and no run crosses it', () => {
  const points = Array.from({ length: 24 }, (_, i) => ({
    label: `${i}`,
    value: (i < 12 ? 20 : 60) + (i % 3),
    ...(i === 12 ? { begins: 'rebase' as const } : {}),
  }))
  const weigh = (all: Series['points']) =>
    weighEvidence({ type: 'amount', period: 1, points: all }, { better: 'higher', target: null, horizon: 1 })
  const rebased = weigh(points)
  const plain = weigh(points.map(({ label, value }) => ({ label, value })))
  expect(rebased.ok && rebased.value.classes?.every((each) => each === 'common')).toBe(true)
  expect(plain.ok && plain.value.variation).toBe('improvement_high')
  expect(rebased.ok && rebased.value.limits?.each.map((each) => Math.round(each?.mean ?? 0))).toEqual([
    ...Array.from({ length: 12 }, () => 21),
    ...Array.from({ length: 12 }, () => 61),
  ])
})

test('with fewer than 8 points no spike in the middle is outside its own limits, however large', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 3, max: 7 }),
      fc.nat(1000),
      fc.double({ min: 1e-3, max: 1e9, noNaN: true }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      (n, place, height, base) => {
        const values = Array.from({ length: n }, () => base)
        values[1 + (place % (n - 2))] = base + height
        const limits = xmrLimits(values)
        const found = limits.ok ? signals(values, limits.value) : limits
        return found.ok && found.value.outside.every((flag) => flag === 0)
      },
    ),
    { seed, numRuns: 500 },
  )
})

test('from 8 points on a spike in the middle can be outside, from 5 one at the end', () => {
  const outside = (values: readonly number[]): boolean => {
    const limits = xmrLimits(values)
    const found = limits.ok ? signals(values, limits.value) : limits
    return found.ok && found.value.outside.some((flag) => flag !== 0)
  }
  expect(outside([5, 5, 5, 500, 5, 5, 5, 5])).toBe(true)
  expect(outside([5, 5, 5, 500, 5, 5, 5])).toBe(false)
  expect(outside([5, 5, 5, 5, 500])).toBe(true)
  expect(outside([5, 5, 5, 500])).toBe(false)
})

const inner = fc.tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 6 })).chain(([rows, columns]) =>
  fc.array(
    fc.array(fc.oneof(fc.integer({ min: 0, max: 14 }), fc.integer({ min: 0, max: 80 })), {
      minLength: columns,
      maxLength: columns,
    }),
    {
      minLength: rows,
      maxLength: rows,
    },
  ),
)

test('whatever is released after a repair, a new attack finds nothing; otherwise the release is refused in words', () => {
  fc.assert(
    fc.property(inner, (table) => {
      const release = tableRelease(table, { most: 10, least: 1, mayHideTotals: true })
      const repair = repairRelease(release, solver)
      if (!repair.ok) return /Combine categories/.test(repair.problems[0]?.message ?? '')
      const audit = auditRelease(withHidden(release, repair.value.hide), solver)
      return audit.ok && audit.value.exposed.length === 0
    }),
    { seed, numRuns: 60 },
  )
}, 120_000)

test('a hidden zero tells nothing, and no zero is ever hidden to protect another number', () => {
  fc.assert(
    fc.property(inner, (table) => {
      const release = tableRelease(table, { most: 10, least: 1, mayHideTotals: true })
      const repair = repairRelease(release, solver)
      return !repair.ok || repair.value.hide.every((cell) => (release.cells[cell]?.value ?? 0) > 0)
    }),
    { seed, numRuns: 30 },
  )
}, 120_000)

test('adding a category never shows a small number that was hidden', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 0, max: 60 }),
      (counts, more) => {
        const before = hideOneWay(counts, 10)
        const after = hideOneWay([...counts, more], 10)
        return before.ok && after.ok && before.value.primary.every((i) => after.value.primary.includes(i))
      },
    ),
    { seed, numRuns: 500 },
  )
})

test('publishing the next period does not expose the last one', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 3, maxLength: 3 }),
      fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 3, maxLength: 3 }),
      (first, second) => {
        const periods = (rows: readonly (readonly number[])[]): Release => {
          const release = tableRelease(rows, { most: 10, least: 1, mayHideTotals: true })
          return release
        }
        const one = repairRelease(periods([first]), solver)
        const both = periods([first, second])
        const repair = repairRelease(both, solver)
        if (!one.ok || !repair.ok) return true
        const audit = auditRelease(withHidden(both, repair.value.hide), solver)
        return audit.ok && audit.value.exposed.length === 0
      },
    ),
    { seed, numRuns: 40 },
  )
}, 120_000)

test('a hidden quarter beside its year and the three others is a leak, and is refused with the quarter named', () => {
  const quarters = [12, 4, 15, 20].map((value, i) => ({
    name: `Overdoses, quarter ${i + 1} of 2024`,
    value,
    isHidden: value <= 10,
    isPrimary: value <= 10,
  }))
  const release: Release = {
    cells: [...quarters, { name: 'Overdoses, 2024', value: 51, isHidden: false, isPrimary: false }],
    equations: [addsUp(4, [0, 1, 2, 3])],
    least: 1,
    most: 10,
  }
  expect(auditRelease(release, solver)).toMatchObject({
    ok: true,
    value: { exposed: [{ cell: 1, low: 4, high: 4 }], primaries: 1 },
  })
  expect(repairRelease(release, solver)).toMatchObject({ ok: true, value: { hide: [0], cost: 12 } })
})

test('a total on another page and an earlier edition are attacked together with this one', () => {
  const release: Release = {
    cells: [
      { name: 'North', value: 6, isHidden: true, isPrimary: true },
      { name: 'South', value: 21, isHidden: true, isPrimary: false },
      { name: 'County', value: 27, isHidden: false, isPrimary: false },
      { name: 'South, edition 3', value: 21, isHidden: false, isPrimary: false, cost: null },
    ],
    equations: [addsUp(2, [0, 1]), addsUp(3, [1])],
    least: 1,
    most: 10,
  }
  expect(auditRelease(release, solver)).toMatchObject({ ok: true, value: { exposed: [{ cell: 0, low: 6, high: 6 }] } })
  expect(repairRelease(release, solver)).toMatchObject({ ok: true, value: { hide: [2] } })
})

test('numbers that do not add up cannot be audited', () => {
  const release: Release = {
    cells: [
      { name: 'North', value: 6, isHidden: true, isPrimary: true },
      { name: 'County', value: 7, isHidden: false, isPrimary: false },
    ],
    equations: [addsUp(1, [0])],
    least: 1,
    most: 10,
  }
  expect(auditRelease(release, solver)).toMatchObject({ ok: false, problems: [{ code: 'stats.does-not-add-up' }] })
})

test('a forecast of counts never draws below zero', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(60), { minLength: 3, maxLength: 40 }), (counts) => {
      const series: Series = { type: 'count', period: 12, points: counts.map((value, i) => ({ label: `${i}`, value })) }
      const made = baselineForecast(series, 6)
      return made.ok && made.value.forecast.bands.every((band) => band.lower.every((v) => v >= 0))
    }),
    { seed, numRuns: 60 },
  )
}, 120_000)
