import { at } from '../numbers.ts'

/**
 * Minimum of a smooth function by BFGS with central differences (one-sided ones if `isQuick`) and backtracking (Nocedal & Wright
 * 2006, ch. 6).
 * Deterministic. A point where the function is not finite is walked back from.
 */
export function descend(
  f: (x: readonly number[]) => number,
  start: readonly number[],
  options: { readonly most?: number; readonly tolerance?: number; readonly isQuick?: boolean } = {},
): { readonly x: number[]; readonly value: number } {
  const n = start.length
  const most = options.most ?? 200
  const tolerance = options.tolerance ?? 1e-9
  let x = [...start]
  let value = f(x)
  const slopeAt = (place: readonly number[], height: number): number[] =>
    options.isQuick ? quickSlope(f, place, height) : slope(f, place)
  let gradient = slopeAt(x, value)
  let inverse = identity(n)
  let calm = 0
  for (let round = 0; round < most && Number.isFinite(value); round++) {
    let direction = times(inverse, gradient)
    let descent = dot(direction, gradient)
    if (descent >= 0) {
      inverse = identity(n)
      direction = gradient.map((g) => -g)
      descent = dot(direction, gradient)
    }
    if (descent > -1e-18) break
    const step = walk(f, x, value, direction, descent)
    if (!step) {
      if (calm++ > 0) break
      inverse = identity(n)
      continue
    }
    const nextGradient = slopeAt(step.x, step.value)
    update(
      inverse,
      step.moved,
      nextGradient.map((g, i) => g - at(gradient, i)),
    )
    const gain = value - step.value
    x = step.x
    value = step.value
    gradient = nextGradient
    calm = gain < tolerance * (1 + Math.abs(value)) ? calm + 1 : 0
    if (calm > 1) break
  }
  return { x, value }
}

function walk(f: (x: readonly number[]) => number, x: number[], value: number, direction: number[], descent: number) {
  let length = 1
  const longest = Math.max(...direction.map(Math.abs))
  if (longest > 4) length = 4 / longest
  for (let halving = 0; halving < 40; halving++) {
    const moved = direction.map((d) => d * length)
    const next = x.map((v, i) => v + at(moved, i))
    const reached = f(next)
    if (reached <= value + 1e-4 * length * descent) return { x: next, value: reached, moved }
    length /= 2
  }
  return null
}

function quickSlope(f: (x: readonly number[]) => number, x: readonly number[], value: number): number[] {
  const probe = [...x]
  return x.map((v, i) => {
    const h = 1e-7 * Math.max(1, Math.abs(v))
    probe[i] = v + h
    const g = (f(probe) - value) / h
    probe[i] = v
    return Number.isFinite(g) ? g : 0
  })
}

function slope(f: (x: readonly number[]) => number, x: readonly number[]): number[] {
  const probe = [...x]
  return x.map((v, i) => {
    const h = 6e-6 * Math.max(1, Math.abs(v))
    probe[i] = v + h
    const up = f(probe)
    probe[i] = v - h
    const down = f(probe)
    probe[i] = v
    const g = (up - down) / (2 * h)
    return Number.isFinite(g) ? g : 0
  })
}

const identity = (n: number): number[][] =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => (i === j ? 1 : 0)))

const times = (matrix: readonly number[][], v: readonly number[]): number[] => matrix.map((row) => -dot(row, v))

function dot(a: readonly number[], b: readonly number[]): number {
  let total = 0
  for (let i = 0; i < a.length; i++) total += (a[i] ?? 0) * (b[i] ?? 0)
  return total
}

/** The BFGS update of the inverse Hessian in place; skipped where the curvature is not positive. */
function update(inverse: number[][], s: readonly number[], y: readonly number[]): void {
  const sy = dot(s, y)
  if (sy <= 1e-12) return
  const hy = inverse.map((row) => dot(row, y))
  const scale = (1 + dot(y, hy) / sy) / sy
  inverse.forEach((row, i) => {
    for (let j = 0; j < row.length; j++)
      row[j] = at(row, j) + scale * at(s, i) * at(s, j) - (at(hy, i) * at(s, j) + at(s, i) * at(hy, j)) / sy
  })
}
