import type { JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import type { SurvivalPoint } from '../../core/stats/survival/kaplan-meier.ts'

const [width, height, left, top, right, bottom] = [560, 240, 64, 16, 40, 44] as const

/** The table beside it. */
export const survivalTableId = 'survival-table'

/** A staircase of who is still with the team, inside the band of its interval. The table beside it says the same. */
export function SurvivalChart({
  points,
  until,
  title,
}: {
  points: readonly SurvivalPoint[]
  /** The last month that anybody was seen. */
  until: number
  title: string
}): JSX.Element {
  const months = Math.max(12, Math.ceil(until / 12) * 12)
  const x = (time: number): number => left + ((width - left - right) * time) / months
  const y = (share: number): number => top + (height - top - bottom) * (1 - share)
  const steps = [{ time: 0, share: 1, low: 1, high: 1 }, ...points]
  const stair = (of: 'share' | 'low' | 'high'): readonly (readonly [number, number])[] =>
    steps.flatMap((step, at) => {
      const next = steps[at + 1]?.time ?? until
      return [
        [x(step.time), y(step[of])],
        [x(next), y(step[of])],
      ] as const
    })
  const path = (dots: readonly (readonly [number, number])[]): string =>
    dots.map(([px, py], at) => `${at === 0 ? 'M' : 'L'}${px.toFixed(1)} ${py.toFixed(1)}`).join('')
  return (
    <svg
      class="survival"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={title}
      aria-details={survivalTableId}
    >
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <line class="grid" fill="none" stroke="#d9dcd7" x1={left} x2={width - right} y1={y(share)} y2={y(share)} />
          <text class="tick" x={left - 8} y={y(share)} dominant-baseline="central" text-anchor="end">
            {share * 100}%
          </text>
        </g>
      ))}
      {Array.from({ length: months / 12 + 1 }, (_, year) => (
        <text key={year} class="tick" x={x(year * 12)} y={height - 12} text-anchor="middle">
          {year * 12 === months ? counted(year, 'year') : year}
        </text>
      ))}
      <path
        class="band"
        fill="currentColor"
        opacity=".14"
        stroke="none"
        d={`${path(stair('high'))}${path([...stair('low')].reverse()).replace('M', 'L')}Z`}
      />
      <path class="stair" fill="none" stroke="currentColor" stroke-width="2.5" d={path(stair('share'))} />
    </svg>
  )
}
