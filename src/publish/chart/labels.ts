import type { MeasureShown } from '../model.ts'
import { aheadOf } from './ahead.ts'
import type { Axis } from './axis.ts'
import { bandBoxes, bandChoices, type Lines, noteChoices } from './beside.ts'
import type { Label } from './label.ts'
import { type Box, boxOf, type Free, freeOf, type Mark, type Room } from './room.ts'
import { downOf, placesOf, type Spot } from './spots.ts'
import { shortFigure, textWidth } from './text-width.ts'

const mostLabelled = 12
/** How far words stay from the middle of a point, and from a target, on a page; a larger drawing keeps the proportion. */
const [dot, ring, gap, targetReach] = [7, 4, 5, 14]
const grow = (room: Room): number => room.size / 13

/**
 * The words of a plot that fit without touching each other or a point, and cross the curve only where there is no other
 * place. Every point is labelled when there are twelve or fewer, else the last, the highest and the lowest; the most
 * telling come first.
 */
export function labelsOf(measure: MeasureShown, axis: Axis, spots: readonly Spot[], room: Room): Label[] {
  const free = freeOf(axis, spots, targetMarks(measure, axis), room)
  const values = valueOrder(spots).flatMap((at) => placed(valueChoices(measure, spots, at, room), free, room))
  const targets = targetChoices(measure, axis, room).flatMap((choices) => placed(choices, free, room))
  const reasons = [
    ...spots.filter((spot) => spot.down === null).map((spot) => reasonLabel(spot, axis, room)),
    ...dueLabels(measure, room),
  ]
  const ticks = ticksOf(measure, room)
  for (const label of ticks) free.take(boxOf(label, room))
  const below = [...reasons.flatMap((label) => placed(insideOf(label, room), free, room)), ...ticks]
  const band = placedLines(bandChoices(measure, axis, room), free, room)
  for (const box of bandBoxes(measure, axis, room)) free.shade(box)
  const notes = measure.notes.flatMap((_, at) => placedLines(noteChoices(measure, at, spots, room), free, room))
  return [...values, ...targets, ...below, ...band, ...notes]
}

/** The first lines that touch nothing and stay in the plot; else those that only the curve passes behind. */
function placedLines(choices: readonly Lines[], free: Free, room: Room): Lines {
  const boxed = choices
    .map((lines) => ({ lines, boxes: lines.map((label) => boxOf(label, room)) }))
    .filter(({ boxes }) =>
      boxes.every(({ left, top, bottom }) => left >= 0 && top >= -room.size && bottom <= room.height),
    )
  const best =
    boxed.find(({ boxes }) => boxes.every((box) => free.isClear(box))) ??
    boxed.findLast(({ boxes }) => boxes.every((box) => free.isLegible(box)))
  for (const box of best?.boxes ?? []) free.take(box)
  return best?.lines ?? []
}

function placed(choices: readonly Label[], free: Free, room: Room): Label[] {
  const boxed = choices.map((label) => ({ label, box: boxOf(label, room) }))
  const best = boxed.find(({ box }) => free.isClear(box)) ?? boxed.find(({ box }) => free.isLegible(box))
  if (best === undefined) return []
  free.take(best.box)
  return [best.label]
}

/** Period names below the axis: as many as fit, evenly, always with the last that has been. */
export function ticksOf(measure: MeasureShown, room: Room): Label[] {
  const { across } = placesOf(measure)
  const been = measure.readings.map(({ period }) => period)
  const known = new Set(been.map(({ from }) => from))
  const ahead = (aheadOf(measure)?.periods ?? []).filter(({ from }) => !known.has(from))
  const all = [...been, ...ahead]
  const labels = (step: number): Label[] =>
    all
      .filter((_, index) => (been.length - 1 - index) % step === 0)
      .map((period) => tickLabel(period.label, across(period), room))
  for (const step of steps) {
    const some = labels(step)
    if (areApart(some.map((label) => boxOf(label, room)))) return some
  }
  return been.slice(-1).map((period) => tickLabel(period.label, across(period), room))
}

const steps = [1, 2, 3, 4, 6, 12, 24, 36, 48, 60, 120, 240, 600, 1200, 2400]

const areApart = (boxes: readonly Box[]): boolean =>
  boxes.every((box, index) => index === 0 || (boxes[index - 1]?.right ?? 0) + 6 <= box.left)

function tickLabel(words: string, across: number, room: Room): Label {
  const half = textWidth(words, room.size) / 2
  const at = { kind: 'tick', words, across, down: 1, lift: room.size * 3.1 } as const
  if (half > room.edge + (1 - across) * room.width) return { ...at, anchor: 'end', shift: room.edge }
  if (half > room.edge + across * room.width) return { ...at, anchor: 'start', shift: -room.edge }
  return { ...at, anchor: 'middle', shift: 0 }
}

function valueOrder(spots: readonly Spot[]): number[] {
  const valued = spots.flatMap((spot, index) => (spot.down === null ? [] : [{ index, down: spot.down }]))
  const byHeight = valued.toSorted((a, b) => a.down - b.down)
  const telling = [valued.at(-1), byHeight[0], byHeight.at(-1), ...(valued.length <= mostLabelled ? valued : [])]
  return [...new Set(telling.flatMap((each) => (each === undefined ? [] : [each.index])))]
}

// Above the point, or below a low one; leaning away where the curve is in the way.
function valueChoices(measure: MeasureShown, spots: readonly Spot[], at: number, room: Room): Label[] {
  const spot = spots[at]
  if (spot === undefined || spot.down === null || spot.reading.value === null) return []
  const place = {
    kind: 'value',
    words: shortFigure(spot.reading.value, measure),
    across: spot.across,
    down: spot.down,
  } as const
  const away = (dot + (spot.reading.status === 'restated' ? ring : 0)) * grow(room)
  const above = leaning({ ...place, lift: -away - gap * grow(room) }, room)
  const below = leaning({ ...place, lift: away + room.size * 1.15 }, room)
  const mayGoBelow = spot.down > 0.999 || (1 - spot.down) * room.height > away + room.size * 1.5
  if (!mayGoBelow) return above
  return isLow(spots, at) ? [...below, ...above] : [...above, ...below]
}

function leaning(label: Omit<Label, 'shift' | 'anchor'>, room: Room): Label[] {
  const aside = gap * grow(room)
  return [
    { ...label, shift: 0, anchor: 'middle' },
    { ...label, shift: -aside, anchor: 'end' },
    { ...label, shift: aside, anchor: 'start' },
    { ...label, shift: aside, anchor: 'end' },
    { ...label, shift: -aside, anchor: 'start' },
  ]
}

// Lower than the values it is joined to.
function isLow(spots: readonly Spot[], at: number): boolean {
  const [spot, after] = [spots[at], spots[at + 1]]
  const joined = [spot?.joins ? spots[at - 1] : undefined, after?.joins ? after : undefined]
  const heights = joined.flatMap((each) => (each?.down === undefined || each.down === null ? [] : [each.down]))
  return heights.length > 0 && heights.every((down) => down < (spot?.down ?? 0))
}

function targetChoices(measure: MeasureShown, axis: Axis, room: Room): Label[][] {
  const reach = targetReach * grow(room)
  const [above, beside, below] = [-0.45 * room.size, 0.35 * room.size, 1.3 * room.size]
  const { across } = placesOf(measure)
  const later = measure.targets.toReversed().filter(isInPlot(measure))
  return later
    .filter((target, index) => index === 0 || target.value !== later[index - 1]?.value)
    .map((target) => {
      const words = `target ${shortFigure(target.value, measure)}`
      const at = { kind: 'target', words, across: across(target.period), down: downOf(axis, target.value) } as const
      return [
        { ...at, lift: beside, shift: reach + gap, anchor: 'start' },
        { ...at, lift: beside, shift: -reach - gap, anchor: 'end' },
        { ...at, lift: above, shift: reach, anchor: 'end' },
        { ...at, lift: below, shift: reach, anchor: 'end' },
        { ...at, lift: above, shift: -reach, anchor: 'start' },
      ]
    })
}

/** Where the targets of shown periods stand. */
export function targetMarks(measure: MeasureShown, axis: Axis): Mark[] {
  const { across } = placesOf(measure)
  return measure.targets
    .filter(isInPlot(measure))
    .map(({ period, value }) => ({ across: across(period), down: downOf(axis, value) }))
}

/** Targets of periods the plot shows. */
export const isInPlot =
  (measure: Pick<MeasureShown, 'readings'>) =>
  ({ period }: { readonly period: { readonly from: string } }): boolean =>
    measure.readings.some((reading) => reading.period.from === period.from)

const reasonLabel = ({ reading, across }: Spot, axis: Axis, room: Room): Label => ({
  kind: 'reason',
  words: reading.reason === 'not yet' ? 'not in yet' : (reading.reason ?? 'not collected'),
  across,
  down: axis.low < 0 && axis.high > 0 ? downOf(axis, 0) : 1,
  lift: 1.6 * room.size,
  shift: 0,
  anchor: 'middle',
})

/** A period that is over and whose value is not in yet, where the plot reaches it. */
function dueLabels(measure: MeasureShown, room: Room): Label[] {
  const { due } = measure
  if (!due || !aheadOf(measure)?.periods.some(({ from }) => from === due.period.from)) return []
  const across = placesOf(measure).across(due.period)
  return [{ kind: 'reason', words: 'not in yet', across, down: 1, lift: 1.6 * room.size, shift: 0, anchor: 'middle' }]
}

/** In the middle, or at the side that keeps it in the plot. */
const insideOf = (label: Label, { edge }: Room): Label[] => [
  label,
  { ...label, anchor: 'end', shift: edge },
  { ...label, anchor: 'start', shift: -edge },
]
