import { z } from 'zod'
import { described, wordsOf } from '../../core/field.ts'
import { hasCounts, numberFields, type TypedReading } from '../entered/model.ts'
import type { ValueDue } from '../rules.ts'

type Numbers = Pick<TypedReading, 'value' | 'numerator' | 'denominator' | 'reason'>
/** Numbers for a value that is due; nothing where the row was left empty. */
export type TypedValue = ValueDue & { readonly numbers: Numbers }

/** What the fields of a value begin with: they are known by measure and period, since others enter values too. */
export const rowOf = ({ measure, period }: ValueDue): string => `${measure.id}_${period.from}_`
const rowShape = /^([0-9a-f-]{36})_(\d{4}-\d{2}-\d{2})_/
/** The measure and the first day of the period that a field is of. */
export function valueOfField(field: string): { readonly measureId: string; readonly from: string } | null {
  const [, measureId, from] = rowShape.exec(field) ?? []
  return measureId && from ? { measureId, from } : null
}

/** The fields of one value, by their names in the sheet. */
export function fieldNames(one: ValueDue): readonly string[] {
  const counts = hasCounts(one.measure) ? ['numerator', 'denominator'] : []
  return [...counts, 'value', 'reason'].map((name) => rowOf(one) + name)
}

/** All values that are due as one form; rows that are left empty are passed over. */
export const sheetForm = (due: readonly ValueDue[]): z.ZodType<readonly TypedValue[]> =>
  z
    .strictObject(Object.fromEntries(due.flatMap((one) => Object.entries(fieldsIn(one)))))
    .transform((typed) => due.flatMap((one) => typedIn(one, typed)))

function fieldsIn(one: ValueDue): Readonly<Record<string, z.ZodType>> {
  const fields = Object.entries<z.ZodType>(numberFields(one.measure))
  return Object.fromEntries(fields.map(([name, field]) => [rowOf(one) + name, withoutHelp(field)]))
}

// On a sheet each help would stand there as often as there are values.
function withoutHelp(field: z.ZodType): z.ZodType {
  const { help: _, ...is } = wordsOf(field) ?? { label: '', look: 'line' }
  return described(field, is)
}

function typedIn(one: ValueDue, typed: Readonly<Record<string, unknown>>): TypedValue[] {
  const read = (name: keyof Numbers): unknown => typed[rowOf(one) + name] ?? null
  const numbers = Object.fromEntries(
    (['value', 'numerator', 'denominator', 'reason'] as const).map((name) => [name, read(name)]),
  ) as Numbers // read by its own fields above
  return Object.values(numbers).every((number) => number === null) ? [] : [{ ...one, numbers }]
}
