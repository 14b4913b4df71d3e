import { ok, type Result, refuse } from '../../result.ts'
import { gammaCdf } from '../dist/gamma.ts'
import { range, refuseNumbers } from '../numbers.ts'
import { negativeBinomialDraw, poissonDraw, seededRandom } from '../random.ts'
import { quasiPoissonTurn } from './turn.ts'

/**
 * How often a real change of a share (0.3 for 30%) would be found at one review with this many periods, by seeded simulation;
 * `size` is the negative binomial size, null for Poisson (specification 4.3).
 */
export function detectionChance(
  plan: {
    readonly mean: number
    readonly size: number | null
    readonly before: number
    readonly after: number
    readonly change: number
    readonly alpha: number
  },
  runs = 2000,
  seed = 1,
): Result<number> {
  const wrong = refuseNumbers([plan.mean, plan.before, plan.after, plan.change, plan.alpha], 5)
  if (wrong) return wrong
  if (!(plan.mean > 0) || plan.before < 2 || plan.after < 1 || !(Math.abs(plan.change) < 1))
    return refuse(
      'stats.too-few',
      'A detection chance needs a mean above zero, periods on both sides and a change under 100%.',
    )
  const random = seededRandom(seed)
  const draw = (mean: number): number =>
    plan.size === null ? poissonDraw(mean, random) : negativeBinomialDraw(mean, plan.size, random)
  const good = plan.change > 0 ? 'decrease' : 'increase'
  let found = 0
  for (let i = 0; i < runs; i++) {
    const pre = range(plan.before).map(() => draw(plan.mean))
    const post = range(plan.after).map(() => draw(plan.mean * (1 - plan.change)))
    const turn = quasiPoissonTurn(pre, post, good)
    if (turn.ok && turn.value.pBetter <= plan.alpha) found++
  }
  return ok(found / runs)
}

/**
 * P(true mean < m (1 - d) | data) with the stated prior Gamma(1/2 + S / phi, h / phi): a probability of turning, named as such
 * and never called p (specification 4.3).
 */
export function chanceOfDrop(
  total: number,
  periods: number,
  phi: number,
  baseline: number,
  drop: number,
): Result<number> {
  const wrong = refuseNumbers([total, periods, phi, baseline, drop], 5)
  if (wrong) return wrong
  if (total < 0 || !(periods > 0) || !(phi > 0))
    return refuse('stats.not-a-count', 'A total cannot be negative, and there must be a period.', 'total')
  return ok(gammaCdf((baseline * (1 - drop) * periods) / phi, 0.5 + total / phi))
}
