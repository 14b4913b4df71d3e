// Every bad input that the house names, walked from the sheet it comes in to the words on the public page.
import { expect, test } from 'vitest'
import { addDays } from '../core/day.ts'
import { periodOf } from '../core/period.ts'
import { valueEntered } from '../measures/entered/rules.ts'
import type { CarriedSheet } from '../measures/import/model.ts'
import { planOf } from '../measures/import/reading.ts'
import type { Measure, Reading } from '../measures/model.ts'
import { weighed } from './evidence.ts'
import { renderEdition } from './render.ts'
import { withMeasure } from './sample-edition.ts'

const assets = {
  baseUrl: 'https://better-off.example',
  curveScript: '/assets/curve-ABC.js',
  fonts: { latin: '/assets/latin.woff2', latinExt: '/assets/latin-ext.woff2' },
}
const path = '/wilson/m/new-recovery-coaches-trained'
const count = {
  id: '',
  slug: 'new-recovery-coaches-trained',
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
  settlesAfterDays: 0,
  source: '',
  isSample: false,
  isPersonLevel: false,
  publishesSplits: false,
  smallSplitsReason: '',
  version: 1,
} as const
const share = { ...count, shape: 'share', unit: '%' } as const
const rate = { ...count, shape: 'amount', unit: 'overdoses per 100,000 residents', decimals: 1 } as const

const sheet = (columns: readonly string[], rows: readonly (readonly string[])[]): CarriedSheet => ({
  name: 'values.csv',
  hash: '0'.repeat(64),
  columns: [...columns],
  rows: rows.map((cells, index) => ({
    line: index + 2,
    cells: [...cells],
    marks: [],
    hasFormula: false,
    isHidden: false,
  })),
  notes: [],
})

type Walked = {
  readonly faults: readonly string[]
  readonly sentence: string
  readonly page: string
  readonly all: string
}

/** From the sheet to the page: what is refused and why, what is said, and every byte that is published. */
function walk(measure: Measure, columns: readonly string[], rows: readonly (readonly string[])[]): Walked {
  const { fates } = planOf(
    sheet(columns, rows),
    { decimalMark: 'point', percents: 'percents', decimals: 'rounded', hidden: null },
    { measure, kept: [], targets: [], today: '2026-11-03' },
  )
  const faults = fates.flatMap((fate) => (fate.kind === 'fault' ? fate.faults.map(({ message }) => message) : []))
  const readings = fates.flatMap((fate): Reading[] =>
    fate.kind === 'new'
      ? [
          {
            period: fate.row.period,
            value: valueEntered(measure, fate.row),
            numerator: fate.row.numerator,
            denominator: fate.row.denominator,
            status: 'final',
            reason: fate.row.reason,
          },
        ]
      : [],
  )
  return { faults, ...published(measure, readings) }
}

function published(measure: Measure, readings: readonly Reading[]): Omit<Walked, 'faults'> {
  const said = weighed({ measure, readings, targets: [] })
  const { shape, unit, decimals, slug } = measure
  const content = withMeasure({ shape, unit, decimals, slug, readings, splits: [], targets: [], story: [], ...said })
  const pages = new Map(renderEdition(content, [], assets).map(({ path: at, body }) => [at, body.toString()]))
  const own = [...pages].filter(([at]) => at.includes(path)).map(([, body]) => body)
  return { sentence: said.sentence, page: pages.get(path) ?? 'no page', all: own.join('\n') }
}

const years = (values: readonly string[], first = 2001): string[][] =>
  values.map((value, index) => [String(first + index), value])

type Case = {
  readonly is: string
  readonly measure: Measure
  readonly columns?: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** In the team's preview, word by word. */
  readonly refused?: readonly string[]
  /** Under the curve: on the page, in the alt text, in JSON and in print. */
  readonly says: string
  /** In the public page besides. */
  readonly shows?: readonly string[]
}
const parts = ['Year', 'Numerator', 'Denominator']
const wrongNumber = (text: string) => `“${text}” is not a number with a decimal point.`

const cases: readonly Case[] = [
  { is: 'no points', measure: count, rows: [], says: 'There is no final value yet.' },
  {
    is: 'one point',
    measure: count,
    rows: years(['12']),
    says: '12 coaches in 2001. One value cannot show a direction.',
  },
  {
    is: 'two points',
    measure: count,
    rows: years(['12', '9']),
    says: '9 coaches in 2002, after 12 in 2001. Two values cannot show a trend.',
  },
  {
    is: 'all equal',
    measure: count,
    rows: years(['7', '7', '7', '7', '7']),
    says: '7 coaches in 2005, the same each year since 2001.',
  },
  {
    is: 'all zero',
    measure: count,
    rows: years(['0', '0', '0', '0', '0']),
    says: 'No coaches in 2005, the same each year since 2001.',
    shows: ['<th scope="row">2005</th><td>0</td>'],
  },
  {
    is: 'negative where a count is meant',
    measure: count,
    rows: years(['12', '-3']),
    refused: ['A count is a whole number, 0 or more. A quantity may be otherwise.'],
    says: '12 coaches in 2001. One value cannot show a direction.',
  },
  {
    is: 'denominator 0 of a share',
    measure: share,
    columns: parts,
    rows: [['2001', '0', '0']],
    refused: [
      'A share of nothing does not exist. Leave both empty and choose “not collected” if there was nobody to count.',
    ],
    says: 'There is no final value yet.',
  },
  {
    is: 'denominator 0 of a rate',
    measure: rate,
    columns: parts,
    rows: [['2001', '3', '0']],
    refused: [
      'A rate of nobody does not exist. Leave both empty and choose “not collected” if there was nobody to count.',
    ],
    says: 'There is no final value yet.',
  },
  {
    is: 'numerator above denominator',
    measure: share,
    columns: parts,
    rows: [
      ['2001', '12', '10'],
      ['2002', '4', '10'],
    ],
    refused: ['Numerator is larger than the denominator. It is a part of it.'],
    says: '40% in 2002. One value cannot show a direction.',
  },
  {
    is: 'a rate that its counts do not give',
    measure: rate,
    columns: ['Year', 'Value', 'Numerator', 'Denominator'],
    rows: [
      ['2001', '15.2', '12', '79000'],
      ['2002', '152', '12', '79000'],
    ],
    refused: [
      '12 of 79,000 is 15.19 per 100,000, not 152. Mend one of the three, or leave the rate empty: it is worked out from the two counts.',
    ],
    says: '15.2 overdoses per 100,000 residents in 2001. One value cannot show a direction.',
  },
  {
    is: 'missing in the middle',
    measure: count,
    columns: ['Year', 'Value', 'Reason'],
    rows: [
      ['2001', '12', ''],
      ['2002', '', 'not collected'],
      ['2003', '9', ''],
    ],
    says: '9 coaches in 2003, after 12 in 2001. Two values cannot show a trend.',
    shows: ['<th scope="row">2002</th><td>–</td><td>not collected</td>'],
  },
  {
    is: 'what is no number in a file',
    measure: count,
    rows: years(['NaN', 'Infinity', '-Infinity', '1e999', 'n/a', '12']),
    refused: ['NaN', 'Infinity', '-Infinity', '1e999', 'n/a'].map(wrongNumber),
    says: '12 coaches in 2006. One value cannot show a direction.',
  },
  {
    is: 'a zero with a minus',
    measure: count,
    rows: years(['-0', '4']),
    says: '4 coaches in 2002, after none in 2001. Two values cannot show a trend.',
    shows: ['<th scope="row">2001</th><td>0</td>'],
  },
]

const unprintable = /NaN|Infinity|undefined|[^\d\w-]-0(?![.\d])/

for (const each of cases)
  test(`${each.is}: the team and the public each get an answer in words`, () => {
    const { faults, sentence, page, all } = walk(each.measure, each.columns ?? ['Year', 'Value'], each.rows)
    expect(faults).toEqual(each.refused ?? [])
    expect(sentence).toBe(each.says)
    if (each.says !== 'There is no final value yet.') expect(page).toContain(each.says)
    for (const shown of each.shows ?? []) expect(page).toContain(shown)
    expect(unprintable.exec(all)?.[0]).toBeUndefined()
  })

const monthly = (n: number, value: (index: number) => number): Reading[] => {
  const readings: Reading[] = []
  let from = '1200-01-01'
  for (let i = 0; i < n; i++) {
    const period = periodOf({ kind: 'month' }, from)
    readings.push({ period, value: value(i), numerator: value(i), denominator: null, status: 'final', reason: null })
    from = addDays(period.to, 1)
  }
  return readings
}

test('a calendar that changes mid-series: what came before is drawn, and nothing is claimed across the change', () => {
  const year = (label: number, value: number): Reading => ({
    period: periodOf({ kind: 'year' }, `${label}-01-01`),
    value,
    numerator: value,
    denominator: null,
    status: 'final',
    reason: null,
  })
  const quarter = (from: string, value: number): Reading => ({
    ...year(2024, value),
    period: periodOf({ kind: 'quarter', startMonth: 1 }, from),
  })
  const { sentence, page, all } = published({ ...count, calendar: { kind: 'quarter', startMonth: 1 } }, [
    year(2022, 120),
    year(2023, 140),
    quarter('2024-01-01', 30),
    quarter('2024-04-01', 35),
  ])
  expect(sentence).toBe('35 coaches in Q2 2024, after 30 in Q1 2024. Two values cannot show a trend.')
  expect(page).toContain('<th scope="row">2022</th><td>120</td>')
  expect(unprintable.exec(all)?.[0]).toBeUndefined()
})

test('10,000 points are weighed and said in a sentence, and nothing breaks', () => {
  const { sentence, all } = published(
    { ...count, calendar: { kind: 'month' } },
    monthly(10_000, (i) => 20 + ((i * 7) % 11)),
  )
  expect(sentence).toMatch(/That is within the usual |no direction can be read from it/)
  expect(unprintable.exec(all)?.[0]).toBeUndefined()
})

test('what cannot be weighed but stands in the records is told with its period, and never drawn as a number', () => {
  const broken = (value: number, more: Partial<Reading> = {}): Reading[] => [
    {
      period: periodOf({ kind: 'year' }, '2001-01-01'),
      value,
      numerator: value,
      denominator: null,
      status: 'final',
      reason: null,
      ...more,
    },
  ]
  expect(published(count, broken(-3)).sentence).toBe('2001: the value is below zero.')
  expect(published(share, broken(120, { numerator: 12, denominator: 10 })).sentence).toBe(
    '2001: the numerator is above the denominator.',
  )
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
    expect(published(count, broken(value)).sentence).toBe('There is no final value yet.')
  for (const value of [-3, -0, Number.NaN, Number.POSITIVE_INFINITY])
    expect(unprintable.exec(published(count, broken(value)).all)?.[0]).toBeUndefined()
})
