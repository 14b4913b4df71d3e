import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import type { MeasureShown } from '../model.ts'
import { coachesTrained, empty, monthly, reading, weighedSample, yearly } from '../sample-edition.ts'
import { axisOf } from './axis.ts'
import { fixed, fluid } from './canvas.ts'
import { Plot } from './curve.tsx'
import { labelsOf, ticksOf } from './labels.ts'
import { openLine, solidLine } from './line.ts'
import { boxOf } from './room.ts'
import { spotsOf } from './spots.ts'
import { inLines, textWidth } from './text-width.ts'

const year = (label: number) => ({ label: String(label), from: `${label}-01-01`, to: `${label}-12-31` })
const measure = (change: Partial<MeasureShown>): MeasureShown =>
  weighedSample({ ...coachesTrained, targets: [], ...change })
const drawn = (shown: MeasureShown): string => renderToString(h(Plot, { measure: shown, canvas: fixed(600, 300, 24) }))
const rooms = fluid(28).rooms

for (let count = 1; count <= 60; count += 1)
  test(`words never touch with ${count} points, on a phone or with room`, () => {
    for (const readings of [
      monthly(count),
      monthly(count).map((each) => ({ ...each, value: 1_000_000 + (each.value ?? 0) })),
    ])
      for (const room of rooms) {
        const shown = measure({ readings, calendar: 'month' })
        const axis = axisOf(shown)
        const labels = labelsOf(shown, axis, spotsOf(shown, axis), room)
        const boxes = labels.map((label) => boxOf(label, room))
        boxes.forEach((one, index) => {
          for (const other of boxes.slice(index + 1))
            expect(
              one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom,
            ).toBe(false)
          expect(one.right).toBeLessThanOrEqual(room.width + room.edge + 2)
        })
        expect(labels.filter((label) => label.kind === 'tick').map(({ words }) => words)).toContain('Dec 2025')
      }
  })

test('with twelve points or fewer each is labelled where there is room; with more, the telling ones', () => {
  const shown = (count: number) => measure({ readings: monthly(count), calendar: 'month' })
  const values = (count: number) => {
    const axis = axisOf(shown(count))
    const wide = rooms.at(-1)
    return wide
      ? labelsOf(shown(count), axis, spotsOf(shown(count), axis), wide).filter(({ kind }) => kind === 'value')
      : []
  }
  expect(values(12)).toHaveLength(12)
  expect(values(13).length).toBeLessThanOrEqual(3)
  expect(values(60).length).toBeGreaterThanOrEqual(2)
})

test('long period names are thinned, never cut', () => {
  const readings = Array.from({ length: 8 }, (_, index) =>
    reading(
      {
        label: `School year ${2015 + index}-${16 + index}`,
        from: `${2015 + index}-07-01`,
        to: `${2016 + index}-06-30`,
      },
      index,
    ),
  )
  const shown = measure({ readings })
  const [narrow] = rooms
  expect(ticksOf(shown, narrow).map(({ words }) => words)).toContain('School year 2022-23')
})

test('counts start at zero', () => {
  expect(axisOf(measure({ readings: yearly([140, 150, 145]) })).low).toBe(0)
  expect(axisOf(measure({ readings: yearly([140, 150, 145]) })).startsAtZero).toBe(true)
})

test('counts of one or none have whole lines to read by', () => {
  expect(axisOf(measure({ readings: yearly([0, 0]) })).ticks.map(({ words }) => words)).toEqual(['0', '1'])
  expect(axisOf(measure({ readings: yearly([1, 0]) })).ticks.map(({ words }) => words)).toEqual(['0', '1'])
})

test('an axis of amounts of nothing, of parts, and of huge sums is finite', () => {
  for (const values of [[0], [0.001, 0.002], [1e12, 2e12], [-5, 5]])
    for (const shape of ['amount', 'median', 'share', 'count'] as const) {
      const axis = axisOf(measure({ readings: yearly(values), shape }))
      expect(Number.isFinite(axis.low) && Number.isFinite(axis.high) && axis.high > axis.low).toBe(true)
      expect(axis.ticks.length).toBeGreaterThan(0)
      expect(axis.ticks.length).toBeLessThan(9)
    }
})

test('shares close together may leave zero, and then the axis says so; a share never rises above 100 percent', () => {
  const near = axisOf(measure({ readings: yearly([88, 91.5, 97]), shape: 'share', unit: '%' }))
  expect(near.startsAtZero).toBe(false)
  expect(near.high).toBeLessThanOrEqual(100)
  expect(axisOf(measure({ readings: yearly([40, 91]), shape: 'share', unit: '%' })).startsAtZero).toBe(true)
})

test('the curve breaks where a value is missing and is not drawn through the gap', () => {
  const readings = [
    reading(year(2020), 14),
    reading(year(2021), 12),
    empty(year(2022), 'withheld'),
    reading(year(2023), 13),
    reading(year(2024), 9),
  ]
  const shown = measure({ readings })
  const path = solidLine(spotsOf(shown, axisOf(shown)), ({ across, down }) => [across * 100, (down ?? 0) * 100])
  expect(path.match(/M/g)).toHaveLength(2)
})

test('the curve breaks where a whole period was left out', () => {
  const shown = measure({ readings: [reading(year(2019), 4), reading(year(2021), 6), reading(year(2022), 8)] })
  const spots = spotsOf(shown, axisOf(shown))
  expect(spots.map(({ joins }) => joins)).toEqual([false, false, true])
  expect((spots[1]?.across ?? 0) - (spots[0]?.across ?? 0)).toBeCloseTo(
    2 * ((spots[2]?.across ?? 0) - (spots[1]?.across ?? 0)),
  )
})

test('the way into a period that still runs is dashed', () => {
  const shown = measure({ readings: [reading(year(2024), 12), reading(year(2025), 3, 'open')] })
  const spots = spotsOf(shown, axisOf(shown))
  const place = ({ across }: { across: number }) => [across, 0] as const
  expect(solidLine(spots, place)).toBe('')
  expect(openLine(spots, place)).not.toBe('')
})

test('zero is a point on the line; a missing value is an open mark with its reason', () => {
  const html = drawn(
    measure({ readings: [reading(year(2021), 0), empty(year(2022), 'not collected'), reading(year(2023), 3)] }),
  )
  expect(html).toContain('>not collected</text>')
  expect(html.match(/<circle/g)).toHaveLength(2)
  expect(html.match(/<use class="gap"/g)).toHaveLength(1)
  expect(html).toContain('<title>2021: 0 coaches</title>')
})

test('each status has a mark of its own', () => {
  const html = drawn(
    measure({
      readings: [
        reading(year(2021), 1),
        reading(year(2022), 2, 'restated'),
        reading(year(2023), 3, 'provisional'),
        reading(year(2024), 1, 'open'),
      ],
    }),
  )
  for (const mark of ['class="point"', 'class="ring"', 'class="point soft"', 'class="point soft open"'])
    expect(html).toContain(mark)
})

test('targets are short marks with a word', () => {
  const html = drawn(measure({ readings: yearly([5, 14]), targets: [{ period: year(2021), value: 30, note: '' }] }))
  expect(html).toContain('>target 30</text>')
  expect(html).toContain('href="#target"')
})

test('a single point stands in the middle', () => {
  const shown = measure({ readings: yearly([12]) })
  expect(spotsOf(shown, axisOf(shown)).map(({ across }) => across)).toEqual([0.5])
})

test('text is broken into lines that fit, and cut with an ellipsis', () => {
  const lines = inLines('Number of new recovery coaches trained to be a part of the team', 40, 400, 2)
  expect(lines).toHaveLength(2)
  for (const line of lines) expect(textWidth(line, 40)).toBeLessThanOrEqual(400)
  expect(lines[1]).toMatch(/…$/)
  expect(inLines('x'.repeat(200), 40, 400, 3)).toHaveLength(3)
  expect(inLines('', 40, 400, 3)).toEqual([])
})
