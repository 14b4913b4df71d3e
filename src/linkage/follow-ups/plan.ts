import type { Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put } from '../../platform/db/verbs.ts'
import type { Follows, FollowUpRule } from './model.ts'
import { planned, usualRules } from './rules.ts'
import {
  type Contact,
  firstContact,
  insertPlanned,
  isPlanned,
  keptRules,
  removePlanned,
  stillOpen,
  type ToFollow,
} from './store.ts'

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

/**
 * Plans what follows the first contact of a referral, in the transaction that wrote the contact. After a contact that was corrected
 * or taken back, what was planned by it goes as far as nobody asked yet, and what follows from what is left is planned.
 */
export async function planByContact(tx: Tx, referralId: string, today: Day): Promise<void> {
  const contact = await firstContact(tx, referralId)
  const isMoved = await takeBackPlanned(tx, { referralId, onwardId: null }, contact?.on ?? null)
  if (contact && (isMoved || !(await isPlanned(tx, referralId)))) await planAfterContact(tx, contact, today)
}

/** Takes back what is planned after another day than this one; answers whether anything was. */
export async function takeBackPlanned(
  tx: Tx,
  of: Pick<ToFollow, 'referralId' | 'onwardId'>,
  on: Day | null,
): Promise<boolean> {
  const ids = (await stillOpen(tx, of)).filter(({ after }) => after !== on).map(({ id }) => id)
  if (ids.length > 0) await removePlanned(tx, ids)
  return ids.length > 0
}

/** The usual rules become the organization's own, so that a change of one leaves the others. */
export async function keepUsualRules(tx: Tx): Promise<void> {
  if ((await keptRules(tx)).length > 0) return
  for (const rule of usualRules) await put(tx, 'follow_up_rule', rule)
}
