import { readdirSync, readFileSync } from 'node:fs'
import { join, normalize } from 'node:path'
import { expect, test } from 'vitest'
import { order } from './test-rooms.ts'

// The law of styles: they stand beside the room that owns them, in files a person can read, and go when their class goes.

const read = (file: string): string => readFileSync(join('src', file), 'utf8')
const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
const sheets = files.filter((file) => file.endsWith('.css'))
const code = files.filter((file) => /\.tsx?$/.test(file) && !/(^|\/)test-[^/]+$|\.test\.tsx?$/.test(file))

/** Pages and charts of an edition carry rules of their own; every other page has those of the team's side. */
const isPublic = (file: string): boolean => /^publish\/(pages|chart|islands)\//.test(file)
const publicCode = code.filter(isPublic)
const publicSheets = sheets.filter(isPublic)
const teamCode = code.filter((file) => !isPublic(file))
const served = [...read('team.css').matchAll(/@import "(.+)"/g)].map(([, name = '']) => normalize(name))
// The curve looks the same to everybody: its rules go with both sides, and its classes are the public page's.
const teamSheets = served.filter((sheet) => !sheet.startsWith('publish/chart/'))
const roomOf = (file: string): string => file.split('/')[0] ?? ''
const placeOf = (room: string): number => order.indexOf(room)

/** Classes that a library gives to what it draws. */
const ofLibraries = /^ProseMirror-/

test('no file of styles is longer than 400 lines', () => {
  for (const sheet of sheets) expect(read(sheet).split('\n').length - 1, sheet).toBeLessThanOrEqual(400)
})

test('every file of styles is served with one side', () => {
  expect([...teamSheets, ...publicSheets, 'team.css'].sort()).toEqual([...sheets].sort())
})

test('what all pages share comes before the rooms, which come in their order', () => {
  const rooms = [...new Set(teamSheets.map(roomOf))]
  expect(rooms).toEqual(order.filter((room) => rooms.includes(room)))
})

test('a class that nobody uses has no styles', () => {
  const used = usedIn(teamCode)
  const unused = [...named(teamSheets)].flatMap(([name, [sheet]]) =>
    used(name).length === 0 && !ofLibraries.test(name) ? [`${sheet}: .${name}`] : [],
  )
  expect(unused).toEqual([])
})

test('a class that nobody uses on a public page has no styles there', () => {
  const words = new Set(publicCode.flatMap((file) => wordsIn(read(file))))
  const isUsed = (name: string): boolean => words.has(name) || words.has(name.replace(/\d$/, '${'))
  const unused = [...named(publicSheets)].flatMap(([name, [sheet]]) => (isUsed(name) ? [] : [`${sheet}: .${name}`]))
  expect(unused).toEqual([])
})

test('a class that one room alone uses stands in that room, and one that more use not to their right', () => {
  const used = usedIn(teamCode)
  const astray: string[] = []
  for (const [name, where] of named(teamSheets)) {
    const users = [...new Set(used(name).map(roomOf))].sort((a, b) => placeOf(a) - placeOf(b))
    const [first, ...others] = users
    if (first === undefined) continue
    const homes = where.map(roomOf)
    const isAstray =
      first !== 'platform' && others.length === 0
        ? homes.some((room) => room !== first)
        : !homes.some((room) => placeOf(room) <= placeOf(first))
    if (isAstray) astray.push(`.${name} is used in ${users.join(', ')} and stands in ${where.join(', ')}`)
  }
  expect(astray).toEqual([])
})

/** Every class with the files of styles that name it. */
function named(of: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const sheet of of)
    for (const [, selectors = ''] of read(sheet)
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .matchAll(/([^{};]+)\{/g))
      for (const [, name = ''] of selectors.matchAll(/\.([a-z][\w-]*)/gi)) {
        const known = found.get(name) ?? []
        if (!selectors.trim().startsWith('@') && !known.includes(sheet)) found.set(name, [...known, sheet])
      }
  return found
}

/** The files that give a class to an element, by name or by how its name begins: class={`turn-${word}`}. */
function usedIn(of: readonly string[]): (name: string) => readonly string[] {
  const found = of.flatMap((file) => classesIn(read(file)).map((word) => ({ word, file })))
  return (name) =>
    found.flatMap(({ word, file }) => {
      const start = word.endsWith('${') && word.length > 3 ? word.slice(0, -2) : null
      return word === name || (start !== null && name.startsWith(start)) ? [file] : []
    })
}

/** The words of every attribute or field whose name says class, and of every change to a list of classes. */
function classesIn(source: string): readonly string[] {
  const given = [...source.matchAll(/\bclass(?:es|Name)?\s*[=:]\s*/g)].map(({ index, 0: { length } }) =>
    expressionAt(source, index + length),
  )
  const changed = [...source.matchAll(/\bclassList\.\w+\(([^)]*)\)/g)].map(([, words = '']) => words)
  return [...given, ...changed].flatMap(wordsIn)
}

/** What is given from a place on: one text, one pair of braces, or the rest of the line. */
function expressionAt(source: string, at: number): string {
  const first = source[at] ?? ''
  if (/["'`]/.test(first)) return source.slice(at, source.indexOf(first, at + 1) + 1)
  if (first !== '{') return source.slice(at, source.indexOf('\n', at))
  let depth = 0
  for (let end = at; end < source.length; end++) {
    if (source[end] === '{') depth++
    if (source[end] === '}' && --depth === 0) return source.slice(at, end + 1)
  }
  return source.slice(at)
}

/** The words of all texts, those inside of others as well; one that goes on with a value ends in `${`. */
const wordsIn = (source: string): readonly string[] =>
  [...source.matchAll(/'([^'\n]*)'|"([^"\n]*)"|`([^`]*)`/g)].flatMap(([, single, double, template]) => {
    const text = single ?? double ?? template ?? ''
    const inside = [...text.matchAll(/'([^']*)'/g)].flatMap(([, words = '']) => words.split(/\s+/))
    return [...text.replace(/\$\{[^}]*\}?/g, '${ ').split(/\s+/), ...inside].filter((word) => word !== '')
  })
