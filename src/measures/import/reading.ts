import type { Day } from '../../core/day.ts'
import { line, manyLines } from '../../core/text.ts'
import type { Mark } from '../../platform/sheet/sheet.ts'
import { type DecimalMark, decimalMarkOf, type Form, readNumber } from '../../platform/sheet/values.ts'
import { enteredReasons, enteredStatuses } from '../entered/model.ts'
import { numberProblems, numbersOf } from '../entered/rules.ts'
import type { EnteredReading, Measure } from '../model.ts'
import type { CarriedSheet, Fate, Fault, Field, RowSays } from './model.ts'
import { type Columns, columnsByHeading, fatesOf, periodNamed } from './rules.ts'

/** A sheet of readings as it would be imported now, in the order of its lines. */
export type Plan = {
  readonly columns: Columns
  /** Headings that hold nothing for a reading. */
  readonly leftOut: readonly string[]
  readonly numberForm: Form<DecimalMark>
  readonly decimalMark: DecimalMark | null
  /** Both ways of writing numbers fit or neither does: a person chooses one for the whole sheet before any row is trusted. */
  readonly isOpen: boolean
  readonly fates: readonly Fate[]
}

type Known = { readonly measure: Measure; readonly kept: readonly EnteredReading[]; readonly today: Day }

/** Reads every row under one form of numbers. What does not fit is a fault with its line and its column; nothing is guessed. */
export function planOf(sheet: CarriedSheet, chosen: DecimalMark | null, known: Known): Plan {
  const columns = columnsByHeading(sheet.columns)
  const numberForm = decimalMarkOf(numberCells(sheet, columns))
  const decimalMark = numberForm.kind === 'certain' ? (numberForm.form ?? 'point') : chosen
  const taken = new Set(Object.values(columns))
  const plan = { columns, leftOut: sheet.columns.filter((_, at) => !taken.has(at)), numberForm, decimalMark }
  if (decimalMark === null) return { ...plan, isOpen: true, fates: [] }
  const read = sheet.rows.map((row) => new RowReader(sheet.columns, columns, row, decimalMark).read(known))
  const rows = read.flatMap((one) => (Array.isArray(one) ? [] : [one]))
  const fates = new Map(
    fatesOf(rows, known.kept, known.today).map((fate) => [fate.kind === 'fault' ? fate.line : fate.row.line, fate]),
  )
  return {
    ...plan,
    isOpen: false,
    fates: read.flatMap((one): Fate[] => {
      if (Array.isArray(one)) return [{ kind: 'fault', line: one[0]?.line ?? 0, faults: one }]
      const fate = fates.get(one.line)
      return fate ? [fate] : []
    }),
  }
}

function* numberCells(sheet: CarriedSheet, columns: Columns): Generator<string> {
  for (const field of ['value', 'numerator', 'denominator'] as const)
    for (const { cells, marks } of sheet.rows) {
      const at = columns[field]
      if (at !== undefined && !marks.some(([column]) => column === at)) yield cells[at] ?? ''
    }
}

class RowReader {
  private readonly faults: Fault[] = []
  private readonly headings: readonly string[]
  private readonly columns: Columns
  private readonly row: CarriedSheet['rows'][number]
  private readonly marks: ReadonlyMap<number, Mark>
  private readonly decimalMark: DecimalMark

  constructor(
    headings: readonly string[],
    columns: Columns,
    row: CarriedSheet['rows'][number],
    decimalMark: DecimalMark,
  ) {
    this.headings = headings
    this.columns = columns
    this.row = row
    this.marks = new Map(row.marks)
    this.decimalMark = decimalMark
  }

  read({ measure }: Known): RowSays | Fault[] {
    if (this.row.cells.length > this.headings.length)
      this.fault(
        undefined,
        `The row has ${this.row.cells.length} cells under ${this.headings.length} headings. Check its commas and quotes.`,
      )
    const text = this.text('period')
    const period = text === '' ? { wrong: 'The period is missing.' } : periodNamed(measure.calendar, text)
    if ('wrong' in period) this.fault('period', period.wrong)
    const numbers = {
      value: this.number('value'),
      numerator: this.number('numerator'),
      denominator: this.number('denominator'),
    }
    const reason = this.word('reason', enteredReasons) ?? null
    const status = this.word('status', enteredStatuses)
    const source = this.words('source', line('Source', { optional: true }))
    const note = this.words('note', manyLines('Note', 2_000, { optional: true }))
    const externalId = this.words('externalId', line('External id', { optional: true }))
    if (this.faults.length === 0)
      for (const { field, message } of numberProblems(measure, { ...numbers, reason }))
        this.fault(field as Field, message) // these fields are columns of the sheet too
    if (this.faults.length > 0 || 'wrong' in period) return this.faults
    return {
      line: this.row.line,
      period,
      ...numbersOf(measure, numbers),
      reason,
      ...(status !== undefined && { status }),
      ...(source !== undefined && { source }),
      ...(note !== undefined && { note }),
      ...(externalId !== undefined && { externalId }),
    }
  }

  private fault(field: Field | undefined, message: string): void {
    const at = field === undefined ? undefined : this.columns[field]
    this.faults.push({
      line: this.row.line,
      column: at === undefined ? '' : (this.headings[at] ?? ''),
      value: at === undefined ? '' : (this.row.cells[at] ?? ''),
      message,
    })
  }

  private text(field: Field): string {
    const at = this.columns[field]
    if (at === undefined) return ''
    const text = this.row.cells[at] ?? ''
    if (this.marks.get(at) !== 'error') return text
    this.fault(field, `The cell holds the error ${text}.`)
    return ''
  }

  private number(field: 'value' | 'numerator' | 'denominator'): number | null {
    const text = this.text(field)
    if (text === '') return null
    const mark = this.marks.get(this.columns[field] ?? -1)
    const isTyped = mark === 'number'
    const value = readNumber(text.replace(/\s*%$/, ''), isTyped ? 'point' : this.decimalMark)
    if (value === null)
      this.fault(
        field,
        `“${text.slice(0, 40)}” is not a number with a decimal ${isTyped ? 'point' : this.decimalMark}.`,
      )
    else if (Math.round(value * 1e6) / 1e6 !== value)
      this.fault(field, `“${text.slice(0, 40)}” has more than 6 decimals. Round it first.`)
    else return value
    return null
  }

  private word<const T extends string>(field: Field, known: readonly T[]): T | undefined {
    const text = this.text(field).toLowerCase()
    if (text === '') return undefined
    const found = known.find((one) => one === text)
    if (!found) this.fault(field, `“${text.slice(0, 40)}” is none of: ${known.join(', ')}.`)
    return found
  }

  /** Undefined where the sheet has no such column: then what is on record stays. */
  private words(field: Field, piece: ReturnType<typeof line>): string | undefined {
    if (this.columns[field] === undefined) return undefined
    const read = piece.safeParse(this.text(field))
    if (read.success) return read.data
    this.fault(field, read.error.issues[0]?.message ?? 'This text cannot be kept.')
    return undefined
  }
}
