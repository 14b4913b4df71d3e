import { z } from 'zod'
import type { FactWindow } from '../../core/fact.ts'
import { type Described, described, drawnAs } from '../../core/field.ts'
import { oneLine, oneOf, reading, tick, type Words } from '../../core/text.ts'
import { type Definition, type Shape, shapes } from '../model.ts'
import { many, spaced } from './rules.ts'

export type Defined = { readonly shape: Shape; readonly definition: Definition }

/** The names of the fields of a definition's form, told apart from those of the settings by their beginnings. */
export const isDefinitionField = (name: string): boolean => /^(fact|shape|on|amount|(of|those|split)_\w+)$/.test(name)

/** The form of a definition over one window: `of_outcome` and `those_outcome` hold a word, or `yes` or `no` for a flag. */
export const definitionForm = (window: FactWindow): z.ZodType<Defined> =>
  z
    .strictObject({
      fact: z.string().prefault(''),
      shape: drawnAs('Kind of number', oneOf('Shape', shapes, { words: shapeWords(window) })),
      on: named('The day on which it counts', window.days, (name) => `The day ${spaced(name).replace(/ on$/, '')}`),
      amount: named('Quantity', window.amounts, (name) => capital(spaced(name)), {
        help: 'Only for a sum or a middle value.',
        none: 'None',
        optional: true,
      }),
      ...conditionFields('of', window),
      ...conditionFields('those', window),
      ...Object.fromEntries(
        Object.keys(window.dimensions).map((name) => [`split_${name}`, tick(capital(spaced(name)))]),
      ),
    })
    .transform(({ fact, shape, on, amount, ...more }): Defined => {
      const rest: Readonly<Record<string, unknown>> = more
      const of = conditionsIn('of', window, rest)
      const those = conditionsIn('those', window, rest)
      return {
        shape,
        definition: {
          fact,
          on,
          of,
          ...(Object.keys(those).length > 0 && { those }),
          ...(amount !== '' && { amount }),
          splits: Object.keys(window.dimensions).filter((name) => rest[`split_${name}`] === true),
        },
      }
    })

/** What the form of a definition starts with. */
export const typedDefinition = ({ shape, definition }: Defined): Record<string, string> => ({
  fact: definition.fact,
  shape,
  on: definition.on,
  amount: definition.amount ?? '',
  ...typedConditions('of', definition.of),
  ...typedConditions('those', definition.those ?? {}),
  ...Object.fromEntries(definition.splits.map((name) => [`split_${name}`, 'yes'])),
})

const shapeWords = (window: FactWindow): Readonly<Record<Shape, string>> => ({
  count: `A count of ${many(window.subject)}`,
  share: 'A share, in %',
  amount: 'A sum of a quantity',
  median: 'The middle value of a quantity',
})

/** One of the window's own names; whether it is one is a rule. */
const named = (
  label: string,
  of: Readonly<Record<string, unknown>>,
  say: (name: string) => string,
  more: Omit<Words, 'look'> = {},
) =>
  reading(
    { label, look: 'choice', options: Object.keys(of).map((name) => ({ value: name, name: say(name) })), ...more },
    (raw) => raw,
  )

const yesOrNo = [
  { value: 'yes', name: 'Yes' },
  { value: 'no', name: 'No' },
]

const conditionFields = (prefix: 'of' | 'those', window: FactWindow): Record<string, z.ZodType<unknown>> => {
  const drawn = (name: string): Described => ({
    label: capital(spaced(name)),
    look: 'choice',
    none: prefix === 'of' ? 'All' : 'Not asked',
    optional: true,
  })
  return {
    ...Object.fromEntries(
      Object.keys(window.dimensions).map((name) => [
        `${prefix}_${name}`,
        described(oneLine('Condition', 120, { optional: true }), drawn(name)),
      ]),
    ),
    ...Object.fromEntries(
      Object.keys(window.flags).map((name) => [
        `${prefix}_${name}`,
        described(z.enum(['', 'yes', 'no']).prefault(''), { ...drawn(name), options: yesOrNo }),
      ]),
    ),
  }
}

function conditionsIn(
  prefix: string,
  window: FactWindow,
  typed: Readonly<Record<string, unknown>>,
): Record<string, string | boolean> {
  const names = [...Object.keys(window.dimensions), ...Object.keys(window.flags)]
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = typed[`${prefix}_${name}`]
      if (typeof value !== 'string' || value === '') return []
      return [[name, name in window.flags ? value === 'yes' : value] as const]
    }),
  )
}

const typedConditions = (
  prefix: string,
  conditions: Readonly<Record<string, string | boolean>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(conditions).map(([name, value]) => [
      `${prefix}_${name}`,
      value === true ? 'yes' : value === false ? 'no' : value,
    ]),
  )

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
