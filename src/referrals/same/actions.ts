import type { Day } from '../../core/day.ts'
import { ok, refuse } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { change, put, verb } from '../../platform/db/verbs.ts'
import { endAssignments, insertAssignment, resumeAssignments, withdrawOffers } from '../handout/store.ts'
import type { ReferralsNeeds } from '../needs.ts'
import { after } from '../rules.ts'
import { factsOfPeople, oneWith, type ReferralRow, referralRow } from '../store.ts'
import { decided, forgetDecision, hasOthers, joinPeople, partPeople, rootOf, type Verdict } from './store.ts'

type Needs = Pick<ReferralsNeeds, 'counted' | 'clock'>
type Two = { readonly id: string; readonly otherId: string; readonly needs: Needs }

const gone = refuse('referrals.gone', 'One of the two referrals is not there any more.')

/**
 * Says what two referrals are: one event told twice (the first is closed and counts no more; the other stays), one person with two
 * events, or two people. What is moved is kept, so that it can be taken apart without loss.
 */
export const sayWhatTheyAre = verb(
  'referrals.sayWhatTheyAre',
  async (tx, { id, otherId, verdict, needs }: Two & { readonly verdict: Verdict }, today) => {
    const [row, other] = [await referralRow(tx, id), await referralRow(tx, otherId)]
    if (!row || !other || id === otherId) return gone
    if (await decided(tx, id, otherId))
      return refuse('referrals.decided', 'Somebody said already what these two are. Take them apart first.')
    if (verdict === 'one event' && (row.sameAs !== null || other.sameAs !== null || (await hasOthers(tx, id))))
      return refuse(
        'referrals.is-same',
        'One of the two was put together with a third. Take those apart first, or choose the one that stays.',
      )
    const people = await oneWith(tx, [row.personId, other.personId])
    return needs.counted(tx, { referral: [id, otherId], ...(await factsOfPeople(tx, people)) }, async () => {
      const joined = verdict === 'two' ? nobodyJoined : await join(tx, row.personId, other.personId)
      const closed =
        verdict === 'one event' ? await closeAsTold(tx, row, other, { at: needs.clock(), on: today }) : stillOpen
      await put(tx, 'referral_same', { referralId: id, otherId, verdict, ...joined, ...closed })
      return ok(id)
    })
  },
)

const nobodyJoined: { readonly personId: string | null; readonly moved: string[] } = { personId: null, moved: [] }
const stillOpen: { readonly stateBefore: string; readonly ended: string[] } = { stateBefore: '', ended: [] }

async function join(tx: Tx, one: string, other: string): Promise<typeof nobodyJoined> {
  const [from, into] = [await rootOf(tx, one), await rootOf(tx, other)]
  if (from === into) return nobodyJoined
  return { personId: from, moved: [...(await joinPeople(tx, from, into))] }
}

/** The referral that tells the same is closed; whoever had it has the other now, unless somebody has that one. */
async function closeAsTold(
  tx: Tx,
  row: ReferralRow,
  other: ReferralRow,
  { at, on }: { at: Date; on: Day },
): Promise<typeof stillOpen> {
  const isClosed = row.state === 'closed'
  const closing = isClosed ? {} : { state: 'closed', closedReason: 'duplicate', closedOn: on }
  await change(tx, 'referral', row.id, { sameAs: other.id, ...closing })
  if (isClosed) return { stateBefore: 'closed', ended: [] }
  const ended = await endAssignments(tx, [row.id], at)
  await withdrawOffers(tx, row.id, at)
  const [coach] = row.coaches
  if (coach && other.coaches.length === 0 && other.state !== 'closed') {
    await insertAssignment(tx, {
      referralId: other.id,
      coachId: coach.id,
      at,
      why: 'had it when it was told twice',
      isSample: other.isSample,
    })
    await change(tx, 'referral', other.id, { state: after(other.state, 'assign') ?? other.state })
  }
  return { stateBefore: row.state, ended: [...ended] }
}

/** Takes two referrals apart again: each stands as it stood, and so do their people. */
export const takeApart = verb('referrals.takeApart', async (tx, { id, otherId, needs }: Two) => {
  const found = await decided(tx, id, otherId)
  if (!found) return refuse('referrals.apart', 'These two are apart already.')
  const [row, other] = [await referralRow(tx, found.referralId), await referralRow(tx, found.otherId)]
  if (!row || !other) return gone
  const people = await oneWith(tx, [row.personId, other.personId])
  return needs.counted(tx, { referral: [row.id, other.id], ...(await factsOfPeople(tx, people)) }, async () => {
    if (found.personId !== null) await partPeople(tx, found.personId, found.moved)
    if (found.verdict === 'one event') await openAsBefore(tx, row.id, found)
    await forgetDecision(tx, found.id)
    return ok(id)
  })
})

async function openAsBefore(
  tx: Tx,
  id: string,
  { stateBefore, ended }: { readonly stateBefore: string; readonly ended: readonly string[] },
): Promise<void> {
  const opening = stateBefore === 'closed' ? {} : { state: stateBefore, closedReason: null, closedOn: null }
  await change(tx, 'referral', id, { sameAs: null, ...opening })
  await resumeAssignments(tx, ended)
}
