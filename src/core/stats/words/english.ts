import { counted, nounFor } from '../../counted.ts'
import type { TurnWord } from '../turn/verdict.ts'
import type { Figure, Statement, Words } from './statement.ts'

/** Plain English at grade 8: short words, one thought a sentence. */
export const english: Words = (statement: Statement, figure: Figure): string => {
  switch (statement.says) {
    case 'nothing yet':
      return 'There is no value yet.'
    case 'one value':
      return `${capital(figure(statement.value, 'with unit'))} in ${statement.label}. One value cannot show a direction.`
    case 'two values':
      return `${capital(figure(statement.first, 'with unit'))} in ${statement.firstLabel} and ${figure(statement.last)} in ${statement.lastLabel}. Two values cannot show a trend.`
    case 'all the same':
      return `From ${statement.from} to ${statement.to} every value was ${figure(statement.value, 'with unit')}.`
    case 'lay between':
      return `From ${statement.from} to ${statement.to} the values lay between ${figure(statement.least)} and ${figure(statement.most, 'with unit')}.`
    case 'swung':
      return `From ${statement.from} to ${statement.to} the number swung ${timesInWords(statement.times)} as much as chance would${statement.noTrend ? '; no trend can be claimed' : ''}.`
    case 'steady':
      return steadyInWords(statement, figure)
    case 'no trend':
      return `${capital(count(statement.points))} ${nounFor(statement.points, 'value is', 'values are')} too few to claim a trend.`
    case 'early direction':
      return `The values point ${statement.isUp ? 'up' : 'down'}, but ${count(statement.points)} ${nounFor(statement.points, 'value is', 'values are')} only an early sign.`
    case 'direction':
      return `Over the whole time the number went ${statement.isUp ? 'up' : 'down'}${goodness(statement.isGood)}.`
    case 'outside':
      return `${statement.label} is ${statement.isHigh ? 'above' : 'below'} what this number ${statement.isTrial ? 'has done so far' : 'usually does'}, ${figure(statement.least)} to ${figure(statement.most, 'with unit')}. ${statement.isTrial ? 'With so few values that is only an early sign.' : 'Something has changed.'}`
    case 'shift':
      return `The last ${plural(statement.points, 'value')} ${statement.points === 1 ? 'lies' : 'lie'} ${statement.isHigh ? 'above' : 'below'} the average. ${statement.isTrial ? 'With so few values that is only an early sign.' : 'Something has changed.'}`
    case 'run':
      return `The number ${statement.isUp ? 'rose' : 'fell'} ${counted(statement.points - 1, 'time')} in a row. ${statement.isTrial ? 'With so few values that is only an early sign.' : 'Something has changed.'}`
    case 'usual range':
      return `The number moves within its usual range, ${figure(statement.least)} to ${figure(statement.most, 'with unit')}; nothing shows a change.`
    case 'next':
      return `If nothing changes, ${statement.label} will be between ${figure(statement.least)} and ${figure(statement.most)}; the chance of that is ${oddsInWords(statement.chance)}.`
    case 'next if nothing':
      return `If nothing changes, ${statement.label} will be 0 or close to it.`
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
    case 'few events':
      return `${statement.label} rests on fewer than 20 events, so treat it as a direction only.`
  }
}

/** `Down each year but one, from 20 in 2017 to 8 in 2024; eight years are only an early sign.` */
function steadyInWords(statement: Extract<Statement, { says: 'steady' }>, figure: Figure): string {
  const { isUp, exceptions, first, last, from, to, points, noun, proves } = statement
  const but = exceptions === 0 ? '' : ` but ${count(exceptions)}`
  const few = `; ${count(points)} ${noun ?? 'value'}s are`
  const tail =
    proves === null ? '' : proves === 'no trend' ? `${few} too few to call it a trend` : `${few} only an early sign`
  return `${isUp ? 'Up' : 'Down'} each ${noun ?? 'time'}${but}, from ${figure(first, 'with unit')} in ${from} to ${figure(last)} in ${to}${tail}.`
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
    ? `${first} If nothing had changed, a result this ${how} would happen more often than not.`
    : `${first} If nothing had changed, a result this ${how} would happen about 1 time in ${statement.oneIn.toLocaleString('en-US')}.`
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
  isGood === null ? '' : isGood ? ', the better way' : ', the worse way'

// The highest that is not above what is known: nobody is promised more.
const odds: readonly (readonly [least: number, words: string])[] = [
  [19 / 20, '19 in 20'],
  [9 / 10, '9 in 10'],
  [4 / 5, '4 in 5'],
  [3 / 4, '3 in 4'],
  [2 / 3, '2 in 3'],
  [3 / 5, '3 in 5'],
  [1 / 2, 'even'],
  [2 / 5, '2 in 5'],
  [1 / 3, '1 in 3'],
  [1 / 4, '1 in 4'],
  [1 / 5, '1 in 5'],
  [1 / 10, '1 in 10'],
  [1 / 20, '1 in 20'],
]
const rounding = 0.005

/** A chance from 0 to 1 as people say it, in one of a few round fractions: `about 2 in 3`, `about even`. */
export function oddsInWords(chance: number): string {
  const found = odds.find(([least]) => chance >= least - rounding)
  return found ? `about ${found[1]}` : 'under 1 in 20'
}

/** `about four times`: whole from two up, halves below; no figure sounds exact. */
export function timesInWords(k: number): string {
  if (k < 1.75) return 'about one and a half times'
  return `about ${k < 10.5 ? count(Math.round(k)) : Math.round(k)} times`
}

const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const count = (n: number): string => words[n] ?? String(n)
const plural = (n: number, word: string): string => (n === 1 ? word : `${count(n)} ${nounFor(n, word)}`)
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
