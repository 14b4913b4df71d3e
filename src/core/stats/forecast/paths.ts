// Futures drawn from a frozen forecast, against whose sums the actual sum is held (specification 4.2).
import { at, range } from '../numbers.ts'
import { gammaDraw, negativeBinomialDraw, normalDraw, poissonDraw, type Random, seededRandom } from '../random.ts'
import type { Forecast } from './forecast.ts'

/** As many as a verdict asks for. */
export const usualPaths = 10_000

type Frozen = Pick<Forecast, 'method' | 'mean' | 'bands' | 'spread'>

/** What the draws must know beside the forecast: shares were forecast on the logit scale, up to `whole`. */
export type PathSettings = {
  readonly seed: number
  readonly paths?: number
  readonly whole?: number | null
  /** Values that it rests on, for what is unknown about a steady mean. */
  readonly points: number
}

/**
 * One column of futures for each period ahead; the same seed draws the same. Errors carry over from period to period as far as the
 * spread widens, which is exact for additive smoothing: var(h) = sigma^2 (1 + the sum of c_j^2 for j under h). Null for a range, from
 * which nothing can be drawn.
 */
export function drawPaths(forecast: Frozen, settings: PathSettings): Float64Array[] | null {
  const random = seededRandom(settings.seed)
  const draw = drawerOf(forecast, settings, random)
  if (!draw) return null
  const paths = settings.paths ?? usualPaths
  const columns = forecast.mean.map(() => new Float64Array(paths))
  for (let i = 0; i < paths; i++) {
    const one = draw()
    columns.forEach((column, k) => {
      column[i] = at(one, k)
    })
  }
  return columns
}

function drawerOf(forecast: Frozen, settings: PathSettings, random: Random): (() => number[]) | null {
  const { spread, mean } = forecast
  if (spread.kind === 'normal') return normalPath(mean, spread.sd, random)
  if (spread.kind === 'student') return steadyPath(mean, spread, settings.points, random)
  if (spread.kind === 'negative binomial')
    return countPath(forecast.method, mean.length, { ...spread, ...settings }, random)
  return settings.whole ? sharePath(forecast, settings.whole, random) : null
}

function normalPath(mean: readonly number[], sd: readonly number[], random: Random): () => number[] {
  const sigma = at(sd, 0)
  const weights = range(mean.length).map((j) =>
    j === 0 || sigma === 0 ? 1 : Math.sqrt(Math.max(0, at(sd, j) ** 2 - at(sd, j - 1) ** 2)) / sigma,
  )
  return () => {
    const errors = mean.map(() => sigma * normalDraw(random))
    return mean.map((m, h) => {
      let total = m
      for (let j = 0; j <= h; j++) total += at(weights, j) * at(errors, h - j)
      return total
    })
  }
}

/** Around a mean that is itself not known exactly: one error for all periods, one for each, and a spread of its own. */
function steadyPath(
  mean: readonly number[],
  { df, scale }: { readonly df: number; readonly scale: readonly number[] },
  points: number,
  random: Random,
): () => number[] {
  const s = at(scale, 0) / Math.sqrt(1 + 1 / points)
  return () => {
    const own = s * Math.sqrt(df / (2 * gammaDraw(df / 2, random)))
    const shared = (own / Math.sqrt(points)) * normalDraw(random)
    return mean.map((m) => m + shared + own * normalDraw(random))
  }
}

/** Poisson around one unknown rate (Gamma-Poisson), or negative binomial, period by period. */
function countPath(
  method: string,
  h: number,
  { size, prob }: { readonly size: number; readonly prob: number },
  random: Random,
): () => number[] {
  if (method === 'Gamma-Poisson')
    return () => {
      const rate = (gammaDraw(size, random) * (1 - prob)) / prob
      return range(h).map(() => poissonDraw(rate, random))
    }
  const mu = (size * (1 - prob)) / prob
  return () => range(h).map(() => negativeBinomialDraw(mu, size, random))
}

function sharePath({ mean, bands }: Frozen, whole: number, random: Random): (() => number[]) | null {
  const band = bands.find(({ level }) => Math.abs(level - 0.8) < 1e-9)
  if (!band) return null
  const logit = (share: number): number => {
    const p = Math.min(1 - 1e-9, Math.max(1e-9, share / whole))
    return Math.log(p / (1 - p))
  }
  const sd = mean.map((_, k) => (logit(at(band.upper, k)) - logit(at(band.lower, k))) / (2 * zOf80))
  const path = normalPath(mean.map(logit), sd, random)
  return () => path().map((v) => whole / (1 + Math.exp(-v)))
}

/** The standard normal quantile at 90%: an 80% band reaches that many standard deviations to each side. */
const zOf80 = 1.2815515655446004
