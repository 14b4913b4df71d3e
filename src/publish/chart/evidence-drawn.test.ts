import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import type { BaselineShown, MeasureShown } from '../model.ts'
import { Chart } from '../pages/chart.tsx'
import { coachesTrained, monthly, reading, sampleEdition, weighedSample, yearly } from '../sample-edition.ts'
import { axisOf } from './axis.ts'
import { fixed } from './canvas.ts'
import { Plot } from './curve.tsx'
import { curveFile } from './curve-file.tsx'
import { curvePicture } from './curve-picture.tsx'

const year = (label: number) => ({ label: String(label), from: `${label}-01-01`, to: `${label}-12-31` })
const measure = (change: Partial<MeasureShown>): MeasureShown =>
  weighedSample({ ...coachesTrained, targets: [], ...change })
const drawn = (shown: MeasureShown): string => renderToString(h(Plot, { measure: shown, canvas: fixed(600, 300, 24) }))
const page = (shown: MeasureShown): string => renderToString(h(Chart, { measure: shown }))
const seed = measure({})
const calm = [20, 22, 19, 21, 20, 23, 18, 22, 20, 21, 19, 22]

test('limits of five values prove nothing and are not drawn, nor do they stretch the axis', () => {
  expect(seed.evidence?.limits?.standing).toBe('trial')
  expect(drawn(seed)).not.toContain('class="limit')
  expect(page(seed)).not.toContain('trial limits')
  expect(axisOf(seed).high).toBe(40)
})

test('the axis ends at the line closest above the data, and the furthest period to come stretches nothing', () => {
  expect(axisOf(measure({ readings: yearly([5, 14, 3, 12]) })).high).toBe(14)
  const climb = measure({ readings: yearly([212, 344, 402, 517, 610]) })
  const band = climb.evidence?.forecast?.bands.at(-1)
  expect([band?.upper[0], band?.upper[1]].map((value) => (value ?? 0) > 800)).toEqual([false, true])
  expect(axisOf(climb).high).toBe(800)
})

test('limits of twelve values are the usual range; four values have none', () => {
  const usual = measure({ readings: yearly(calm) })
  expect(drawn(usual)).toContain('class="limit"')
  expect(page(usual)).toContain('usual range, 14 to 27, around the average of 21')
  expect(drawn(measure({ readings: yearly([14, 10, 12, 11]) }))).not.toContain('class="limit')
})

test('limits that would press the curve flat run out of the picture, and the key says how far they go', () => {
  const wild = measure({ readings: yearly([1, 30, 1, 30, 1, 30, 1, 30, 1, 30, 1, 30]) })
  const upper = wild.evidence?.limits?.each[0]?.upper ?? 0
  expect(upper).toBeGreaterThan(60)
  expect(axisOf(wild).high).toBeLessThan(60)
  expect(page(wild)).toContain(`usual range, 0 to ${Math.round(upper)}`)
})

test('what comes if nothing changes is one light band of two years after the last value, from 0 to 39 for the seed, with its words in it', () => {
  const columns = [
    ...drawn(seed).matchAll(/<rect class="fan" [^>]*?x="([\d.]+)" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"/g),
  ]
  expect(columns).toHaveLength(1)
  expect(drawn(seed)).toMatch(/class="band"[^>]*>if nothing changes: 0 to 39</)
  expect(drawn(seed)).toContain('>2026<')
  expect(drawn(seed)).not.toContain('>2027<')
  const [, x, y, height] = columns[0] ?? []
  const last = [...drawn(seed).matchAll(/<circle class="point" [^>]*?cx="([\d.]+)"/g)].at(-1)?.[1]
  expect(Number(x)).toBeGreaterThan(Number(last))
  expect((Number(height) / 300) * axisOf(seed).high).toBeCloseTo(39, 0)
  expect(Number(y) + Number(height)).toBeCloseTo(300, 0)
  expect(page(seed)).toContain('if nothing changes: 0 to 39, <span class="whole">about 2 years in 3</span>')
})

test('a forecast of many values is one band of four fifths that widens, and its middle', () => {
  const shown = measure({ readings: monthly(60), calendar: 'month' })
  expect(drawn(shown).match(/class="fan"/g)).toHaveLength(2)
  expect(drawn(shown)).toContain('class="line expected"')
  expect(page(shown)).toMatch(/if nothing changes: \d+ to \d+ in Jan 2026, <span class="whole">about 4 months in 5/)
})

const baseline: BaselineShown = {
  id: 'b',
  version: 1,
  source: 'statistical',
  method: 'range',
  madeOn: '2023-02-01',
  dataThrough: '2022-12-31',
  periods: [2023, 2024, 2025].map(year),
  mean: [5, 5, 5],
  bands: [{ level: 0.5, lower: [0, 0, 0], upper: [14, 14, 14] }],
  coverage: null,
}

test('a frozen baseline is drawn instead of a fresh forecast, from where the plan started', () => {
  const html = drawn(measure({ baseline }))
  expect(html.match(/class="fan"/g)).toHaveLength(1)
  expect(html).toContain('>without the plan: 0 to 14<')
  expect(html).toContain('class="plan"')
  expect(html).not.toContain('>2026<')
  expect(page(measure({ baseline }))).toContain('plan started 1 Feb 2023')
})

test('neither a fan nor its middle is drawn over a year whose value is withheld', () => {
  const [last] = yearly([14, 10, 12, 11, 20]).slice(-1)
  const readings = [
    ...coachesTrained.readings.filter(({ period }) => period.label !== '2024'),
    {
      ...(last ?? reading(year(2024), 20)),
      period: year(2024),
      value: null,
      numerator: null,
      reason: 'withheld' as const,
    },
  ]
  const hidden = drawn(measure({ readings, baseline }))
  expect(hidden.match(/class="fan"/g)).toHaveLength(2)
  const byHand = measure({ readings, baseline: { ...baseline, source: 'hand-drawn', bands: [], mean: [10, 20, 30] } })
  const middle = /<path[^>]*class="line expected"[^>]*>/.exec(drawn(byHand))?.[0] ?? ''
  expect(/ d="([^"]+)"/.exec(middle)?.[1]?.replace(/[^A-Z]/g, '')).toBe('MM')
})

test('a line drawn by hand has no band, and is named so', () => {
  const shown = measure({ baseline: { ...baseline, source: 'hand-drawn', bands: [], mean: [10, 20, 30] } })
  expect(drawn(shown)).not.toContain('class="fan"')
  expect(drawn(shown)).toContain('class="line expected"')
  expect(page(shown)).toContain('without the plan, as drawn by hand when it started')
})

test('a point that signals is a triangle that points its way, and says so when it is walked', () => {
  const html = drawn(measure({ readings: yearly([...calm, 45]) }))
  expect(html).toMatch(/<use class="point signal better" [^>]*href="#up"/)
  expect(html).toContain('<title>2032: 45 coaches, highest of 13 years, signal: above its limits</title>')
  expect(drawn(measure({ readings: yearly([...calm, 5]) }))).toMatch(
    /<use class="point signal worse" [^>]*href="#down"/,
  )
  expect(page(measure({ readings: yearly([...calm, 45]) }))).toContain('signal: higher than chance explains')
})

test('with eight values a signal is hollow, an early sign', () => {
  const html = drawn(measure({ readings: yearly([20, 22, 19, 21, 20, 23, 18, 60]) }))
  expect(html).toMatch(/<use class="point signal better early" [^>]*href="#up"/)
  expect(html).toContain('early sign: above its limits')
})

test('the five points of the seed signal nothing', () => {
  expect(drawn(seed)).not.toContain('signal')
})

test('a note stands beside its point in words, and in the list below the plot', () => {
  const notes = [{ period: year(2023), text: 'A state grant paid for stipends.' }]
  expect(drawn(measure({ notes }))).toMatch(/class="beside"[^>]*>A state grant paid for stipends\.</)
  expect(page(measure({ notes }))).toContain('<ol class="notes"><li>2023: A state grant paid for stipends.</li></ol>')
  expect(page(measure({ notes: [{ period: year(1999), text: 'Before it all.' }] }))).toContain('1999: Before it all.')
})

test('a note too long for the plot is named beside its point by its number', () => {
  const text = 'The state paid stipends to everybody who completed a course, and to those who taught it, from July on.'
  expect(drawn(measure({ notes: [{ period: year(2023), text }] }))).toMatch(/class="beside"[^>]*>note 1</)
})

test('a year whose value is not in yet says so in its place, and since when it is due on the page', () => {
  const due = { period: year(2025), since: '2026-02-01' }
  expect(drawn({ ...seed, due })).toContain('>not in yet</text>')
  expect(drawn(seed)).not.toContain('>not in yet</text>')
})

test('a drawing by itself says below what its lines mean, in the same sentence as the page, and is well-formed', () => {
  const file = curveFile(sampleEdition, measure({ baseline, notes: [{ period: year(2021), text: 'Two classes.' }] }))
  for (const words of [
    '<desc>12 in 2024, after 39 in 2023 and none in 2022.',
    'Light band: without the plan',
    'Note 1, 2021: Two classes.',
  ])
    expect(file).toContain(words)
  for (const svg of [file, curvePicture(sampleEdition, seed)])
    expect(/<[\w-]+\s+[\w-]/.exec(svg.replace(/\s[\w:-]+="[^"]*"/g, ''))?.[0]).toBeUndefined()
})

test('an axis of 10,000 points is drawn at once: the curve and its last point', () => {
  const readings = Array.from({ length: 10_000 }, (_, index) => reading(year(1000 + index), (index * 37) % 23))
  const html = drawn(measure({ readings }))
  expect(html.match(/<circle/g)?.length).toBe(1)
  expect(html.length).toBeLessThan(400_000)
})
