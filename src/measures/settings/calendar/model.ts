// The fields of a calendar, told as people say it, and the calendar that they make.
import { z } from 'zod'
import type { Described } from '../../../core/field.ts'
import { type Calendar, monthNames } from '../../../core/period.ts'
import { oneOf, reading } from '../../../core/text.ts'
import { calendarSchema } from '../../model.ts'

const calendarKinds = ['year', 'fiscal year', 'school year', 'half', 'quarter', 'month', 'span', 'own'] as const

/** A part of a calendar, of which the calendar says whether it is right. */
const part = (label: string, is: Omit<Described, 'label'>) => reading({ label, ...is }, (raw) => raw)

export const calendarFields = () => ({
  calendarKind: oneOf('Calendar', calendarKinds, {
    words: {
      year: 'Calendar year',
      'fiscal year': 'Fiscal year, named by the year it ends in',
      'school year': 'School year',
      half: 'Half of a year',
      quarter: 'Quarter of a year',
      month: 'Month',
      span: 'Span of several years',
      own: 'Own parts of a year',
    },
  }),
  startMonth: part('First month of the year', {
    look: 'choice',
    help: 'For fiscal and school years, halves, quarters and own parts.',
    options: monthNames.map((name, index) => ({ value: String(index + 1), name })),
  }),
  years: part('Years in a span', { look: 'number', optional: true, help: 'From 1 to 10.' }),
  lastYear: part('Last year of a span', {
    look: 'number',
    optional: true,
    help: 'One year in which a span ends, such as 2024.',
  }),
  names: part('Own names of the parts of a year', {
    look: 'line',
    optional: true,
    help: '2, 3, 4, 6 or 12 names with commas between them: Spring, Summer, Fall, Winter.',
  }),
})

type CalendarTyped = Readonly<Record<'calendarKind' | 'startMonth' | 'years' | 'lastYear' | 'names', string>>

/** The calendar that was typed; what is wrong with it is said at its field. */
export function calendarFrom(typed: CalendarTyped, context: z.core.$RefinementCtx): Calendar {
  const kind = typed.calendarKind
  const whole = (text: string): number => (/^\s*\d{1,4}\s*$/.test(text) ? Number(text) : Number.NaN)
  const built =
    kind === 'year' || kind === 'month'
      ? { kind }
      : kind === 'span'
        ? { kind, years: whole(typed.years), lastYear: whole(typed.lastYear) }
        : kind === 'own'
          ? { kind, startMonth: whole(typed.startMonth), names: namesIn(typed.names) }
          : { kind, startMonth: whole(typed.startMonth) }
  const read = calendarSchema.safeParse(built)
  if (read.success) return read.data
  for (const field of new Set(read.error.issues.map((issue) => String(issue.path[0]))))
    context.addIssue({ code: 'custom', path: [field], message: calendarFaults[field] ?? 'Calendar cannot be read.' })
  return z.NEVER
}

const calendarFaults: Readonly<Record<string, string>> = {
  startMonth: 'First month is missing. Choose the month in which the year begins.',
  years: 'Years in a span is a whole number from 1 to 10.',
  lastYear: 'Last year of a span is a year such as 2024.',
  names: 'Write 2, 3, 4, 6 or 12 names, at most 30 characters each, with commas between them.',
}

const namesIn = (text: string): string[] =>
  text
    .split(/[,\n]/)
    .map((part) => part.trim().normalize('NFC'))
    .filter((part) => part !== '')
