import type { JSX } from 'preact'
import type { z } from 'zod'
import { type Described, fieldsOf, type Option } from '../../core/field.ts'
import type { Language } from '../../core/language.ts'
import type { Refused } from '../http/route.ts'
import { Choice, DayField, TextArea, TextField, Tick, TimeField } from '../ui/form.tsx'

/**
 * What may be chosen in a field, or is suggested in a line, by its name: records that are called something, values with their
 * words, or words alone.
 */
export type Choices = Readonly<
  Record<string, readonly (string | Option | { readonly id: string; readonly name: string })[]>
>

/** The words around fields in another language, by the name of each. */
export type Said = {
  readonly language: Language
  readonly fields: Readonly<Record<string, FieldWords>>
}
export type FieldWords = {
  readonly label: string
  readonly help?: string
  readonly none?: string
  /** What stands for each value that may be chosen. */
  readonly options?: Readonly<Record<string, string>>
}

/** The described fields of a form, in its order: all of them, `only` some, or all `but` some. */
export function Fields({
  of,
  form,
  choices = {},
  only,
  but = [],
  said,
}: {
  of: z.ZodType
  form: Refused
  choices?: Choices | undefined
  only?: readonly string[]
  but?: readonly string[]
  /** In another language than they are described in; what has no words there keeps its own. */
  said?: Said | undefined
}): JSX.Element {
  const shown = [...fieldsOf(of)].filter(([name]) => (only?.includes(name) ?? true) && !but.includes(name))
  return (
    <>
      {shown.map(([name, described]) => {
        const is = inWordsOf(described, said?.fields[name])
        const options = optionsIn(choices, name) ?? is.options
        return <DescribedField key={name} {...{ form, name, is, options }} language={said?.language} />
      })}
    </>
  )
}

function inWordsOf(is: Described, words: FieldWords | undefined): Described {
  if (!words) return is
  const { options, ...rest } = words
  const { help: _, ...bare } = is
  return {
    ...bare,
    ...rest,
    ...(is.options && { options: is.options.map((one) => ({ ...one, name: options?.[one.value] ?? one.name })) }),
  }
}

export const optionsIn = (choices: Choices, name: string): readonly Option[] | undefined => choices[name]?.map(asOption)

function asOption(one: Choices[string][number]): Option {
  if (typeof one === 'string') return { value: one, name: one }
  return 'id' in one ? { value: one.id, name: one.name } : one
}

function DescribedField({
  form,
  name,
  is: { label, look, help, optional, type, width, autoComplete, isDecimal, rows, isRich, none },
  options = [],
  language,
}: {
  form: Refused
  name: string
  is: Described
  options?: readonly Option[] | undefined
  language?: Language | undefined
}): JSX.Element {
  const props = {
    form,
    name,
    label,
    ...(help && { help }),
    ...(optional && { optional }),
    ...(language && { language }),
  }
  switch (look) {
    case 'day':
      return <DayField {...props} />
    case 'time':
      return <TimeField {...props} />
    case 'tick':
      return <Tick {...props} />
    case 'choice':
      return <Choice {...props} options={options} {...(none && { none })} />
    case 'lines':
      return <TextArea {...props} {...(rows && { rows })} {...(isRich && { rich: true })} />
    case 'number':
      return <TextField {...props} inputMode={isDecimal ? 'decimal' : 'numeric'} width="short" />
    case 'line':
      return (
        <TextField
          {...props}
          {...(type && { type })}
          {...(width && { width })}
          {...(autoComplete && { autoComplete })}
          {...(options.length > 0 && { list: options.map(({ value }) => value) })}
        />
      )
  }
}
