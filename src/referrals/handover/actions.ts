import type { Day } from '../../core/day.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { verb } from '../../platform/db/verbs.ts'
import { receiveReferral } from '../receive/actions.ts'
import { lasts } from './keys/rules.ts'
import { standingNow, writeLastUsed, writeUsed } from './keys/store.ts'
import type { PartnerReferral } from './model.ts'
import type { HandoverNeeds } from './needs.ts'
import { insertReceipts, receiptOf } from './store.ts'

/** A referral that a partner hands over. */
export type HandedOver = {
  readonly partnerId: string
  readonly form: PartnerReferral
  /** What its sender calls it, so that the same sent again is the same; none where nothing is. */
  readonly key: string | null
  readonly needs: HandoverNeeds
}

/** `same` came before and `numbered` has its number, so that nothing was added. */
export type TakenIn = { readonly id: string; readonly how: 'added' | 'same' | 'numbered' }

/** Takes in what a person of a partner filled in. Refuses a number that another referral has, since one of the two would be lost. */
export const handOver = verb('referrals.handOver', (tx, handed: HandedOver, today) => takeInForm(tx, handed, today))

/** The same through a link: for one referral, once. The link says from then on how it stands. */
export const handOverByLink = verb(
  'referrals.handOverByLink',
  async (tx, { keyId, ...handed }: Omit<HandedOver, 'key'> & { readonly keyId: string }, today) => {
    const now = handed.needs.clock()
    if ((await standingNow(tx, keyId, now)) !== 'open') return linkUsed
    const taken = await takeInForm(tx, { ...handed, key: null }, today)
    if (taken.ok)
      await writeUsed(tx, keyId, {
        referralId: taken.value.id,
        at: now,
        until: new Date(now.getTime() + lasts.standing),
      })
    return taken
  },
)

export const linkUsed = refuse(
  'referrals.link-used',
  'This link was used already. What was sent first stays, and nothing was added. Ask for another link for another referral.',
)

/** Takes in what a program of a partner sends with its token, which was not ended meanwhile. */
export const handOverByToken = verb(
  'referrals.handOverByToken',
  async (tx, { keyId, ...handed }: HandedOver & { readonly keyId: string }, today) => {
    const now = handed.needs.clock()
    if ((await standingNow(tx, keyId, now)) !== 'open') return tokenEnded
    await writeLastUsed(tx, keyId, now)
    return takeIn(tx, handed, today)
  },
)

export const tokenEnded = refuse('referrals.token-ended', 'This token was ended.')

async function takeInForm(tx: Tx, handed: HandedOver, today: Day): Promise<Result<TakenIn>> {
  const taken = await takeIn(tx, handed, today)
  return taken.ok && taken.value.how === 'numbered' ? otherContent : taken
}

/**
 * Takes a referral of a partner in, once: the same under the same key, or under the same number of theirs, is the one that is
 * there. Other content under a key that was used is refused.
 */
async function takeIn(tx: Tx, { partnerId, form, key, needs }: HandedOver, today: Day): Promise<Result<TakenIn>> {
  const keys = await needs.seals.keysOf(tx)
  const marks = [key && `key|${key}`, form.sourceRecord && `record|${form.sourceRecord}`].flatMap((name) => {
    const mark = name ? keys.mark('form', `${partnerId}|${name}`) : null
    return mark ? [mark] : []
  })
  const contentMark = keys.mark('form', JSON.stringify(form))
  if (!contentMark) throw new Error('a referral says something')
  const known = await Promise.all(marks.map((mark) => receiptOf(tx, partnerId, mark)))
  const before = known.find((receipt) => receipt !== null)
  if (known.some((receipt) => receipt && !receipt.contentMark.equals(contentMark))) return otherContent
  if (before) return ok({ id: before.referralId, how: 'same' })
  const received = await receiveReferral.within(tx, { form, partnerId, needs }, today)
  if (!received.ok) return received
  const { id, isKnown } = received.value
  if (isKnown) return ok({ id, how: 'numbered' })
  await insertReceipts(
    tx,
    marks.map((keyMark) => ({ partnerId, keyMark, contentMark, referralId: id })),
  )
  return ok({ id, how: 'added' })
}

const otherContent = refuse(
  'referrals.other-content',
  'Another referral was received under this number. Nothing was added. Give this one a number of its own.',
  'sourceRecord',
)
