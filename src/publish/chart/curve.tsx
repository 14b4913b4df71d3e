import type { JSX } from 'preact'
import { readingInWords } from '../figures.ts'
import type { MeasureShown } from '../model.ts'
import { type Axis, axisOf } from './axis.ts'
import type { Canvas } from './canvas.ts'
import { Fan, middleOfFan } from './fan.tsx'
import { ink, inkOfWords, paintedThere } from './ink.ts'
import { targetMarks } from './labels.ts'
import { limitPath } from './limits.ts'
import { openLine, solidLine } from './line.ts'
import { type PlotParts, PlotWords } from './plot-words.tsx'
import { type Signal, signalAt } from './signals.ts'
import { downOf, type Places, placesOf, type Spot, spotsOf } from './spots.ts'
import { textWidth } from './text-width.ts'

/** Everything inside the plot: lines to read by, the curve, its points, its words. */
export function Plot({ measure, canvas }: { measure: MeasureShown; canvas: Canvas }): JSX.Element {
  const axis = axisOf(measure)
  const spots = spotsOf(measure, axis)
  const parts = { measure, axis, places: placesOf(measure), canvas }
  return (
    <>
      <Fan {...parts} />
      <Lines axis={axis} canvas={canvas} />
      <Paths canvas={canvas} paths={[...limitPaths(parts), ...curvePaths(spots, parts)]} />
      <Targets measure={measure} axis={axis} canvas={canvas} />
      <Points measure={measure} axis={axis} spots={spots} canvas={canvas} />
      <PlotWords measure={measure} axis={axis} spots={spots} canvas={canvas} />
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
            <line {...ink(value === 0 ? 'zero' : 'grid')} x1="0" x2={canvas.across(1)} y1={y} y2={y} />
            <text {...inkOfWords()} x={-10 * canvas.grow} y={y} dy=".35em" text-anchor="end">
              {words}
            </text>
          </>
        )
      })}
    </>
  )
}

type Path = { readonly name: string; readonly d: string }
type Whole = PlotParts & { readonly places: Places }

/** The lines of the process limits; on trial they prove nothing and are not drawn. */
function limitPaths({ measure, axis, places, canvas }: Whole): Path[] {
  if (measure.evidence?.limits?.standing !== 'evidence') return []
  return (['lower', 'centre', 'upper'] as const).map((line) => ({
    name: line === 'centre' ? `limit ${line}` : 'limit',
    d: limitPath(measure, line, axis, places, canvas.path),
  }))
}

const curvePaths = (spots: readonly Spot[], parts: Whole): Path[] => [
  { name: 'line expected', d: middleOfFan(parts) },
  { name: 'line', d: solidLine(spots, parts.canvas.path) },
  { name: 'line ahead', d: openLine(spots, parts.canvas.path) },
]

/** Paths know no percentages: on a page they are stretched with the plot, their strokes are not. */
function Paths({ paths, canvas }: { paths: readonly Path[]; canvas: Canvas }): JSX.Element {
  const drawn = paths.filter(({ d }) => d !== '').map(({ name, d }) => <path {...ink(name)} d={d} />)
  if (!canvas.isFluid) return <>{drawn}</>
  return (
    <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" width="100%" height="100%" overflow="visible">
      {drawn}
    </svg>
  )
}

function Targets({ measure, axis, canvas }: PlotParts): JSX.Element | null {
  const targets = targetMarks(measure, axis)
  if (targets.length === 0) return null
  const half = 13 * canvas.grow
  return (
    <>
      <defs>
        <path id="target" {...paintedThere} d={`M${-half} 0H${half}`} />
      </defs>
      {targets.map(({ across, down }) => (
        <use {...ink('target')} href="#target" x={canvas.across(across)} y={canvas.down(down)} />
      ))}
    </>
  )
}

function Points({ measure, axis, spots, canvas }: PlotParts & { spots: readonly Spot[] }): JSX.Element {
  const density = spots.length > mostWalked ? 'line' : spots.length > mostMarked ? 'dense' : 'marked'
  const gap = 5 * canvas.grow
  const zero = canvas.down(axis.low < 0 && axis.high > 0 ? downOf(axis, 0) : 1)
  return (
    <>
      <defs>
        {spots.some((spot) => spot.down === null) && (
          <path id="gap" {...paintedThere} d={`M0 ${-gap} ${gap} 0 0 ${gap} ${-gap} 0z`} />
        )}
        {spots.some((_, index) => signalAt(measure, index)) && (
          <>
            <path id="up" {...paintedThere} d={triangle((density === 'marked' ? 9 : 5) * canvas.grow)} />
            <path id="down" {...paintedThere} d={triangle((density === 'marked' ? -9 : -5) * canvas.grow)} />
          </>
        )}
      </defs>
      {spots.map((spot, index) => {
        if (density === 'line' && index < spots.length - 1) return null
        const x = canvas.across(spot.across)
        const signal = signalAt(measure, index)
        const said = (
          <title>{`${readingInWords(measure, spot.reading)}${signal === null ? '' : `, ${signal.words}`}`}</title>
        )
        if (spot.down === null)
          return (
            <use {...ink('gap')} href="#gap" x={x} y={zero}>
              {said}
            </use>
          )
        return <Point spot={spot} down={spot.down} {...{ signal, density, canvas }} said={said} />
      })}
    </>
  )
}

type Density = 'marked' | 'dense' | 'line'

/** A disc; hollow while the value may still change; a triangle that points its way where it signals; ringed where it was restated. */
function Point({
  spot: { reading, across },
  down,
  signal,
  density,
  canvas,
  said,
}: {
  spot: Spot
  down: number
  signal: Signal | null
  density: Density
  canvas: Canvas
  said: JSX.Element
}): JSX.Element {
  const [x, y] = [canvas.across(across), canvas.down(down)]
  const isSettled = reading.status === 'final' || reading.status === 'restated'
  const isSmall = density !== 'marked' && isSettled
  const radius = (isSmall ? 2.5 : density === 'marked' ? 5 : 3.5) * canvas.grow
  const ring = reading.status === 'restated' && (
    <circle {...ink('ring')} cx={x} cy={y} r={radius + (signal ? 8 : 4) * canvas.grow} />
  )
  if (signal)
    return (
      <>
        {ring}
        <use
          {...ink(`${signalClass(signal)}${density === 'marked' ? '' : ' dense'}`)}
          href={signal.isUp ? '#up' : '#down'}
          x={x}
          y={y}
        >
          {said}
        </use>
      </>
    )
  return (
    <>
      {ring}
      <circle {...ink(isSmall ? 'point dense' : pointClass[reading.status])} cx={x} cy={y} r={radius}>
        {said}
      </circle>
    </>
  )
}

/** Colour says whether it is better; an early sign is hollow. */
export const signalClass = ({ isBetter, isEarly }: Signal): string =>
  `point signal ${isBetter === null ? '' : isBetter ? 'better' : 'worse'}${isEarly ? ' early' : ''}`.trim()

/** A triangle around its middle, standing on its foot; on its head for a negative size. */
export const triangle = (size: number): string =>
  `M0 ${-size}L${Number((size * 0.95).toFixed(1))} ${Number((size * 0.75).toFixed(1))}H${Number((-size * 0.95).toFixed(1))}z`

// With more points than this, each is a small mark on the curve; with many more, only the last is marked and the table holds all.
const mostMarked = 24
const mostWalked = 400
const pointClass = { final: 'point', restated: 'point', provisional: 'point soft', open: 'point soft open' } as const
