import { Resvg } from '@resvg/resvg-js'
import { expect, test } from 'vitest'
import type { MeasureShown } from '../model.ts'
import { pictures, renderEdition } from '../render.ts'
import { coachesTrained, empty, monthly, reading, sampleEdition, withMeasure, yearly } from '../sample-edition.ts'

const assets = {
  baseUrl: 'https://better-off.example',
  curveScript: '/assets/curve-ABC.js',
  fonts: { latin: '/assets/latin.woff2', latinExt: '/assets/latin-ext.woff2' },
}
const year = (label: number) => ({ label: String(label), from: `${label}-01-01`, to: `${label}-12-31` })
const path = '/wilson/m/new-recovery-coaches-trained'
const baseline: MeasureShown['baseline'] = {
  id: 'b',
  version: 1,
  source: 'statistical',
  method: 'range',
  madeOn: '2024-02-01',
  dataThrough: '2023-12-31',
  periods: [year(2024), year(2025)],
  mean: [9, 9],
  bands: [{ level: 0.6, lower: [2, 3], upper: [20, 21] }],
  coverage: null,
}
const calm = [20, 22, 19, 21, 20, 23, 18, 22, 20, 21, 19, 22]
const everyMark: Partial<MeasureShown> = {
  readings: [
    ...yearly([5, 14]),
    empty(year(2022), 'withheld'),
    reading(year(2023), 39, 'restated'),
    reading(year(2024), 12, 'provisional'),
    reading(year(2025), 3, 'open'),
  ],
  notes: [{ period: year(2021), text: 'First class' }],
  baseline,
}
const editions = [
  sampleEdition,
  withMeasure(everyMark),
  withMeasure({ readings: yearly([...calm, 45]) }),
  withMeasure({ readings: yearly([...calm.slice(0, 8), 60]), better: 'lower' }),
  withMeasure({ readings: monthly(60), calendar: 'month' }),
  withMeasure({ baseline: { ...baseline, source: 'hand-drawn', bands: [] } }),
]

const shapes = /<(path|rect|circle|line|polygon|polyline|ellipse)\b[^>]*>/g
const unpainted = (svg: string): string[] =>
  [...svg.matchAll(shapes)]
    .map(([shape]) => shape)
    .filter((shape) => !/ fill="/.test(shape) || !/ stroke="/.test(shape))

test('every shape of every drawing that leaves the house says its fill and its stroke itself', () => {
  for (const content of editions) {
    const drawings = [
      ...renderEdition(content, [], assets).map(({ path: address, body }) => [address, body.toString()] as const),
      ...pictures(content).map(({ path: address, svg }) => [address, svg] as const),
    ]
    for (const [address, text] of drawings)
      for (const [svg] of text.matchAll(/<svg\b.*?<\/svg>/gs)) expect(unpainted(svg), address).toEqual([])
  }
})

test('a curve in a reader without style sheets is a curve on light paper, and not a black area', () => {
  for (const content of editions) {
    const svg =
      renderEdition(content, [], assets)
        .find((page) => page.path === `${path}.svg`)
        ?.body.toString() ?? ''
    const plain = svg.replace(/<style>.*?<\/style>/s, '').replace(/ class="[^"]*"/g, '')
    const { pixels } = new Resvg(plain, { font: { loadSystemFonts: false } }).render()
    let dark = 0
    let paper = 0
    for (let i = 0; i < pixels.length; i += 4) {
      const light = (pixels[i] ?? 0) + (pixels[i + 1] ?? 0) + (pixels[i + 2] ?? 0)
      if (light < 90) dark++
      if (light > 740) paper++
    }
    expect(dark / (pixels.length / 4)).toBeLessThan(0.02)
    expect(paper / (pixels.length / 4)).toBeGreaterThan(0.7)
  }
})

test('the county’s own hue is in its file without any style', () => {
  const svg =
    renderEdition({ ...sampleEdition, organisation: { ...sampleEdition.organisation, brand: '#7a1f5c' } }, [], assets)
      .find((page) => page.path === `/wilson/m/${coachesTrained.slug}.svg`)
      ?.body.toString() ?? ''
  expect(/<svg[^>]* color="#7a1f5c"/.test(svg)).toBe(true)
  expect(svg).toMatch(/<path class="line" fill="none" stroke="currentColor"/)
})
