import type { FactWindow } from '../../core/fact.ts'
import { ok, type Problem, type Result, refuseAll } from '../../core/result.ts'
import type { Definition, Shape } from '../model.ts'

type Conditions = Readonly<Record<string, string | boolean>>

/**
 * Whether a definition can be counted through a fact's window, so that the engine never meets a name it does not know. Each
 * problem stands at the field of the form: `on`, `amount`, `of_outcome`, `those_outcome`, `split_zone`.
 */
export function checkDefinition(definition: Definition, shape: Shape, window: FactWindow): Result<Definition> {
  const { fact, on, of, those, amount, splits } = definition
  const problems: Problem[] = []
  const say = (code: string, message: string, field: string): void => {
    problems.push({ code: `measures.${code}`, message, field })
  }
  if (fact !== window.name) say('fact-unknown', 'Choose what is counted from the list.', 'fact')
  if (!has(window.days, on)) say('day-unknown', 'Choose the day on which it counts.', 'on')
  for (const [prefix, conditions] of [
    ['of', of],
    ['those', those ?? {}],
  ] as const)
    for (const [name, value] of Object.entries(conditions)) {
      const isKnown =
        typeof value === 'boolean' ? has(window.flags, name) : has(window.dimensions, name) && value !== ''
      if (!isKnown)
        say(
          'condition-unknown',
          `“${spaced(name)}” cannot be asked about ${many(window.subject)}.`,
          `${prefix}_${name}`,
        )
      else if (prefix === 'those' && has(of, name))
        say(
          'condition-twice',
          `${capital(spaced(name))} is fixed for the whole group already, so all of them would be in the share, or none.`,
          `those_${name}`,
        )
    }
  const asks = Object.keys(those ?? {}).length
  if (shape === 'share' && asks === 0)
    say('share-of-what', 'A share needs at least one condition that some fulfill and some do not.', 'those')
  if (shape !== 'share' && shape !== 'amount' && asks > 0)
    say('those-not-asked', 'Only a share or a sum has a second group of conditions.', 'those')
  const needsAmount = shape === 'amount' || shape === 'median'
  const mayHaveAmount = needsAmount || shape === 'share'
  if (
    needsAmount
      ? amount === undefined || !has(window.amounts, amount)
      : amount !== undefined && mayHaveAmount && !has(window.amounts, amount)
  )
    say('amount-unknown', 'Choose the quantity.', 'amount')
  if (!mayHaveAmount && amount !== undefined) say('amount-not-asked', 'A count has no quantity.', 'amount')
  for (const split of new Set(splits)) {
    if (!has(window.dimensions, split))
      say('split-unknown', `${capital(many(window.subject))} cannot be split by ${spaced(split)}.`, `split_${split}`)
    else if (has(of, split))
      say('split-fixed', `${capital(spaced(split))} is fixed for all, so there is nothing to split.`, `split_${split}`)
  }
  return problems.length === 0 ? ok({ ...definition, splits: [...new Set(splits)] }) : refuseAll(problems)
}

/** A definition as a person says it: `Counts coaches, on the day trained.` */
export function definitionInWords(definition: Definition, shape: Shape, window: FactWindow): string {
  const { on, of, those, amount, splits } = definition
  const all = many(window.subject)
  const whose = conditionsInWords(of)
  const day = `on the day ${spaced(on).replace(/ on$/, '')}`
  const group = whose === '' ? all : `${all} ${whose}`
  const quantity = spaced(amount ?? '')
  const what = {
    count: `Counts ${group}, ${day}.`,
    share: `Of ${amount === undefined ? '' : `the ${quantity} of `}${group}, the percentage ${conditionsInWords(those ?? {})}, ${day}.`,
    amount:
      those === undefined
        ? `Adds up the ${quantity} of ${group}, ${day}. What is not known is left out.`
        : `The ${quantity} of ${group}, ${day}, divided among those of them ${conditionsInWords(those)}. What is not known is left out.`,
    median: `The middle value of the ${quantity} of ${group}, ${day}: half of them lie at or below it. What is not known is left out.`,
  }[shape]
  const used = new Set([...Object.keys(of), ...Object.keys(those ?? {}), ...(amount === undefined ? [] : [amount])])
  const notes = Object.entries(window.notes ?? {}).flatMap(([name, note]) => (used.has(name) ? note : []))
  return [what, ...new Set(notes), ...(splits.length === 0 ? [] : [`Also by ${listed(splits.map(spaced))}.`])].join(' ')
}

/** `courseKind` is said as `course kind`, `isCoachCourse` as `coach course`. */
export const spaced = (camel: string): string =>
  camel
    .replace(/^is(?=[A-Z])/, '')
    .replace(/[A-Z]|\d+/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim()

/** `coach` is said as `coaches`, `enrolment` as `enrolments`; what says more of a thing follows it: `steps of a coach`. */
export function many(subject: string): string {
  const [, thing = '', more = ''] = /^(.+?)( (?:of|in|on|after|who|attended|given)\b.*)?$/.exec(subject) ?? []
  return thing.replace(/\S+$/, pluralOf) + more
}

function pluralOf(word: string): string {
  if (word === 'person') return 'people'
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`
  return `${word}${/(ch|sh|s|x)$/.test(word) ? 'es' : 's'}`
}

const conditionsInWords = (conditions: Conditions): string =>
  listed(
    Object.entries(conditions).map(([name, value]) =>
      typeof value === 'boolean' ? `${value ? '' : 'not '}marked “${spaced(name)}”` : `with ${spaced(name)} “${value}”`,
    ),
  )

const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
const has = (names: object, name: string): boolean => Object.hasOwn(names, name)
