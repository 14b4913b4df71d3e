import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { isId } from '../../core/id.ts'
import { tick } from '../../core/text.ts'
import type { Outcome } from '../sessions/model.ts'

/** What a column of a sheet may hold. */
export const fields = [
  'name',
  'firstName',
  'lastName',
  'email',
  'course',
  'sessionOn',
  'hours',
  'outcome',
  'on',
] as const
export type Field = (typeof fields)[number]

export const fieldWords: Readonly<Record<Field, string>> = {
  name: 'Name',
  firstName: 'First name',
  lastName: 'Last name',
  email: 'Mail address',
  course: 'Course',
  sessionOn: 'Session date',
  hours: 'Hours',
  outcome: 'Outcome',
  on: 'Completed on',
}

/** Which column (from 0) holds what; a field without a column is not in the sheet. */
export type Columns = Readonly<Partial<Record<Field, number>>>

/** What a person decided about a sheet; null where nothing was decided. */
export type Choices = {
  readonly columns: Columns
  readonly dayOrder: 'day first' | 'month first' | null
  readonly decimalMark: 'point' | 'comma' | null
  /** The course of rows that name none. */
  readonly courseId: string | null
  /** Completions with fewer hours than required are counted. */
  readonly countShort: boolean
  /** What an empty cell means in a column of outcomes. */
  readonly emptyOutcome: 'completed' | 'did not complete' | null
  /** Rows hidden or filtered out in the workbook are left out. */
  readonly withoutHidden: boolean
  /** It was said which column tells the outcome, or that none does. */
  readonly isOutcomeSaid: boolean
}

const column = z
  .string()
  .prefault('')
  .transform((raw) => (/^\d{1,3}$/.test(raw) ? Number(raw) : undefined))
const oneOrNone = <const T extends string>(values: readonly T[]): z.ZodType<T | null, string | undefined> =>
  z
    .string()
    .prefault('')
    .transform((raw) => values.find((value) => value === raw) ?? null)

export const choicesForm: z.ZodType<Choices> = z
  .strictObject({
    name: column,
    firstName: column,
    lastName: column,
    email: column,
    course: column,
    sessionOn: column,
    hours: column,
    outcome: z.string().prefault(''),
    on: column,
    dayOrder: oneOrNone(['day first', 'month first']),
    decimalMark: oneOrNone(['point', 'comma']),
    courseId: z
      .string()
      .prefault('')
      .transform((raw) => (isId(raw) ? raw : null)),
    countShort: tick(),
    emptyOutcome: oneOrNone(['completed', 'did not complete']),
    withoutHidden: tick(),
  })
  .transform(({ dayOrder, decimalMark, courseId, countShort, emptyOutcome, withoutHidden, outcome, ...columns }) => ({
    columns: Object.fromEntries(
      Object.entries({ ...columns, outcome: column.parse(outcome) }).filter(([, at]) => at !== undefined),
    ) as Columns, // fields with a column
    dayOrder,
    decimalMark,
    courseId,
    countShort,
    emptyOutcome,
    withoutHidden,
    isOutcomeSaid: outcome !== '',
  }))

/** What is wrong with a cell. `column` is the heading as the sheet has it, '' for the row as a whole. */
export type Fault = { readonly line: number; readonly column: string; readonly value: string; readonly message: string }

/** A row that could be read: what it says happened. `person` numbers the people of the sheet. */
export type ReadRow = {
  readonly line: number
  readonly person: number
  readonly courseId: string
  readonly sessionId: string | null
  readonly hours: number | null
  readonly outcome: Outcome
  readonly on: Day
  readonly isShort: boolean
  /** Some of its cells hold formulas; their saved values were taken. */
  readonly hasFormula: boolean
}

/** Somebody a sheet names. Two rows name one person if mail address and name read the same. */
export type SheetPerson = {
  readonly line: number
  readonly name: string
  readonly search: string
  readonly email: string
}

/** Answers to who somebody of a sheet is, by `personKey`: a coach's id, `row 5`, `new` or `out`. */
export type Answers = Readonly<Record<string, string>>

/** How a person of the sheet is called in answers: as they are written there. */
export const personKey = ({ name, email }: Pick<SheetPerson, 'name' | 'email'>): string =>
  email === '' ? name : `${name} <${email}>`

/** The field of a form that asks who somebody of a sheet is. */
export const whoField = (person: Pick<SheetPerson, 'name' | 'email'>): string => `who ${personKey(person)}`

/** The answers in a form, by `personKey`; an empty one takes an earlier answer back. */
export const answersIn = (typed: Readonly<Record<string, string>>): Answers =>
  Object.fromEntries(
    Object.entries(typed).flatMap(([field, answer]) =>
      field.startsWith('who ') ? [[field.slice('who '.length), answer.slice(0, 60)]] : [],
    ),
  )

/** Somebody whom a person of the sheet may be: a coach of the roster, or the person `at` of the sheet, first seen in `row`. */
export type MaybeIs = {
  /** What a form sends for them. */
  readonly answer: string
  readonly coachId: string | null
  readonly at?: number
  readonly name: string
  readonly email: string | null
  readonly row: number | null
  readonly reasons: readonly string[]
}

/** Who the person `at` of the sheet is, as it is asked, and what was answered ('' when nothing was). */
export type Question = { readonly at: number; readonly candidates: readonly MaybeIs[]; readonly answer: string }

/** Whom a person of the sheet is taken for, and the question that stands or stood behind it. */
export type Match =
  | { readonly kind: 'known'; readonly coachId: string; readonly name: string; readonly question: Question | null }
  | { readonly kind: 'new'; readonly key: number; readonly question: Question | null }
  | { readonly kind: 'asked'; readonly question: Question }
  | { readonly kind: 'out'; readonly question: Question }

/** What will happen with a row. `same` names the row of the sheet that says it already. */
export type Fate =
  | { readonly kind: 'new' }
  | { readonly kind: 'already' }
  | { readonly kind: 'twice'; readonly same: number }
  | { readonly kind: 'asked' }
  | { readonly kind: 'out' }
  | { readonly kind: 'fault'; readonly faults: readonly Fault[] }
/** `out`: left out, though nothing is wrong with it. */
export const fateKinds = ['new', 'asked', 'already', 'twice', 'out', 'fault'] as const
export type FateKind = (typeof fateKinds)[number]
