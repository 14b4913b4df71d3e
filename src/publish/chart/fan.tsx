import type { JSX } from 'preact'
import type { Period } from '../../measures/model.ts'
import type { BandShown, ForecastShown, MeasureShown } from '../model.ts'
import { aheadOf } from './ahead.ts'
import type { Axis } from './axis.ts'
import type { Canvas } from './canvas.ts'
import { ink } from './ink.ts'
import { downOf, type Places } from './spots.ts'

type Parts = { readonly measure: MeasureShown; readonly axis: Axis; readonly places: Places; readonly canvas: Canvas }

/**
 * What would come if nothing changed: one light band with a thin edge. Nothing is drawn where a value is
 * withheld. A frozen baseline begins at a line where the plan started.
 */
export function Fan({ measure, axis, places, canvas }: Parts): JSX.Element | null {
  const ahead = aheadOf(measure)
  const [first] = ahead?.periods ?? []
  if (ahead === null || first === undefined) return null
  const start = canvas.across(places.across(first) - places.half(first))
  const isWithheld = withheldIn(measure)
  const band = ahead.bands.at(-1)
  return (
    <>
      {band &&
        columnsOf(ahead, band, isWithheld).map(({ from, to, least, most }) => {
          const [left, right] = [places.across(from) - places.half(from), places.across(to) + places.half(to)]
          const [top, bottom] = [most, least].map((value) => Math.min(1, Math.max(0, downOf(axis, value))))
          if (top === undefined || bottom === undefined) return null
          const [x, y] = [canvas.across(left), canvas.down(top)]
          // Where the band runs out of the picture it has no edge.
          const edges = [most <= axis.high && top, least >= axis.low && bottom].filter((edge) => edge !== false)
          return (
            <>
              <rect
                {...ink('fan')}
                x={x}
                y={y}
                width={canvas.across(right - left)}
                height={canvas.down(bottom - top)}
              />
              {edges.map((edge) => (
                <line
                  {...ink('fan-edge')}
                  x1={x}
                  x2={canvas.across(right)}
                  y1={canvas.down(edge)}
                  y2={canvas.down(edge)}
                />
              ))}
            </>
          )
        })}
      {measure.baseline && <line {...ink('plan')} x1={start} x2={start} y1="0" y2={canvas.down(1)} />}
    </>
  )
}

type Column = { readonly from: Period; readonly to: Period; readonly least: number; readonly most: number }

/** Periods in a row between the same figures are one column; a withheld one is none. */
function columnsOf(
  ahead: ForecastShown,
  { lower, upper }: BandShown,
  isWithheld: (period: Period) => boolean,
): Column[] {
  const columns: Column[] = []
  ahead.periods.forEach((period, index) => {
    const [least, most, before] = [lower[index], upper[index], columns.at(-1)]
    if (least === undefined || most === undefined || isWithheld(period)) return
    const isNext = before !== undefined && before.to === ahead.periods[index - 1]
    if (isNext && before.least === least && before.most === most)
      columns[columns.length - 1] = { ...before, to: period }
    else columns.push({ from: period, to: period, least, most })
  })
  return columns
}

/** The middle of the fan, or the line that was drawn by hand: a path. A flat range has no middle that is more likely. */
export function middleOfFan({ measure, axis, places, canvas }: Parts): string {
  const ahead = aheadOf(measure)
  if (ahead === null || ahead.bands.length === 1) return ''
  const isWithheld = withheldIn(measure)
  return ahead.periods
    .map((period, index) => {
      if (isWithheld(period)) return ''
      const before = ahead.periods[index - 1]
      const [x, y] = canvas.path({ across: places.across(period), down: downOf(axis, ahead.mean[index] ?? 0) })
      return `${before && !isWithheld(before) ? 'L' : 'M'}${Number(x.toFixed(1))} ${Number(y.toFixed(1))}`
    })
    .join('')
}

const withheldIn = ({ readings }: MeasureShown): ((period: Period) => boolean) => {
  const withheld = new Set(readings.flatMap(({ reason, period }) => (reason === 'withheld' ? [period.from] : [])))
  return ({ from }) => withheld.has(from)
}
