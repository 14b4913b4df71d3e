import { createRequire } from 'node:module'
import type { Day } from '../../core/day.ts'
import { type Calendar, type Period, periodOf } from '../../core/period.ts'
import { cmsPolicy, type WithholdingPolicy } from '../../core/stats/withheld/policy.ts'
import { loadSolver } from '../../core/stats/withheld/solver.ts'
import type { Measure, MeasureReadings, Reading } from '../../measures/model.ts'
import type { EditionContent } from '../model.ts'
import { countedOf } from './counts.ts'
import { type Place, placeKey } from './model.ts'
import { vintageOf } from './release.ts'
import { type HiddenNumbers, masked, printedNow, printedThen, withheldNumbers } from './statement.ts'
import { type Withheld, withhold } from './withhold.ts'

const solving = loadSolver(createRequire(import.meta.url).resolve('highs/runtime'))

export const quarter: Calendar = { kind: 'quarter', startMonth: 1 }

/** A count, or a part and its group. */
type Numbers = number | readonly [number, number]

/** Readings from 2021 on, or from the first period of 2024 by another calendar than years. */
export const readingsOf = (measure: Measure, values: readonly Numbers[]): Reading[] => {
  const periods: Period[] = []
  for (let i = 0; i < values.length; i++) {
    const before = periods.at(-1)
    const start = before ? nextDay(before.to) : measure.calendar.kind === 'year' ? '2021-01-01' : '2024-01-01'
    periods.push(periodOf(measure.calendar, start))
  }
  return values.map((value, i) => {
    const period = periods[i] ?? { label: '', from: '', to: '' }
    const [numerator, denominator] = typeof value === 'number' ? [value, null] : value
    const share = denominator === null ? numerator : denominator === 0 ? null : (100 * numerator) / denominator
    return {
      period,
      value: share,
      numerator,
      denominator,
      status: 'final',
      reason: share === null ? 'no cases' : null,
    }
  })
}

const nextDay = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)

/** A measure with its whole, and each breakdown by category; the whole of a count is the sum of the first breakdown. */
export function withSplits(
  measure: Measure,
  whole: readonly Numbers[],
  splits: Readonly<Record<string, Readonly<Record<string, readonly Numbers[]>>>> = {},
): MeasureReadings {
  return {
    measure,
    readings: readingsOf(measure, whole),
    splits: Object.entries(splits).map(([dimension, categories]) => ({
      dimension,
      categories: Object.entries(categories).map(([name, values]) => ({ name, readings: readingsOf(measure, values) })),
    })),
    targets: [],
  }
}

export type Before = {
  readonly content: Pick<EditionContent, 'measures'>
  readonly hidden: HiddenNumbers
  readonly asOf: Day | null
}
type Around = {
  readonly policy?: WithholdingPolicy
  readonly decided?: readonly Place[]
  readonly earlier?: readonly Before[]
}

/** What an edition of these measures would withhold. */
export async function withheldOf(measures: readonly MeasureReadings[], around: Around = {}): Promise<Withheld> {
  const policy = around.policy ?? cmsPolicy
  const counted = new Map(measures.map(({ measure, definedAs }) => [measure.slug, countedOf(measure, definedAs)]))
  const earlier = (around.earlier ?? []).map(({ content, hidden, asOf }, i) =>
    vintageOf(
      i + 1,
      printedThen(content, hidden, (slug) => counted.get(slug), policy),
      asOf,
    ),
  )
  const now = vintageOf(null, printedNow(measures, policy))
  return withhold({ policy, now, earlier, decided: around.decided ?? [] }, await solving, () => Promise.resolve())
}

/** The measures as an edition that was published with what is withheld now. */
export function published(
  measures: readonly MeasureReadings[],
  { hidden }: Pick<Withheld, 'hidden'>,
  asOf: Day | null = null,
): Before {
  const places = new Set(hidden.keys())
  return {
    // Only what a check reads of a measure: the pages' words play no part.
    content: {
      measures: measures.map((all) => {
        const { measure, readings, splits } = masked(all, places)
        return { ...measure, readings, splits, counted: countedOf(measure, all.definedAs) }
      }) as unknown as EditionContent['measures'],
    },
    hidden: new Map(withheldNumbers(measures, hidden).map((one) => [placeKey(one), one.reading])),
    asOf,
  }
}

/** The same measures while their last period still runs. */
export const running = (measures: readonly MeasureReadings[]): MeasureReadings[] =>
  measures.map((one) => ({
    ...one,
    readings: whileLastRuns(one.readings),
    splits: one.splits.map((split) => ({
      ...split,
      categories: split.categories.map((each) => ({ ...each, readings: whileLastRuns(each.readings) })),
    })),
  }))

const whileLastRuns = (readings: readonly Reading[]): Reading[] =>
  readings.map((reading, at) => (at === readings.length - 1 ? { ...reading, status: 'open' } : reading))

/** Publishes one edition after the other, each with what the check withholds and asks for besides. */
export async function publishedAll(
  editions: readonly (readonly MeasureReadings[])[],
  around: Pick<Around, 'policy'> = {},
): Promise<readonly { readonly found: Withheld; readonly before: Before }[]> {
  const all: { found: Withheld; before: Before }[] = []
  for (const measures of editions) {
    const earlier = all.map(({ before }) => before)
    const first = await withheldOf(measures, { ...around, earlier })
    const repair = first.repair ?? []
    const found = repair.length === 0 ? first : await withheldOf(measures, { ...around, earlier, decided: repair })
    all.push({ found, before: published(measures, found) })
  }
  return all
}

/** What is withheld, as `zone east 2021: small`. */
export const said = (measures: readonly MeasureReadings[], { hidden }: Pick<Withheld, 'hidden'>): string[] =>
  withheldNumbers(measures, hidden).map(
    ({ slug, dimension, category, label, why }) =>
      `${slug}${dimension && ` ${dimension} ${category}`} ${label}: ${why}`,
  )
