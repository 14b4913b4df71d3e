import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { decimal, optionalDecimal } from '../../core/number.ts'
import { dayText, line, manyLines, oneOf } from '../../core/text.ts'
import type { EnteredReading, Measure } from '../model.ts'

export const enteredReasons = ['not yet', 'not collected', 'withheld', 'ended'] as const
export const enteredStatuses = ['final', 'provisional', 'open'] as const

/** A number from outside as it is typed. `from` is the first day of its period. Whether it fits its measure is a rule. */
export type TypedReading = {
  readonly from: Day
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  readonly reason: EnteredReading['reason']
  readonly status: EnteredReading['status']
  readonly source: string
  readonly note: string
}

const reason = z
  .string()
  .prefault('')
  .transform((raw, context) => {
    const found = enteredReasons.find((each) => each === raw)
    if (raw === '' || found) return found ?? null
    context.addIssue({ code: 'custom', message: 'Reason was not one of the list. Choose it again.' })
    return z.NEVER
  })

/** A reading as it is typed: no finer than its measure shows, its two counts whole, so that no point is taken for thousands. */
export const readingForm = ({ decimals }: Pick<Measure, 'decimals'>): z.ZodType<TypedReading> =>
  z.strictObject({
    from: dayText('Period'),
    value: optionalDecimal('Value', { decimals }),
    numerator: optionalDecimal('Numerator', { least: 0, decimals: 0 }),
    denominator: optionalDecimal('Denominator', { least: 0, decimals: 0 }),
    reason,
    status: oneOf('Status', enteredStatuses),
    source: line('Source', { optional: true }),
    note: manyLines('Note', 2_000, { optional: true }),
  })

/** What the form of a reading starts with. */
export const typedReading = (reading: EnteredReading): Record<string, string> => ({
  from: reading.period.from,
  value: reading.value === null || reading.denominator !== null ? '' : String(reading.value),
  numerator: reading.denominator === null ? '' : String(reading.numerator ?? ''),
  denominator: String(reading.denominator ?? ''),
  reason: reading.reason ?? '',
  status: reading.status,
  source: reading.source,
  note: reading.note,
  version: String(reading.version),
})

export type TypedTarget = { readonly from: Day; readonly value: number; readonly note: string }

export const targetForm = ({ decimals }: Pick<Measure, 'decimals'>): z.ZodType<TypedTarget> =>
  z.strictObject({
    from: dayText('Period'),
    value: decimal('Target', { decimals }),
    note: line('Note', { optional: true }),
  })
