import type { Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put } from '../../platform/db/verbs.ts'
import type { Follows, FollowUpRule } from './model.ts'
import { planned, usualRules } from './rules.ts'
import { type Contact, insertPlanned, keptRules, type ToFollow } from './store.ts'

/** The rules that hold: those that the organization set, or the usual ones where it set none. */
export async function rulesInForce(tx: Tx): Promise<readonly FollowUpRule[]> {
  const kept = await keptRules(tx)
  return kept.length > 0 ? kept : usualRules
}

/** Plans what follows a first appointment, or a first contact, by the rules of its day. What is planned already stays as it is. */
export async function plan(
  tx: Tx,
  to: ToFollow & { readonly after: Follows; readonly on: Day },
  today: Day,
): Promise<number> {
  const all = planned(await rulesInForce(tx), { ...to, today })
  await insertPlanned(tx, to, all, today)
  return all.length
}

/** Plans what follows the first contact of a referral on a day. */
export const planAfterContact = (tx: Tx, contact: Contact, today: Day): Promise<number> =>
  plan(tx, { ...contact, after: 'first contact' }, today)

/** The usual rules become the organization's own, so that a change of one leaves the others. */
export async function keepUsualRules(tx: Tx): Promise<void> {
  if ((await keptRules(tx)).length > 0) return
  for (const rule of usualRules) await put(tx, 'follow_up_rule', rule)
}
