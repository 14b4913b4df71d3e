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
    case 'no trend':
      return `${capital(count(statement.points))} values are too few to claim a trend.`
    case 'early direction':
      return `The values point ${statement.isUp ? 'up' : 'down'}, but ${count(statement.points)} values are only an early sign.`
    case 'direction':
      return `Over the whole time the number went ${statement.isUp ? 'up' : 'down'}${goodness(statement.isGood)}.`
    case 'outside':
      return `${statement.label} is ${statement.isHigh ? 'above' : 'below'} what this number ${statement.isTrial ? 'has done so far' : 'usually does'}, ${figure(statement.least)} to ${figure(statement.most, 'with unit')}. ${statement.isTrial ? 'With so few values that is only an early sign.' : 'Something has changed.'}`
    case 'shift':
      return `The last ${plural(statement.points, 'value')} ${statement.points === 1 ? 'lies' : 'lie'} ${statement.isHigh ? 'above' : 'below'} the average. ${statement.isTrial ? 'With so few values that is only an early sign.' : 'Something has changed.'}`
    case 'run':
      return `The number ${statement.isUp ? 'rose' : 'fell'} ${statement.points - 1} times in a row. ${statement.isTrial ? 'With so few values that is only an early sign.' : 'Something has changed.'}`
    case 'usual range':
      return `The number moves within its usual range, ${figure(statement.least)} to ${figure(statement.most, 'with unit')}; nothing shows a change.`
    case 'next':
      return `If nothing changes, ${statement.label} will be between ${figure(statement.least)} and ${figure(statement.most)} with about ${statement.odds[0]}-in-${statement.odds[1]} probability.`
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
    ...(before < leastBefore ? [`${count(leastBefore)} values from before the plan (there are ${count(before)})`] : []),
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

/** `about four times`: whole from two up, halves below; no figure sounds exact. */
export function timesInWords(k: number): string {
  if (k < 1.75) return 'about one and a half times'
  return `about ${k < 10.5 ? count(Math.round(k)) : Math.round(k)} times`
}

const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const count = (n: number): string => words[n] ?? String(n)
const plural = (n: number, word: string): string => (n === 1 ? word : `${count(n)} ${word}s`)
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
