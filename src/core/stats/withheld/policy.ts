import { ok, type Result, refuse } from '../../result.ts'
import { refuseCounts } from '../numbers.ts'

/** Which counts of people are not published (specification 2.5). Only person-level health counts; staff outputs are not withheld. */
export type WithholdingPolicy = {
  readonly name: string
  /** Withhold 1 to `most`. */
  readonly most: number
  readonly hidesZeros: boolean
  /** Withhold where fewer people than this are at risk. Null for no such rule. */
  readonly leastAtRisk: number | null
}

/** 1 to 10, zero allowed, nor derivable by percentages or subtraction (CMS). The default. */
export const cmsPolicy: WithholdingPolicy = { name: 'CMS 1 to 10', most: 10, hidesZeros: false, leastAtRisk: 100 }
/** 0 to 9 (CDC WONDER). */
export const wonderPolicy: WithholdingPolicy = { name: 'WONDER 0 to 9', most: 9, hidesZeros: true, leastAtRisk: 100 }

/** The policy that a team chose by name, or its own numbers. */
export const policyOf = (chosen: {
  readonly policy: 'cms' | 'wonder' | 'own'
  readonly most: number
  readonly hidesZeros: boolean
  readonly leastAtRisk: number | null
}): WithholdingPolicy =>
  chosen.policy === 'cms'
    ? cmsPolicy
    : chosen.policy === 'wonder'
      ? wonderPolicy
      : { name: 'own', most: chosen.most, hidesZeros: chosen.hidesZeros, leastAtRisk: chosen.leastAtRisk }

/** What a reader is told about a withheld number, primary and complementary alike. */
export const withheldLegend = (policy: WithholdingPolicy): string =>
  `${policy.hidesZeros ? 0 : 1} to ${policy.most}, or withheld to protect such a number`

/** Whether a count is withheld for itself. `atRisk` is the group it is a part of: a whole small group tells on everybody in it. */
export function isWithheld(count: number, policy: WithholdingPolicy, atRisk: number | null = null): Result<boolean> {
  const wrong = refuseCounts([count], 1, 'count')
  if (wrong) return wrong
  if (atRisk !== null && (!(atRisk >= 0) || !Number.isFinite(atRisk)))
    return refuse('stats.no-denominator', 'The number of people at risk must be zero or more.', 'atRisk')
  if (count === 0) return ok(policy.hidesZeros)
  if (count <= policy.most) return ok(true)
  if (atRisk === null) return ok(false)
  return ok((policy.leastAtRisk !== null && atRisk < policy.leastAtRisk) || count === atRisk)
}

/** The least a hidden count can be, as an attacker knows it: shown zeros tell that every hidden one is at least 1. */
export const attackerLeast = (policy: WithholdingPolicy): 0 | 1 => (policy.hidesZeros ? 0 : 1)
