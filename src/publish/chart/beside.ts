import type { MeasureShown } from '../model.ts'
import { aheadOf, bandInWords } from './ahead.ts'
import type { Axis } from './axis.ts'
import type { Anchor, Label } from './label.ts'
import type { Box, Room } from './room.ts'
import { downOf, placesOf, type Spot } from './spots.ts'
import { inLines, textWidth } from './text-width.ts'

/** Lines that stand together or not at all. */
export type Lines = readonly Label[]

/** Where the words of the band may stand: in what is still to come, in the whole band, else above or below it. */
export function bandChoices(measure: MeasureShown, axis: Axis, room: Room): Lines[] {
  const ahead = aheadOf(measure)
  const [whole, end, band] = [ahead?.periods[0], ahead?.periods.at(-1), ahead?.bands.at(-1)]
  if (!ahead || !band || !whole || !end) return []
  const { across, half } = placesOf(measure)
  const last = measure.readings.findLast(({ value }) => value !== null)?.period.from ?? ''
  const later = ahead.periods.find(({ from }) => from > last) ?? whole
  const right = Math.min(1, across(end) + half(end))
  const at = ahead.periods.indexOf(later)
  const [top, bottom] = [downOf(axis, band.upper[at] ?? 0), downOf(axis, band.lower[at] ?? 0)]
  const words = bandInWords(measure, ahead)
  const inside = [[words], words.split(/(?<=:) /), null].flatMap((lines) =>
    [later, whole].flatMap((first) => {
      const left = across(first) - half(first)
      const width = (right - left) * room.width - 8
      const own = lines ?? wrapped(words, width, 3, room) ?? []
      if (own.length === 0 || own.some((line) => textWidth(line, room.size) > width)) return []
      const rise = (own.length - 1) * lineHeight
      if ((bottom - top) * room.height < room.size * (rise + 1.6)) return []
      const place = { across: (left + right) / 2, shift: 0, anchor: 'middle' } as const
      return [
        stacked(own, { ...place, down: top, lift: room.size * 1.35 }, room),
        stacked(own, { ...place, down: bottom, lift: -room.size * (0.6 + rise) }, room),
        stacked(own, { ...place, down: (top + bottom) / 2, lift: room.size * (0.35 - rise / 2) }, room),
      ]
    }),
  )
  const outside = [top, bottom].flatMap((down) =>
    (down === top ? [-0.5, -1.7] : [1.3, 2.5]).map((lift) =>
      stacked([words], { across: right, down, lift: lift * room.size, shift: 0, anchor: 'end' }, room),
    ),
  )
  return [...inside, ...outside]
}

/** Where the band and the lines of usual limits lie: notes keep out of them. */
export function bandBoxes(measure: MeasureShown, axis: Axis, room: Room): Box[] {
  const ahead = aheadOf(measure)
  const band = ahead?.bands.at(-1)
  const { across, half } = placesOf(measure)
  const { limits } = measure.evidence ?? {}
  const last = limits?.standing === 'evidence' ? limits.each.findLast((one) => one !== null) : undefined
  const lines = [last?.lower, last?.centre, last?.upper].flatMap((value) => {
    if (value === undefined) return []
    const y = downOf(axis, value) * room.height
    return [{ left: 0, right: room.width, top: y - 2, bottom: y + 2 }]
  })
  const columns = (ahead?.periods ?? []).map((period, index) => ({
    left: (across(period) - half(period)) * room.width,
    right: (across(period) + half(period)) * room.width,
    top: downOf(axis, band?.upper[index] ?? 0) * room.height - 2,
    bottom: downOf(axis, band?.lower[index] ?? 0) * room.height,
  }))
  return [...lines, ...columns]
}

/** Where the words of a note may stand beside its point; else `note 1`, which the list below the plot explains. */
export function noteChoices({ notes }: MeasureShown, index: number, spots: readonly Spot[], room: Room): Lines[] {
  const note = notes[index]
  const spot = spots.find(({ reading }) => reading.period.from === note?.period.from)
  if (!note || !spot) return []
  const { across } = spot
  const down = spot.down ?? 1
  const whole = wrapped(note.text, room.width * 0.4, 2, room)
  return [whole, [`note ${index + 1}`]].flatMap((lines) => {
    if (lines === null) return []
    const rise = room.size * (lines.length - 1) * lineHeight
    const at = (lift: number, anchor: Anchor): Lines =>
      stacked(lines, { across, down, lift, shift: aside[anchor] * room.size, anchor }, room, 'note')
    // Level with the point, just above or below it, or past its value.
    const beside = (['start', 'end'] as const).map((anchor) => at(0.35 * room.size - rise / 2, anchor))
    const lifts = [1, 2.5].flatMap((far) => [-room.size * far - rise, room.size * (far + 0.9)])
    return [
      ...beside,
      ...lifts.flatMap((lift) => (['middle', 'start', 'end'] as const).map((anchor) => at(lift, anchor))),
    ]
  })
}

const aside: Readonly<Record<Anchor, number>> = { middle: 0, start: 0.9, end: -0.9 }
const lineHeight = 1.2

/** Null where the words do not fit uncut. */
function wrapped(words: string, width: number, most: number, room: Room): string[] | null {
  const lines = inLines(words, room.size, width, most)
  return lines.join(' ') === words ? lines : null
}

const stacked = (
  lines: readonly string[],
  at: Omit<Label, 'kind' | 'words'>,
  room: Room,
  kind: 'band' | 'note' = 'band',
): Lines => lines.map((words, index) => ({ ...at, kind, words, lift: at.lift + index * room.size * lineHeight }))
