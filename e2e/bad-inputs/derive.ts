/** What a reader knows of numbers: the sum of `by` times each is `equals`. */
export type Known = { readonly terms: readonly { readonly of: string; readonly by: number }[]; readonly equals: number }
type Range = readonly [least: number, most: number]
type Ranges = ReadonlyMap<string, Range>

/**
 * How many values a number may have, given all that is known; counts up to `enough`. Whole numbers only, and every one within its
 * range. It shares nothing with the check of the product: ranges are narrowed until nothing narrows them, then halved.
 */
export function possibleValues(ranges: Ranges, known: readonly Known[], key: string, enough = 5): number {
  const narrowed = narrow(ranges, known)
  const [least, most] = narrowed?.get(key) ?? [1, 0]
  let count = 0
  for (let value = least; narrowed && value <= most && count < enough; value++)
    if (canBe(new Map(narrowed).set(key, [value, value]), known)) count++
  return count
}

function canBe(ranges: Ranges, known: readonly Known[]): boolean {
  const narrowed = narrow(ranges, known)
  if (!narrowed) return false
  const open = [...narrowed].find(([, [least, most]]) => least < most)
  if (!open) return true
  const [key, [least, most]] = open
  const middle = Math.floor((least + most) / 2)
  return (
    canBe(new Map(narrowed).set(key, [least, middle]), known) ||
    canBe(new Map(narrowed).set(key, [middle + 1, most]), known)
  )
}

/** The ranges as narrow as each sum alone makes them; null where a sum cannot come out. */
function narrow(ranges: Ranges, known: readonly Known[]): Map<string, Range> | null {
  const all = new Map(ranges)
  for (let isStill = false; !isStill; ) {
    isStill = true
    for (const { terms, equals } of known)
      for (const { of, by } of terms) {
        const [least, most] = all.get(of) ?? [0, 0]
        const rest = terms.filter((each) => each.of !== of).map((each) => ends(all.get(each.of) ?? [0, 0], each.by))
        const low = equals - rest.reduce((sum, [, high]) => sum + high, 0)
        const high = equals - rest.reduce((sum, [each]) => sum + each, 0)
        const [from, to] = ends([low, high], 1 / by)
        const next: Range = [Math.max(least, Math.ceil(from - 1e-9)), Math.min(most, Math.floor(to + 1e-9))]
        if (next[0] > next[1]) return null
        if (next[0] === least && next[1] === most) continue
        all.set(of, next)
        isStill = false
      }
  }
  return all
}

const ends = ([least, most]: Range, by: number): Range => (by < 0 ? [most * by, least * by] : [least * by, most * by])
