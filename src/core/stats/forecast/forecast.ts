import { twoSidedZ } from '../dist/normal.ts'
import { at, tidy } from '../numbers.ts'

export type Band = { readonly level: number; readonly lower: readonly number[]; readonly upper: readonly number[] }

/** What would come if nothing changed, as plain data: it is frozen as it stands when an action plan starts. */
export type Forecast = {
  readonly method: string
  readonly mean: readonly number[]
  /** From the narrowest. Raw: counts are clipped at 0 where they are drawn. */
  readonly bands: readonly Band[]
  readonly parameters: Readonly<Record<string, number>>
  /** What the bands rest on; scores and simulations use it. */
  readonly spread: Spread
}

export type Spread =
  | { readonly kind: 'normal'; readonly sd: readonly number[] }
  | { readonly kind: 'student'; readonly df: number; readonly scale: readonly number[] }
  | { readonly kind: 'negative binomial'; readonly size: number; readonly prob: number }
  | { readonly kind: 'range' }

/** The bands on every page: half and four fifths; the 95% one for those who ask. */
export const usualLevels = [0.5, 0.8, 0.95] as const

export const normalBands = (
  mean: readonly number[],
  sd: readonly number[],
  levels: readonly number[] = usualLevels,
): Band[] => levels.map((level) => bandOf(mean, sd, level, twoSidedZ(level)))

export const bandOf = (mean: readonly number[], scale: readonly number[], level: number, z: number): Band => ({
  level,
  lower: mean.map((m, h) => tidy(m - z * at(scale, h))),
  upper: mean.map((m, h) => tidy(m + z * at(scale, h))),
})

/** The band of a level; a level that was not made is a bug. */
export function bandAt(forecast: Forecast, level: number): Band {
  const band = forecast.bands.find((each) => Math.abs(each.level - level) < 1e-9)
  if (!band) throw new RangeError(`no band at ${level}`)
  return band
}

/** Mean and bands of a forecast, each value put through `back` with its place; what they rest on stays as it is. */
export const carriedBack = (forecast: Forecast, back: (v: number, k: number) => number): Forecast => ({
  ...forecast,
  mean: forecast.mean.map(back),
  bands: forecast.bands.map((band) => ({
    level: band.level,
    lower: band.lower.map(back),
    upper: band.upper.map(back),
  })),
})

/** A forecast as it may be drawn for counts and amounts that cannot be negative. */
export const clippedAtZero = (forecast: Forecast): Forecast => carriedBack(forecast, (v) => Math.max(0, v))
