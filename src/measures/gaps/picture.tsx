import type { JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import { dayInWords } from '../../core/day.ts'
import type { Gap, Gaps } from './rules.ts'

const width = 640
const height = 220
const edge = { left: 44, right: 12, top: 14, bottom: 24 }
/** The table that holds what the picture shows. */
export const gapsTableId = 'gaps-table'
/** Older gaps are in the table. */
const mostDrawn = 40

/** Gaps in order of time: what stands out by its shape, the gap that still runs hollow, limits broken. Its words stand beside it. */
export function GapsPicture({ gaps }: { gaps: Gaps }): JSX.Element | null {
  const { all, open, limits } = gaps
  const drawn = [...all, ...(open ? [open] : [])].slice(-mostDrawn)
  if (drawn.length < 2) return null
  const most = Math.max(1, ...drawn.map(({ days }) => days), limits?.upper ?? 0)
  const x = (i: number): number => round(edge.left + ((width - edge.left - edge.right) * (i + 0.5)) / drawn.length)
  const y = (days: number): number => round(height - edge.bottom - ((height - edge.top - edge.bottom) * days) / most)
  return (
    <svg
      class="gaps-picture"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={labelOf(drawn, gaps)}
      aria-details={gapsTableId}
    >
      <path class="gaps-axis" fill="none" stroke="currentColor" d={`M${edge.left} ${y(0)}H${width - edge.right}`} />
      {limits && <Limits limits={limits} y={y} />}
      <path
        class="gaps-line"
        fill="none"
        stroke="currentColor"
        d={`M${drawn.map(({ days }, i) => `${x(i)} ${y(days)}`).join('L')}`}
      />
      {drawn.map((gap, i) => (
        <Mark key={`${gap.from} ${gap.to} ${i}`} gap={gap} isOpen={gap === open} x={x(i)} y={y(gap.days)} />
      ))}
      <text x={edge.left - 6} y={y(0) + 4} text-anchor="end">
        0
      </text>
      <text x={edge.left - 6} y={y(most) + 4} text-anchor="end">
        {Math.round(most).toLocaleString('en-US')}
      </text>
      <text x={edge.left} y={height - 6}>
        {dayInWords(drawn[0]?.to ?? '')}
      </text>
      <text x={width - edge.right} y={height - 6} text-anchor="end">
        {dayInWords(drawn.at(-1)?.to ?? '')}
      </text>
    </svg>
  )
}

const round = (at: number): number => Math.round(at * 10) / 10

function Limits({ limits, y }: { limits: NonNullable<Gaps['limits']>; y: (days: number) => number }): JSX.Element {
  const across = (days: number): string => `M${edge.left} ${y(days)}H${width - edge.right}`
  return (
    <g class={limits.isTrial ? 'gaps-limits trial' : 'gaps-limits'}>
      <path class="gaps-centre" {...line} d={across(limits.centre)} />
      <path {...line} stroke-dasharray="6 4" d={across(limits.upper)} />
      <path {...line} stroke-dasharray="6 4" d={across(limits.lower)} />
    </g>
  )
}

// Paint as attributes too, for where no style sheet is read.
const line = { fill: 'none', stroke: 'currentColor' } as const

function Mark({ gap, isOpen, x, y }: { gap: Gap; isOpen: boolean; x: number; y: number }): JSX.Element {
  const kind = isOpen
    ? { class: 'gaps-open', fill: 'white', stroke: 'currentColor' }
    : { fill: 'currentColor', stroke: 'none' }
  if (gap.signal === 'long') return <path {...kind} d={`M${x} ${y - 7}L${x + 7} ${y + 5}H${x - 7}Z`} />
  if (gap.signal === 'short') return <path {...kind} d={`M${x} ${y + 7}L${x + 7} ${y - 5}H${x - 7}Z`} />
  return <circle {...kind} cx={x} cy={y} r="4" />
}

function labelOf(drawn: readonly Gap[], { limits, open }: Gaps): string {
  const out = (signal: Gap['signal']): number => drawn.filter((gap) => gap !== open && gap.signal === signal).length
  const said = limits ? ` ${out('long')} of them longer and ${out('short')} shorter than usual.` : ''
  return `Days between the last ${counted(drawn.length - (open ? 1 : 0) + 1, 'event')} in order of time.${said} The table below has each.`
}
