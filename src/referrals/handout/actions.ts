import { newId } from '../../core/id.ts'
import { meanwhile, ok, type Result, refuse } from '../../core/result.ts'
import { readOrganisation } from '../../platform/access/store.ts'
import type { Tx } from '../../platform/db/db.ts'
import { change, put, verb } from '../../platform/db/verbs.ts'
import type { ReferralsNeeds } from '../needs.ts'
import { after } from '../rules.ts'
import { type ReferralRow, referralRow } from '../store.ts'
import { type Ranked, ranked } from './rules.ts'
import {
  candidates,
  endAssignments,
  insertAssignment,
  leftBehind,
  openOffer,
  settleOffer,
  withdrawOffers,
} from './store.ts'

type Needs = Pick<ReferralsNeeds, 'counted' | 'clock'>

const gone = refuse('referrals.gone', 'This referral is not there any more.')
const isClosed = refuse(
  'referrals.closed',
  'This referral was closed meanwhile. Open it again first if there is more to do.',
)
const askFirst = refuse(
  'referrals.ask-first',
  'It is not known whether this person lives. Ask the ambulance service, and answer on the page of the referral, before anybody visits.',
)
const mayNot = refuse(
  'referrals.no-candidate',
  'This coach may not take it any more: they are not active, or said that they know the person. Choose another.',
  'coachId',
)

/** Who should follow up a referral, best first. */
export async function proposed(tx: Tx, row: ReferralRow, now: Date): Promise<readonly Ranked[]> {
  const { timeZone: zone } = await readOrganisation(tx)
  return ranked(await candidates(tx, row.id, now), row, { now, zone })
}

type HandOut = { readonly id: string; readonly version: number; readonly coachId: string; readonly needs: Needs }

/** Accepts a referral and puts it into the hands of a coach, and of nobody else. Refuses a coach who may not have it. */
export const handOut = verb('referrals.handOut', async (tx, { id, version, coachId, needs }: HandOut) => {
  const row = await referralRow(tx, id)
  if (!row) return gone
  if (row.state === 'closed') return isClosed
  if (row.version !== version) return meanwhile('referrals', 'who has this referral')
  return giveTo(tx, row, coachId, needs.clock())
})

async function giveTo(tx: Tx, row: ReferralRow, coachId: string, now: Date): Promise<Result<string>> {
  if (row.asksLife) return askFirst
  const chosen = (await proposed(tx, row, now)).find(({ id }) => id === coachId)
  if (!chosen) return mayNot
  await endAssignments(tx, [row.id], now, coachId)
  await insertAssignment(tx, { referralId: row.id, coachId, at: now, why: chosen.why, isSample: row.isSample })
  await withdrawOffers(tx, row.id, now)
  await moved(tx, row)
  return ok(row.id)
}

/** A referral is handed out: further along it stays where it is. */
const moved = (tx: Tx, { id, state }: Pick<ReferralRow, 'id' | 'state'>): Promise<void> =>
  change(tx, 'referral', id, { state: after(state, 'assign') ?? state })

/** Asks a coach first: until they take it they see its zone, its language and when it is due, and nothing else. */
export const offer = verb('referrals.offerReferral', async (tx, { id, version, coachId, needs }: HandOut) => {
  const row = await referralRow(tx, id)
  if (!row) return gone
  if (row.state === 'closed') return isClosed
  if (row.version !== version) return meanwhile('referrals', 'who has this referral')
  if (row.asksLife) return askFirst
  const now = needs.clock()
  if (!(await proposed(tx, row, now)).some((one) => one.id === coachId)) return mayNot
  const { zone, language, isSample } = row
  await tx.sql
    .insertInto('referral_offer')
    .values({
      org_id: tx.org,
      id: newId(),
      referral_id: id,
      coach_id: coachId,
      zone,
      language,
      due_at: row.dueAt.toISOString(),
      made_at: now.toISOString(),
      is_sample: isSample,
    })
    .onConflict((same) => same.doNothing())
    .execute()
  // Whoever hands it out meanwhile is told that somebody was asked.
  await change(tx, 'referral', id, {})
  return ok(id)
})

type Answer = { readonly id: string; readonly coachId: string | null; readonly needs: Needs }

const settled = refuse('referrals.offer-settled', 'This referral is not offered to you any more. Somebody has it.')

/** A coach takes what they were offered. Answers the referral. */
export const takeOffered = verb('referrals.takeOffered', async (tx, { id, coachId, needs }: Answer) => {
  const offered = await openOffer(tx, id)
  if (!offered || offered.coachId !== coachId) return settled
  const at = needs.clock()
  await insertAssignment(tx, {
    referralId: offered.referralId,
    coachId,
    at,
    why: 'took what was offered',
    isSample: false,
  })
  // From here on it is in their hands, so the wall shows it.
  const row = await referralRow(tx, offered.referralId)
  if (!row || row.state === 'closed') return settled
  await settleOffer(tx, id, 'taken', at)
  await endAssignments(tx, [row.id], at, coachId)
  await moved(tx, row)
  return ok(row.id)
})

const declining = (name: string, why: 'knows the person' | 'cannot') =>
  verb(name, async (tx, { id, coachId, needs }: Answer) => {
    const offered = await openOffer(tx, id)
    if (!offered || offered.coachId !== coachId) return settled
    await put(tx, 'referral_declined', { referralId: offered.referralId, coachId, why })
    await settleOffer(tx, id, why, needs.clock())
    return ok(id)
  })

/** A coach says that they know the person, having seen nothing of them: this referral is not offered to them again. */
export const sayKnown = declining('referrals.sayKnown', 'knows the person')
export const sayCannot = declining('referrals.sayCannot', 'cannot')

/** What is left with coaches whose shift ended, each with who should have it next; null where nobody is on shift, or soon. */
export async function handOvers(tx: Tx, now: Date) {
  const left = await leftBehind(tx, now)
  return Promise.all(
    left.map(async (one) => {
      const row = await referralRow(tx, one.referralId)
      const others = row ? (await proposed(tx, row, now)).filter(({ id }) => id !== one.coachId) : []
      return {
        ...one,
        row,
        next: others.find(({ onUntil, nextFrom }) => onUntil !== null || nextFrom !== null) ?? null,
      }
    }),
  )
}
export type HandOver = Awaited<ReturnType<typeof handOvers>>[number]

/** Hands what is left over to whoever should have it next, as it was shown. Answers how many. */
export const handOverAll = verb('referrals.handOver', async (tx, { needs }: { needs: Needs }) => {
  const now = needs.clock()
  let count = 0
  for (const { row, next } of await handOvers(tx, now)) {
    if (!row || !next) continue
    const done = await giveTo(tx, row, next.id, now)
    if (!done.ok) return done
    count++
  }
  return ok(count)
})
