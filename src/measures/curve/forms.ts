import { z } from 'zod'
import { described, drawnAs } from '../../core/field.ts'
import { optionalDecimal } from '../../core/number.ts'
import type { Period } from '../../core/period.ts'
import { dayText, line, oneOf, tick } from '../../core/text.ts'
import { type Measure, periodText } from '../model.ts'
import { drawnSources, type TypedFreeze, type TypedLine, type TypedNote, type TypedReview } from './model.ts'

export const reviewForm = ({ unit, shape }: Pick<Measure, 'unit' | 'shape'>): z.ZodType<TypedReview> =>
  z.strictObject({
    dueOn: dayText('Review date', { help: 'A day on which the values of the last period are final.' }),
    worthwhile: drawnAs(
      `Smallest difference worth speaking of, in ${unit}`,
      optionalDecimal('Smallest difference', {
        least: 0,
        help:
          shape === 'count' || shape === 'amount'
            ? 'Of all periods together. Without one, any difference that chance hardly makes is spoken of.'
            : 'On average. Without one, any difference that chance hardly makes is spoken of.',
      }),
    ),
    note: line('Note', { optional: true }),
  })

/** A baseline may have a note; a version that follows one in force has a reason, which a rule asks for. */
export const freezeForm = ({ isRefit }: { readonly isRefit: boolean }): z.ZodType<TypedFreeze> => {
  const reason = line('Reason', { optional: true })
  return z.strictObject({
    reason: isRefit
      ? described(reason, {
          label: 'Why a new version is needed',
          look: 'line',
          help: 'Such as: the form changed in March, so values before cannot be compared.',
        })
      : drawnAs('Note', reason),
  })
}

const ordinals = ['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth']

/** A value for each of the periods that may be drawn. */
export const lineForm = (periods: readonly Period[], { unit }: Pick<Measure, 'unit'>): z.ZodType<TypedLine> => {
  const value = (at: number) => {
    const is = optionalDecimal(`${ordinals[at]} value`, { optional: at > 0 })
    return drawnAs(`${periods[at]?.label}, in ${unit}`, is)
  }
  return z
    .strictObject({
      source: oneOf('Kind of line', drawnSources, {
        words: { 'partner estimate': 'Estimate of a partner', 'hand-drawn': 'Drawn by hand together' },
      }),
      drawnBy: line('Who drew it'),
      from: dayText('First period'),
      value1: value(0),
      value2: value(1),
      value3: value(2),
      value4: value(3),
      value5: value(4),
      value6: value(5),
      reason: line('What it rests on', { optional: true }),
    })
    .transform(({ value1, value2, value3, value4, value5, value6, ...rest }) => ({
      ...rest,
      values: [value1, value2, value3, value4, value5, value6],
    }))
}

export const noteForm: z.ZodType<TypedNote> = z.strictObject({
  from: periodText(),
  text: line('Note', {
    help: 'What happened then, in a few words. Everybody reads it beside the point on the public chart.',
  }),
  beginsAnew: tick('The limits of the chart begin anew here', {
    help: 'Only after a signal, and with the reason. Your name and the day are kept.',
  }),
  reason: drawnAs('Why limits begin anew', line('Reason', { optional: true })),
})
