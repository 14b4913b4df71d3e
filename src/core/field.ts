// What a person is told of a field, said once, at its schema: the parser's messages, the form, the facts of a record, what
// somebody saved meanwhile and the words of history all read it here.
import { z } from 'zod'

export type Option = { readonly value: string; readonly name: string }

/** How a field is said and drawn. */
export type Described = {
  readonly label: string
  readonly look: 'line' | 'lines' | 'day' | 'time' | 'number' | 'choice' | 'tick'
  readonly help?: string
  readonly optional?: boolean
  /** Of a line: the keyboard that a phone shows. */
  readonly type?: 'email' | 'tel' | 'url'
  /** Of a line about oneself: what the browser may fill in. */
  readonly autoComplete?: 'name' | 'email' | 'tel'
  /** Of a line: how long what stands in it is; as wide as the form where that is left out. */
  readonly width?: 'short' | 'middle'
  /** Of a number: whether it may have a part after the point. */
  readonly isDecimal?: boolean
  /** Of several lines: how many are seen at first; and whether headings, lists and links may be written. */
  readonly rows?: number
  readonly isRich?: boolean
  /** Of a choice: what to choose from, where the record does not decide that, and what the empty choice says. */
  readonly options?: readonly Option[]
  readonly none?: string
}

const words = z.registry<Described>()

/**
 * A schema with what people are told of it. A check that is added keeps it (`.refine`); whoever wraps the schema (`.optional`,
 * `.transform`) describes it again (findings/zod-registry-remembers-by-method.sh).
 */
export function described<S extends z.ZodType>(schema: S, is: Described): S {
  words.add(schema, is)
  return schema
}

/** The same field under a longer name than its messages begin with: "Value" is drawn as "Value, in coaches". */
export const drawnAs = <S extends z.ZodType>(label: string, schema: S): S =>
  described(schema, { look: 'line', ...words.get(schema), label })

/** What people are told of a schema. */
export const wordsOf = (schema: z.ZodType): Described | undefined => words.get(schema)

/** The described fields of a form by name, in their order. */
export const fieldsOf = (form: z.ZodType): ReadonlyMap<string, Described> =>
  new Map(
    Object.entries(shapeOf(form)).flatMap(([name, schema]) => {
      const is = words.get(schema)
      return is ? [[name, is] as const] : []
    }),
  )

/** What a form takes by name, described or not; also of one whose value is made into another. */
export function shapeOf(form: z.ZodType): Readonly<Record<string, z.ZodType>> {
  if (form instanceof z.ZodObject) return form.shape
  return form instanceof z.ZodPipe && form.in instanceof z.ZodType ? shapeOf(form.in) : {}
}

/** What a field is called where it is kept: `heldOn` as `held_on`. */
export const columnOf = (field: string): string => field.replace(/[A-Z]/g, (sign) => `_${sign.toLowerCase()}`)

// Of each table the forms that fill it.
const filling = new Map<string, readonly z.ZodType[]>()

/** Says which table a form fills, so that history calls what changed, and the choices made, as the form did. */
export function fills(table: string, form: z.ZodType): void {
  filling.set(table, [...(filling.get(table) ?? []), form])
}

/** What people were told of a column when they filled it; nothing where no form fills it. */
export function wordsOfColumn(table: string, column: string): Described | undefined {
  for (const form of filling.get(table) ?? [])
    for (const [name, is] of fieldsOf(form)) if (columnOf(name) === column) return is
  return undefined
}
