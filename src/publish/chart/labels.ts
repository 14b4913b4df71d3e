import { figureWithSign } from '../figures.ts'
import type { MeasureShown } from '../model.ts'
import type { Axis } from './axis.ts'
import { acrossBy, downOf, type Spot } from './spots.ts'
import { textWidth } from './text-width.ts'

/** The room a plot has: the smallest it is drawn in, so that what fits there fits everywhere. */
export type Room = { readonly width: number; readonly height: number; readonly size: number; readonly edge: number }

export type Anchor = 'start' | 'middle' | 'end'
/** Words in the plot. `lift` moves the line of writing in pixels, `shift` sideways. */
export type Label = {
  readonly kind: 'value' | 'target' | 'reason' | 'tick'
  readonly words: string
  readonly across: number
  readonly down: number
  readonly lift: number
  readonly shift: number
  readonly anchor: Anchor
}

type Box = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

const mostLabelled = 12
const dot = 7

/**
 * The words of a plot that fit without touching each other or a point. Every point is labelled when there are twelve or
 * fewer, else the last, the highest and the lowest; the most telling come first.
 */
export function labelsOf(measure: MeasureShown, axis: Axis, spots: readonly Spot[], room: Room): Label[] {
  const taken: Box[] = spots.flatMap((spot) => (spot.down === null ? [] : [dotBox(spot, spot.down, room)]))
  const placed: Label[] = []
  const place = (choices: readonly Label[]): void => {
    const label = choices.find((each) => !taken.some((box) => touches(box, boxOf(each, room))))
    if (label === undefined) return
    taken.push(boxOf(label, room))
    placed.push(label)
  }
  for (const at of valueOrder(spots)) place(valueChoices(measure, spots, at, room))
  for (const choices of targetChoices(measure, axis)) place(choices)
  for (const spot of spots) if (spot.down === null) place([reasonLabel(spot, axis)])
  return [...placed, ...ticksOf(spots, room)]
}

/** Period names below the axis: as many as fit, evenly, always with the last. */
export function ticksOf(spots: readonly Spot[], room: Room): Label[] {
  for (const step of [1, 2, 3, 4, 6, 12, 24, 36, 48, 60]) {
    const labels = spots
      .filter((_, index) => (spots.length - 1 - index) % step === 0)
      .map((spot) => tickLabel(spot, room))
    const boxes = labels.map((label) => boxOf(label, room))
    if (boxes.every((box, index) => index === 0 || (boxes[index - 1]?.right ?? 0) + 8 <= box.left)) return labels
  }
  return spots.slice(-1).map((spot) => tickLabel(spot, room))
}

function tickLabel({ reading, across }: Spot, room: Room): Label {
  const words = reading.period.label
  const half = textWidth(words, room.size) / 2
  const anchor: Anchor =
    across * room.width - half < -room.edge ? 'start' : (1 - across) * room.width - half < -room.edge ? 'end' : 'middle'
  const shift = anchor === 'start' ? -room.edge / 2 : anchor === 'end' ? room.edge : 0
  return { kind: 'tick', words, across, down: 1, lift: room.size * 2.9, shift, anchor }
}

function valueOrder(spots: readonly Spot[]): number[] {
  const valued = spots.flatMap((spot, index) => (spot.down === null ? [] : [{ index, down: spot.down }]))
  const byHeight = valued.toSorted((a, b) => a.down - b.down)
  const telling = [valued.at(-1), byHeight[0], byHeight.at(-1), ...(valued.length <= mostLabelled ? valued : [])]
  return [...new Set(telling.flatMap((each) => (each === undefined ? [] : [each.index])))]
}

function valueChoices(measure: MeasureShown, spots: readonly Spot[], at: number, room: Room): Label[] {
  const spot = spots[at]
  if (spot === undefined || spot.down === null || spot.reading.value === null) return []
  const { across, down } = spot
  const [before, after] = [spot.joins ? spots[at - 1]?.down : null, spots[at + 1]?.joins ? spots[at + 1]?.down : null]
  const words = figureWithSign(spot.reading.value, measure)
  const slope = slopeAt(spots, at, room)
  const above = { kind: 'value', words, across, down, lift: -dot - 5, ...leaning(slope) } as const
  const below = { kind: 'value', words, across, down, lift: dot + room.size, shift: 0, anchor: 'middle' } as const
  const isLow = (before ?? -1) < down && (after ?? -1) < down && (before ?? after ?? null) !== null
  const hasRoomBelow = down === 1 || (1 - down) * room.height > dot + room.size * 1.5
  if (!hasRoomBelow) return [above]
  return isLow ? [below, above] : [above, below]
}

// On a steep stretch the label leans away from the line.
const leaning = (slope: number): { shift: number; anchor: Anchor } =>
  slope > 0.6
    ? { shift: -4, anchor: 'end' }
    : slope < -0.6
      ? { shift: 4, anchor: 'start' }
      : { shift: 0, anchor: 'middle' }

function slopeAt(spots: readonly Spot[], at: number, room: Room): number {
  const [before, spot, after] = [spots[at - 1], spots[at], spots[at + 1]]
  if (!before || !spot?.joins || !after?.joins || before.down === null || spot.down === null || after.down === null)
    return 0
  const rise = (one: Spot, other: Spot): number =>
    (((one.down ?? 0) - (other.down ?? 0)) * room.height) / ((other.across - one.across) * room.width)
  const [coming, going] = [rise(before, spot), rise(spot, after)]
  return Math.sign(coming) === Math.sign(going) ? going : 0
}

function targetChoices(measure: MeasureShown, axis: Axis): Label[][] {
  const across = acrossBy(measure.readings.map((reading) => reading.period))
  const later = measure.targets.toReversed().filter(isInPlot(measure))
  return later
    .filter((target, index) => index === 0 || target.value !== later[index - 1]?.value)
    .map((target) => {
      const words = `target ${figureWithSign(target.value, measure)}`
      const at = {
        kind: 'target',
        words,
        across: across(target.period),
        down: downOf(axis, target.value),
        shift: 14,
      } as const
      return [
        { ...at, lift: -6, anchor: 'end' },
        { ...at, lift: 17, anchor: 'end' },
      ]
    })
}

/** Targets of periods the plot shows. */
export const isInPlot =
  (measure: Pick<MeasureShown, 'readings'>) =>
  ({ period }: { readonly period: { readonly from: string } }): boolean =>
    measure.readings.some((reading) => reading.period.from === period.from)

const reasonLabel = ({ reading, across }: Spot, axis: Axis): Label => ({
  kind: 'reason',
  words: reading.reason ?? 'not collected',
  across,
  down: axis.low < 0 && axis.high > 0 ? downOf(axis, 0) : 1,
  lift: dot + 14,
  shift: 0,
  anchor: 'middle',
})

function boxOf(label: Label, room: Room): Box {
  const width = textWidth(label.words, room.size, label.kind === 'value' ? 'bold' : 'regular')
  const x = label.across * room.width + label.shift
  const left = label.anchor === 'middle' ? x - width / 2 : label.anchor === 'end' ? x - width : x
  const base = label.down * room.height + label.lift
  return { left: left - 2, right: left + width + 2, top: base - room.size * 0.8, bottom: base + room.size * 0.2 }
}

const dotBox = ({ across }: Spot, down: number, { width, height }: Room): Box => ({
  left: across * width - dot,
  right: across * width + dot,
  top: down * height - dot,
  bottom: down * height + dot,
})

const touches = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
