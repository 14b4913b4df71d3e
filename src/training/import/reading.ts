import { searchKey } from '../../coaches/facts.ts'
import { type Day, dayInWords } from '../../core/day.ts'
import { mailAddress, name as nameText } from '../../core/text.ts'
import type { Sheet, SheetRow } from '../../platform/sheet/sheet.ts'
import {
  type DayOrder,
  type DecimalMark,
  dayOrderOf,
  decimalMarkOf,
  type Form,
  hoursOf,
  readDay,
  unclear,
  type Wrong,
} from '../../platform/sheet/values.ts'
import type { Course } from '../courses/model.ts'
import { versionOn } from '../courses/rules.ts'
import type { Outcome, Session } from '../sessions/model.ts'
import { isShort, outcomeProblems } from '../sessions/rules.ts'
import type { Choices, Fault, Field, ReadRow, SheetPerson } from './model.ts'
import { outcomeOf } from './rules.ts'

// Made once: a schema costs far more to make than to use.
const nameSchema = nameText()
const addressSchema = mailAddress()

/** What the rows of a sheet are read against. */
export type Known = {
  readonly courses: readonly Course[]
  readonly sessions: readonly Session[]
  readonly today: Day
  /** The time zone of the county: a stamp in universal time belongs to its day. */
  readonly zone: string
}

/** A sheet as it was read: rows and faults by line, its people, and what must be asked before it can be read. */
export type Reading = {
  readonly rows: readonly ReadRow[]
  readonly faults: ReadonlyMap<number, readonly Fault[]>
  readonly people: readonly SheetPerson[]
  readonly dayForm: Form<DayOrder>
  readonly numberForm: Form<DecimalMark>
  /** Something must be chosen before any row can be trusted. */
  readonly isOpen: boolean
}

/** Reads every row under the choices made. One form of days and numbers holds for the whole sheet; what does not fit it is a fault. */
export function readRows(sheet: Sheet, choices: Choices, known: Known): Reading {
  const { days, numbers } = textsOf(sheet, choices)
  const dayForm = dayOrderOf(days)
  const numberForm = decimalMarkOf(numbers)
  const dayOrder = dayForm.kind === 'certain' ? dayForm.form : choices.dayOrder
  const decimalMark = numberForm.kind === 'certain' ? (numberForm.form ?? 'point') : choices.decimalMark
  const isOpen = (dayForm.kind === 'ask' && dayOrder === null) || (numberForm.kind === 'ask' && decimalMark === null)
  if (isOpen) return { rows: [], faults: new Map(), people: [], dayForm, numberForm, isOpen }
  const reader = new RowReader(sheet.columns, choices, known, { dayOrder, decimalMark })
  for (const row of sheet.rows) reader.read(row)
  return { rows: reader.rows, faults: reader.faults, people: reader.people, dayForm, numberForm, isOpen }
}

// The different texts of days and of numbers. Those typed as such in a workbook are certain; only texts can be read in two ways.
function textsOf(
  { rows }: Sheet,
  { columns }: Choices,
): { readonly days: ReadonlySet<string>; readonly numbers: ReadonlySet<string> } {
  const days = new Set<string>()
  const numbers = new Set<string>()
  for (const { cells, marks } of rows) {
    for (const at of [columns.on, columns.sessionOn]) if (at !== undefined && !marks.has(at)) days.add(cells[at] ?? '')
    if (columns.hours !== undefined && !marks.has(columns.hours)) numbers.add(cells[columns.hours] ?? '')
  }
  return { days, numbers }
}

type Forms = { readonly dayOrder: DayOrder | null; readonly decimalMark: DecimalMark | null }

class RowReader {
  readonly rows: ReadRow[] = []
  readonly faults = new Map<number, Fault[]>()
  readonly people: SheetPerson[] = []

  private readonly headings: readonly string[]
  private readonly choices: Choices
  private readonly known: Known
  private readonly forms: Forms
  private readonly courses: ReadonlyMap<string, Course>
  private readonly days = new Map<string, Day | Wrong>()
  private readonly names = new Map<string, Named>()
  private readonly addresses = new Map<string, string | { wrong: string }>()
  private row: Pick<SheetRow, 'line' | 'marks' | 'formulas'> = { line: 0, marks: new Map(), formulas: new Set() }
  private cells: readonly string[] = []

  constructor(headings: readonly string[], choices: Choices, known: Known, forms: Forms) {
    this.headings = headings
    this.choices = choices
    this.known = known
    this.forms = forms
    this.courses = new Map(known.courses.map((course) => [searchKey(course.title), course]))
  }

  read(row: SheetRow): void {
    this.row = row
    this.cells = row.cells
    if (this.cells.length > this.headings.length)
      this.fault(
        undefined,
        `The row has ${this.cells.length} cells under ${this.headings.length} headings. Check its commas and quotes.`,
      )
    const person = this.person()
    const course = this.course()
    const sessionOn = this.day('sessionOn')
    const on = this.day('on')
    const outcome = this.outcome()
    const hours = this.hours()
    if (
      person === null ||
      course === null ||
      sessionOn === undefined ||
      on === undefined ||
      outcome === null ||
      hours === undefined
    )
      return
    if (this.faults.has(row.line)) return
    const session = sessionOn === null ? null : this.sessionOf(course, sessionOn)
    if (session === undefined) return
    const day = on ?? session?.endsOn ?? sessionOn
    if (day === null) return this.fault('on', 'The day it happened is missing.')
    const requiredHours = session ? session.requiredHours : versionOn(course, day).requiredHours
    const problems = outcomeProblems(
      { outcome, hours, on: day, isShortConfirmed: this.choices.countShort },
      { session, requiredHours, today: this.known.today },
      (field) => field,
    )
    if (problems.length > 0) {
      for (const { code, field, message } of problems)
        this.fault(
          field as Field,
          code === 'training.short'
            ? `${course.title} requires ${requiredHours} hours and ${hours} were attended. Correct the hours, or choose above to count such rows.`
            : message,
        )
      return
    }
    this.rows.push({
      line: row.line,
      person,
      courseId: course.id,
      sessionId: session?.id ?? null,
      hours,
      outcome,
      on: day,
      isShort: isShort({ outcome, hours }, requiredHours),
      hasFormula: row.formulas.size > 0,
    })
  }

  private fault(field: Field | undefined, message: string): void {
    const column = field === undefined ? undefined : this.choices.columns[field]
    const fault = {
      line: this.row.line,
      column: column === undefined ? '' : (this.headings[column] ?? ''),
      value: field ? this.text(field) : '',
      message,
    }
    const known = this.faults.get(this.row.line)
    if (known) known.push(fault)
    else this.faults.set(this.row.line, [fault])
  }

  private text(field: Field): string {
    const column = this.choices.columns[field]
    return column === undefined ? '' : (this.cells[column] ?? '')
  }

  /** The text of a cell; null, with a fault, where a formula came to nothing. */
  private cell(field: Field): string | null {
    const column = this.choices.columns[field]
    if (column === undefined) return ''
    const text = this.cells[column] ?? ''
    if (this.row.marks.get(column) !== 'error') return text
    this.fault(field, `The cell holds the error ${text}.`)
    return null
  }

  private person(): number | null {
    const email = this.email()
    const whole = this.cell('name')
    const first = this.cell('firstName')
    const last = this.cell('lastName')
    if (email === null || whole === null || first === null || last === null) return null
    const written = whole === '' ? [first, last].filter(Boolean).join(' ') : whole
    let named = this.names.get(written)
    if (!named) {
      named = readName(written)
      this.names.set(written, named)
    }
    if ('wrong' in named) {
      this.fault(
        this.choices.columns.name === undefined && this.choices.columns.lastName !== undefined ? 'lastName' : 'name',
        named.wrong,
      )
      return null
    }
    const number = named.numbers.get(email)
    if (number !== undefined) return number
    named.numbers.set(email, this.people.length)
    return this.people.push({ line: this.row.line, name: named.name, search: named.search, email }) - 1
  }

  private email(): string | null {
    const text = this.cell('email')
    if (text === null || text === '') return text
    let address = this.addresses.get(text)
    if (address === undefined) {
      const read = addressSchema.safeParse(text)
      address = read.success ? read.data : { wrong: read.error.issues[0]?.message ?? '' }
      this.addresses.set(text, address)
    }
    if (typeof address === 'string') return address
    this.fault('email', address.wrong)
    return null
  }

  private course(): Course | null {
    const title = this.cell('course')
    if (title === null) return null
    if (title === '') {
      const chosen = this.known.courses.find((course) => course.id === this.choices.courseId)
      if (chosen) return chosen
      this.fault('course', 'The course is missing. Choose one above for rows that name none.')
      return null
    }
    const found = this.courses.get(searchKeyOnce(title))
    if (!found)
      this.fault(
        'course',
        `There is no course called “${title.slice(0, 80)}”. Add it under Courses, or correct the title.`,
      )
    return found ?? null
  }

  /** The day of a cell, null for an empty one, undefined (with a fault) for a text that is no day. */
  private day(field: 'on' | 'sessionOn'): Day | null | undefined {
    const text = this.cell(field)
    if (text === null) return undefined
    if (text === '') return null
    let day = this.days.get(text)
    if (day === undefined) {
      day = readDay(text, this.forms.dayOrder, this.known.zone)
      this.days.set(text, day)
    }
    if (typeof day === 'string') return day
    this.fault(field, day.wrong)
    return undefined
  }

  private outcome(): Outcome | null {
    const text = this.cell('outcome')
    if (text === null) return null
    if (text === '') return 'completed'
    const outcome = outcomeOf(searchKeyOnce(text))
    if (!outcome)
      this.fault(
        'outcome',
        `“${text.slice(0, 40)}” is no outcome. Write completed, did not complete, no-show or withdrawn.`,
      )
    return outcome
  }

  /** The hours of a cell, null for an empty one, undefined (with a fault) for a text that is no number of hours. */
  private hours(): number | null | undefined {
    const text = this.cell('hours')
    if (text === null) return undefined
    if (text === '') return null
    const mark = this.row.marks.get(this.choices.columns.hours ?? -1)
    if (mark === 'unclear') {
      this.fault('hours', unclear(text))
      return undefined
    }
    const value = hoursOf(text, mark === 'number' ? 'point' : this.forms.decimalMark)
    if (typeof value === 'number' && value >= 0 && value < 10_000) return Math.round(value * 100) / 100
    this.fault('hours', typeof value === 'number' ? `“${text.slice(0, 40)}” is not a number of hours.` : value.wrong)
    return undefined
  }

  /** The session that ran on a day, null when none of ours did, undefined (with a fault) when two did. */
  private sessionOf(course: Course, day: Day): Session | null | undefined {
    const key = `${course.id} ${day}`
    const known = this.sessions.get(key)
    if (known !== undefined) return known
    const running = this.known.sessions.filter(
      (session) =>
        session.courseId === course.id && !session.isCancelled && session.startsOn <= day && day <= session.endsOn,
    )
    const starting = running.filter((session) => session.startsOn === day)
    const candidates = starting.length > 0 ? starting : running
    if (candidates.length > 1) {
      this.fault(
        'sessionOn',
        `${candidates.length} sessions of this course ran on ${dayInWords(day)}. Record these on the session’s own page.`,
      )
      return undefined
    }
    const found = candidates[0] ?? null
    this.sessions.set(key, found)
    return found
  }
  private readonly sessions = new Map<string, Session | null>()
}

/** A name as it is kept; `numbers` are the people of the sheet who bear it, by mail address. */
type Named =
  | { readonly name: string; readonly search: string; readonly numbers: Map<string, number> }
  | { readonly wrong: string }

function readName(written: string): Named {
  const read = nameSchema.safeParse(written)
  if (!read.success) return { wrong: read.error.issues[0]?.message ?? '' }
  const search = searchKey(read.data)
  return search === '' ? { wrong: 'Name has no letters.' } : { name: read.data, search, numbers: new Map() }
}

const keys = new Map<string, string>()
// Course titles and outcomes repeat in every row of a sheet.
function searchKeyOnce(text: string): string {
  let key = keys.get(text)
  if (key === undefined) {
    if (keys.size > 1_000) keys.clear()
    key = searchKey(text)
    keys.set(text, key)
  }
  return key
}
