import { counted } from '../../core/counted.ts'
import type { Day } from '../../core/day.ts'
import { line, manyLines } from '../../core/text.ts'
import { type DecimalMark, decimalMarkOf, type Form, type Wrong } from '../../platform/sheet/values.ts'
import { enteredReasons, enteredStatuses } from '../entered/model.ts'
import { fittingTarget, numberProblems, numbersOf } from '../entered/rules.ts'
import type { EnteredReading, Measure, Period, Target } from '../model.ts'
import { reasonInWords } from '../rules.ts'
import { cellsIn, type Row, textsIn, totalIn } from './cells.ts'
import type { CarriedSheet, Choices, Fate, Fault, Field, Mark, RowSays } from './model.ts'
import { type Columns, columnsByHeading, fatesOf, isOfHostedScorecard, periodNamed } from './rules.ts'
import { type TargetComing, targetsComing } from './targets.ts'
import { type Asked, isAskedAsPart, isInPercent, isTooFine, type NumberField, readFigure } from './values.ts'

/** What a person has to choose before any row is trusted; each question once for the whole sheet. */
export type Questions = {
  readonly numberForm: Form<DecimalMark>
  /** A value in percent without a sign, such as 0.72; null where none can be misread. */
  readonly percents: string | null
  /** A value with more decimals than its measure shows. */
  readonly decimals: string | null
  /** The lines that are hidden or filtered out in the workbook. */
  readonly hidden: readonly number[]
}

/** A sheet of readings as it would be imported now, in the order of its lines. */
export type Plan = {
  readonly columns: Columns
  /** Headings that hold nothing for a reading. */
  readonly leftOut: readonly string[]
  readonly questions: Questions
  /** What was chosen, and the decimal mark where the numbers leave no choice. */
  readonly choices: Choices
  /** Something must be chosen first. */
  readonly isOpen: boolean
  /** The lines that are read; hidden ones may be left out. */
  readonly lines: number
  readonly fates: readonly Fate[]
  readonly targets: readonly TargetComing[]
}

type Known = {
  readonly measure: Measure
  readonly kept: readonly EnteredReading[]
  readonly targets: readonly Target[]
  readonly today: Day
}

/** Reads every row under one form of numbers. What does not fit is a fault with its line and its column; nothing is guessed. */
export function planOf(sheet: CarriedSheet, chosen: Choices, known: Known): Plan {
  const columns = columnsByHeading(sheet.columns)
  const isHosted = isOfHostedScorecard(sheet.columns)
  const taken = new Set(Object.values(columns))
  const rows = chosen.hidden === 'left out' ? sheet.rows.filter(({ isHidden }) => !isHidden) : sheet.rows
  const numberForm = decimalMarkOf(textsIn(rows, columns))
  const decimalMark = numberForm.kind === 'certain' ? (numberForm.form ?? 'point') : chosen.decimalMark
  // A hosted scorecard writes 90% as 90 and takes no sign, so that 0.5 is half a percent there.
  const choices = { ...chosen, decimalMark, ...(isHosted && { percents: 'percents' as const }) }
  const questions = {
    numberForm,
    hidden: sheet.rows.flatMap(({ isHidden, line }) => (isHidden ? [line] : [])),
    ...(decimalMark === null
      ? { percents: null, decimals: null }
      : askedOf(rows, columns, { ...choices, decimalMark, measure: known.measure })),
    ...(isHosted && { percents: null }),
  }
  const plan = {
    columns,
    leftOut: sheet.columns.filter((_, at) => !taken.has(at)),
    questions,
    choices,
    lines: rows.length,
  }
  if (decimalMark === null || isUnanswered(questions, choices)) return { ...plan, isOpen: true, fates: [], targets: [] }
  const asked = { ...choices, decimalMark, measure: known.measure }
  const read = rows.map((row) => new RowReader(sheet.columns, columns, row, asked).read())
  const fates = inOrder(read, known)
  return { ...plan, isOpen: false, fates, targets: targetsComing(fates, known.targets) }
}

const isUnanswered = ({ percents, decimals, hidden }: Questions, choices: Choices): boolean =>
  (percents !== null && choices.percents === null) ||
  (decimals !== null && choices.decimals === null) ||
  (hidden.length > 0 && choices.hidden === null)

function inOrder(read: readonly (RowSays | Fault[])[], { kept, today }: Known): Fate[] {
  const rows = read.flatMap((one) => (Array.isArray(one) ? [] : [one]))
  const fates = new Map(
    fatesOf(rows, kept, today).map((fate) => [fate.kind === 'fault' ? fate.line : fate.row.line, fate]),
  )
  return read.flatMap((one): Fate[] => {
    if (Array.isArray(one)) return [{ kind: 'fault', line: one[0]?.line ?? 0, faults: one }]
    const fate = fates.get(one.line)
    return fate ? [fate] : []
  })
}

/** Values that can be misread: the first in percent without its sign, and, that being settled, the first that is too fine. */
function askedOf(
  rows: readonly Row[],
  columns: Columns,
  asked: Asked,
): { readonly percents: string | null; readonly decimals: string | null } {
  const values = [...cellsIn(rows, columns, 'value'), ...cellsIn(rows, columns, 'target')]
  const percents = isInPercent(asked.measure) ? values.find((cell) => isAskedAsPart(cell, asked)) : undefined
  const isSettled = percents === undefined || asked.percents !== null
  const decimals = isSettled ? values.find((cell) => isTooFine(cell, asked)) : undefined
  return { percents: percents?.text ?? null, decimals: decimals?.text ?? null }
}

class RowReader {
  private readonly faults: Fault[] = []
  private readonly headings: readonly string[]
  private readonly columns: Columns
  private readonly row: Row
  private readonly marks: ReadonlyMap<number, Mark>
  private readonly asked: Asked & { readonly measure: Measure }

  constructor(headings: readonly string[], columns: Columns, row: Row, asked: Asked & { readonly measure: Measure }) {
    this.headings = headings
    this.columns = columns
    this.row = row
    this.marks = new Map(row.marks)
    this.asked = asked
  }

  read(): RowSays | Fault[] {
    const { measure } = this.asked
    const total = totalIn(this.row.cells, this.columns)
    if (total !== null) {
      this.fault(undefined, `The line says “${total.slice(0, 40)}”: a sum over other lines is no reading of its own.`)
      return this.faults
    }
    if (this.row.cells.length > this.headings.length)
      this.fault(
        undefined,
        `The row has ${counted(this.row.cells.length, 'cell')} under ${counted(this.headings.length, 'heading')}. Check its commas and quotes.`,
      )
    const text = this.text('period')
    const period =
      text === ''
        ? { wrong: 'The period is missing.' }
        : periodNamed(measure.calendar, text, isOfHostedScorecard(this.headings))
    if ('wrong' in period) this.fault('period', period.wrong)
    const said = this.reasonForValue()
    const numbers = {
      value: said === null ? this.number('value') : null,
      numerator: this.number('numerator'),
      denominator: this.number('denominator'),
    }
    const reason = this.word('reason', enteredReasons) ?? said
    const status = this.word('status', enteredStatuses)
    const source = this.words('source', line('Source', { optional: true }))
    const note = this.words('note', manyLines('Note', 2_000, { optional: true }))
    const externalId = this.words('externalId', line('External id', { optional: true }))
    const target = this.number('target')
    this.checkTarget(target, period)
    const isTargetAlone = target !== null && reason === null && Object.values(numbers).every((one) => one === null)
    if (this.faults.length === 0 && !isTargetAlone)
      for (const { field, message } of numberProblems(measure, { ...numbers, reason }))
        this.fault(field as Field, message) // these fields are columns of the sheet too
    if (this.faults.length > 0 || 'wrong' in period) return this.faults
    return {
      line: this.row.line,
      period,
      ...numbersOf(measure, numbers),
      reason,
      ...(target !== null && { target }),
      ...(status !== undefined && { status }),
      ...(source !== undefined && { source }),
      ...(note !== undefined && { note }),
      ...(externalId !== undefined && { externalId }),
    }
  }

  private checkTarget(value: number | null, period: Period | Wrong): void {
    if (value === null || 'wrong' in period) return
    const fitting = fittingTarget(this.asked.measure, { from: period.from, value, note: '' })
    if (!fitting.ok) for (const { message } of fitting.problems) this.fault('target', message)
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

  private number(field: NumberField | 'target'): number | null {
    const text = this.text(field)
    if (text === '') return null
    const read = readFigure(
      { text, mark: this.marks.get(this.columns[field] ?? -1) },
      field === 'target' ? 'value' : field,
      this.asked,
    )
    if (typeof read === 'number') return read
    this.fault(field, read.wrong)
    return null
  }

  /** Why there is no value may stand in its place: `not collected`. */
  private reasonForValue(): (typeof enteredReasons)[number] | null {
    const text = (this.row.cells[this.columns.value ?? -1] ?? '').toLowerCase()
    return enteredReasons.find((reason) => text === reason || text === reasonInWords[reason]) ?? null
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
