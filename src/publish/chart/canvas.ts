import type { Room } from './room.ts'

/**
 * Where a plot is drawn. `fluid` follows the width and height its page gives it: places are percentages, words keep their
 * size. `fixed` is in pixels, for files. `rooms` names the smallest plots the words must fit: one on phones, one with room.
 */
export type Canvas = {
  readonly across: (share: number) => string
  readonly down: (share: number) => string
  readonly path: (at: { readonly across: number; readonly down: number | null }) => readonly [number, number]
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
