import type { JSX } from 'preact'
import type { Reading } from '../../measures/model.ts'
import { readingInWords } from '../figures.ts'
import type { MeasureShown } from '../model.ts'
import { type Axis, axisOf } from './axis.ts'
import { type Label, labelsOf, targetMarks } from './labels.ts'
import { openLine, solidLine } from './line.ts'
import type { Room } from './room.ts'
import { downOf, type Spot, spotsOf } from './spots.ts'
import { textWidth } from './text-width.ts'

/**
 * Where a plot is drawn. `fluid` follows the width and height its page gives it: places are percentages, words keep their
 * size. `fixed` is in pixels, for files. `rooms` names the smallest plots the words must fit: one on phones, one with room.
 */
export type Canvas = {
  readonly across: (share: number) => string
  readonly down: (share: number) => string
  readonly path: (spot: Spot) => readonly [number, number]
  readonly isFluid: boolean
  /** How much larger marks are than on a page. */
  readonly grow: number
  readonly rooms: readonly [Room] | readonly [narrow: Room, wide: Room]
}

const percent = (share: number): string => `${Number((share * 100).toFixed(1))}%`

/** The plot of a page, from 320 pixels of page on. `beside` is the room its axis needs at the left, in pixels. */
export const fluid = (beside: number): Canvas => ({
  across: percent,
  down: percent,
  path: ({ across, down }) => [across * 1000, (down ?? 0) * 1000],
  isFluid: true,
  grow: 1,
  rooms: [
    { width: 320 - 32 - 20 - beside, height: 192, size: 13, edge: 20 },
    { width: 768 - 48 - 20 - beside, height: 288, size: 13, edge: 30 },
  ],
})

/** A plot of a size in pixels, in its own corner. */
export const fixed = (width: number, height: number, edge: number, grow = 1): Canvas => {
  const across = (share: number): number => Number((share * width).toFixed(1))
  const down = (share: number): number => Number((share * height).toFixed(1))
  return {
    across: (share) => String(across(share)),
    down: (share) => String(down(share)),
    path: (spot) => [across(spot.across), down(spot.down ?? 0)],
    isFluid: false,
    grow,
    rooms: [{ width, height, size: 13 * grow, edge }],
  }
}

/** Everything inside the plot: lines to read by, the curve, its points, its words. */
export function Plot({ measure, canvas }: { measure: MeasureShown; canvas: Canvas }): JSX.Element {
  const axis = axisOf(measure)
  const spots = spotsOf(measure, axis)
  return (
    <>
      <Lines axis={axis} canvas={canvas} />
      <Line spots={spots} canvas={canvas} />
      <Targets measure={measure} axis={axis} canvas={canvas} />
      <Points measure={measure} axis={axis} spots={spots} canvas={canvas} />
      <Words measure={measure} axis={axis} spots={spots} canvas={canvas} />
    </>
  )
}

/** How wide the axis's own words are, in pixels at `size`. */
export const axisWidth = (measure: MeasureShown, size: number): number =>
  Math.max(...axisOf(measure).ticks.map((tick) => textWidth(tick.words, size)), 0)

function Lines({ axis, canvas }: { axis: Axis; canvas: Canvas }): JSX.Element {
  return (
    <>
      {axis.ticks.map(({ value, words }) => {
        const y = canvas.down(downOf(axis, value))
        return (
          <>
            <line class={value === 0 ? 'zero' : 'grid'} x1="0" x2={canvas.across(1)} y1={y} y2={y} />
            <text x={-10 * canvas.grow} y={y} dy=".35em" text-anchor="end">
              {words}
            </text>
          </>
        )
      })}
    </>
  )
}

function Line({ spots, canvas }: { spots: readonly Spot[]; canvas: Canvas }): JSX.Element {
  const [solid, ahead] = [solidLine(spots, canvas.path), openLine(spots, canvas.path)]
  const paths = (
    <>
      {solid && <path class="line" d={solid} />}
      {ahead && <path class="line ahead" d={ahead} />}
    </>
  )
  if (!canvas.isFluid) return paths
  return (
    <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" width="100%" height="100%" overflow="visible">
      {paths}
    </svg>
  )
}

type Parts = { readonly measure: MeasureShown; readonly axis: Axis; readonly canvas: Canvas }

function Targets({ measure, axis, canvas }: Parts): JSX.Element | null {
  const targets = targetMarks(measure, axis)
  if (targets.length === 0) return null
  const half = 13 * canvas.grow
  return (
    <>
      <defs>
        <path id="target" d={`M${-half} 0H${half}`} />
      </defs>
      {targets.map(({ across, down }) => (
        <use class="target" href="#target" x={canvas.across(across)} y={canvas.down(down)} />
      ))}
    </>
  )
}

function Points({ measure, axis, spots, canvas }: Parts & { spots: readonly Spot[] }): JSX.Element {
  const isDense = spots.length > mostMarked
  const isSmall = ({ status }: Reading): boolean => isDense && (status === 'final' || status === 'restated')
  const gap = 5 * canvas.grow
  const zero = canvas.down(axis.low < 0 && axis.high > 0 ? downOf(axis, 0) : 1)
  return (
    <>
      {spots.some((spot) => spot.down === null) && (
        <defs>
          <path id="gap" d={`M0 ${-gap} ${gap} 0 0 ${gap} ${-gap} 0z`} />
        </defs>
      )}
      {spots.map((spot) => {
        const x = canvas.across(spot.across)
        const said = <title>{readingInWords(measure, spot.reading)}</title>
        if (spot.down === null)
          return (
            <use class="gap" href="#gap" x={x} y={zero}>
              {said}
            </use>
          )
        const y = canvas.down(spot.down)
        const radius = (isSmall(spot.reading) ? 2.5 : isDense ? 3.5 : 5) * canvas.grow
        return (
          <>
            {spot.reading.status === 'restated' && <circle class="ring" cx={x} cy={y} r={radius + 4 * canvas.grow} />}
            <circle
              class={isSmall(spot.reading) ? 'point dense' : pointClass[spot.reading.status]}
              cx={x}
              cy={y}
              r={radius}
            >
              {said}
            </circle>
          </>
        )
      })}
    </>
  )
}

// With more points than this, each is a small mark on the curve.
const mostMarked = 24
const pointClass = { final: 'point', restated: 'point', provisional: 'point soft', open: 'point soft open' } as const

function Words({ measure, axis, spots, canvas }: Parts & { spots: readonly Spot[] }): JSX.Element {
  const [narrow, wide] = canvas.rooms.map((room) => labelsOf(measure, axis, spots, room))
  const inNarrow = new Set((narrow ?? []).map(asKey))
  const inWide = wide === undefined ? inNarrow : new Set(wide.map(asKey))
  const all = [...(narrow ?? []), ...(wide ?? []).filter((label) => !inNarrow.has(asKey(label)))]
  return (
    <>
      {all.map((label) => (
        <text
          class={
            `${wordClass[label.kind]}${inNarrow.has(asKey(label)) ? (inWide.has(asKey(label)) ? '' : ' narrow') : ' wide'}`.trim() ||
            undefined
          }
          x={canvas.across(label.across)}
          y={canvas.down(label.down)}
          dx={short(label.shift) || undefined}
          dy={short(label.lift)}
          text-anchor={label.anchor === 'start' ? undefined : label.anchor}
        >
          {label.words}
        </text>
      ))}
    </>
  )
}

const short = (pixels: number): number => Number(pixels.toFixed(1))
const wordClass = { value: 'value', target: 'aim', reason: 'why', tick: '' } as const

const asKey = ({ kind, words, across, down, lift, shift, anchor }: Label): string =>
  [kind, words, across, down, lift, shift, anchor].join('|')
