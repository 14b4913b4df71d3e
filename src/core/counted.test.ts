import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { counted, nounFor } from './counted.ts'

test('one is said of one alone: none, parts and many are said of several, in English and in Spanish', () => {
  expect([0, 1, 1.5, 2, 1200].map((hours) => counted(hours, 'hour'))).toEqual([
    '0 hours',
    '1 hour',
    '1.5 hours',
    '2 hours',
    '1,200 hours',
  ])
  expect([0, 1, 1.5, 2].map((hours) => counted(hours, 'hora'))).toEqual(['0 horas', '1 hora', '1.5 horas', '2 horas'])
  expect([1, 3].map((months) => counted(months, 'mes', 'meses'))).toEqual(['1 mes', '3 meses'])
  expect([1, 2].map((coaches) => counted(coaches, 'coach is', 'coaches are'))).toEqual(['1 coach is', '2 coaches are'])
})

test('the word follows the number that is shown, not what was rounded away', () => {
  expect(counted(0.1 + 0.2, 'hour')).toBe('0.3 hours')
  expect(counted(1.0000001, 'hour')).toBe('1 hour')
  expect(nounFor(-1, 'day')).toBe('day')
})

/** Numbers that the house has fixed, none of which is one; chances and odds, which are words; names before a verb; a year. */
const isHonest =
  /^(most|least|longest|shortest|limits\.|pointsFor|settings\.years|xmrReach|within$|k < 10\.5|chance$|numberInWords\(\w+Points\)$)|\.(name|year)$/

/** What the house counts. A word that is missing here is added when it is first counted. */
const counts =
  'hours|minutes|days|weeks|months|years|coaches|mentees|mentors|people|persons|rows|lines|cells|columns|records|seats|places|times|shifts|sessions|classes|courses|measures|values|readings|forecasts|events|gaps|sign-ups|offers|completions|outcomes|entries|changes|applications|numbers|figures|decimals|digits|characters|letters|files|reviews|horas|minutos|d[ií]as|semanas|meses|años|personas|lugares|cupos|clases|cosas|veces'
const withSeveral = new RegExp(
  `(?:\\$\\{((?:[^{}\`]|\\{[^{}]*\\})*)\\}|(?<![$\\w])\\{([\\w.?]+)\\})\\s+(?:more )?(?:${counts})\\b(?!=)`,
  'g',
)
const byHand = /=== 1 \? '' : 'e?s'|=== 1 \? '(\w+)' : '\1e?s'/

test('no line of the house writes a number before a word for several: `counted` does', () => {
  const faults = sources().flatMap(({ file, source }) => [
    ...[...source.matchAll(withSeveral)]
      .filter(
        ({ 1: inText, 2: onPage, index }) =>
          !isHonest.test(inText ?? onPage ?? '') &&
          // Whoever says one in other words (`One person is before you`) has said so right before.
          !source.slice(Math.max(0, index - 120), index).includes('=== 1'),
      )
      .map(([words]) => `${file}: ${words}`),
    ...(byHand.exec(source) ?? []).slice(0, 1).map((words) => `${file}: ${words}`),
  ])
  expect(faults).toEqual([])
})

/** Words that people type, which may end in a stop of their own: `Ida Moss Jr.`, `9 a.m.`, a reason. */
const typedThenStop =
  /\$?\{[^{}`]*\b(?:name|coach|mentor|supervisor|course|reason|note|why|until|place|title)\}\.(?![\w/$])/g

test('no line of the house writes a stop after what somebody typed: `stopped` does, where there is none yet', () => {
  const faults = sources().flatMap(({ file, source }) =>
    [...source.matchAll(typedThenStop)].map(([words]) => `${file}: ${words}`),
  )
  expect(faults).toEqual([])
})

const sources = (): readonly { readonly file: string; readonly source: string }[] =>
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !notOfPages.test(file))
    .map((file) => ({ file, source: readFileSync(join('src', file), 'utf8') }))

/** Tests, the helper itself, and what an operator types and reads. */
const notOfPages = /\.test\.tsx?$|(^|\/)test-[a-z-]+\.ts$|^core\/counted\.ts$|^cli\.ts$|\/vectors\//
