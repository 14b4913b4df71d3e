// Series as coalitions have them, short and of known make, on which the rule of forecasts was settled (decision 0019): seeded, the same every time.
import { range } from '../src/core/stats/numbers.ts'
import { negativeBinomialDraw, normalDraw, poissonDraw, type Random, seededRandom } from '../src/core/stats/random.ts'

type SimulatedSeries = {
  readonly course: string
  readonly frequency: number
  readonly h: number
  readonly train: readonly number[]
  readonly test: readonly number[]
}

type Calendar = { readonly frequency: number; readonly least: number; readonly most: number; readonly h: number }

const calendars: readonly Calendar[] = [
  { frequency: 1, least: 10, most: 24, h: 5 },
  { frequency: 4, least: 14, most: 44, h: 8 },
  { frequency: 12, least: 18, most: 84, h: 18 },
]

/** How a series moves: values of `n` periods around 100, before it is scaled. */
type Course = (n: number, frequency: number, random: Random) => number[]

const between = (low: number, high: number, random: Random): number => low + (high - low) * random()
const sign = (random: Random): number => (random() < 0.5 ? -1 : 1)

/** Level and slope that wander as much as they are told (Hyndman et al. 2008, ETS(A,Ad,N)). */
function wandering(
  n: number,
  { noise, alpha, beta, phi, slope }: { noise: number; alpha: number; beta: number; phi: number; slope: number },
  random: Random,
): number[] {
  let [level, step] = [100, slope]
  return range(n).map(() => {
    const error = noise * normalDraw(random)
    const value = level + phi * step + error
    level = level + phi * step + alpha * error
    step = phi * step + beta * error
    return value
  })
}

const noiseOf = (random: Random): number => between(3, 15, random)
/** A move that adds up to 30 to 100 over the whole series. */
const slopeOf = (n: number, random: Random): number => (sign(random) * between(30, 100, random)) / n

const courses: Readonly<Record<string, Course>> = {
  level: (n, _, random) => wandering(n, { noise: noiseOf(random), alpha: 0, beta: 0, phi: 0, slope: 0 }, random),
  'level that wanders': (n, _, random) =>
    wandering(n, { noise: noiseOf(random), alpha: between(0.2, 0.9, random), beta: 0, phi: 0, slope: 0 }, random),
  'steady trend': (n, _, random) =>
    wandering(n, { noise: noiseOf(random), alpha: 0, beta: 0, phi: 1, slope: slopeOf(n, random) }, random),
  'trend that wanders': (n, _, random) =>
    wandering(
      n,
      {
        noise: noiseOf(random) / 2,
        alpha: between(0.3, 0.9, random),
        beta: between(0.02, 0.2, random),
        phi: 1,
        slope: slopeOf(n, random),
      },
      random,
    ),
  'trend that fades': (n, _, random) =>
    wandering(
      n,
      {
        noise: noiseOf(random),
        alpha: between(0.1, 0.6, random),
        beta: between(0, 0.1, random),
        phi: between(0.85, 0.97, random),
        slope: 4 * slopeOf(n, random),
      },
      random,
    ),
  growth: (n, _, random) => {
    const rate = between(0.02, 0.9, random) / n
    return range(n).map((i) => 60 * Math.exp(2 * rate * i + (noiseOf(random) / 100) * normalDraw(random)))
  },
  'change of level': (n, _, random) => {
    const at = between(0.3, 0.8, random) * n
    const step = sign(random) * between(20, 60, random)
    const noise = noiseOf(random)
    return range(n).map((i) => 100 + (i < at ? 0 : step) + noise * normalDraw(random))
  },
  'change of course': (n, _, random) => {
    const at = between(0.3, 0.8, random) * n
    const [before, after] = [slopeOf(n, random), slopeOf(n, random)]
    const noise = noiseOf(random)
    return range(n).map(
      (i) => 100 + before * Math.min(i, at) + after * Math.max(0, i - at) + noise * normalDraw(random),
    )
  },
}

/** What is counted of it: as it is, few (Poisson or more swinging), or with nothing in many periods. */
const counted: Readonly<Record<string, (mean: number, random: Random) => number>> = {
  amount: (mean) => Math.max(0, mean),
  count: (mean, random) => poissonDraw(Math.max(0.5, mean * 0.5), random),
  'swinging count': (mean, random) => negativeBinomialDraw(Math.max(0.5, mean * 0.5), 12, random),
}

/** A season of its own kind in half of the series that may have one. */
function withSeason(values: readonly number[], frequency: number, random: Random): number[] {
  if (frequency === 1 || random() < 0.5) return [...values]
  const swing = between(0.1, 0.4, random)
  const shape = range(frequency).map((i) => Math.sin((2 * Math.PI * i) / frequency) + 0.5 * normalDraw(random))
  const isScaled = random() < 0.5
  return values.map((v, i) => v + swing * (isScaled ? v : 100) * (shape[i % frequency] ?? 0))
}

/** `each` series of every course, count and calendar, whose test part is what came next. */
export function simulatedSeries(each: number, seed: number): SimulatedSeries[] {
  const random = seededRandom(seed)
  const made: SimulatedSeries[] = []
  for (const { frequency, least, most, h } of calendars)
    for (const [course, move] of Object.entries(courses))
      for (const count of Object.values(counted))
        for (const _ of range(each)) {
          const n = Math.round(between(least, most, random))
          const moved = withSeason(move(n + h, frequency, random), frequency, random)
          const values = moved.map((mean) => count(mean, random))
          made.push({ course, frequency, h, train: values.slice(0, n), test: values.slice(n) })
        }
  return made
}
