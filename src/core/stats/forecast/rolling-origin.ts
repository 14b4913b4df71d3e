import { ok, type Result } from '../../result.ts'
import { mean, range, refuseNumbers } from '../numbers.ts'

export type Origin = { readonly train: readonly number[]; readonly actual: readonly number[] }

/** Expanding windows: trained on the first `o` values, o from `least` to n - 1, against up to `h` values after (specification 3.6). */
export function origins(values: readonly number[], least: number, h: number): Origin[] {
  return range(Math.max(0, values.length - least)).map((i) => ({
    train: values.slice(0, least + i),
    actual: values.slice(least + i, least + i + h),
  }))
}

export type RolledScores = {
  readonly origins: number
  readonly errors: number
  readonly maeByH: readonly (number | null)[]
  readonly rmseByH: readonly (number | null)[]
}

/** Errors by horizon of one method over all origins. A method that refuses an origin leaves it out. */
export function rollOrigin(
  values: readonly number[],
  settings: { readonly least: number; readonly h: number },
  method: (train: readonly number[], h: number) => Result<readonly number[]>,
): Result<RolledScores> {
  const wrong = refuseNumbers(values, settings.least + 1)
  if (wrong) return wrong
  const byH: number[][] = range(settings.h).map(() => [])
  let used = 0
  for (const origin of origins(values, settings.least, settings.h)) {
    const forecast = method(origin.train, settings.h)
    if (!forecast.ok) continue
    used++
    origin.actual.forEach((y, k) => byH[k]?.push(y - (forecast.value[k] ?? 0)))
  }
  return ok({
    origins: used,
    errors: byH.reduce((total, each) => total + each.length, 0),
    maeByH: byH.map((each) => (each.length ? mean(each.map(Math.abs)) : null)),
    rmseByH: byH.map((each) => (each.length ? Math.sqrt(mean(each.map((e) => e * e))) : null)),
  })
}

/** Fewer origins than this say little about how a forecast did (specification 3.1). */
export const originsToTell = 8
/**
 * Where the first origin stands: 8 values, or two seasons and two (specification 3.6); 10 where that leaves enough origins, because a
 * fading trend needs as many.
 */
export const firstOrigin = (period: number, n: number): number =>
  Math.max(n - 10 >= originsToTell ? 10 : 8, period > 1 ? 2 * period + 2 : 0)
