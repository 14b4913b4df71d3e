import type { Day } from '../../core/day.ts'
import { changedSince, meanwhile, ok, type Result, refuse } from '../../core/result.ts'
import { together } from '../../core/together.ts'
import type { Tx } from '../../platform/db/db.ts'
import { verb } from '../../platform/db/verbs.ts'
import type { AttemptForm } from '../model.ts'
import type { OutreachNeeds } from '../needs.ts'
import { isEnough, mayCorrect, moveOf } from '../rules.ts'
import { deleteMovesOfAttempt, insertMoves, type Move } from '../supplies/store.ts'
import { askingOnce, type Found, type Sent, toKeep, whatItIsFor, whatTheyAreFor, whoTried } from './keeping.ts'
import { counted, type Followed, follow, standBack } from './moving.ts'
import {
  type AttemptKept,
  type AttemptRow,
  attempt,
  insertAttempts,
  removeAttempt,
  saveAttempt,
  sentBefore,
} from './store.ts'

/** What an attempt is answered with, so that whoever sends it again, from a phone without a network, learns what became of it. */
export type Logged = {
  readonly id: string
  readonly standing: 'kept' | 'already kept'
  /** Whether its referral is still in the hands of who logged it. */
  readonly isInHand: boolean
}

const notInHand = refuse('outreach.not-in-hand', 'This referral is not in your hands any more.')
const closed = refuse(
  'outreach.closed',
  'This referral was closed meanwhile. A coordinator can open it again if there is more to do.',
)

/**
 * Logs a try to reach somebody: once, however often it is sent, with what was given, where it leads its referral, and the numbers that
 * move. Refuses what the rules forbid, each at its field; another attempt under an id that is taken; and one that was taken back.
 */
export const logAttempt = verb(
  'outreach.logAttempt',
  async (tx, { needs, ...one }: Sent & ToLog, today): Promise<Result<Logged>> =>
    (await logAttempts(tx, { all: [one], needs }, today))[0] ?? notInHand,
)

type ToLog = Omit<Sent, 'needs'> & { readonly referralId: string }
type Logging = {
  readonly all: readonly ToLog[]
  readonly needs: OutreachNeeds
}

/**
 * Logs many in their order, each under an id of its own, inside of a verb's transaction: each is answered by itself, and one that is
 * refused changes nothing. The rules look at one after the other; all else is asked, written and counted once for all.
 */
export async function logAttempts(tx: Tx, { all, needs }: Logging, today: Day): Promise<readonly Result<Logged>[]> {
  const referralIds = [...new Set(all.map(({ referralId }) => referralId))]
  const [keys, found] = await together(needs.seals.keysOf(tx), whatTheyAreFor(tx, { referralIds, needs }))
  const marked = all.map((one) => {
    const mark = keys.mark('form', JSON.stringify([one.referralId, whoTried(one.form, one.by), one.form]))
    return { ...one, id: one.form.attemptId, mark }
  })
  const sent = await sentBefore(tx, marked)
  const once = askingOnce(tx)
  const answers = new Map<string, Result<Logged['standing']>>()
  const kept: (Followed & { readonly id: string; readonly moves: readonly Move[]; readonly row: AttemptRow })[] = []
  for (const { id, mark, referralId, form, by } of marked) {
    const is = found.get(referralId)
    const known = answerTo(sent.get(id), is)
    if (known || !is) {
      answers.set(id, known ?? notInHand)
      continue
    }
    const one = await toKeep(tx, { ...is, form, by, needs, id, today, is: null, once })
    answers.set(id, one.ok ? ok('kept') : one)
    if (!one.ok) continue
    const { row, moves } = one.value
    kept.push({
      found: is,
      id,
      form,
      moves,
      row: { ...row, id, referral_id: referralId, logged_on: today, sent_mark: mark },
    })
    once.took(moves)
    found.set(referralId, after(is, row, id, form))
  }
  if (kept.length > 0)
    await counted(
      tx,
      { all: kept.map(({ found, id, form, moves }) => ({ found, id, after: { form, moves } })), needs },
      async () => {
        const there = await insertAttempts(
          tx,
          kept.map(({ row }) => row),
        )
        for (const { id } of kept) if (!there.has(id)) answers.set(id, sentAsOther)
        const written = kept.filter(({ id }) => there.has(id))
        await together(
          insertMoves(
            tx,
            written.flatMap(({ moves }) => moves),
          ),
          follow(tx, written, { needs, today }),
        )
      },
    )
  const inHand = new Set((await needs.referrals(tx, referralIds)).map(({ id }) => id))
  return marked.map(({ id, referralId }) => {
    const answer = answers.get(id) ?? notInHand
    return answer.ok ? ok({ id, standing: answer.value, isInHand: inHand.has(referralId) }) : answer
  })
}

/** What is answered before the rules are asked; null where they decide. */
function answerTo(
  sent: 'same' | 'other' | 'taken back' | undefined,
  found: Found | undefined,
): Result<'already kept'> | null {
  if (sent === 'same') return ok('already kept')
  if (sent === 'other') return sentAsOther
  if (sent === 'taken back')
    return refuse('outreach.taken-back', 'This attempt was taken back before. Log a new one if it was made after all.')
  if (!found) return notInHand
  return found.referral.state === 'closed' ? closed : null
}

/** What the next attempt finds, once this one is kept. */
function after(
  { referral, reach, before }: Found,
  { attempted_at }: AttemptKept,
  id: string,
  form: AttemptForm,
): Found {
  const isClosed = moveOf({ ...form, path: referral.path })?.to === 'closed'
  return {
    referral: isClosed ? { ...referral, state: 'closed' } : referral,
    reach,
    before: [
      ...before,
      { id, referralId: referral.id, attemptedAt: attempted_at, mode: form.mode, outcome: form.outcome },
    ],
  }
}

const sentAsOther = refuse(
  'outreach.sent-as-other',
  'Another attempt was kept under the same form already, and is unchanged. Open a new form and log this one there.',
)

/** An attempt that is there, and the version at which it was read. */
type Read = { readonly attemptId: string; readonly version: number }

/**
 * Corrects an attempt over the version that was read, by its coach on the day it was logged, or by a coordinator. Its referral stands
 * where all that is on record leads it then, also back; one that this attempt had closed is open again, if nothing else closes it.
 */
export const correctAttempt = verb(
  'outreach.correctAttempt',
  async (tx, { attemptId, version, form, by, needs }: Sent & Read, today): Promise<Result<string>> => {
    const is = await attempt(tx, attemptId)
    const found = is && (await whatItIsFor(tx, { referralId: is.referralId, needs }))
    if (!found) return gone
    if (!mayCorrect(is, by, today)) return tooLate
    if (is.version !== version) return meanwhile('outreach', 'this attempt')
    const kept = await toKeep(tx, { ...found, form, by, needs, id: attemptId, today, is, once: askingOnce(tx) })
    if (!kept.ok) return kept
    const { row, moves } = kept.value
    const touch = { found, id: attemptId, before: is, after: { form, moves } }
    return counted(tx, { all: [touch], needs }, async (): Promise<Result<string>> => {
      if (!(await saveAttempt(tx, { id: attemptId, version }, row))) return meanwhile('outreach', 'this attempt')
      await deleteMovesOfAttempt(tx, attemptId)
      await insertMoves(tx, moves)
      await standBack(tx, { found, was: is, needs, today })
      const now = await needs.referral(tx, found.referral.id)
      if (now !== null && now.state !== 'closed') await follow(tx, [{ found, form }], { needs, today })
      return ok(attemptId)
    })
  },
)

/** Takes an attempt back that was not made, with what it gave; the history keeps it, and it does not come again. */
export const takeBackAttempt = verb(
  'outreach.takeBackAttempt',
  async (tx, { attemptId, version, by, needs }: Omit<Sent, 'form'> & Read, today): Promise<Result<string>> => {
    const is = await attempt(tx, attemptId)
    const found = is && (await whatItIsFor(tx, { referralId: is.referralId, needs }))
    if (!found) return gone
    if (!mayCorrect(is, by, today)) return tooLate
    if (is.version !== version) return changedSince('outreach', 'this attempt')
    return counted(tx, { all: [{ found, id: attemptId, before: is }], needs }, async () => {
      await deleteMovesOfAttempt(tx, attemptId)
      await removeAttempt(tx, attemptId)
      await standBack(tx, { found, was: is, needs, today })
      return ok(is.referralId)
    })
  },
)

const gone = refuse('outreach.no-attempt', 'This attempt is not there any more.')
const tooLate = refuse(
  'outreach.too-late',
  'You can correct what you logged yourself on the same day. Ask a coordinator to do it.',
)

/** Closes a referral that was tried as often as the organization asks, without reaching anybody. */
export const closeUnreached = verb(
  'outreach.closeUnreached',
  async (tx, { referralId, needs }: { referralId: string; needs: OutreachNeeds }, today): Promise<Result<string>> => {
    const found = await whatItIsFor(tx, { referralId, needs })
    if (found === null) return notInHand
    if (found.referral.state === 'closed') return closed
    const outcomes = found.before.map(({ outcome }) => outcome)
    if (!isEnough(outcomes, found.reach.attemptsAtMost))
      return refuse(
        'outreach.not-enough',
        `A referral is closed as unable to reach after ${found.reach.attemptsAtMost} attempts that reached nobody. This one is not there yet.`,
      )
    return needs.counted(tx, { referral: [referralId] }, () =>
      needs.advance(tx, referralId, { to: 'closed', reason: 'unable to reach', on: today }),
    )
  },
)
