/** A source of numbers in [0, 1), the same for the same seed. Never for secrets. */
export type Random = () => number

/** sfc32 (Doty-Humphrey 2010, public domain algorithm), seeded by four words mixed from one number. */
export function seededRandom(seed: number): Random {
  let a = 0x9e3779b9 ^ seed
  let b = 0x243f6a88 ^ Math.imul(seed, 0x85ebca6b)
  let c = 0xb7e15162 ^ Math.imul(seed, 0xc2b2ae35)
  let count = 1
  const next = (): number => {
    const t = (((a + b) | 0) + count) | 0
    count = (count + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return (t >>> 0) / 4294967296
  }
  for (let i = 0; i < 20; i++) next()
  return next
}

/** One draw of a standard normal (Box-Muller). */
export function normalDraw(random: Random): number {
  const u = 1 - random()
  return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * random())
}

/** One Poisson draw: products for small rates, else halved by a gamma draw (Ahrens & Dieter 1974). */
export function poissonDraw(rate: number, random: Random): number {
  let left = rate
  let count = 0
  while (left > 30) {
    const m = Math.floor((left * 7) / 8)
    const x = gammaDraw(m, random)
    if (x >= left) return count + binomialDraw(m - 1, left / x, random)
    left -= x
    count += m
  }
  const stop = Math.exp(-left)
  let product = random()
  while (product > stop) {
    product *= random()
    count++
  }
  return count
}

/** One gamma draw with rate 1 (Marsaglia & Tsang 2000). */
export function gammaDraw(shape: number, random: Random): number {
  if (shape < 1) return gammaDraw(shape + 1, random) * (1 - random()) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normalDraw(random)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - random()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v
  }
}

/** One negative binomial draw with a mean and a size: a Poisson of a gamma. */
export const negativeBinomialDraw = (mean: number, size: number, random: Random): number =>
  poissonDraw((mean / size) * gammaDraw(size, random), random)

function binomialDraw(n: number, chance: number, random: Random): number {
  let hits = 0
  for (let i = 0; i < n; i++) if (random() < chance) hits++
  return hits
}
