import type { JSX } from 'preact'
import type { Period } from '../../measures/model.ts'
import type { MeasureShown } from '../model.ts'
import { aheadOf } from './ahead.ts'
import type { Axis } from './axis.ts'
import type { Canvas } from './canvas.ts'
import { ink } from './ink.ts'
import { downOf, type Places } from './spots.ts'

type Parts = { readonly measure: MeasureShown; readonly axis: Axis; readonly places: Places; readonly canvas: Canvas }

/**
 * What would come if nothing changed: for each period to come a column from the lower to the upper end of each band, hatched so
 * that nobody takes it for values. Nothing is drawn where a value is withheld. A frozen baseline begins at a line where the plan
 * started.
 */
export function Fan({ measure, axis, places, canvas }: Parts): JSX.Element | null {
  const ahead = aheadOf(measure)
  const [first] = ahead?.periods ?? []
  if (ahead === null || first === undefined) return null
  const start = canvas.across(places.across(first) - places.half(first))
  const step = 6 * canvas.grow
  const isWithheld = withheldIn(measure)
  return (
    <>
      {ahead.bands.length > 0 && (
        <defs>
          <pattern id="hatch" width={step} height={step} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path {...ink('hatch')} d={`M0 0V${step}`} />
          </pattern>
        </defs>
      )}
      {ahead.bands.toReversed().map((band) =>
        ahead.periods.map((period, index) => {
          const [top, bottom] = [band.upper[index], band.lower[index]].map((value) =>
            Math.min(1, Math.max(0, downOf(axis, value ?? 0))),
          )
          if (top === undefined || bottom === undefined || isWithheld(period)) return null
          return (
            <rect
              {...ink('fan')}
              x={canvas.across(places.across(period) - places.half(period))}
              y={canvas.down(top)}
              width={canvas.across(2 * places.half(period))}
              height={canvas.down(bottom - top)}
            />
          )
        }),
      )}
      {measure.baseline && <line {...ink('plan')} x1={start} x2={start} y1="0" y2={canvas.down(1)} />}
    </>
  )
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
