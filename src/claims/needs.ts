import type { Day } from '../core/day.ts'
import type { Result } from '../core/result.ts'
import type { Tx } from '../platform/db/db.ts'

/** What this room asks of its neighbors; the app supplies it. */
export type ClaimsNeeds = {
  /** Where the product answers, for addresses in mail. */
  readonly baseUrl: string
  /** What may pay for something now, as a choice names it. */
  readonly authorizations: (tx: Tx) => Promise<readonly { readonly id: string; readonly name: string }[]>
  /** Writes a payment into the books, or says why it cannot be paid. Answers the entry. */
  readonly pay: (
    tx: Tx,
    payment: {
      readonly authorizationId: string
      readonly paidOn: Day
      readonly amountCents: number
      readonly what: string
      readonly whom: string
    },
    today: Day,
  ) => Promise<Result<string>>
}
