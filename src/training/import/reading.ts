import { filledDown } from '../../platform/sheet/merged.ts'
import type { Sheet } from '../../platform/sheet/sheet.ts'
import { type DayOrder, type DecimalMark, dayOrderOf, decimalMarkOf, type Form } from '../../platform/sheet/values.ts'
import type { Choices, Fault, Field, ReadRow, SheetPerson } from './model.ts'
import { type Known, RowReader } from './row-reader.ts'

/** A sheet as it was read: rows and faults by line, its people, and what must be asked before it can be read. */
export type Reading = {
  readonly rows: readonly ReadRow[]
  readonly faults: ReadonlyMap<number, readonly Fault[]>
  /** Why a line is left out, though nothing is wrong with it: it adds up others, or nothing has come of it yet. */
  readonly out: ReadonlyMap<number, string>
  readonly people: readonly SheetPerson[]
  readonly dayForm: Form<DayOrder>
  readonly numberForm: Form<DecimalMark>
  /** Columns that say yes and no, or outcomes, while none was taken for the outcome. */
  readonly maybeOutcome: readonly number[]
  /** Lines that are hidden or filtered out in the workbook. */
  readonly hidden: readonly number[]
  /** Rows that name no course. */
  readonly withoutCourse: number
  /** Rows without an outcome, where others have one. */
  readonly withoutOutcome: number
  /** Something must be chosen before any row can be trusted. */
  readonly isOpen: boolean
}

// Whatever is a label says the same of all the rows it is merged over; hours are an amount.
const labels = [
  'name',
  'firstName',
  'lastName',
  'email',
  'course',
  'sessionOn',
  'outcome',
  'on',
] as const satisfies readonly Field[]

/** Reads every row under the choices made. One form of days and numbers holds for the whole sheet; what does not fit it is a fault. */
export function readRows(given: Sheet, choices: Choices, known: Known, maybeOutcome: readonly number[] = []): Reading {
  const { columns } = choices
  const sheet = filledDown(
    given,
    labels.flatMap((field) => columns[field] ?? []),
  )
  const { days, numbers, outcomes } = textsOf(sheet, choices)
  const dayForm = dayOrderOf(days)
  const numberForm = decimalMarkOf(numbers)
  const dayOrder = dayForm.kind === 'certain' ? dayForm.form : choices.dayOrder
  const decimalMark = numberForm.kind === 'certain' ? (numberForm.form ?? 'point') : choices.decimalMark
  const hidden = sheet.rows.filter(({ isHidden }) => isHidden).map(({ line }) => line)
  const isOpen =
    (dayForm.kind === 'ask' && dayOrder === null) ||
    (numberForm.kind === 'ask' && decimalMark === null) ||
    maybeOutcome.length > 0
  const asked = { dayForm, numberForm, maybeOutcome, hidden, isOpen }
  if (isOpen)
    return { rows: [], faults: new Map(), out: new Map(), people: [], withoutCourse: 0, withoutOutcome: 0, ...asked }
  const reader = new RowReader(sheet, choices, known, { dayOrder, decimalMark, saysOutcomes: outcomes })
  for (const row of sheet.rows) reader.read(row)
  const { rows, faults, out, people, withoutCourse, withoutOutcome } = reader
  return { rows, faults, out, people, withoutCourse, withoutOutcome, ...asked }
}

type Texts = { readonly days: ReadonlySet<string>; readonly numbers: ReadonlySet<string>; readonly outcomes: boolean }

// The different texts of days and of numbers, and whether any row has an outcome. What a workbook marks is certain; only texts can be read in two ways.
function textsOf({ rows }: Sheet, { columns }: Choices): Texts {
  const days = new Set<string>()
  const numbers = new Set<string>()
  let outcomes = false
  for (const { cells, marks } of rows) {
    for (const at of [columns.on, columns.sessionOn]) if (at !== undefined && !marks.has(at)) days.add(cells[at] ?? '')
    if (columns.hours !== undefined && !marks.has(columns.hours)) numbers.add(cells[columns.hours] ?? '')
    if (columns.outcome !== undefined && (cells[columns.outcome] ?? '') !== '') outcomes = true
  }
  return { days, numbers, outcomes }
}
