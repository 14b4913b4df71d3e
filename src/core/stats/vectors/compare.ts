import type { Tolerance } from './format.ts'

export type Compared = {
  /** Largest |got - expected| / max(1, |expected|) of all numbers. */
  readonly largest: number
  /** Where it lies outside the tolerance, or has another kind: `upper80[3]: 12.5, expected 12.6`. */
  readonly faults: readonly string[]
}

/** Compares what is expected, field by field, with what came; fields that nothing expects are left alone. */
export function compare(expected: unknown, got: unknown, tolerance: Tolerance, path = ''): Compared {
  if (expected === null || expected === undefined)
    return got === null || got === undefined ? fine : fault(path, expected, got)
  if (typeof expected === 'number') return compareNumbers(expected, got, tolerance, path)
  if (typeof expected === 'boolean') return flagOf(got) === expected ? fine : fault(path, expected, got)
  if (typeof expected === 'string') return got === expected ? fine : fault(path, expected, got)
  if (Array.isArray(expected)) {
    if (!Array.isArray(got) || got.length !== expected.length) return fault(path, short(expected), short(got))
    return together(expected.map((each, i) => compare(each, got[i], tolerance, `${path}[${i}]`)))
  }
  if (typeof got !== 'object' || got === null) return fault(path, short(expected), got)
  const fields = new Map(Object.entries(got))
  return together(
    Object.entries(expected).map(([name, each]) => compare(each, fields.get(name), tolerance, path ? `${path}.${name}` : name)),
  )
}

const fine: Compared = { largest: 0, faults: [] }

function compareNumbers(expected: number, got: unknown, tolerance: Tolerance, path: string): Compared {
  if (typeof got !== 'number' || !Number.isFinite(got)) return fault(path, expected, got)
  const gap = Math.abs(got - expected)
  return {
    largest: gap / Math.max(1, Math.abs(expected)),
    faults: gap <= tolerance.abs + tolerance.rel * Math.abs(expected) ? [] : [`${path}: ${got}, expected ${expected}`],
  }
}

export const together = (all: readonly Compared[]): Compared => ({
  largest: all.reduce((most, each) => Math.max(most, each.largest), 0),
  faults: all.flatMap((each) => each.faults),
})

const flagOf = (value: unknown): unknown => (value === 1 ? true : value === 0 ? false : value)
const short = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 60)
export const fault = (path: string, expected: unknown, got: unknown): Compared => ({
  largest: 0,
  faults: [`${path}: ${short(got)}, expected ${short(expected)}`],
})
