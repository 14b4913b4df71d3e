/** How many settled points decide what may be said (specification 1.4). */
export type Rung = 'nothing' | 'value' | 'pair' | 'range' | 'early' | 'trial' | 'full'

export type Ladder = {
  readonly rung: Rung
  readonly points: number
  /** `trial` limits are drawn grey and are never evidence. */
  readonly limits: 'none' | 'trial' | 'evidence'
  readonly mayTestTrend: boolean
  readonly mayShowSignals: boolean
  readonly mayShowAssurance: boolean
  readonly maySelectModel: boolean
  readonly mayForecast: boolean
}

/** The first number of points of each rung. */
const rungs: readonly (readonly [Rung, number])[] = [
  ['full', 12],
  ['trial', 8],
  ['early', 5],
  ['range', 3],
  ['pair', 2],
  ['value', 1],
]

/** Whatever is not allowed here is not said anywhere: page, alt text, JSON and print ask the same ladder. */
export function ladderOf(points: number): Ladder {
  const rung = rungs.find(([, least]) => points >= least)?.[0] ?? 'nothing'
  return {
    rung,
    points,
    limits: points >= 12 ? 'evidence' : points >= 5 ? 'trial' : 'none',
    mayTestTrend: points >= 5,
    mayShowSignals: points >= 8,
    mayShowAssurance: points >= 12,
    maySelectModel: points >= 16,
    mayForecast: points >= 3,
  }
}
