import type { MeasureShown } from '../model.ts'
import { isInPlot } from './labels.ts'
import type { Places } from './spots.ts'

/** Numbers closer than this, in pixels, would touch and become one mark. */
const apart = 28

/** The marks of the notes whose periods are shown: `1`, or `2–4` where several stand too close in a plot of `width` pixels. */
export function noteMarks(
  measure: Pick<MeasureShown, 'notes' | 'readings'>,
  places: Places,
  width: number,
): { readonly words: string; readonly across: number }[] {
  const groups: { readonly across: number; readonly numbers: number[] }[] = []
  measure.notes.forEach((note, index) => {
    if (!isInPlot(measure)(note)) return
    const across = places.across(note.period)
    const before = groups.at(-1)
    if (before && Math.abs(across - before.across) * width < apart) before.numbers.push(index + 1)
    else groups.push({ across, numbers: [index + 1] })
  })
  return groups.map(({ across, numbers }) => ({ across, words: spanOf(numbers) }))
}

const spanOf = (numbers: readonly number[]): string =>
  numbers.length === 1 ? String(numbers[0]) : `${numbers[0]}–${numbers.at(-1)}`
