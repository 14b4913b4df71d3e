import type { Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'
import { figuresOf } from '../figures.ts'
import type { MeasureReadings } from '../model.ts'
import { inEnglish, judge, soFarStatements } from './judge.ts'
import type { Baseline, CurveFacts } from './model.ts'
import { baselineInForce, whyNoBaseline } from './rules.ts'
import { curveFacts } from './store.ts'

/** What the team reads under "Did the curve turn?". */
export type TurnView = {
  readonly facts: CurveFacts
  readonly inForce: Baseline | null
  /** How far the values since are from the baseline, without a verdict; null before the first of them. */
  readonly soFar: string | null
  /** Why no baseline can be frozen on this day; null where one can. */
  readonly whyNone: string | null
}

export async function turnOf(tx: Tx, found: MeasureReadings, today: Day): Promise<TurnView> {
  const facts = await curveFacts(tx, found.measure)
  const inForce = baselineInForce(facts.baselines)
  const judged = inForce && judge(found.measure, inForce, found.readings)
  return {
    facts,
    inForce,
    soFar: judged && inEnglish(soFarStatements(judged), figuresOf(found.measure)),
    whyNone: whyNoBaseline(found, today),
  }
}
