import { z } from 'zod'
import { described, fieldsOf } from '../../../core/field.ts'
import { idText, tick } from '../../../core/text.ts'
import type { DayOrder } from '../../../platform/sheet/values.ts'
import { type PartnerReferral, partnerForm } from '../model.ts'

/** A sheet as it waits, sealed as one text: its cells as texts, by the line that its sender's program counts. */
export type Rows = {
  readonly columns: readonly string[]
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[]; readonly fault?: string }[]
  /** What a person should know about how it was read. */
  readonly notes: readonly string[]
  /** Of an ambulance service's records: how many there were of what kind. Its columns are known, and not asked for. */
  readonly records?: readonly (readonly [number, string])[]
}

type FormField = keyof PartnerReferral
/** What a column may hold: a field of the form, a part of a name, or the day and time of the overdose in one cell. */
export type FileField = FormField | 'firstName' | 'lastName' | 'occurredAt'

const own: Readonly<Record<Exclude<FileField, FormField>, string>> = {
  firstName: 'First name',
  lastName: 'Last name',
  occurredAt: 'Day and time it happened',
}
const formFields = fieldsOf(partnerForm)

/** The fields in the order in which they are asked, with their words. */
export const fileFields: ReadonlyMap<FileField, string> = new Map<FileField, string>([
  ...(Object.entries(own) as [FileField, string][]), // its own keys
  ...[...formFields].map(([name, { label }]) => [name as FileField, label] as const), // the fields of the form
])

export const isFormField = (field: FileField): field is FormField => !(field in own)

/** Which column (from 0) holds what. */
export type Columns = Readonly<Partial<Record<FileField, number>>>

/** How a sheet is read; null where nothing was decided. */
export type FileReading = {
  readonly columns: Columns
  readonly dayOrder: DayOrder | null
  /** Who tells, of rows that do not say. */
  readonly source: string | null
}

/** The same by the headings of its columns, as the files of a partner are read from then on. */
export type RememberedReading = Omit<FileReading, 'columns'> & {
  readonly headings: Readonly<Partial<Record<FileField, string>>>
}

export const columnName = (field: FileField): string => `column-${field}`

/** The form of the reading: a column a field, how days are written, and who tells. */
export const readingForm: z.ZodType<FileReading> = z.record(z.string(), z.string()).transform((typed) => ({
  columns: Object.fromEntries(
    [...fileFields.keys()].flatMap((field) => {
      const raw = typed[columnName(field)] ?? ''
      return /^\d{1,3}$/.test(raw) ? [[field, Number(raw)]] : []
    }),
  ) as Columns, // fields with a column
  dayOrder: (['day first', 'month first'] as const).find((order) => order === typed.dayOrder) ?? null,
  source: typed.source || null,
}))

/** What is wrong in a row; `column` is its heading, '' for the row as a whole. */
export type RowFault = { readonly column: string; readonly message: string }

/** A row that could be read. */
export type ReadRow = { readonly line: number; readonly form: PartnerReferral }

/** What would happen with a row. */
export type RowFate =
  | { readonly kind: 'new'; readonly line: number; readonly form: PartnerReferral; readonly like: LikeReferral | null }
  | { readonly kind: 'already'; readonly line: number; readonly referral: LikeReferral }
  | { readonly kind: 'twice'; readonly line: number; readonly same: number }
  | { readonly kind: 'fault'; readonly line: number; readonly faults: readonly RowFault[] }

/** A referral that is here, by its day alone. */
export type LikeReferral = { readonly id: string; readonly receivedOn: string }

export const sendForm = z.strictObject({
  partnerId: idText('Partner', { none: 'Choose the partner who sent it' }),
  pasted: described(z.string().prefault(''), { look: 'lines', label: 'Or paste cells', optional: true }),
})

export const decideForm = z.strictObject({
  expected: z.string().prefault(''),
  withoutFaults: tick('Import the others, and leave out the rows at fault'),
  withoutLike: tick('Leave out the rows that may tell of somebody who is here already'),
})
