import { expect, test } from 'vitest'
import { brandOf, contrast, hueInWords, safeBrand } from './brand.ts'
import { styles } from './styles.ts'

test('black on white stands apart 21 to 1', () => expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5))

test('a deep hue is used as the county chose it, and lightened for dark paper', () => {
  const brand = brandOf('#7A1F2B')
  expect(brand.light).toBe('#7a1f2b')
  expect(contrast(brand.light, '#fdfdfb')).toBeGreaterThanOrEqual(4.5)
  expect(contrast(brand.dark, '#15191d')).toBeGreaterThanOrEqual(4.5)
  expect(contrast(brand.onDark, brand.dark)).toBeGreaterThanOrEqual(4.5)
})

test('a short hex is read as the long one', () => expect(brandOf('#036').light).toBe('#003366'))

for (const chosen of ['', 'rebeccapurple', 'red;}body{display:none', '#12345'])
  test(`"${chosen}" is no hue, so the safe default stands in`, () => expect(brandOf(chosen)).toBe(safeBrand))

test('the edge of contrast: 4.5 is used as it is, and just under it is darkened', () => {
  expect(contrast('#747474', '#fdfdfb')).toBeGreaterThan(4.5)
  expect(brandOf('#747474').light).toBe('#747474')
  expect(contrast('#777777', '#fdfdfb')).toBeLessThan(4.5)
  expect(brandOf('#777777').light).toBe('#727272')
})

test('a gold becomes a darker gold, not another hue, and white reads as black does', () => {
  expect(brandOf('#ffd100').light).toBe('#856d00')
  for (const chosen of ['#ffd100', '#ffffff', '#000000', '#00ff00', '#ff69b4']) {
    const { light, onLight, dark, onDark } = brandOf(chosen)
    for (const [ink, paper] of [
      [light, '#fdfdfb'],
      [onLight, light],
      [dark, '#15191d'],
      [onDark, dark],
    ] as const)
      expect(contrast(ink, paper), chosen).toBeGreaterThanOrEqual(4.5)
  }
})

test('a county is told whether its hue reads, and what is used where it does not', () => {
  expect(hueInWords('#1F4E5F')).toBe('White text on this color reads well (8.9 : 1).')
  expect(hueInWords('#ffd100')).toBe(
    'Too light for white text (1.4 : 1). Public pages use a darker one, #856d00, like this (4.9 : 1).',
  )
  expect(hueInWords('#777777')).toBe(
    'Too light for white text (4.3 : 1). Public pages use a darker one, #727272, like this (4.7 : 1).',
  )
  expect(hueInWords('gold')).toBe('This is not a color yet.')
})

const tokens = (block: string): Map<string, string> =>
  new Map(
    [...block.matchAll(/--([\w-]+):(#[0-9a-f]{3,6})[;}]/g)].map(([, name = '', value = '']) => [name, full(value)]),
  )
const full = (hex: string): string => (hex.length === 4 ? `#${hex.slice(1).replace(/./g, '$&$&')}` : hex)

const css = styles('platform/ui/tokens.css')
const light = tokens(css.slice(0, css.indexOf('@media')))
const dark = tokens(css.slice(css.indexOf('prefers-color-scheme:dark'), css.indexOf('forced-colors')))

for (const [paper, names] of [
  ['light', light],
  ['dark', dark],
] as const)
  test(`every ink can be read on ${paper} paper and on its well`, () => {
    const of = (name: string): string => names.get(name) ?? 'missing'
    for (const ink of ['ink', 'quiet', 'brand', 'good', 'watch', 'danger'])
      for (const ground of ['paper', 'well'])
        expect(contrast(of(ink), of(ground)), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5)
    expect(contrast(of('on-brand'), of('brand'))).toBeGreaterThanOrEqual(4.5)
    // WCAG 2.2, 1.4.11: the edge of a control needs 3.
    expect(contrast(of('edge'), of('paper'))).toBeGreaterThanOrEqual(3)
  })

test('the papers of the tokens are those the brand is checked against', () => {
  expect(light.get('paper')).toBe('#fdfdfb')
  expect(dark.get('paper')).toBe('#15191d')
  expect(light.get('brand')).toBe(safeBrand.light)
  expect(dark.get('brand')).toBe(safeBrand.dark)
})
