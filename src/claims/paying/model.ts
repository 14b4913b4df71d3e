import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { dayText, idText } from '../../core/text.ts'

/** Nothing is typed: what is approved stands on the page. */
export const clearForm = z.strictObject({})

export const payForm = z.strictObject({
  authorizationId: idText('Paid from', { none: 'Choose an authorization' }),
  paidOn: dayText('Paid on', { help: 'The day the money leaves the account.' }),
})
export type PayForm = z.infer<typeof payForm>

/** What was paid together. */
export type Batch = {
  readonly id: string
  readonly number: number
  readonly paidOn: Day
  readonly amountCents: number
  readonly entryId: string
  readonly by: string
  readonly claims: number
}
