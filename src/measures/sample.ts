// Longer than most because it is a list: the measures of the sample county with their figures.
import { addMonths, type Day, firstDayOf, monthOf } from '../core/day.ts'
import { type Calendar, periodOf } from '../core/period.ts'
import type { Tx } from '../platform/db/db.ts'
import { type BuiltIn, catalogue, factWindows } from './catalogue.ts'
import { recount } from './cells.ts'
import { insertEntered, type NewEntered, setTarget } from './entered/store.ts'
import { insertMeasures, type NewMeasure } from './store.ts'

// The seed's measure is real. Everything else is marked as sample: the program's measures are invented, with one group of
// people between 1 and 10, which is withheld from the public; the figures of the two indicators are those of a public
// research file.

const trainingRecords = 'The training records of the post-overdose response team'

// Shifts are on record for a month, and supervision for half a year.
const month: Calendar = { kind: 'month' }
const ofShifts = ['coverage-hours', 'shift-fill-rate', 'virtual-coaching-sessions']
const shiftRecords = (today: Day) => ({
  calendar: month,
  collectedFrom: monthsBefore(today, 1),
  collectedThrough: null,
  source: 'The shifts of the post-overdose response team (sample)',
})
const supervisionRecords = (today: Day) => ({
  calendar: month,
  collectedFrom: monthsBefore(today, 5),
  collectedThrough: null,
  source: 'The supervision of the post-overdose response team (sample)',
})
const monthsBefore = (today: Day, count: number): Day => firstDayOf(addMonths(monthOf(today), -count))

const ofResponse = factWindows
  .filter(({ isPersonLevel, name }) => isPersonLevel || name === 'supply')
  .map(({ name }) => name)
const fiscal: Calendar = { kind: 'fiscal year', startMonth: 7 }
const responseRecords = ({ slug, definition }: BuiltIn) => ({
  collectedFrom: slug === 'naloxone-kits' ? '2020-07-01' : '2020-01-01',
  collectedThrough: null,
  isPersonLevel: definition.fact !== 'supply',
  publishesSplits: slug === 'survivors-reached',
  source: 'The referrals and attempts of the post-overdose response team (sample)',
  ...((slug === 'naloxone-kits' || definition.fact === 'fiscal_participant') && { calendar: fiscal }),
})

/** How measures that are typed by hand are collected. */
export const common = {
  calendar: { kind: 'year' } as Calendar,
  collectedFrom: null,
  collectedThrough: null,
  endedOn: null,
  settlesAfterDays: 30,
  definition: null,
  decimals: 0,
  isSample: true,
  isPersonLevel: true,
  publishesSplits: false,
  smallSplitsReason: '',
}

// Of coaches who were on shift before there were records, the first shift is not known.
const notKnown = ['days-from-interest-to-first-shift']

const computedOn = (today: Day): readonly NewMeasure[] =>
  catalogue
    .filter(({ slug }) => !notKnown.includes(slug))
    .map((measure) => ({
      ...measure,
      ...(measure.slug === 'new-recovery-coaches-trained'
        ? { title: 'Number of new recovery coaches trained', isSample: false }
        : { isSample: true }),
      kind: 'performance',
      calendar: { kind: 'year' },
      collectedFrom: '2020-01-01',
      collectedThrough: '2024-12-31',
      endedOn: null,
      settlesAfterDays: 30,
      isPersonLevel: false,
      publishesSplits: false,
      smallSplitsReason: '',
      source: trainingRecords,
      ...(ofShifts.includes(measure.slug) && shiftRecords(today)),
      ...(measure.slug === 'supervision-on-schedule' && supervisionRecords(today)),
      ...(ofResponse.includes(measure.definition.fact) && responseRecords(measure)),
    }))

export const teamLog = 'The team’s monthly log of visits (sample)'

const entered: readonly NewMeasure[] = [
  {
    ...common,
    isPersonLevel: false,
    slug: 'follow-up-visits',
    title: 'Follow-up visits',
    kind: 'performance',
    asks: 'how much',
    better: 'higher',
    unit: 'visits',
    shape: 'count',
    calendar: { kind: 'quarter', startMonth: 1 },
    source: teamLog,
  },
  {
    ...common,
    slug: 'satisfied-with-services',
    title: 'Participants satisfied with the services',
    kind: 'performance',
    asks: 'how well',
    better: 'higher',
    unit: '%',
    shape: 'share',
    source: 'The team’s yearly survey (sample)',
  },
  {
    ...common,
    slug: 'overdose-emergency-visits',
    title: 'Emergency department visits for an overdose',
    kind: 'indicator',
    asks: null,
    better: 'lower',
    unit: 'visits',
    shape: 'count',
    source: 'North Carolina county data, a public research file (NCopioidSyndemic), 2016 to 2021',
  },
  {
    ...common,
    slug: 'residents-receiving-buprenorphine',
    title: 'Residents receiving buprenorphine',
    kind: 'indicator',
    asks: null,
    better: 'higher',
    unit: 'residents',
    shape: 'count',
    source: 'North Carolina county data, a public research file (NCopioidSyndemic), 2016 to 2021',
  },
]

type Count = number
export type Part = readonly [numerator: number, denominator: number]
type Years = { readonly firstYear: number; readonly years: readonly (Count | Part | 'not collected')[] }
/** A measure that is typed by hand, by year and by part of the county. */
export type TypedMeasure = Years & {
  readonly measure: NewMeasure
  readonly byPart?: Readonly<Record<string, readonly Part[]>>
}
const values: Readonly<Record<string, Years>> = {
  'satisfied-with-services': { firstYear: 2020, years: ['not collected', [38, 51], [41, 55], [58, 74], [57, 72]] },
  'overdose-emergency-visits': { firstYear: 2016, years: [120, 124, 100, 114, 136, 167] },
  'residents-receiving-buprenorphine': { firstYear: 2016, years: [248, 242, 248, 238, 209, 236] },
}

/** Visits by quarter, three years before the plan of January 2025 and what came since. */
const visitsByQuarter: readonly (readonly [year: number, quarters: readonly number[]])[] = [
  [2022, [46, 52, 41, 49]],
  [2023, [55, 44, 50, 47]],
  [2024, [53, 45, 51, 48]],
  [2025, [58, 66, 71, 69]],
  [2026, [74, 70, 72]],
]

const targets: readonly (readonly [slug: string, year: number, value: number, note: string])[] = [
  ['survivors-reached', 2024, 60, 'Agreed by the coalition for 2024 (sample)'],
  ['survivors-reached', 2025, 65, 'Agreed by the coalition for 2025 (sample)'],
  ['naloxone-kits', 2024, 500, 'Two kits for each household visited (sample)'],
]

/**
 * Adds the measures of the sample county with their entered readings and targets; counts the computed ones. Answers ids by slug. A
 * county that keeps its response elsewhere types some of them `instead`.
 */
export async function loadSample(
  tx: Tx,
  { today, instead = [] }: { readonly today: Day; readonly instead?: readonly TypedMeasure[] },
): Promise<ReadonlyMap<string, string>> {
  const typed: readonly TypedMeasure[] = [
    ...entered.map((measure) => ({ measure, ...(values[measure.slug] ?? { firstYear: 0, years: [] }) })),
    ...instead,
  ]
  const counted = computedOn(today).filter(({ slug }) => !instead.some(({ measure }) => measure.slug === slug))
  const measures = [...counted, ...typed.map(({ measure }) => measure)]
  const ids = await insertMeasures(tx, measures)
  const idOf = (slug: string): string => ids.get(slug) ?? ''
  const readings = typed.flatMap(({ measure, firstYear, years, byPart = {} }) => [
    ...years.map((value, index) => enteredFor(measure, idOf(measure.slug), firstYear + index, value)),
    ...Object.entries(byPart).flatMap(([category, parts]) =>
      parts.map((part, index) => ({
        ...enteredFor(measure, idOf(measure.slug), firstYear + index, part),
        dimension: 'Part of the county',
        category,
      })),
    ),
  ])
  await insertEntered(tx, [...readings, ...quarterly(idOf('follow-up-visits'))])
  for (const [slug, year, value, note] of targets) {
    const { calendar = common.calendar } = measures.find((measure) => measure.slug === slug) ?? {}
    await setTarget(tx, idOf(slug), periodOf(calendar, `${year}-01-01`), { value, note })
  }
  await recount(
    tx,
    counted.flatMap(({ slug, shape, definition }) => (definition ? [{ id: idOf(slug), shape, definition }] : [])),
  )
  return ids
}

function quarterly(measureId: string): NewEntered[] {
  const measure = entered.find(({ slug }) => slug === 'follow-up-visits')
  if (!measure) return []
  return visitsByQuarter.flatMap(([year, quarters]) =>
    quarters.map((value, index) =>
      enteredIn(measure, measureId, `${year}-${String(index * 3 + 1).padStart(2, '0')}-01`, value),
    ),
  )
}

// A fiscal year from July is named by the year it ends in; January lies in it.
const enteredFor = (
  measure: NewMeasure,
  measureId: string,
  year: number,
  value: Count | Part | 'not collected',
): NewEntered => enteredIn(measure, measureId, `${year}-01-01`, value)

function enteredIn(
  measure: NewMeasure,
  measureId: string,
  day: Day,
  value: Count | Part | 'not collected',
): NewEntered {
  const period = periodOf(measure.calendar, day)
  const shared = {
    measureId,
    period,
    status: 'final' as const,
    reason: null,
    source: measure.source,
    note: '',
    isSample: true,
  }
  if (value === 'not collected')
    return {
      ...shared,
      value: null,
      numerator: null,
      denominator: null,
      reason: value,
      note: 'The survey began in 2021.',
    }
  if (typeof value === 'number') return { ...shared, value, numerator: value, denominator: null }
  return { ...shared, value: null, numerator: value[0], denominator: value[1] }
}
