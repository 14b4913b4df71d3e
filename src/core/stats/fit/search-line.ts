/** The minimum of a function on an interval: the best of a grid, then golden section around it. */
export function searchLine(
  f: (x: number) => number,
  low: number,
  high: number,
  cells = 24,
): { x: number; value: number } {
  let best = low
  let least = f(low)
  for (let i = 1; i <= cells; i++) {
    const x = low + ((high - low) * i) / cells
    const value = f(x)
    if (value < least) {
      best = x
      least = value
    }
  }
  const width = (high - low) / cells
  return golden(f, Math.max(low, best - width), Math.min(high, best + width), { x: best, value: least })
}

/**
 * The minimum that is reached downhill from a start, on a grid and then by golden section: where a function has several valleys,
 * the one that a search from there finds. On level ground it stays.
 */
export function searchFrom(
  f: (x: number) => number,
  start: number,
  { low, high, cells = 24 }: { readonly low: number; readonly high: number; readonly cells?: number },
): { x: number; value: number } {
  const width = (high - low) / cells
  const within = (x: number): number => Math.min(high, Math.max(low, x))
  let best = { x: start, value: f(start) }
  const [left, right] = [f(within(start - width)), f(within(start + width))]
  if (left === best.value && right === best.value) return best
  const step = left < right ? -width : width
  for (;;) {
    const x = within(best.x + step)
    const value = f(x)
    if (x === best.x || value >= best.value) break
    best = { x, value }
  }
  return golden(f, within(best.x - width), within(best.x + width), best)
}

const ratio = (Math.sqrt(5) - 1) / 2

function golden(f: (x: number) => number, low: number, high: number, best: { x: number; value: number }) {
  let a = low
  let b = high
  let c = b - ratio * (b - a)
  let d = a + ratio * (b - a)
  let fc = f(c)
  let fd = f(d)
  while (b - a > 1e-9 * Math.max(1, Math.abs(a))) {
    if (fc <= fd) {
      b = d
      d = c
      fd = fc
      c = b - ratio * (b - a)
      fc = f(c)
    } else {
      a = c
      c = d
      fc = fd
      d = a + ratio * (b - a)
      fd = f(d)
    }
  }
  const x = (a + b) / 2
  const value = f(x)
  return value <= best.value ? { x, value } : best
}
