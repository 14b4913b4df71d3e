import type { JSX } from 'preact'
import type { MeasureShown } from '../model.ts'
import { type Axis, axisOf } from './axis.ts'
import { ink } from './ink.ts'
import { openLine, solidLine } from './line.ts'
import { type Spot, spotsOf } from './spots.ts'

const [width, height, margin] = [128, 44, 5]

/** The curve as one glance beside a value: same places, same breaks, the last value as a point. Words stand beside it. */
export function SmallCurve({ measure }: { measure: MeasureShown }): JSX.Element | null {
  const seen = { ...measure, targets: [], evidence: null, baseline: null }
  const axis = closeAxis(seen)
  const spots = spotsOf(seen, axis)
  const last = spots.findLast((spot) => spot.down !== null)
  if (last === undefined) return null
  const place = (spot: Spot): readonly [number, number] => [
    Math.round(margin + spot.across * (width - 2 * margin)),
    Math.round(margin + (spot.down ?? 1) * (height - 2 * margin)),
  ]
  const [x, y] = place(last)
  const isSettled = last.reading.status === 'final' || last.reading.status === 'restated'
  const isAlone = (spot: Spot): boolean => !spot.joins && !spots[spots.indexOf(spot) + 1]?.joins
  const [solid, ahead] = [solidLine(spots, place), openLine(spots, place)]
  return (
    <svg class="small-curve" viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
      {axis.startsAtZero && <path {...ink('grid')} d={`M0 ${height - margin}H${width}`} />}
      {solid && <path {...ink('line')} d={solid} />}
      {ahead && <path {...ink('line ahead')} d={ahead} />}
      {spots.map((spot) =>
        spot !== last && spot.down !== null && isAlone(spot) ? (
          <circle {...ink('point dense')} class="dot" cx={place(spot)[0]} cy={place(spot)[1]} r="2" />
        ) : null,
      )}
      <circle
        {...ink(isSettled ? 'point dense' : 'point soft')}
        class={isSettled ? 'dot' : 'dot soft'}
        cx={x}
        cy={y}
        r="4"
      />
    </svg>
  )
}

// From the same foot as the large curve to the highest value, not to a round number above it.
function closeAxis(measure: MeasureShown): Axis {
  const axis = axisOf(measure)
  const highest = Math.max(...measure.readings.flatMap(({ value }) => (value === null ? [] : [value])), -Infinity)
  return highest > axis.low ? { ...axis, high: highest } : axis
}
