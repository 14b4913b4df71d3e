import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

// The order of the rooms is the law: look left, through the window.
const order = [
  'core',
  'platform',
  'partners',
  'coaches',
  'training',
  'support',
  'shifts',
  'measures',
  'scorecard',
  'publish',
  'today',
]
const shared = ['core', 'platform']
const pure =
  /(^|\/)(model|rules|facts|catalogue|sentence|figures|evidence|series|values)\.ts$|^core\/|^publish\/withheld\/(counts|links|release|statement)\.ts$/
const window = /\/(facts|model)\.ts$/
const schemaLibrary = /^zod(\/|$)/
const pureBuiltIn = /^node:crypto$/ // an id needs chance; nothing else in core does
const roomOf = (file: string): string => file.split('/')[0] ?? ''

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && file.includes('/') && !/(\.test\.tsx?|\/test-[a-z-]+\.ts)$/.test(file),
)

for (const file of files)
  test(`${file} looks only where it may`, () => {
    const source = readFileSync(join('src', file), 'utf8')
    for (const [, isTypeOnly, name = ''] of source.matchAll(
      /^(?:import|export)( type)? [^'\n]*?(?:\{[^}]*\} )?from '(.+?)'/gm,
    )) {
      const isRelative = name.startsWith('.')
      const target = isRelative ? normalize(join(dirname(file), name)) : name
      if (
        pure.test(file) &&
        !schemaLibrary.test(name) &&
        !(roomOf(file) === 'core' && (!isRelative || pureBuiltIn.test(name)))
      )
        expect(target, `${file} is pure`).toMatch(pure)
      if (!isRelative || roomOf(target) === roomOf(file)) continue
      expect(order, `${file} is in a room of the law`).toContain(roomOf(file))
      expect(order.indexOf(roomOf(target)), `${file} looks right, at ${target}`).toBeLessThan(
        order.indexOf(roomOf(file)),
      )
      if (!shared.includes(roomOf(target)))
        expect(target, `${file} looks past the window, at ${target}`).toMatch(
          isTypeOnly ? window : /\/(facts|model|rules|figures|evidence|words)\.ts$/,
        )
    }
  })
