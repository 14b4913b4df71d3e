import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { drawnAs } from '../../core/field.ts'
import { decimal, optionalDecimal } from '../../core/number.ts'
import { line, manyLines, oneOf, oneOrNone } from '../../core/text.ts'
import { type EnteredReading, type Measure, periodText } from '../model.ts'
import { rateOf } from '../rates/rules.ts'
import { reasonInWords } from '../rules.ts'

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

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
const reasons = Object.fromEntries(enteredReasons.map((reason) => [reason, capital(reasonInWords[reason])])) as Record<
  (typeof enteredReasons)[number],
  string
> // one for each

type Counted = Pick<Measure, 'decimals' | 'shape' | 'unit'>

/** A reading as it is typed. */
export const readingForm = (measure: Counted): z.ZodType<TypedReading> =>
  z.strictObject({
    from: periodText(),
    ...numberFields(measure),
    status: oneOf('Status', enteredStatuses, {
      words: {
        final: 'Final',
        provisional: 'Provisional: it may still change',
        open: 'So far: the period is still running',
      },
    }),
    source: line('Source', { optional: true, help: 'Where this number comes from.' }),
    note: manyLines('Note', 2_000, { optional: true, rows: 3 }),
  })

/** Its numbers: no finer than the measure shows, the two counts whole, so that no point is taken for thousands. */
export function numberFields(measure: Counted) {
  const isRate = rateOf(measure) !== null
  return {
    numerator: optionalDecimal('Numerator', {
      least: 0,
      decimals: 0,
      help: isRate ? 'How many events, such as 12.' : 'How many of them, such as 91.',
    }),
    denominator: optionalDecimal('Denominator', {
      least: 0,
      decimals: 0,
      help: isRate ? 'Of how many people, such as 79,000 residents of that year.' : 'Of how many in all, such as 157.',
    }),
    value: drawnAs(
      valueLabel(measure),
      optionalDecimal('Value', { decimals: measure.decimals, help: valueHelp(measure) }),
    ),
    reason: drawnAs(
      'Why there is no value',
      oneOrNone('Reason', enteredReasons, { words: reasons, none: 'There is a value' }),
    ),
  }
}

/** Whether its value is worked out from two counts. */
export const hasCounts = (measure: Counted): boolean => measure.shape === 'share' || rateOf(measure) !== null

function valueLabel(measure: Pick<Measure, 'shape' | 'unit'>): string {
  if (measure.shape === 'share') return 'Percentage, only where the two counts are not known'
  return rateOf(measure) === null ? `Value, in ${measure.unit}` : `Rate, in ${measure.unit}`
}

function valueHelp(measure: Pick<Measure, 'decimals' | 'shape' | 'unit'>): string {
  if (measure.shape === 'share') return `Such as ${(57.9).toFixed(measure.decimals)}.`
  return rateOf(measure) === null
    ? 'Such as 1,204. A zero is a value; leave it empty if there is none.'
    : 'Worked out from the two counts. Written beside them it is checked; alone it has no limits, since what it rests on is not known.'
}

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
})

export type TypedTarget = { readonly from: Day; readonly value: number; readonly note: string }

export const targetForm = ({ decimals, unit }: Pick<Measure, 'decimals' | 'unit'>): z.ZodType<TypedTarget> =>
  z.strictObject({
    from: periodText(),
    value: drawnAs(`Target, in ${unit}`, decimal('Target', { decimals })),
    note: line('Note', { optional: true, help: 'Who agreed on it, and why.' }),
  })

export const periodForm = z.strictObject({ from: periodText() })
