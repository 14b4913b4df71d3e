import { counted } from '../../core/counted.ts'
import { newId } from '../../core/id.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { readOrganisation } from '../../platform/access/store.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put, verb } from '../../platform/db/verbs.ts'
import { queueMail } from '../../platform/mail.ts'
import type { Told } from '../../platform/told.ts'
import type { ClaimsNeeds } from '../needs.ts'
import { takeStepOn } from '../store.ts'
import { type Payee, payees, seenMark, totalOf } from './figures.ts'
import { paidLetter } from './letters.ts'
import type { PayForm } from './model.ts'
import { mailOf, nextNumber, others } from './store.ts'

type Seen = {
  /** The mark of what stood on the page, so that nothing else is approved or paid. */
  readonly seen: string
  readonly ownCoachId: string | null
}

const nothing = refuse('claims.nothing-waits', 'No claim waits here any more. Somebody was there before you.')
const another = refuse(
  'claims.changed-meanwhile',
  'The list has changed since you opened it, so nothing was done. What waits now stands below. Look at it again.',
)

/** Approves for finance all that the team approved and that stood on the page. Answers how many. */
export const clearClaims = verb(
  'claims.clearClaims',
  async (tx, { seen, ownCoachId }: Seen, today): Promise<Result<number>> => {
    const waiting = await others(tx, 'approved', ownCoachId)
    if (waiting.length === 0) return nothing
    if (seenMark(waiting) !== seen) return another
    await takeStepOn(tx, waiting, { step: 'cleared', takenOn: today })
    return ok(waiting.length)
  },
)

type Paid = { readonly id: string; readonly told: Told }

/**
 * Pays all that finance approved and that stood on the page, as one batch and one entry of the books, and tells each coach. However
 * often it is sent, a claim is paid once.
 */
export const payClaims = verb(
  'claims.payClaims',
  async (
    tx,
    { seen, ownCoachId, form, needs }: Seen & { form: PayForm; needs: ClaimsNeeds },
    today,
  ): Promise<Result<Paid>> => {
    const waiting = await others(tx, 'cleared', ownCoachId)
    if (waiting.length === 0) return nothing
    if (seenMark(waiting) !== seen) return another
    const [number, amountCents, id] = [await nextNumber(tx), totalOf(waiting), newId()]
    const all = payees(waiting)
    const what = `Claims of coaches, batch ${number}`
    const entry = await needs.pay(
      tx,
      { ...form, amountCents, what, whom: counted(all.length, 'coach', 'coaches') },
      today,
    )
    if (!entry.ok) return entry
    const { paidOn } = form
    await put(tx, 'claim_batch', { number, paidOn, amountCents, entryId: entry.value, byId: tx.person }, id)
    await takeStepOn(tx, waiting, { step: 'paid', takenOn: paidOn, batchId: id })
    return ok({ id, told: await tell(tx, all, { paidOn, baseUrl: needs.baseUrl }) })
  },
)

async function tell(
  tx: Tx,
  all: readonly Payee[],
  { paidOn, baseUrl }: { paidOn: string; baseUrl: string },
): Promise<Told> {
  const addresses = await mailOf(
    tx,
    all.map(({ id }) => id),
  )
  const { slug } = await readOrganisation(tx)
  const link = `${baseUrl}/team/${slug}/mine/claims`
  for (const one of all) {
    const to = addresses.get(one.id)
    if (to !== undefined) await queueMail(tx.sql, { org: tx.org, to, ...paidLetter(one, { paidOn, link }) })
  }
  return { told: addresses.size, untold: all.length - addresses.size }
}
