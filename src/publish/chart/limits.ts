import { figureWithSign } from '../../measures/figures.ts'
import type { LimitsShown, MeasureShown } from '../model.ts'
import type { Axis } from './axis.ts'
import { downOf, type Places } from './spots.ts'

type Place = (at: { readonly across: number; readonly down: number }) => readonly [number, number]
type Line = keyof LimitsShown

/**
 * One of the lines of the process limits as a path: a step for each period, broken where there is no limit or where it lies
 * outside the plot.
 */
export function limitPath(measure: MeasureShown, line: Line, axis: Axis, places: Places, place: Place): string {
  const each = measure.evidence?.limits?.each ?? []
  const parts: string[] = []
  let before: { readonly value: number; readonly right: number } | null = null
  measure.readings.forEach(({ period }, index) => {
    const value = each[index]?.[line]
    if (value === undefined || value > axis.high || value < axis.low) {
      before = null
      return
    }
    const [across, half] = [places.across(period), places.half(period)]
    const [left, right] = [Math.max(0, across - half), Math.min(1, across + half)]
    const [x1, y] = place({ across: left, down: downOf(axis, value) })
    const [x2] = place({ across: right, down: 0 })
    // A level line is one stroke, however many periods it covers.
    if (before?.value === value && parts.length > 0)
      parts[parts.length - 1] = parts.at(-1)?.replace(/H[\d.-]+$/, `H${digit(x2)}`) ?? ''
    else parts.push(`${before === null ? 'M' : 'L'}${digit(x1)} ${digit(y)}H${digit(x2)}`)
    before = { value, right }
  })
  return parts.join('')
}

const digit = (value: number): number => Number(value.toFixed(1))

/** `usual range, 19 to 74, around the average of 46`, of the last point where they differ; limits on trial prove nothing, and are not drawn. */
export function limitsInWords(measure: MeasureShown): string | null {
  const { evidence } = measure
  const last = evidence?.limits?.each.findLast((one) => one !== null)
  if (evidence?.limits?.standing !== 'evidence' || !last) return null
  const range = `${figureWithSign(last.lower, measure)} to ${figureWithSign(last.upper, measure)}`
  return `usual range, ${range}, around the average of ${figureWithSign(last.centre, measure)}`
}
