import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { fills } from '../../core/field.ts'
import { optionalDecimal } from '../../core/number.ts'
import { dayText } from '../../core/text.ts'

const furthest = 9_999_999.9

/** A trip as its coach writes it down: what the odometer showed at both ends, or the miles. */
export const tripForm = z.strictObject({
  drivenOn: dayText('Day'),
  odometerStart: optionalDecimal('Odometer at the start', { least: 0, most: furthest, decimals: 1 }),
  odometerEnd: optionalDecimal('Odometer at the end', { least: 0, most: furthest, decimals: 1 }),
  miles: optionalDecimal('Miles', {
    decimals: 1,
    help: 'Only if you did not read the odometer. Such as 12.5.',
  }),
})
export type TripForm = z.infer<typeof tripForm>
fills('trip', tripForm)

export type Trip = {
  readonly id: string
  readonly coachId: string
  readonly coach: string
  readonly drivenOn: Day
  readonly miles: number
  readonly odometerStart: number | null
  readonly odometerEnd: number | null
  readonly referralId: string | null
  readonly isSample: boolean
  readonly version: number
}
