// Longer than most, since all that can be said of a series in English is in one place, whole and in short.
import { counted, nounFor } from '../../counted.ts'
import type { TurnWord } from '../turn/verdict.ts'
import { countInWords as count } from './odds.ts'
import type { Figure, Span, Statement, Verdict, Words } from './statement.ts'

/** Plain English at grade 8: short words, one thought a sentence. */
export const english: Words = (statement: Statement, figure: Figure): string => {
  switch (statement.says) {
    case 'nothing yet':
      return 'There is no final value yet.'
    case 'newest':
      return newestInWords(statement, figure)
    case 'one value':
      return 'One value cannot show a direction.'
    case 'two values':
      return 'Two values cannot show a trend.'
    case 'all the same':
      return `${capital(amountOf(statement, figure, 'with unit'))} in ${when(statement.label)}, the same each ${statement.noun ?? 'time'} since ${when(statement.from)}.`
    case 'lay between':
      return `${capital(betweenInWords(statement, figure))}${provesInWords(statement)}.`
    case 'steady':
      return steadyInWords(statement, figure)
    case 'early direction':
      return `It points ${upOrDown(statement)}, but ${few(statement)} only an early sign.`
    case 'direction':
      return `The direction over time is ${upOrDown(statement)}${goodness(statement.isGood)}.`
    case 'outside':
      return statement.isTrial
        ? `That is ${aboveOrBelow(statement)} what it has done so far, ${spanOf(statement, figure)}; ${early}.`
        : `That is ${aboveOrBelow(statement)} the usual ${spanOf(statement, figure)}. ${changed}`
    case 'shift':
      return `The last ${plural(statement.points, 'value')} ${statement.points === 1 ? 'lies' : 'lie'} ${aboveOrBelow(statement)} the average${statement.isTrial ? `; ${early}.` : `. ${changed}`}`
    case 'run':
      return `It ${statement.isUp ? 'rose' : 'fell'} ${counted(statement.points - 1, 'time')} in a row${statement.isTrial ? `; ${early}.` : `. ${changed}`}`
    case 'usual range':
      return `That is within the usual ${spanOf(statement, figure)}; nothing shows a change.`
    case 'verdict':
      return verdictInWords(statement, figure)
    case 'so far':
      return soFar(statement, figure)
    case 'gap':
      return gapOf(statement, figure)
    case 'needs':
      return needs(statement)
    case 'drawn by hand':
      return 'The baseline was drawn by a person, so no chance and no verdict can be said of it.'
    case 'no direction':
      return 'Neither more nor less is better here, so there is no verdict.'
    case 'nothing to compare':
      return 'The values before are all alike, so there is nothing to compare with.'
    case 'review':
      return reviews[statement.word]
  }
}

/** The same claim in at most 12 words, for a row of a scorecard: what happened stands beside it. */
export const englishInShort: Words = (statement: Statement, figure: Figure): string => {
  switch (statement.says) {
    case 'nothing yet':
      return 'No final value yet.'
    case 'all the same':
      return `The same each ${statement.noun ?? 'time'} since ${when(statement.from)}.`
    case 'lay between':
      if (statement.isPart) return `No direction can be read from the ${statement.noun ?? 'value'}s shown.`
      return statement.proves === 'too few'
        ? `${capital(few({ points: statement.points, noun: null }))} too few to show a direction.`
        : `Between ${figure(statement.least)} and ${figure(statement.most)}; no direction can be read${statement.proves === 'not yet' ? ' yet' : ''}.`
    case 'steady':
      return `${capital(upOrDown(statement))} each ${statement.noun ?? 'time'}${butInWords(statement)}${statement.proves === null ? '' : statement.proves === 'no trend' ? `; too few ${statement.noun ?? 'value'}s to call it a trend` : '; only an early sign'}.`
    case 'early direction':
      return `It points ${upOrDown(statement)}; only an early sign.`
    case 'outside':
      return statement.isTrial
        ? `${capital(aboveOrBelow(statement))} what it has done so far; only an early sign.`
        : `${capital(aboveOrBelow(statement))} the usual ${spanOf(statement, figure)}: something has changed.`
    case 'shift':
      return `${capital(plural(statement.points, 'value'))} ${aboveOrBelow(statement)} the average: ${statement.isTrial ? 'only an early sign' : 'something has changed'}.`
    case 'run':
      return `${capital(upOrDown(statement))} ${counted(statement.points - 1, 'time')} in a row: ${statement.isTrial ? 'only an early sign' : 'something has changed'}.`
    case 'usual range':
      return `Within the usual ${spanOf(statement, figure)}; nothing shows a change.`
    case 'verdict':
      return verdictInShort(statement, figure)
    default:
      return english(statement, figure)
  }
}

const changed = 'Something has changed.'
const early = 'with so few values, only an early sign'

const upOrDown = ({ isUp }: { readonly isUp: boolean }): string => (isUp ? 'up' : 'down')
const aboveOrBelow = ({ isHigh }: { readonly isHigh: boolean }): string => (isHigh ? 'above' : 'below')
const spanOf = ({ least, most }: { readonly least: number; readonly most: number }, figure: Figure): string =>
  toInWords([least, most], figure)

function toInWords([least, most]: Span, figure: Figure): string {
  const [from, to] = [figure(least), figure(most)]
  return from === to ? from : `${from} to ${to}`
}

/** A period as it stands after `in`: `FY 2025`, `the first half of 2024`, `2019-2021`. */
const when = (label: string): string =>
  label
    .replace(/^(First|Second) half /, (_, half: string) => `the ${half.toLowerCase()} half of `)
    .replace(/^School year /, 'school year ')
    .replace(/^(\d{4}) to (\d{4})$/, '$1-$2')

type Amount = { readonly value: number; readonly zeroIsNone: boolean }

function amountOf({ value, zeroIsNone }: Amount, figure: Figure, unit?: 'with unit'): string {
  if (value !== 0 || !zeroIsNone) return figure(value, unit)
  return unit ? figure(0, unit).replace(/^0(?= )/, 'no') : 'none'
}

/** `12 in 2024, after 39 in 2023 and none in 2022.` */
function newestInWords(newest: Extract<Statement, { says: 'newest' }>, figure: Figure): string {
  const { label, before, zeroIsNone, isWithUnit } = newest
  const after = before.map((one) => `${amountOf({ ...one, zeroIsNone }, figure)} in ${when(one.label)}`)
  const now = amountOf(newest, figure, isWithUnit ? 'with unit' : undefined)
  return `${capital(now)} in ${when(label)}${after.length === 0 ? '' : `, after ${after.join(' and ')}`}.`
}

type BetweenSaid = Extract<Statement, { says: 'lay between' }>

function betweenInWords({ least, most, noun, isEach, isPart }: BetweenSaid, figure: Figure): string {
  const between = `between ${figure(least)} and ${figure(most)}`
  if (isPart) return `${between} in the ${noun ?? 'value'}s shown`
  return isEach && noun !== null ? `${between} a ${noun}` : between
}

function provesInWords({ proves, points }: BetweenSaid): string {
  if (proves === null) return ''
  if (proves === 'too few') return `; ${few({ points, noun: null })} too few to show a direction`
  return `; no direction can be read from it${proves === 'not yet' ? ' yet' : ''}`
}

const few = ({ points, noun }: { readonly points: number; readonly noun: string | null }): string =>
  `${count(points)} ${nounFor(points, noun ?? 'value')} ${nounFor(points, 'is', 'are')}`

/** `610 kits in FY 2025, up each year from 212 in FY 2021; five years are too few to call it a trend.` */
function steadyInWords(statement: Extract<Statement, { says: 'steady' }>, figure: Figure): string {
  const { first, last, from, to, noun, proves } = statement
  const tail =
    proves === null
      ? ''
      : `; ${few(statement)} ${proves === 'no trend' ? 'too few to call it a trend' : 'only an early sign'}`
  return `${capital(figure(last, 'with unit'))} in ${when(to)}, ${upOrDown(statement)} each ${noun ?? 'time'}${butInWords(statement)} from ${figure(first)}${from === null ? '' : ` in ${when(from)}`}${tail}.`
}

const butInWords = ({ exceptions }: { readonly exceptions: number }): string =>
  exceptions === 0 ? '' : ` but ${count(exceptions)}`

const verdicts: Readonly<Record<Verdict['word'], string>> = {
  turned: 'The curve turned',
  slowed: 'It still gets worse, but more slowly',
  worse: 'Worse than expected',
  'not distinguishable': 'No turn can be seen',
}

type VerdictSaid = Extract<Statement, { says: 'verdict' }>

/** `The curve turned. Without the plan 39 to 58 were expected; there were 66 to 74.` */
function verdictInWords({ word, expected, actual, later, isCount }: VerdictSaid, figure: Figure): string {
  if (expected === null || actual === null) return `${verdicts[word]}.`
  const since = later === null ? '' : ` Since the review: ${toInWords(later, figure)}.`
  return `${verdicts[word]}. Without the plan ${toInWords(expected, figure)} ${isCount ? 'were' : 'was'} expected; ${isCount ? 'there were' : 'it was'} ${toInWords(actual, figure)}.${since}`
}

function verdictInShort({ word, expected, actual }: VerdictSaid, figure: Figure): string {
  if (expected === null || actual === null) return `${verdicts[word]}.`
  const not = word === 'not distinguishable' ? '' : `, not ${toInWords(expected, figure)}`
  return `${word === 'slowed' ? 'Getting worse more slowly' : verdicts[word]}: ${toInWords(actual, figure)}${not}.`
}

const reviews: Readonly<Record<TurnWord, string>> = {
  turned: 'At this review the curve has turned for the better.',
  slowed: 'At this review the number still gets worse, but less than it would have.',
  worse: 'At this review the number does worse than if nothing had changed.',
  'not distinguishable': 'At this review the number cannot be told apart from what it would have been.',
  'too early': 'It is too early to tell.',
}

function soFar(statement: Extract<Statement, { says: 'so far' }>, figure: Figure): string {
  const first = gapOf(statement, figure)
  const how = statement.isGood ? 'good' : 'bad'
  return statement.oneIn === null
    ? `${first} Without the plan a result this ${how} would happen more often than not.`
    : `${first} Without the plan a result this ${how} would happen about 1 time in ${statement.oneIn.toLocaleString('en-US')}.`
}

/** Sums are told by how far they are apart; of averages the distance would be read as a share of a share. */
function gapOf(statement: Extract<Statement, { says: 'so far' | 'gap' }>, figure: Figure): string {
  const { actual, expected, isAverage } = statement
  const [is, was] = [figure(actual), figure(expected)]
  if (is === was) return `So far just what the baseline expected (${is}${isAverage ? ' on average' : ''}).`
  if (isAverage)
    return `So far ${is} on average, ${actual > expected ? 'above' : 'below'} the ${was} that the baseline expected.`
  const gap = figure(Math.abs(actual - expected))
  return `So far ${gap} ${actual > expected ? 'more' : 'fewer'} than the baseline expected (${is} against ${was}).`
}

function needs(statement: Extract<Statement, { says: 'needs' }>): string {
  const { before, leastBefore, after, leastAfter } = statement
  const lacks = [
    ...(before < leastBefore
      ? [
          `${count(leastBefore)} ${nounFor(leastBefore, 'value')} from before the plan (there ${nounFor(before, 'is', 'are')} ${count(before)})`,
        ]
      : []),
    ...(after < leastAfter
      ? [
          `${count(leastAfter)}${before < leastBefore ? '' : ' values'} from after it began (there ${after === 1 ? 'is one' : `are ${after === 0 ? 'none' : count(after)}`})`,
        ]
      : []),
  ]
  return `A verdict needs ${lacks.join(' and ')}.`
}

const goodness = (isGood: boolean | null): string =>
  isGood === null ? '' : `, which is ${isGood ? 'better' : 'worse'}`

const plural = (n: number, word: string): string => (n === 1 ? word : `${count(n)} ${nounFor(n, word)}`)
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
