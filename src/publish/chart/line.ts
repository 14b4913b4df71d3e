import { line } from 'd3-shape'
import type { Spot } from './spots.ts'

type Place = (spot: Spot) => readonly [number, number]

/** The path of the curve. It breaks where a value or a period is missing, and never runs into a period that is still open. */
export const solidLine = (spots: readonly Spot[], place: Place): string =>
  runs(spots, (spot) => spot.joins && spot.reading.status !== 'open')
    .filter((run) => run.length > 1)
    .map((run) => drawn(run, place))
    .join('')

/** The path into a period that is still running, drawn dashed. */
export const openLine = (spots: readonly Spot[], place: Place): string =>
  runs(spots, (spot) => spot.joins && spot.reading.status === 'open')
    .filter((run) => run.length > 1)
    .map((run) => drawn(run, place))
    .join('')

function runs(spots: readonly Spot[], continues: (spot: Spot) => boolean): Spot[][] {
  const all: Spot[][] = []
  for (const spot of spots) {
    const run = all.at(-1)
    if (run !== undefined && continues(spot)) run.push(spot)
    else all.push([spot])
  }
  return all
}

const drawn = (run: readonly Spot[], place: Place): string =>
  line<Spot>(
    (spot) => place(spot)[0],
    (spot) => place(spot)[1],
  ).digits(1)(run) ?? ''
