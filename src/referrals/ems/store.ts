import type { Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'
import { zonesIn } from '../receive/rules.ts'
import { responseRule } from '../receive/store.ts'
import { type EmsWishes, wishesOf } from './rules.ts'

/** How records are judged from a day on, as an organization said. */
export type EmsRule = {
  readonly id: string
  readonly ruleSet: string
  readonly counties: string
  readonly agencies: string
  readonly fromOn: Day
}

export const emsRules = (tx: Tx): Promise<readonly EmsRule[]> =>
  tx.sql
    .selectFrom('ems_rule')
    .select(['id', 'rule_set as ruleSet', 'counties', 'agencies', 'from_on as fromOn'])
    .where('org_id', '=', tx.org)
    .orderBy('from_on')
    .execute()

/** What an organization asks of records. */
export async function emsWishes(tx: Tx): Promise<EmsWishes> {
  const rules = await emsRules(tx)
  return wishesOf(
    rules.map(({ counties, agencies, ...rule }) => ({
      ...rule,
      counties: zonesIn(counties),
      agencies: zonesIn(agencies),
    })),
    zonesIn((await responseRule(tx)).zones),
  )
}
