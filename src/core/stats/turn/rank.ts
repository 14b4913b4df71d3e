import { ok, type Result } from '../../result.ts'
import { normalCdf } from '../dist/normal.ts'
import { at, refuseNumbers, sum } from '../numbers.ts'

/**
 * Wilcoxon's rank sum of the values since among all values: how often as high, and as low, a one comes up if the periods could have
 * come in any order. It holds for values of any kind, skewed ones too. Exact, ties included, up to 60 values; beyond by the normal
 * distribution. Refuses without values on both sides.
 */
export function rankSum(
  pre: readonly number[],
  post: readonly number[],
): Result<{ readonly pRise: number; readonly pFall: number }> {
  const wrong = refuseNumbers(pre, 1, 'pre') ?? refuseNumbers(post, 1, 'post')
  if (wrong) return wrong
  const doubled = doubledRanks([...pre, ...post])
  const seen = sum(doubled.slice(pre.length))
  return ok(doubled.length <= mostExact ? exact(doubled, post.length, seen) : nearly(doubled, post.length, seen))
}

const mostExact = 60

/** Twice the rank, so that the mean rank of ties is whole. */
function doubledRanks(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b)
  const places = new Map<number, { first: number; last: number }>()
  sorted.forEach((value, i) => {
    const place = places.get(value)
    if (place) place.last = i
    else places.set(value, { first: i, last: i })
  })
  return values.map((value) => {
    const { first, last } = places.get(value) ?? { first: 0, last: 0 }
    return first + last + 2
  })
}

/** Counts the ways of choosing `h` of the ranks by their sum. */
function exact(doubled: readonly number[], h: number, seen: number): { pRise: number; pFall: number } {
  const most = sum([...doubled].sort((a, b) => b - a).slice(0, h))
  const ways = Array.from({ length: h + 1 }, () => new Float64Array(most + 1))
  const none = ways[0]
  if (none) none[0] = 1
  for (const rank of doubled)
    for (let k = h; k > 0; k--) {
      const [to, from] = [ways[k], ways[k - 1]]
      if (to && from) for (let s = most; s >= rank; s--) to[s] = at(to, s) + at(from, s - rank)
    }
  const all = ways[h] ?? new Float64Array()
  const total = all.reduce((a, b) => a + b, 0)
  return {
    pRise: all.slice(seen).reduce((a, b) => a + b, 0) / total,
    pFall: all.slice(0, seen + 1).reduce((a, b) => a + b, 0) / total,
  }
}

/** With the correction for ties, and for sums that go in steps. */
function nearly(doubled: readonly number[], h: number, seen: number): { pRise: number; pFall: number } {
  const n = doubled.length
  const centre = sum(doubled) / n
  const spread = sum(doubled.map((rank) => (rank - centre) ** 2)) / (n - 1)
  const sd = Math.sqrt((spread * h * (n - h)) / n)
  if (!(sd > 0)) return { pRise: 1, pFall: 1 }
  const gap = seen - h * centre
  return { pRise: normalCdf(-(gap - 1) / sd), pFall: normalCdf((gap + 1) / sd) }
}
