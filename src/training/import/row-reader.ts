// Longer than most: one class reads one row, cell by cell, and its parts share the row.

import { searchKey } from '../../coaches/facts.ts'
import { counted, nounFor } from '../../core/counted.ts'
import { type Day, dayInWords } from '../../core/day.ts'
import { mailAddress, name as nameText } from '../../core/text.ts'
import type { Sheet, SheetRow } from '../../platform/sheet/sheet.ts'
import {
  type DayOrder,
  type DecimalMark,
  hoursOf,
  isTotal,
  readDay,
  unclear,
  type Wrong,
} from '../../platform/sheet/values.ts'
import type { Course } from '../courses/model.ts'
import { versionOn } from '../courses/rules.ts'
import type { Outcome, Session } from '../sessions/model.ts'
import { isShort, outcomeProblems } from '../sessions/rules.ts'
import type { Choices, Fault, Field, ReadRow, SheetPerson } from './model.ts'
import { markMeaning, markOf, outcomeOf } from './outcomes.ts'

// Made once: a schema costs far more to make than to use.
const nameSchema = nameText()
const addressSchema = mailAddress()

/** What the rows of a sheet are read against. Stamps belong to the day they were in `zone`. */
export type Known = {
  readonly courses: readonly Course[]
  readonly sessions: readonly Session[]
  readonly today: Day
  readonly zone: string
}

/** How the whole sheet writes days and numbers, and whether any of its rows tells an outcome. */
export type Forms = {
  readonly dayOrder: DayOrder | null
  readonly decimalMark: DecimalMark | null
  readonly saysOutcomes: boolean
}

/** Reads the rows of a sheet one after the other and gathers what they say, what is wrong with them, and which are left out. */
export class RowReader {
  readonly rows: ReadRow[] = []
  readonly faults = new Map<number, Fault[]>()
  readonly out = new Map<number, string>()
  readonly people: SheetPerson[] = []
  withoutCourse = 0
  withoutOutcome = 0

  private readonly headings: readonly string[]
  private readonly choices: Choices
  private readonly known: Known
  private readonly forms: Forms
  private readonly courses: ReadonlyMap<string, Course>
  private readonly meaning: ReturnType<typeof markMeaning>
  private readonly linesOfMergedHours: ReadonlySet<number>
  private readonly days = new Map<string, Day | Wrong>()
  private readonly names = new Map<string, Named>()
  private readonly addresses = new Map<string, string | Wrong>()
  private readonly sessions = new Map<string, Session | null>()
  private row: SheetRow | null = null
  private cells: readonly string[] = []

  constructor(sheet: Sheet, choices: Choices, known: Known, forms: Forms) {
    this.headings = sheet.columns
    this.choices = choices
    this.known = known
    this.forms = forms
    this.courses = new Map(known.courses.map((course) => [searchKey(course.title), course]))
    this.meaning = markMeaning(searchKey(this.heading('outcome')))
    this.linesOfMergedHours = mergedLines(sheet, choices.columns.hours)
  }

  read(row: SheetRow): void {
    this.row = row
    this.cells = row.cells
    const why = this.whyOut(row)
    if (why !== null) {
      this.out.set(row.line, why)
      return
    }
    if (this.cells.length > this.headings.length)
      this.fault(
        undefined,
        `The row has ${counted(this.cells.length, 'cell')} under ${counted(this.headings.length, 'heading')}. Check its commas and quotes.`,
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
      hours === undefined ||
      this.faults.has(row.line)
    )
      return
    if (outcome === 'enrolled') {
      this.out.set(row.line, `“${this.text('outcome').slice(0, 40)}” is no outcome yet.`)
      return
    }
    this.judge({ person, course, sessionOn, on, outcome, hours })
  }

  /** Keeps what a row says, if it could have happened. */
  private judge({ person, course, sessionOn, on, outcome, hours }: Said): void {
    const session = sessionOn === null ? null : this.sessionOf(course, sessionOn)
    if (session === undefined || !this.row) return
    const day = on ?? session?.endsOn ?? null
    if (day === null)
      return this.fault(
        'on',
        sessionOn === null
          ? 'The day it happened is missing.'
          : `The day it was completed is missing, and no session of this course on ${dayInWords(sessionOn)} is on record. If the class was over on that day, choose its column as “Completed on”.`,
      )
    const requiredHours = session ? session.requiredHours : versionOn(course, day).requiredHours
    const problems = outcomeProblems(
      { outcome, hours, on: day, isShortConfirmed: this.choices.countShort },
      { session, requiredHours, today: this.known.today },
      (field) => field,
    )
    for (const { code, field, message } of problems)
      this.fault(
        field as Field, // `outcomeProblems` names the fields it was given
        code === 'training.short'
          ? `${course.title} requires ${counted(requiredHours, 'hour')} and ${hours ?? 0} ${nounFor(hours ?? 0, 'was', 'were')} attended. Correct the hours, or choose above to count such rows.`
          : message,
      )
    if (problems.length > 0) return
    this.rows.push({
      line: this.row.line,
      person,
      courseId: course.id,
      sessionId: session?.id ?? null,
      hours,
      outcome,
      on: day,
      isShort: isShort({ outcome, hours }, requiredHours),
      hasFormula: this.row.formulas.size > 0,
    })
  }

  private heading(field: Field): string {
    const column = this.choices.columns[field]
    return column === undefined ? '' : (this.headings[column] ?? '')
  }

  private fault(field: Field | undefined, message: string): void {
    const line = this.row?.line ?? 0
    const column = field === undefined ? '' : this.heading(field)
    const fault = { line, column, value: field ? this.text(field) : '', message }
    const known = this.faults.get(line)
    if (known) known.push(fault)
    else this.faults.set(line, [fault])
  }

  private text(field: Field): string {
    const column = this.choices.columns[field]
    return column === undefined ? '' : (this.cells[column] ?? '')
  }

  /** The text of a cell; null, with a fault, where a formula came to nothing or something else is shown than is held. */
  private cell(field: Field): string | null {
    const text = this.text(field)
    const mark = this.row?.marks.get(this.choices.columns[field] ?? -1)
    if (mark !== 'error' && mark !== 'unclear') return text
    this.fault(field, mark === 'error' ? `The cell holds the error ${text}.` : unclear(text))
    return null
  }

  /** Why a row is no record of anybody; null when it is one. An address says that it is about a person. */
  private whyOut({ isHidden }: SheetRow): string | null {
    if (isHidden && this.choices.withoutHidden) return 'Hidden in the workbook.'
    if (this.cells.every((text, at) => text === '' || text === this.headings[at])) return 'The headings once more.'
    if (this.text('email') !== '') return null
    const name = this.written()
    const total = name === '' ? this.cells.find(isTotal) : isTotal(name) ? name : undefined
    return total === undefined
      ? null
      : `“${total.slice(0, 40)}” sums up other rows. If it is a person, give their mail address.`
  }

  /** The name as the sheet writes it, from one column or two. */
  private written(): string {
    return this.text('name') || [this.text('firstName'), this.text('lastName')].filter(Boolean).join(' ')
  }

  private person(): number | null {
    const email = this.email()
    const whole = this.cell('name')
    const first = this.cell('firstName')
    const last = this.cell('lastName')
    if (email === null || whole === null || first === null || last === null) return null
    const written = this.written()
    let named = this.names.get(written)
    if (!named) {
      named = readName(written)
      this.names.set(written, named)
    }
    if ('wrong' in named) {
      const { name, lastName } = this.choices.columns
      this.fault(name === undefined && lastName !== undefined ? 'lastName' : 'name', named.wrong)
      return null
    }
    const number = named.numbers.get(email)
    if (number !== undefined) return number
    named.numbers.set(email, this.people.length)
    return this.people.push({ line: this.row?.line ?? 0, name: named.name, search: named.search, email }) - 1
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
      this.withoutCourse += 1
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
    if (text === '') return this.outcomeOfEmpty()
    const plain = searchKeyOnce(text)
    const mark = markOf(text, plain)
    if (mark !== null) return mark ? this.meaning.yes : this.meaning.no
    const outcome = outcomeOf(plain)
    if (!outcome)
      this.fault(
        'outcome',
        `“${text.slice(0, 40)}” is no outcome. Write completed, did not complete, no-show or withdrawn.`,
      )
    return outcome
  }

  /** A sheet that tells no outcomes lists completions. Where other rows have one, an empty cell says nothing until somebody says what. */
  private outcomeOfEmpty(): Outcome | null {
    if (!this.forms.saysOutcomes) return 'completed'
    this.withoutOutcome += 1
    if (this.choices.emptyOutcome === null)
      this.fault(
        'outcome',
        'The outcome is missing, and other rows have one. Write it, or choose above what an empty cell means.',
      )
    return this.choices.emptyOutcome
  }

  /** The hours of a cell, null for an empty one, undefined (with a fault) for a text that is no number of hours. */
  private hours(): number | null | undefined {
    if (this.linesOfMergedHours.has(this.row?.line ?? 0)) {
      this.fault('hours', 'These hours are merged over several rows. Write in each row the hours of that row.')
      return undefined
    }
    const text = this.cell('hours')
    if (text === null) return undefined
    if (text === '') return null
    const isTyped = this.row?.marks.has(this.choices.columns.hours ?? -1)
    const hours = hoursOf(text, isTyped ? 'point' : this.forms.decimalMark)
    if (typeof hours === 'number' && hours >= 0 && hours < 10_000) return Math.round(hours * 100) / 100
    this.fault(
      'hours',
      typeof hours === 'number' ? `“${text.slice(0, 40)}” is not a number of hours that can be.` : hours.wrong,
    )
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
        `${counted(candidates.length, 'session')} of this course ran on ${dayInWords(day)}. Record these on the session’s own page.`,
      )
      return undefined
    }
    const found = candidates[0] ?? null
    this.sessions.set(key, found)
    return found
  }
}

/** What a row says, cell by cell, before it is judged. */
type Said = {
  readonly person: number
  readonly course: Course
  readonly sessionOn: Day | null
  readonly on: Day | null
  readonly outcome: Outcome
  readonly hours: number | null
}

/** The lines whose cell in a column is part of a merge over several rows. */
function mergedLines({ merged }: Sheet, column: number | undefined): ReadonlySet<number> {
  const lines = new Set<number>()
  for (const { fromColumn, toColumn, fromLine, toLine } of merged)
    if (column !== undefined && fromColumn <= column && column <= toColumn && toLine > fromLine)
      for (let line = fromLine; line <= toLine; line++) lines.add(line)
  return lines
}

/** A name as it is kept; `numbers` are the people of the sheet who bear it, by mail address. */
type Named = { readonly name: string; readonly search: string; readonly numbers: Map<string, number> } | Wrong

function readName(written: string): Named {
  const read = nameSchema.safeParse(written)
  if (!read.success) return { wrong: read.error.issues[0]?.message ?? '' }
  const search = searchKey(read.data)
  return /\p{L}/u.test(search) ? { name: read.data, search, numbers: new Map() } : { wrong: 'Name has no letters.' }
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
