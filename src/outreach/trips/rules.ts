import { counted } from '../../core/counted.ts'
import type { Day } from '../../core/day.ts'
import { ok, type Problem, type Result, refuseAll } from '../../core/result.ts'
import type { TripForm } from './model.ts'

/** Nobody drives further for a visit within a county and back. */
export const mostMiles = 500

/** How far a trip went, to a tenth of a mile; refused at the field that is wrong. */
export function milesOf(form: TripForm, today: Day): Result<number> {
  const { odometerStart: start, odometerEnd: end } = form
  const driven = start !== null && end !== null ? Math.round((end - start) * 10) / 10 : form.miles
  const problems = [...problemsOfOdometer(form), ...problemsOfMiles(form, driven), ...problemsOfDay(form, today)]
  return problems.length > 0 || driven === null ? refuseAll(problems) : ok(driven)
}

function problemsOfOdometer({ odometerStart: start, odometerEnd: end, miles }: TripForm): readonly Problem[] {
  if (start === null && end === null)
    return miles === null
      ? [
          problem(
            'no-miles',
            'odometerStart',
            'Write what the odometer showed at the start and at the end, or the miles.',
          ),
        ]
      : []
  if (start === null)
    return [problem('half-odometer', 'odometerStart', 'Write also what the odometer showed at the start.')]
  if (end === null) return [problem('half-odometer', 'odometerEnd', 'Write also what the odometer showed at the end.')]
  return end <= start
    ? [problem('odometer-back', 'odometerEnd', 'The odometer shows more at the end than at the start. Check both.')]
    : []
}

function problemsOfMiles({ odometerStart, odometerEnd, miles }: TripForm, driven: number | null): readonly Problem[] {
  const isRead = odometerStart !== null && odometerEnd !== null
  const field = isRead ? 'odometerEnd' : 'miles'
  if (driven === null || (isRead && driven <= 0)) return []
  if (driven <= 0) return [problem('no-miles', field, 'A trip has more than no miles.')]
  if (driven > mostMiles)
    return [problem('too-far', field, `That is more than ${mostMiles} miles. Check it, or write it down as two trips.`)]
  return miles !== null && miles !== driven
    ? [
        problem(
          'miles-differ',
          'miles',
          `The odometer says ${counted(driven, 'mile')}. Write the miles only if you did not read it.`,
        ),
      ]
    : []
}

const problemsOfDay = ({ drivenOn }: TripForm, today: Day): readonly Problem[] =>
  drivenOn > today ? [problem('trip-later', 'drivenOn', 'This day is still to come.')] : []

const problem = (reason: string, field: keyof TripForm, message: string): Problem => ({
  code: `outreach.${reason}`,
  field,
  message,
})
