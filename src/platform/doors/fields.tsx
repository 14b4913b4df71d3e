import type { JSX } from 'preact'
import type { z } from 'zod'
import { type Described, fieldsOf, type Option } from '../../core/field.ts'
import type { Refused } from '../http/route.ts'
import { Choice, DayField, TextArea, TextField, Tick, TimeField } from '../ui/form.tsx'

/**
 * What may be chosen in a field, or is suggested in a line, by its name: records that are called something, values with their
 * words, or words alone.
 */
export type Choices = Readonly<
  Record<string, readonly (string | Option | { readonly id: string; readonly name: string })[]>
>

/** The described fields of a form, in its order: all of them, `only` some, or all `but` some. */
export function Fields({
  of,
  form,
  choices = {},
  only,
  but = [],
}: {
  of: z.ZodType
  form: Refused
  choices?: Choices | undefined
  only?: readonly string[]
  but?: readonly string[]
}): JSX.Element {
  const shown = [...fieldsOf(of)].filter(([name]) => (only?.includes(name) ?? true) && !but.includes(name))
  return (
    <>
      {shown.map(([name, is]) => (
        <DescribedField key={name} form={form} name={name} is={is} options={optionsIn(choices, name) ?? is.options} />
      ))}
    </>
  )
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
}: {
  form: Refused
  name: string
  is: Described
  options?: readonly Option[] | undefined
}): JSX.Element {
  const props = { form, name, label, ...(help && { help }), ...(optional && { optional }) }
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
