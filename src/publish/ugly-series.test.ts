import { expect, test } from 'vitest'
import type { Reading, Shape } from '../measures/model.ts'
import type { EditionContent } from './model.ts'
import { pictures, renderEdition } from './render.ts'
import { empty, reading, withMeasure, yearly } from './sample-edition.ts'

const assets = {
  baseUrl: 'https://better-off.example',
  curveScript: '/assets/curve-ABC.js',
  fonts: { latin: '/assets/latin.woff2', latinExt: '/assets/latin-ext.woff2' },
}
const year = (label: number) => ({ label: String(label), from: `${label}-01-01`, to: `${label}-12-31` })
const path = '/wilson/m/new-recovery-coaches-trained'

/** Every address of the measure as the newest edition, with the pictures. */
const artefacts = (content: EditionContent): (readonly [string, string])[] => [
  ...renderEdition(content, [], assets).flatMap(({ path: address, body }) =>
    address.includes('/editions') ? [] : [[address, body.toString()] as const],
  ),
  ...pictures(content).map(({ path: address, svg }) => [address, svg] as const),
]

const many = Array.from({ length: 10_000 }, (_, index) => reading(year(1000 + index), (index * 37) % 23))
const quarters = ['01-01', '04-01', '07-01', '10-01'].map((day, index) =>
  reading(
    { label: `Q${index + 1} 2019`, from: `2019-${day}`, to: `2019-${['03-31', '06-30', '09-30', '12-31'][index]}` },
    3 + index,
  ),
)
const ugly: Readonly<Record<string, readonly Reading[]>> = {
  'no point': [],
  'one point': yearly([12]),
  'two points': yearly([0, 12]),
  'all equal': yearly([7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7]),
  'all zero': yearly([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
  'missing in the middle': [...yearly([5, 14, 9, 11]), empty(year(2024), 'not collected'), reading(year(2025), 12)],
  'withheld at the end': [...yearly([5, 14, 9, 11]), empty(year(2024), 'withheld')],
  'a calendar change': [...quarters, ...yearly([30, 41, 28, 33, 39])],
  'numbers that are none': [Number.NaN, Infinity, -Infinity, -0, 0.25, 3, 4, 5].map((value, index) =>
    reading(year(2020 + index), value),
  ),
  'below zero': yearly([-5, 3, -2, 8, -1, 0, 4, -3, 2, 1, -6, 5, 2]),
  'a denominator of nothing': yearly([3, 4, 5]).map((each) => ({ ...each, denominator: 0 })),
  'a part above the whole': yearly([120, 80, 90]).map((each) => ({ ...each, numerator: 12, denominator: 10 })),
  huge: yearly([1e15, 3e15, 2e15, 9e15, 4e15]),
}

for (const [name, readings] of Object.entries(ugly))
  test(`${name}: nothing anywhere prints NaN, Infinity or -0, and the page says something`, () => {
    for (const shape of ['count', 'share', 'amount', 'median'] as const satisfies readonly Shape[])
      for (const [address, body] of artefacts(withMeasure({ readings, shape, story: [] }))) {
        expect(/NaN|Infinity|undefined|[^\d\w]-0[^.\d]|−0[^.\d]/.exec(body)?.[0], `${shape} ${address}`).toBeUndefined()
        if (address === path) expect(body).toMatch(/<p class="sentence">[A-Z0-9]/)
      }
  })

test('10,000 points: the same, and the curve is still one line', () => {
  for (const [address, body] of artefacts(withMeasure({ readings: many, story: [] })))
    expect(/NaN|Infinity|undefined/.exec(body)?.[0], address).toBeUndefined()
})

test('after a calendar change the sentence speaks of what can be compared', () => {
  const content = withMeasure({ readings: ugly['a calendar change'] ?? [] })
  const sentence = content.measures.find(({ slug }) => slug === 'new-recovery-coaches-trained')?.sentence
  expect(sentence).toMatch(/^39 in 2024, after 33 in 2023 and 28 in 2022\. Between 28 and 41 a year/)
})
