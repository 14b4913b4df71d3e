import { at, range } from '../numbers.ts'

/**
 * Rows of an interrupted time series (specification 4.4): 1, t, D, D (t - t0), then seasonal steps against the first season. t is
 * counted from 1 and t0 is the first period after, so that the level change is read there and not at time zero.
 */
export function segmentedDesign(n: number, before: number, seasons?: readonly number[]): number[][] {
  const kinds = seasons ? [...new Set(seasons)].sort((a, b) => a - b).slice(1) : []
  return range(n).map((i) => {
    const isAfter = i >= before
    return [
      1,
      i + 1,
      isAfter ? 1 : 0,
      isAfter ? i - before : 0,
      ...kinds.map((kind) => (seasons && at(seasons, i) === kind ? 1 : 0)),
    ]
  })
}

/** Periods each side of an interruption that make an estimate worth printing. */
export const leastEachSide = 8
