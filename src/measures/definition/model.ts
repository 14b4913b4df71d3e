import { z } from 'zod'
import type { FactWindow } from '../../core/fact.ts'
import { oneLine, oneOf, tick } from '../../core/text.ts'
import { type Definition, type Shape, shapes } from '../model.ts'

export type Defined = { readonly shape: Shape; readonly definition: Definition }

/** The names of the fields of a definition's form, told apart from those of the settings by their beginnings. */
export const isDefinitionField = (name: string): boolean => /^(fact|shape|on|amount|(of|those|split)_\w+)$/.test(name)

/** The form of a definition over one window: `of_outcome` and `those_outcome` hold a word, or `yes` or `no` for a flag. */
export const definitionForm = (window: FactWindow): z.ZodType<Defined> =>
  z
    .strictObject({
      fact: z.string().prefault(''),
      shape: oneOf('Shape', shapes),
      on: z.string().prefault(''),
      amount: z.string().prefault(''),
      ...fieldsOf('of', window),
      ...fieldsOf('those', window),
      ...Object.fromEntries(Object.keys(window.dimensions).map((name) => [`split_${name}`, tick()])),
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

const fieldsOf = (prefix: string, window: FactWindow): Record<string, z.ZodType<unknown>> => ({
  ...Object.fromEntries(
    Object.keys(window.dimensions).map((name) => [`${prefix}_${name}`, oneLine('Condition', 120, { optional: true })]),
  ),
  ...Object.fromEntries(
    Object.keys(window.flags).map((name) => [`${prefix}_${name}`, z.enum(['', 'yes', 'no']).prefault('')]),
  ),
})

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
