import type { JSX } from 'preact'
import type { MeasureShown } from '../model.ts'
import type { Axis } from './axis.ts'
import type { Canvas } from './canvas.ts'
import { inkOfWords } from './ink.ts'
import type { Label } from './label.ts'
import { labelsOf } from './labels.ts'
import type { Spot } from './spots.ts'

/** What everything inside the plot is drawn from. */
export type PlotParts = { readonly measure: MeasureShown; readonly axis: Axis; readonly canvas: Canvas }

/** Words in the plot, once for each room they are drawn in. */
export function PlotWords({ measure, axis, spots, canvas }: PlotParts & { spots: readonly Spot[] }): JSX.Element {
  const [narrow, wide] = canvas.rooms.map((room) => labelsOf(measure, axis, spots, room))
  const inNarrow = new Set((narrow ?? []).map(asKey))
  const inWide = wide === undefined ? inNarrow : new Set(wide.map(asKey))
  const all = [...(narrow ?? []), ...(wide ?? []).filter((label) => !inNarrow.has(asKey(label)))]
  return (
    <>
      {all.map((label) => (
        <text
          {...inkOfWords(
            `${wordClass[label.kind]}${inNarrow.has(asKey(label)) ? (inWide.has(asKey(label)) ? '' : ' narrow') : ' wide'}`.trim(),
          )}
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
const wordClass = { value: 'value', target: 'aim', reason: 'why', tick: '', band: 'band', note: 'beside' } as const

const asKey = ({ kind, words, across, down, lift, shift, anchor }: Label): string =>
  [kind, words, across, down, lift, shift, anchor].join('|')
