import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import type { Reading } from '../measures/model.ts'
import { renderEdition } from './render.ts'
import { empty, reading, withMeasure } from './sample-edition.ts'

const assets = {
  baseUrl: 'https://better-off.example',
  curveScript: '/assets/curve-ABC.js',
  fonts: { latin: '/assets/latin.woff2', latinExt: '/assets/latin-ext.woff2' },
}
const year = (label: number) => ({ label: String(label), from: `${label}-01-01`, to: `${label}-12-31` })
const shared = (label: number, numerator: number, denominator: number): Reading => ({
  ...reading(year(label), (100 * numerator) / denominator),
  numerator,
  denominator,
})
const path = '/wilson/m/new-recovery-coaches-trained'
const pages = (measure: Parameters<typeof withMeasure>[0]): Map<string, string> =>
  new Map(renderEdition(withMeasure(measure), [], assets).map(({ path: at, body }) => [at, body.toString()]))
const at = (measure: Parameters<typeof withMeasure>[0], end = ''): string =>
  (pages(measure).get(path + end) ?? '').replace(/<svg class="bar".*?<\/svg>/gs, '')
/** Beside which the others are told. */
const firm = { name: 'County seat', readings: [reading(year(2024), 40)] }

const share = {
  shape: 'share',
  unit: '%',
  readings: [shared(2024, 150, 400)],
  splits: [
    {
      dimension: 'Zone',
      categories: [
        { name: 'City', readings: [shared(2024, 100, 200)] },
        { name: 'North', readings: [shared(2024, 38, 100)] },
        { name: 'South', readings: [shared(2024, 9, 12)] },
        { name: 'East', readings: [empty(year(2024), 'withheld')] },
      ],
    },
  ],
} as const

test('each category says its value, its limits, how firm it is and how it stands to the others', () => {
  const html = at(share)
  expect(html).toContain(
    '<th scope="row">City</th><td>50% (43 to 57%)</td><td>rests on 20 or more</td><td>above the others</td>',
  )
  expect(html).toContain('<th scope="row">North</th><td>38% (29 to 48%)</td>')
  expect(html).toContain('In brackets: where the figure would lie 19 times in 20 if the same process ran again.')
})

test('too few for a percentage are told as what they are', () => {
  expect(at(share)).toContain('<th scope="row">South</th><td>9 of 12</td><td>not presentable: rests on too few</td>')
})

test('a withheld category says so and has neither limits nor label, on the page and in every file', () => {
  expect(at(share)).toContain('<th scope="row">East</th><td>withheld to protect people</td><td></td><td></td>')
  const json = JSON.parse(at(share, '.json')) as {
    splits: { categories: { name: string; readings: Record<string, unknown>[] }[] }[]
  }
  expect(json.splits[0]?.categories[3]?.readings[0]).toMatchObject({
    value: null,
    reason: 'withheld',
    limits: null,
    reliability: null,
    besideOthers: null,
  })
  const rows: Record<string, string>[] = parse(at(share, '.csv'), { columns: true, bom: true })
  expect(rows.find(({ category }) => category === 'East')).toMatchObject({
    value: 'withheld',
    numerator: 'withheld',
    denominator: 'withheld',
    lower_95: 'withheld',
    upper_95: 'withheld',
    limits: '',
    reliability: '',
  })
})

test('files carry the same limits and labels as the page', () => {
  const json = JSON.parse(at(share, '.json')) as { splits: { categories: { readings: object[] }[] }[] }
  expect(json.splits[0]?.categories[1]?.readings[0]).toMatchObject({
    limits: { lower: 29.1, upper: 47.79, level: 0.95, method: 'Wilson' },
    reliability: 'reliable',
    besideOthers: 'not distinguishable',
  })
  const rows: Record<string, string>[] = parse(at(share, '.csv'), { columns: true, bom: true })
  expect(rows.find(({ category }) => category === 'North')).toMatchObject({
    lower_95: '29.1',
    upper_95: '47.79',
    limits: 'Wilson',
    reliability: 'reliable',
  })
})

test('a count under 20 is unstable, in words', () => {
  const html = at({
    splits: [{ dimension: 'Zone', categories: [{ name: 'City', readings: [reading(year(2024), 12)] }, firm] }],
  })
  expect(html).toContain('<th scope="row">City</th><td>12 (6 to 21)</td><td>unstable: treat as direction only</td>')
})

test('all periods stand in a table of their own, the withheld ones in words', () => {
  const html = at({
    splits: [
      {
        dimension: 'Zone',
        categories: [{ name: 'City', readings: [empty(year(2023), 'withheld'), reading(year(2024), 12)] }, firm],
      },
    ],
  })
  expect(html).toContain('<summary>All periods by zone</summary>')
  expect(html).toContain('<th scope="row">2023</th><td>withheld to protect people</td>')
})

test('brackets are explained only where there are any', () => {
  const html = at({
    shape: 'share',
    unit: '%',
    splits: [
      {
        dimension: 'Zone',
        categories: [
          { name: 'South', readings: [shared(2024, 9, 12)] },
          { name: 'West', readings: [{ ...reading(year(2024), 40), numerator: null }] },
        ],
      },
    ],
  })
  expect(html).toContain('9 of 12')
  expect(html).not.toContain('In brackets')
})

test('a breakdown in which every row is too small is left out, and says so; others are folded, with a bar a row', () => {
  const small = { dimension: 'Zone', categories: [{ name: 'Black Creek', readings: [reading(year(2024), 1)] }] }
  const html = at({ splits: [small] })
  expect(html).toContain('By zone: too few to split.')
  expect(html).not.toContain('Black Creek')
  const page = pages(share).get(path) ?? ''
  expect(page).toContain('<details class="values"><summary><h2>By zone</h2>')
  expect(page.match(/<svg class="bar" [^>]*><rect width="\d+"/g)).toHaveLength(2)
})
