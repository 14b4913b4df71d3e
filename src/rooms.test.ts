import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'
import { order } from './test-rooms.ts'

const shared = ['core', 'platform']
const pure =
  /(^|\/)(model|rules|facts|catalogue|sentence|figures|evidence|series|values)\.ts$|^core\/|^publish\/withheld\/(cells|counts|growth|links|release|statement|tiles)\.ts$/
const window = /\/(facts|model)\.ts$/
const schemaLibrary = /^zod(\/|$)/
const pureBuiltIn = /^node:crypto$/ // an id needs chance; nothing else in core does
const roomOf = (file: string): string => file.split('/')[0] ?? ''
const isTest = (file: string): boolean => /(^|\/)test-[^/]+$|\.test\.tsx?$/.test(file)
const isOfTheApp = (file: string): boolean => !file.includes('/')
const placeOf = (file: string): number => (isOfTheApp(file) ? order.length : order.indexOf(roomOf(file)))

type Import = { readonly target: string; readonly isRelative: boolean; readonly isTypeOnly: boolean }

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))
const imports = new Map(files.map((file) => [file, importsIn(file)]))

function importsIn(file: string): readonly Import[] {
  const source = readFileSync(join('src', file), 'utf8')
  const named = source.matchAll(
    /^(?:import|export)( type)? (?:[^'\n]*?(?:\{[^}]*\} )?from )?'(.+?)'|\b()import\('(\.[^']+)'\)/gm,
  )
  return [...named].map(([, isTypeOnly, one, , other]) => {
    const name = one ?? other ?? ''
    const isRelative = name.startsWith('.')
    return {
      target: isRelative ? normalize(join(dirname(file), name)) : name,
      isRelative,
      isTypeOnly: isTypeOnly !== undefined,
    }
  })
}

for (const file of files.filter((each) => !isOfTheApp(each)))
  test(`${file} looks only where it may`, () => {
    expect(order, `${file} is in a room of the law`).toContain(roomOf(file))
    const place = placeOf(file)
    for (const { target, isRelative, isTypeOnly } of imports.get(file) ?? []) {
      if (
        pure.test(file) &&
        !isTest(file) &&
        !schemaLibrary.test(target) &&
        !(roomOf(file) === 'core' && (!isRelative || pureBuiltIn.test(target)))
      )
        expect(target, `${file} is pure`).toMatch(pure)
      if (!isRelative || roomOf(target) === roomOf(file)) continue
      for (const seen of isTest(file) ? throughTheApp(target) : [target])
        expect(placeOf(seen), `${file} looks right, at ${seen}`).toBeLessThan(isTest(file) ? place + 1 : place)
      if (!shared.includes(roomOf(target)) && !isTest(file))
        expect(target, `${file} looks past the window, at ${target}`).toMatch(
          isTypeOnly ? window : /\/(facts|model|rules|figures|evidence|words)\.ts$/,
        )
    }
  })

// `phone.tsx` is a room's screen that works without a network.
const frontDoor = /\/((room|facts|sample)\.ts|phone\.tsx)$/
// What it computes is of two rooms, in a process of its own that loads no others.
const apart = 'solver-process.ts'

for (const file of files.filter((each) => isOfTheApp(each) && !isTest(each) && each !== apart))
  test(`${file} comes into rooms by their front doors`, () => {
    for (const { target, isRelative, isTypeOnly } of imports.get(file) ?? []) {
      if (!isRelative || isOfTheApp(target) || shared.includes(roomOf(target)) || isTypeOnly) continue
      expect(frontDoor.test(target) || pure.test(target), `${file} goes past the door, at ${target}`).toBe(true)
    }
  })

/** What a test sees of the rooms, through the app or straight: it may make a county with all that is left of it. */
function throughTheApp(file: string, known: ReadonlySet<string> = new Set()): readonly string[] {
  if (!isOfTheApp(file)) return [file]
  if (known.has(file)) return []
  const seen = (imports.get(file) ?? []).filter(({ isRelative }) => isRelative)
  return seen.flatMap(({ target }) => throughTheApp(target, new Set([...known, file])))
}

test('no files look at one another in a circle, for a type neither', () => {
  expect(circles()).toEqual([])
})

/** A circle for each file that leads back to one it came from; none where there is none. */
function circles(): readonly string[] {
  const found: string[] = []
  const isDone = new Set<string>()
  const follow = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) found.push([...way.slice(way.indexOf(file)), file].join(' → '))
    if (isDone.has(file) || way.includes(file)) return
    for (const { target, isRelative } of imports.get(file) ?? []) if (isRelative) follow(target, [...way, file])
    isDone.add(file)
  }
  for (const file of files) follow(file, [])
  return found
}

test('a file past 250 lines says why in its first line', () => {
  const generated = 'src/platform/db/tables.ts'
  const isShort = (file: string): boolean => readFileSync(file, 'utf8').split('\n').length <= 251
  const saysWhy = (file: string): boolean =>
    /^\/\/ .*\b(longer than|over 250 lines)\b/i.test(readFileSync(file, 'utf8').split('\n')[0] ?? '')
  // A file of tests is a list, read one test at a time.
  const silent = ['src', 'e2e', 'bench', 'scripts']
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)))
    .filter((file) => /\.(tsx?|mjs)$/.test(file) && !/\.test\.tsx?$/.test(file) && file !== generated)
    .filter((file) => !isShort(file) && !saysWhy(file))
  expect(silent).toEqual([])
})
