import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import type { Calendar } from '../../core/period.ts'
import { dayText, line, oneLine, oneOf, tick, title, wholeNumber } from '../../core/text.ts'
import { asks, calendarSchema, type Measure, type Shape, shapes } from '../model.ts'

export const calendarKinds = ['year', 'fiscal year', 'school year', 'half', 'quarter', 'month', 'span', 'own'] as const

/** What a team says of a measure. `shape` is chosen for entered measures only; a definition brings its own. */
export type Settings = Pick<
  Measure,
  | 'title'
  | 'slug'
  | 'kind'
  | 'asks'
  | 'better'
  | 'unit'
  | 'decimals'
  | 'calendar'
  | 'collectedFrom'
  | 'collectedThrough'
  | 'endedOn'
  | 'settlesAfterDays'
  | 'source'
  | 'isPersonLevel'
  | 'publishesSplits'
  | 'smallSplitsReason'
> & { readonly shape: Shape | null; readonly isSlugConfirmed: boolean }

const optionalDay = (label: string) => dayText(label, { optional: true }).transform((day): Day | null => day || null)

const slug = z
  .string()
  .prefault('')
  .transform((raw, context) => {
    const text = raw.trim()
    if (text === '' || /^[a-z0-9][a-z0-9-]{0,79}$/.test(text)) return text
    context.addIssue({
      code: 'custom',
      message:
        'Address has small letters a to z, figures and hyphens, at most 80, and begins with a letter or a figure. It looks like coaches-trained.',
    })
    return z.NEVER
  })

const shape = z
  .string()
  .prefault('')
  .transform((raw, context) => {
    const found = shapes.find((each) => each === raw)
    if (raw === '' || found) return found ?? null
    context.addIssue({ code: 'custom', message: 'Kind of number was not one of the list. Choose it again.' })
    return z.NEVER
  })

const untyped = z.string().prefault('')

/** The form of a measure's settings. An empty address is made from the title. */
export const settingsForm: z.ZodType<Settings> = z
  .strictObject({
    title: title(),
    slug,
    asks: oneOf('Question', [...asks, 'indicator']),
    better: oneOf('Better', ['higher', 'lower', 'neither']),
    unit: oneLine('Unit', 40),
    decimals: wholeNumber('Decimals', { most: 6 }),
    shape,
    calendarKind: oneOf('Calendar', calendarKinds),
    startMonth: untyped,
    years: untyped,
    lastYear: untyped,
    names: untyped,
    collectedFrom: optionalDay('Collected from'),
    collectedThrough: optionalDay('Complete through'),
    endedOn: optionalDay('Ended on'),
    settlesAfterDays: wholeNumber('Days until a value is final', { most: 730 }),
    source: line('Source', { optional: true }),
    isPersonLevel: tick(),
    publishesSplits: tick(),
    smallSplitsReason: line('Why small groups are published', { optional: true }),
    isSlugConfirmed: tick(),
  })
  .transform(({ asks, calendarKind, startMonth, years, lastYear, names, ...rest }, context) => {
    const calendar = calendarFrom({ calendarKind, startMonth, years, lastYear, names }, context)
    const { collectedFrom, collectedThrough, endedOn } = rest
    if (collectedFrom && collectedThrough && collectedThrough < collectedFrom)
      say(context, 'collectedThrough', 'Complete through is before the first day of collection.')
    if (collectedFrom && endedOn && endedOn < collectedFrom)
      say(context, 'endedOn', 'Ended on is before the first day of collection.')
    return {
      ...rest,
      slug: rest.slug || slugFrom(rest.title),
      kind: asks === 'indicator' ? ('indicator' as const) : ('performance' as const),
      asks: asks === 'indicator' ? null : asks,
      calendar,
    }
  })

/** What a form about a measure starts with. */
export const typedSettings = (measure: Omit<Measure, 'id' | 'isSample' | 'definition'>): Record<string, string> => {
  const { calendar } = measure
  return {
    title: measure.title,
    slug: measure.slug,
    asks: measure.asks ?? 'indicator',
    better: measure.better,
    unit: measure.unit,
    decimals: String(measure.decimals),
    shape: measure.shape,
    calendarKind: calendar.kind,
    startMonth: 'startMonth' in calendar ? String(calendar.startMonth) : '1',
    years: calendar.kind === 'span' ? String(calendar.years) : '',
    lastYear: calendar.kind === 'span' ? String(calendar.lastYear) : '',
    names: calendar.kind === 'own' ? calendar.names.join(', ') : '',
    collectedFrom: measure.collectedFrom ?? '',
    collectedThrough: measure.collectedThrough ?? '',
    endedOn: measure.endedOn ?? '',
    settlesAfterDays: String(measure.settlesAfterDays),
    source: measure.source,
    isPersonLevel: measure.isPersonLevel ? 'yes' : '',
    publishesSplits: measure.publishesSplits ? 'yes' : '',
    smallSplitsReason: measure.smallSplitsReason,
    version: String(measure.version),
  }
}

/** An address from a title: `Días “A/B”, in the middle` becomes `dias-a-b-in-the-middle`. */
export const slugFrom = (title: string): string =>
  title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '')

type CalendarTyped = Readonly<Record<'calendarKind' | 'startMonth' | 'years' | 'lastYear' | 'names', string>>

function calendarFrom(typed: CalendarTyped, context: z.core.$RefinementCtx): Calendar {
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
    say(context, field, calendarFaults[field] ?? 'Calendar cannot be read.')
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

function say(context: z.core.$RefinementCtx, field: string, message: string): void {
  context.addIssue({ code: 'custom', path: [field], message })
}

/** The one thing a coordinator says of a computed measure: up to which day records are complete. */
export const completeForm = z.strictObject({ collectedThrough: optionalDay('Complete through') })
