import type { Day } from '../../core/day.ts'
import { together } from '../../core/together.ts'
import { type Tx, withoutWaiting } from '../../platform/db/db.ts'
import { put } from '../../platform/db/verbs.ts'
import type { Follows, FollowUpRule } from './model.ts'
import { planned, usualRules } from './rules.ts'
import {
  type Contact,
  firstContactsOf,
  insertPlanned,
  keptRules,
  plannedAfterContact,
  removePlanned,
  type ToFollow,
} from './store.ts'

/** The rules that hold: those that the organization set, or the usual ones where it set none. */
export async function rulesInForce(tx: Tx): Promise<readonly FollowUpRule[]> {
  const kept = await keptRules(tx)
  return kept.length > 0 ? kept : usualRules
}

/** Plans what follows first appointments, or first contacts, by the rules of their day. What is planned already stays as it is. */
export async function plan(
  tx: Tx,
  all: readonly (ToFollow & { readonly after: Follows; readonly on: Day })[],
  today: Day,
  known?: readonly FollowUpRule[],
): Promise<void> {
  if (all.length === 0) return
  const rules = known ?? (await rulesInForce(tx))
  const rows = all.flatMap((to) => planned(rules, { ...to, today }).map((one) => ({ ...to, ...one })))
  for (let at = 0; at < rows.length; at += mostAtOnce)
    withoutWaiting(tx, insertPlanned(tx, rows.slice(at, at + mostAtOnce), today))
}

// A statement of PostgreSQL binds 65,535 values at most.
const mostAtOnce = 1_000

/** Plans what follows the first contact of referrals, each on its day. */
export const planAfterContacts = (
  tx: Tx,
  contacts: readonly Contact[],
  today: Day,
  rules?: readonly FollowUpRule[],
): Promise<void> =>
  plan(
    tx,
    contacts.map((contact) => ({ ...contact, after: 'first contact' as const })),
    today,
    rules,
  )

/**
 * Plans what follows the first contact of referrals, in the transaction that wrote the contacts. After a contact that was corrected
 * or taken back, what was planned by it goes as far as nobody asked yet, and what follows from what is left is planned.
 */
export async function planByContacts(tx: Tx, referralIds: readonly string[], today: Day): Promise<void> {
  const [contacts, there, rules] = await together(
    firstContactsOf(tx, referralIds),
    plannedAfterContact(tx, referralIds),
    rulesInForce(tx),
  )
  const onOf = new Map(contacts.map(({ referralId, on }) => [referralId, on]))
  const wrong = there.filter(({ isOpen, referralId, after }) => isOpen && after !== onOf.get(referralId))
  const ids = wrong.map(({ id }) => id)
  if (ids.length > 0) await removePlanned(tx, ids)
  const [moved, known] = [wrong, there].map((all) => new Set(all.map(({ referralId }) => referralId)))
  const anew = contacts.filter(({ referralId }) => moved?.has(referralId) || !known?.has(referralId))
  await planAfterContacts(tx, anew, today, rules)
}

/** The usual rules become the organization's own, so that a change of one leaves the others. */
export async function keepUsualRules(tx: Tx): Promise<void> {
  if ((await keptRules(tx)).length > 0) return
  for (const rule of usualRules) await put(tx, 'follow_up_rule', rule)
}
