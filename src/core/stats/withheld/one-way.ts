import { ok, type Result } from '../../result.ts'
import { at, refuseCounts } from '../numbers.ts'

export type OneWay = {
  /** False where no pattern protects: the total has to be hidden too. */
  readonly isPossible: boolean
  readonly primary: readonly number[]
  readonly secondary: readonly number[]
}

/**
 * One row of counts with its published total (specification 2.6): beside 1 to `most`, the smallest positive counts are hidden until at
 * least two are and the hidden sum leaves room for every hidden one to be `most`. Indices are those of `counts`.
 */
export function hideOneWay(counts: readonly number[], most: number, attackerLeast: 0 | 1 = 1): Result<OneWay> {
  const wrong = refuseCounts(counts, 1)
  if (wrong) return wrong
  const primary = counts.flatMap((c, i) => ((c > 0 || attackerLeast === 0) && c <= most ? [i] : []))
  if (primary.length === 0) return ok({ isPossible: true, primary: [], secondary: [] })
  const spare = counts
    .map((_, i) => i)
    .filter((i) => at(counts, i) > most)
    .sort((a, b) => at(counts, a) - at(counts, b) || a - b)
  const secondary: number[] = []
  const isSafe = (): boolean => {
    const hidden = [...primary, ...secondary]
    const total = hidden.reduce((all, i) => all + at(counts, i), 0)
    return hidden.length >= 2 && total - (hidden.length - 1) * attackerLeast >= most
  }
  while (!isSafe()) {
    const next = spare.shift()
    if (next === undefined) return ok({ isPossible: false, primary, secondary: [] })
    secondary.push(next)
  }
  return ok({ isPossible: true, primary, secondary })
}
