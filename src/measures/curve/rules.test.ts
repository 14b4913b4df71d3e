import { expect, test } from 'vitest'
import { type Period, periodOf } from '../../core/period.ts'
import { normalDraw, seededRandom } from '../../core/stats/random.ts'
import { figuresOf } from '../figures.ts'
import type { Measure, Reading } from '../model.ts'
import { hold, inEnglish, judge, soFarStatements } from './judge.ts'
import type { Baseline, NewBaseline, Review } from './model.ts'
import {
  baselineInForce,
  drawnBaseline,
  freeze,
  isDue,
  isOpenToChange,
  refitProblem,
  reviewProblems,
  whyNoReview,
} from './rules.ts'

const coaches: Measure = {
  id: 'm',
  slug: 'coaches',
  title: 'Coaches',
  kind: 'performance',
  asks: 'how much',
  better: 'higher',
  unit: 'coaches',
  decimals: 0,
  shape: 'count',
  definition: null,
  calendar: { kind: 'year' },
  collectedFrom: null,
  collectedThrough: null,
  endedOn: null,
  settlesAfterDays: 30,
  isPersonLevel: false,
  publishesSplits: true,
  smallSplitsReason: '',
  source: '',
  isSample: false,
  version: 1,
}
const visits: Measure = { ...coaches, unit: 'visits', calendar: { kind: 'quarter', startMonth: 1 } }
const share: Measure = { ...visits, unit: '%', shape: 'share' }

const reading = (period: Period, value: number | null, of: number | null = null): Reading => ({
  period,
  value: of === null || value === null ? value : (100 * value) / of,
  numerator: value,
  denominator: of,
  status: 'final',
  reason: value === null ? 'not collected' : null,
})
const years = (first: number, values: readonly (number | null)[]): Reading[] =>
  values.map((value, i) => reading(periodOf({ kind: 'year' }, `${first + i}-01-01`), value))
const quarters = (first: number, values: readonly number[], of: number | null = null): Reading[] =>
  values.map((value, i) =>
    reading(
      periodOf(visits.calendar, `${first + Math.floor(i / 4)}-${String((i % 4) * 3 + 1).padStart(2, '0')}-01`),
      value,
      of,
    ),
  )
const kept = (made: NewBaseline, number = 1): Baseline => ({ ...made, id: `b${number}`, number, dataHash: 'x' })
function frozen(measure: Measure, readings: readonly Reading[], on: string): Baseline {
  const made = freeze({ measure, readings }, { on })
  if (!made.ok) throw new Error(made.problems[0]?.message)
  return kept(made.value)
}

const seed = years(2020, [5, 14, 0, 39, 12])
const before = [46, 52, 41, 49, 55, 44, 50, 47, 53, 45, 51, 48]
const plan = frozen(visits, quarters(2022, before), '2025-01-10')

test('a plan that starts in 2025 freezes the range of the five years before: 12, between 0 and 39', () => {
  expect(frozen(coaches, seed, '2025-02-03')).toMatchObject({
    source: 'statistical',
    method: 'range',
    madeOn: '2025-02-03',
    dataThrough: '2024-12-31',
    mean: [12, 12, 12, 12, 12],
    bands: [{ level: expect.closeTo(2 / 3, 10), lower: [0, 0, 0, 0, 0], upper: [39, 39, 39, 39, 39] }],
    restsOn: [{ value: 5 }, { value: 14 }, { value: 0 }, { value: 39 }, { value: 12 }],
    periods: [{ label: '2025' }, { label: '2026' }, { label: '2027' }, { label: '2028' }, { label: '2029' }],
  })
})

test('a baseline rests on periods that were over and settled that day, after the last gap', () => {
  const rests = (readings: readonly Reading[], on: string) =>
    frozen(coaches, readings, on).restsOn.map((one) => one.value)
  expect(rests(seed, '2024-06-01')).toEqual([5, 14, 0, 39])
  expect(
    rests(
      seed.map((one, i) => (i === 4 ? { ...one, status: 'provisional' } : one)),
      '2025-01-10',
    ),
  ).toEqual([5, 14, 0, 39])
  expect(rests(years(2018, [7, null, 5, 14, 0, 39]), '2025-01-10')).toEqual([5, 14, 0, 39])
})

test('with two values there is nothing to freeze, and three are enough', () => {
  expect(freeze({ measure: coaches, readings: seed.slice(0, 2) }, { on: '2022-02-01' })).toMatchObject({
    ok: false,
    problems: [{ message: 'A baseline needs 3 settled values in a row; there are 2.' }],
  })
  expect(freeze({ measure: coaches, readings: seed.slice(0, 3) }, { on: '2023-02-01' }).ok).toBe(true)
  expect(freeze({ measure: coaches, readings: [] }, { on: '2023-02-01' })).toMatchObject({ ok: false })
})

test('after a change of calendar what came before is not rested on', () => {
  const mixed = [...years(2022, [200, 190]), ...quarters(2024, [48, 51, 47, 50])]
  expect(frozen(visits, mixed, '2025-02-01').restsOn.map(({ value }) => value)).toEqual([48, 51, 47, 50])
})

test('a line that a person drew stands beside a statistical baseline and never takes its place', () => {
  const drawn: Baseline = { ...plan, id: 'drawn', number: 2, source: 'partner estimate', spread: null, bands: [] }
  expect(baselineInForce([drawn, plan])).toBe(plan)
  expect(baselineInForce([drawn])).toBe(drawn)
  expect(baselineInForce([{ ...plan, number: 3 }, drawn, plan])?.number).toBe(3)
  expect(baselineInForce([])).toBeNull()
})

test('a new version rests on new values and says why', () => {
  const next = (values: readonly number[], reason: string) => {
    const made = freeze({ measure: visits, readings: quarters(2022, values) }, { on: '2026-02-01', reason })
    return made.ok ? refitProblem(plan, made.value)?.code : null
  }
  expect(next(before, 'A look again')).toBe('measures.same-baseline')
  expect(next([...before, 60], '')).toBe('measures.refit-reason')
  expect(next([...before, 60], 'The form changed')).toBeUndefined()
})

const typed = { source: 'partner estimate', drawnBy: 'EMS', reason: '', from: '2025-01-01' } as const
const drawn = (values: readonly (number | null)[], from: string = typed.from, measure: Measure = coaches) =>
  drawnBaseline({ measure, readings: seed }, { ...typed, from, values }, { on: '2025-02-03', most: 6 })

test('a drawn line has values without a gap, for the periods that are ahead, and no interval', () => {
  expect(drawn([20, 25, null, null, null, null])).toMatchObject({
    ok: true,
    value: { mean: [20, 25], bands: [], spread: null, periods: [{ label: '2025' }, { label: '2026' }] },
  })
  const code = (made: ReturnType<typeof drawn>) => (made.ok ? 'taken' : made.problems[0]?.code)
  expect(code(drawn([null, null]))).toBe('measures.line-empty')
  expect(code(drawn([20, null, 30]))).toBe('measures.line-gap')
  expect(code(drawn([20], '2024-01-01'))).toBe('measures.line-moved')
  expect(code(drawn([-1]))).toBe('measures.line-negative')
  expect(code(drawn([101], typed.from, { ...coaches, shape: 'share', unit: '%' }))).toBe('measures.line-over')
})

// ---- Reviews

const review = (dueOn: string, held = false): Review => ({
  id: dueOn,
  measureId: 'm',
  baselineId: 'b1',
  dueOn,
  worthwhile: 0,
  note: '',
  version: 1,
  held: held ? { on: dueOn, word: 'turned', sentence: '.', result: result(plan, []) } : null,
})
const result = (baseline: Baseline, readings: readonly Reading[]) =>
  hold(judge(visits, baseline, readings), { worthwhile: 0, sharing: 1, figure: String }).result

test('a review is named before its day comes, at most four times a year, and none is added once one was held', () => {
  const code = (dueOn: string, others: readonly Review[] = []) =>
    reviewProblems(dueOn, { others, today: '2026-01-15' })[0]?.code
  expect(code('2026-01-15')).toBe('measures.review-past')
  expect(code('2026-01-16')).toBeUndefined()
  expect(code('2032-01-01')).toBe('measures.review-far')
  expect(code('2026-06-01', [review('2026-06-01')])).toBe('measures.review-twice')
  const three = [review('2026-03-01'), review('2026-06-01'), review('2026-09-01')]
  expect(code('2026-12-01', three)).toBeUndefined()
  expect(code('2026-11-01', [...three, review('2026-12-01')])).toBe('measures.review-many')
  expect(code('2026-11-01', [review('2026-01-02', true)])).toBe('measures.review-shared')
  expect(code('2027-01-02', [review('2026-01-02', true)])).toBeUndefined()
})

test('a review whose day has come can be held and no longer moved', () => {
  expect([isDue(review('2026-02-01'), '2026-01-31'), isOpenToChange(review('2026-02-01'), '2026-01-31')]).toEqual([
    false,
    true,
  ])
  expect([isDue(review('2026-02-01'), '2026-02-01'), isOpenToChange(review('2026-02-01'), '2026-02-01')]).toEqual([
    true,
    false,
  ])
  expect([
    isDue(review('2026-02-01', true), '2026-02-02'),
    isOpenToChange(review('2026-02-01', true), '2026-01-02'),
  ]).toEqual([false, false])
})

test('without a direction or a frozen baseline there is no review to declare', () => {
  expect(whyNoReview({ better: 'neither' }, [plan])?.code).toBe('measures.no-direction')
  expect(whyNoReview({ better: 'lower' }, [])?.code).toBe('measures.no-baseline')
  expect(whyNoReview({ better: 'lower' }, [{ ...plan, source: 'hand-drawn' }])?.code).toBe('measures.no-baseline')
  expect(whyNoReview({ better: 'lower' }, [plan])).toBeNull()
})

const since = (values: readonly number[]): Reading[] => [...quarters(2022, before), ...quarters(2025, values)]
const heldOn = (
  values: readonly number[],
  more: { worthwhile?: number; sharing?: number } = {},
  measure: Measure = visits,
) => hold(judge(measure, plan, since(values)), { worthwhile: 0, sharing: 1, figure: figuresOf(visits), ...more })

test('a year far above the frozen baseline has turned the curve, and says how unlikely chance is', () => {
  const { word, sentence, result: found } = heldOn([58, 66, 71, 69])
  expect(word).toBe('turned')
  expect(sentence).toBe(
    'So far 70 more than the baseline expected (264 against 194). Without the plan a result this good would happen about 1 time in 2,000. At this review the curve has turned for the better.',
  )
  expect(found).toMatchObject({
    before: 12,
    after: 4,
    actual: 264,
    alpha: 0.05,
    from: { label: 'Q1 2025' },
    to: { label: 'Q4 2025' },
  })
  expect(found.detection).toBeGreaterThan(0.8)
})

test('the same year is worse where less is better, and undecided when it is as before', () => {
  expect(heldOn([58, 66, 71, 69], {}, { ...visits, better: 'lower' }).word).toBe('worse')
  expect(heldOn([50, 47, 52, 46]).word).toBe('not distinguishable')
  expect(heldOn([58, 66, 71, 69], { worthwhile: 100 }).word).toBe('not distinguishable')
})

test('two quarters are too early to tell, however far they are, and say what is missing', () => {
  const { word, sentence, result: found } = heldOn([90, 95])
  expect(word).toBe('too early')
  expect(sentence).toBe(
    'So far 88 more than the baseline expected (185 against 97). A verdict needs three values from after it began (there are two). It is too early to tell.',
  )
  expect([found.p, found.band80, found.detection]).toEqual([null, null, null])
  expect(heldOn([]).word).toBe('too early')
})

test('five values before a plan never bear a verdict, and no chance is said of them', () => {
  const baseline = frozen(coaches, seed, '2025-02-03')
  const judged = judge(coaches, baseline, [...seed, ...years(2025, [60, 62, 64])])
  expect(judged.chance).toBeNull()
  expect(inEnglish(soFarStatements(judged), String)).toBe(
    'So far 150 more than the baseline expected (186 against 36). A verdict needs eight values from before the plan (there are five).',
  )
})

test('four reviews of a year need a clearer result than one', () => {
  const values = [54, 58, 58, 60]
  expect(heldOn(values, { sharing: 1 }).word).toBe('turned')
  expect(heldOn(values, { sharing: 4 }).word).toBe('not distinguishable')
})

test('what is said between reviews has a chance and no verdict', () => {
  const said = inEnglish(soFarStatements(judge(visits, plan, since([58, 66, 71]))), figuresOf(visits))
  expect(said).toMatch(/^So far 50 more than .* about 1 time in \d+\.$/)
  expect(said).not.toMatch(/review|turned/)
})

test('provisional values, and periods that were over before the plan, are not judged', () => {
  const late = frozen(visits, quarters(2022, before), '2025-04-10')
  const open = since([58, 66, 71, 69]).map((one, i): Reading => (i === 15 ? { ...one, status: 'provisional' } : one))
  expect(judge(visits, late, open).each.map(({ period }) => period.label)).toEqual(['Q2 2025', 'Q3 2025'])
})

test('a line that was drawn gets a difference and never a chance', () => {
  const made = drawn([20, 25, 30])
  if (!made.ok) throw new Error('refused')
  expect(inEnglish(soFarStatements(judge(coaches, kept(made.value), years(2025, [24, 25, 30]))), String)).toBe(
    'So far 4 more than the baseline expected (79 against 75). The baseline was drawn by a person, so no chance and no verdict can be said of it.',
  )
})

test('a share is judged by futures drawn between nothing and everybody, and told as an average', () => {
  const shares = frozen(share, quarters(2022, [40, 43, 41, 38, 42, 44, 39, 41, 40, 42, 41, 43], 80), '2025-01-10')
  const {
    word,
    sentence,
    result: found,
  } = hold(judge(share, shares, [...quarters(2022, before, 80), ...quarters(2025, [60, 62, 61, 63], 80)]), {
    worthwhile: 0,
    sharing: 1,
    figure: figuresOf(share),
  })
  expect(word).toBe('turned')
  expect(sentence).toMatch(/^So far 77% on average, above the 5[12]% that the baseline expected\./)
  expect(found.band80?.[0]).toBeGreaterThan(40)
  expect(found.band80?.[1]).toBeLessThan(62)
})

test('a plan whose values before were all zero is compared with nothing', () => {
  const zeros = frozen(
    visits,
    quarters(
      2022,
      before.map(() => 0),
    ),
    '2025-01-10',
  )
  const held = hold(judge(visits, zeros, since([3, 4, 5])), { worthwhile: 0, sharing: 1, figure: String })
  expect(held.word).toBe('too early')
  expect(held.sentence).toContain('nothing to compare with')
})

test('a frozen baseline judges the same way each time, to the last digit', () => {
  const amounts: Measure = { ...visits, shape: 'amount', unit: 'hours' }
  const baseline = frozen(
    amounts,
    quarters(2022, [300.5, 310, 295, 305, 320, 330, 325, 340, 350, 345, 360, 365]),
    '2025-01-10',
  )
  const once = judge(amounts, baseline, since([380, 390, 400, 410]))
  expect(once).toEqual(judge(amounts, baseline, since([380, 390, 400, 410])))
  expect(once.chance?.p).toBeGreaterThan(0)
})

test('quantities in which nothing changed seldom get a verdict, though their baseline drifts a little', () => {
  const amounts: Measure = { ...visits, shape: 'amount', unit: 'hours' }
  const random = seededRandom(3)
  const plans = 100
  const words = Array.from({ length: plans }, () => {
    const values = Array.from({ length: 18 }, () => 300 + 30 * normalDraw(random))
    const all = quarters(2021, values)
    const baseline = frozen(amounts, all, '2024-01-02')
    return hold(judge(amounts, baseline, all), { worthwhile: 0, sharing: 1, figure: String }).word
  })
  const share = (word: string): number => words.filter((each) => each === word).length / plans
  expect(share('turned') + share('slowed')).toBeLessThanOrEqual(0.1)
  expect(share('worse')).toBeLessThanOrEqual(0.1)
  expect(share('not distinguishable')).toBeGreaterThan(0.8)
}, 60_000)
