import type { ComponentChildren } from 'preact'
import type { z } from 'zod'
import { dayInWords, isDay } from '../../core/day.ts'
import { columnOf, type Described, fieldsOf, shapeOf } from '../../core/field.ts'
import { isId } from '../../core/id.ts'
import { type Typed, typedFrom } from '../http/typed.ts'
import { inWords } from '../ui/words.ts'
import { type Choices, optionsIn } from './fields.tsx'

/**
 * What a form holds, for those who may read it only: each field by its label, as people say what is in it. `own` is what a page
 * says of a field in its own words, null where it is said elsewhere.
 */
export const factsOf = (
  form: z.ZodType,
  held: Typed,
  choices: Choices = {},
  own: Readonly<Record<string, ComponentChildren>> = {},
): readonly (readonly [string, ComponentChildren])[] =>
  [...fieldsOf(form)]
    .filter(([name]) => own[name] !== null)
    .map(([name, is]) => [is.label, own[name] ?? asSaid(is, held.text(name), optionsIn(choices, name))])

/** A record's own fields, as a form starts from them; fields of others (its id, when it was last met) stay out. */
export function typedOf(form: z.ZodType, record: object): Typed {
  const own = new Set(Object.keys(shapeOf(form)))
  return typedFrom(Object.fromEntries(Object.entries(record).filter(([name]) => own.has(name))))
}

/** What was typed into a form, in its words, without what nobody typed: a version, an id, a field left empty. */
export function factsTyped(
  form: z.ZodType | undefined,
  typed: Typed,
): readonly (readonly [string, ComponentChildren])[] {
  const fields = form ? fieldsOf(form) : new Map<string, Described>()
  return typed
    .entries()
    .filter(([name, value]) => name !== 'version' && value !== '' && !isId(value))
    .map(([name, value]) => {
      const is = fields.get(name)
      return is ? [is.label, asSaid(is, value)] : [inWords.field(columnOf(name)), value]
    })
}

function asSaid(is: Described, text: string, options = is.options ?? []): ComponentChildren {
  if (is.look === 'tick') return text === 'yes' ? 'yes' : 'no'
  if (is.look === 'choice' && text === '' && is.optional) return is.none ?? ''
  if (is.look === 'choice') return options.find(({ value }) => value === text)?.name ?? text
  if (is.look === 'day' && isDay(text)) return dayInWords(text)
  if (is.type === 'url' && text !== '')
    return (
      <a href={text} rel="noopener">
        {text}
      </a>
    )
  return text
}
