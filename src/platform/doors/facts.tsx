import type { ComponentChildren } from 'preact'
import type { z } from 'zod'
import { dayInWords, isDay } from '../../core/day.ts'
import { type Described, fieldsOf } from '../../core/field.ts'
import type { Typed } from '../http/typed.ts'
import { type Choices, optionsIn } from './fields.tsx'

/** What a form holds, for those who may read it only: each field by its label, as people say what is in it. */
export const factsOf = (
  form: z.ZodType,
  held: Typed,
  choices: Choices = {},
): readonly (readonly [string, ComponentChildren])[] =>
  [...fieldsOf(form)].map(([name, is]) => [is.label, asSaid(is, held.text(name), optionsIn(choices, name))])

function asSaid(is: Described, text: string, options = is.options ?? []): ComponentChildren {
  if (is.look === 'tick') return text === 'yes' ? 'yes' : 'no'
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
