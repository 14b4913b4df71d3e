import { lastSettled } from '../../measures/curve/evidence.ts'
import type { Reading } from '../../measures/model.ts'
import { ageAdjusted } from '../../measures/rates/age/rules.ts'
import { type Limits, spreadOf, type Weighed, weighReading, weighSplit } from '../../measures/splits/rules.ts'
import { csvText } from '../../platform/sheet/write-csv.ts'
import { currentReading } from '../figures.ts'
import type { EditionContent, EvidenceShown, MeasureShown } from '../model.ts'
import { figureKept } from '../values.ts'
import type { Addresses } from './addresses.ts'

/** The licence of the figures, unless a county says otherwise. */
export const licence = { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' } as const

/** The measure as open data: `readings` in order of time, `value` a number or null. */
export const measureJson = (content: EditionContent, measure: MeasureShown, at: Addresses, baseUrl: string): string =>
  asJson({
    title: measure.title,
    asks: measure.asks,
    unit: measure.unit,
    better: measure.better,
    edition: content.number,
    readings: measure.readings.map(readingOut),
    organisation: organisationOut(content),
    slug: measure.slug,
    kind: measure.kind,
    shape: measure.shape,
    calendar: measure.calendar,
    sentence: measure.sentence,
    sentenceInSpanish: measure.inSpanish ?? null,
    withheld: measure.withheldLegend ?? null,
    evidence: measure.evidence && evidenceOut(measure.evidence),
    baseline: measure.baseline && { ...measure.baseline, periods: measure.baseline.periods.map(periodOut) },
    reviews: measure.reviews,
    notes: measure.notes.map(({ period, text }) => ({ period: periodOut(period), text })),
    definition: measure.definition,
    source: measure.source,
    isComputed: measure.isComputed,
    isSample: measure.isSample,
    publishedOn: content.publishedOn,
    asOf: content.asOf,
    targets: measure.targets.map(({ period, value, note }) => ({ period: periodOut(period), value, note })),
    splits: measure.splits.map((split) => {
      const { dimension, period, categories } = weighSplit(measure, measure.readings, split)
      return {
        dimension,
        ageAdjusted: ageAdjustedOut(measure, split, period),
        categories: categories.map(({ name, weighed }) => ({
          name,
          readings: weighed.map((each) => weighedOut(each, measure)),
        })),
      }
    }),
    licence: licence.url,
    links: linksOut(at, measure.slug, baseUrl),
  })

/** The scorecard as open data; each measure with its current reading. */
export function scorecardJson(content: EditionContent, at: Addresses, baseUrl: string): string {
  return asJson({
    organisation: organisationOut(content),
    edition: content.number,
    publishedOn: content.publishedOn,
    asOf: content.asOf,
    note: content.note,
    results: content.results,
    programs: content.programs,
    measures: content.measures.map((measure) => {
      const current = currentReading(measure.readings)
      return {
        slug: measure.slug,
        title: measure.title,
        kind: measure.kind,
        asks: measure.asks,
        unit: measure.unit,
        better: measure.better,
        current: current === null ? null : readingOut(current),
        sentence: measure.sentence,
        mark: measure.evidence?.mark ?? null,
        classic: measure.evidence?.classic ?? null,
        isSample: measure.isSample,
        links: linksOut(at, measure.slug, baseUrl),
      }
    }),
    licence: licence.url,
    links: {
      html: `${baseUrl}${at.scorecard}`,
      json: `${baseUrl}${at.scorecard}.json`,
      editions: `${baseUrl}${at.editions}`,
    },
  })
}

const heading = [
  'period',
  'from',
  'to',
  'dimension',
  'category',
  'value',
  'unit',
  'numerator',
  'denominator',
  'status',
  'reason',
  'target',
  'edition',
  'as_of',
  'lower_95',
  'upper_95',
  'limits',
  'reliability',
  'baseline_change_percent',
  'change_note',
]

/**
 * The measure as CSV for a spreadsheet program: one row a reading, first the whole, then each split. Where there is no value
 * its cell says why.
 */
export function measureCsv(content: EditionContent, measure: MeasureShown): string {
  const targetOf = (reading: Reading): number | null =>
    measure.targets.find(
      (target) => target.period.from === reading.period.from && target.period.to === reading.period.to,
    )?.value ?? null
  const row = ({ reading, limits, reliability }: Figured, dimension: string, category: string): Cell[] => [
    reading.period.label,
    reading.period.from,
    reading.period.to,
    dimension,
    category,
    reading.value ?? reading.reason,
    measure.unit,
    reading.numerator,
    reading.denominator,
    reading.status,
    reading.reason,
    dimension === '' ? targetOf(reading) : null,
    content.number,
    content.asOf,
    limits && figureKept(limits.lower, measure.decimals),
    limits && figureKept(limits.upper, measure.decimals),
    limits && limitsNamed(limits),
    reliability,
    ...(reading === newest ? changeOf(measure) : [null, null]),
  ]
  const newest = lastSettled(measure.readings)
  const phi = spreadOf(measure, measure.readings)
  const rows = [
    ...measure.readings.map((reading) => row(weighReading(measure, reading, phi), '', '')),
    ...measure.splits.flatMap((split) =>
      weighSplit(measure, measure.readings, split).categories.flatMap(({ name, weighed }) =>
        weighed.map((each) => row(each, split.dimension, name)),
      ),
    ),
  ]
  return csvText([heading, ...withMarks(rows)])
}

const figures = ['value', 'numerator', 'denominator', 'lower_95', 'upper_95'].map((name) => heading.indexOf(name))
const reasonAt = heading.indexOf('reason')

/** Rows in which every figure that is withheld says so: programs take an empty cell for a zero. */
function withMarks(rows: readonly (readonly Cell[])[]): readonly (readonly Cell[])[] {
  const held = figures.filter((at) => rows.some((cells) => cells[at] !== null))
  return rows.map((cells) =>
    cells[reasonAt] === 'withheld'
      ? cells.map((cell, at) => (cell === null && held.includes(at) ? 'withheld' : cell))
      : cells,
  )
}

/** The change since the first value, in percent, or why there is none: beside the last value that is final. */
function changeOf({ evidence }: MeasureShown): Cell[] {
  const { baselineChange = null, noBaselineChange = null } = evidence?.classic ?? {}
  return [baselineChange, noBaselineChange]
}

type Cell = string | number | null
type Figured = Omit<Weighed, 'against'>

/** `exact`, `Byar` or `Wilson`, and whether they are wider since the series swings more than chance. */
const limitsNamed = ({ method, isWidened }: Limits): string => (isWidened ? `${method}, widened` : method)

export const organisationOut = ({ organisation: { slug, name, website, isSample } }: EditionContent): object => ({
  slug,
  name,
  website,
  isSample,
})

const periodOut = ({ label, from, to }: Reading['period']): object => ({ label, from, to })

/** `limits.each` and `signals` stand beside `readings`, one for each. */
const evidenceOut = (evidence: EvidenceShown): object => ({
  ...evidence,
  forecast: evidence.forecast && { ...evidence.forecast, periods: evidence.forecast.periods.map(periodOut) },
})

const readingOut = ({ period, value, numerator, denominator, status, reason }: Reading): object => ({
  period: periodOut(period),
  value,
  numerator,
  denominator,
  status,
  reason,
})

/** The newest rate adjusted for age, with its gamma limits, where a split by age allows one; null otherwise. */
function ageAdjustedOut(
  measure: MeasureShown,
  split: MeasureShown['splits'][number],
  period: Reading['period'] | null,
) {
  const found = ageAdjusted(measure, split, period)
  if (!found || !period) return null
  const keep = (value: number) => figureKept(value, measure.decimals)
  return {
    period: periodOut(period),
    standard: 'US 2000',
    value: keep(found.value),
    limits: { lower: keep(found.lower), upper: keep(found.upper), level: 0.95, method: 'gamma' },
  }
}

/** A figure of a split with its limits and its label; a withheld one has neither. */
const weighedOut = ({ reading, limits, reliability, against }: Weighed, { decimals }: MeasureShown): object => ({
  ...readingOut(reading),
  limits: limits && {
    lower: figureKept(limits.lower, decimals),
    upper: figureKept(limits.upper, decimals),
    level: 0.95,
    method: limitsNamed(limits),
  },
  reliability,
  besideOthers: against,
})

function linksOut(at: Addresses, slug: string, baseUrl: string): object {
  const html = `${baseUrl}${at.measure(slug)}`
  return {
    html,
    json: `${html}.json`,
    csv: `${html}.csv`,
    svg: `${html}.svg`,
    png: `${html}.png`,
    embed: `${baseUrl}${at.embeddedMeasure(slug)}`,
  }
}

export const asJson = (value: object): string => `${JSON.stringify(value, null, 2)}\n`
