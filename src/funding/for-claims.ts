import type { Day } from '../core/day.ts'
import type { Problem, Result } from '../core/result.ts'
import type { Tx } from '../platform/db/db.ts'
import { authorizations } from './authorizations/store.ts'
import { recordSpending } from './ledger/actions.ts'
import { asChoice } from './pieces.tsx'

/** What may pay for something now, as a choice names it: authorizations of funds that are open. */
export const authorizationsToPay = async (tx: Tx): Promise<readonly { readonly id: string; readonly name: string }[]> =>
  (await authorizations(tx)).filter(({ fundClosedOn }) => fundClosedOn === null).map(asChoice)

type Payment = {
  readonly authorizationId: string
  readonly paidOn: Day
  readonly amountCents: number
  readonly what: string
  readonly whom: string
}

/** Writes a payment into the books, inside of another verb: refused as any spending is. Answers the entry. */
export async function payOf(tx: Tx, payment: Payment, today: Day): Promise<Result<string>> {
  const { authorizationId, paidOn, ...money } = payment
  const none = {
    authorization2: null,
    share2: null,
    authorization3: null,
    share3: null,
    authorization4: null,
    share4: null,
  }
  const form = {
    kind: 'spent',
    happenedOn: paidOn,
    authorization1: authorizationId,
    share1: 10_000,
    ...none,
    ...money,
  } as const
  const done = await recordSpending.within(tx, { ...form, isAnother: true }, today)
  return done.ok ? done : { ok: false, problems: done.problems.map(atItsField) }
}

/** Whoever pays chose a day and an authorization, and nothing else. */
const atItsField = (problem: Problem): Problem => ({
  ...problem,
  field: problem.field === 'happenedOn' ? 'paidOn' : 'authorizationId',
})
