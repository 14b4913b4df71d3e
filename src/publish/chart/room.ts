import type { Axis } from './axis.ts'
import type { Label } from './label.ts'
import { downOf, type Spot } from './spots.ts'
import { textWidth } from './text-width.ts'

/** The room a plot has: the smallest it is drawn in, so that what fits there fits everywhere. `edge` is what lies free beside it. */
export type Room = { readonly width: number; readonly height: number; readonly size: number; readonly edge: number }

export type Box = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

/** What is still free in a plot. */
export type Free = {
  /** Touches nothing at all. */
  isClear(box: Box): boolean
  /** Touches no words and no point; the curve may pass behind. */
  isLegible(box: Box): boolean
  take(box: Box): void
  /** Words may lie here only where there is no other place. */
  shade(box: Box): void
}

/** Where a target stands. */
export type Mark = { readonly across: number; readonly down: number }

/** The plot before any words but the axis's own are in it. */
export function freeOf(axis: Axis, spots: readonly Spot[], targets: readonly Mark[], room: Room): Free {
  const taken = [...axisBoxes(axis, room), ...dotBoxes(spots, room)]
  const curve = [...curveBoxes(spots, room), ...targetBoxes(targets, room)]
  const isInside = (box: Box): boolean => box.right <= room.width + room.edge + 2
  const isLegible = (box: Box): boolean => isInside(box) && !taken.some((other) => touches(box, other))
  return {
    isLegible,
    isClear: (box) => isLegible(box) && !curve.some((other) => touches(box, other)),
    take: (box) => void taken.push(box),
    shade: (box) => void curve.push(box),
  }
}

// Values are what a curve is read for: 15 pixels where other words have 13.
const largerValue = 15 / 13

/** The space that words take, with a little air. */
export function boxOf(label: Label, room: Room): Box {
  const isValue = label.kind === 'value'
  const size = isValue ? room.size * largerValue : room.size
  const width = textWidth(label.words, size, isValue ? 'bold' : 'regular')
  const x = label.across * room.width + label.shift
  const left = label.anchor === 'middle' ? x - width / 2 : label.anchor === 'end' ? x - width : x
  const base = label.down * room.height + label.lift
  return { left: left - 2, right: left + width + 2, top: base - size * 0.75, bottom: base + size * 0.2 }
}

const axisBoxes = (axis: Axis, room: Room): Box[] =>
  axis.ticks.map(({ value, words }) => {
    const y = downOf(axis, value) * room.height
    return { left: -12 - textWidth(words, room.size), right: -8, top: y - room.size / 2, bottom: y + room.size / 2 }
  })

const dotBoxes = (spots: readonly Spot[], room: Room): Box[] =>
  spots.flatMap(({ across, down }) =>
    down === null ? [] : [around(across * room.width, down * room.height, (6 * room.size) / 13)],
  )

// The curve as a row of small boxes, close enough that no word slips between.
function curveBoxes(spots: readonly Spot[], room: Room): Box[] {
  return spots.flatMap((spot, index) => {
    const before = spots[index - 1]
    if (!spot.joins || spot.down === null || before === undefined || before.down === null) return []
    const [x1, y1] = [before.across * room.width, before.down * room.height]
    const [x2, y2] = [spot.across * room.width, spot.down * room.height]
    const steps = Math.ceil(Math.hypot(x2 - x1, y2 - y1) / 5)
    return Array.from({ length: steps }, (_, step) =>
      around(x1 + ((x2 - x1) * step) / steps, y1 + ((y2 - y1) * step) / steps, 2),
    )
  })
}

const targetBoxes = (targets: readonly Mark[], room: Room): Box[] =>
  targets.map(({ across, down }) => ({
    ...around(across * room.width, down * room.height, 2),
    left: across * room.width - room.size,
    right: across * room.width + room.size,
  }))

const around = (x: number, y: number, reach: number): Box => ({
  left: x - reach,
  right: x + reach,
  top: y - reach,
  bottom: y + reach,
})

const touches = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
