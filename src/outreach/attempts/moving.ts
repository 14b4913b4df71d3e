// What an attempt moves: its referral, what follows, and numbers.
import type { Day } from '../../core/day.ts'
import { together } from '../../core/together.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { ClosedBy, ReferralInHand } from '../../referrals/facts.ts'
import type { AttemptForm } from '../model.ts'
import type { OutreachNeeds } from '../needs.ts'
import { closes, followsContact, moveOf, triedIn } from '../rules.ts'
import { firstGiftsBeside, type Move, movesOfAttempts } from '../supplies/store.ts'
import type { Found } from './keeping.ts'
import { type Attempt, attemptsOf, attemptsOfSamePeople } from './store.ts'

/** Sets a referral to where what is left of its attempts leads it, and opens it where the one that was wrong had closed it. */
export async function standBack(
  tx: Tx,
  { found: { referral }, was, needs, today }: { found: Found; was: Attempt } & Following,
): Promise<void> {
  const left = await attemptsOf(tx, referral.id)
  const isStillClosed = left.some((one) => one.id !== was.id && closesBy(referral, one) !== null)
  const wasClosedBy = isStillClosed ? null : closesBy(referral, was)
  await needs.standAgain(tx, referral.id, { tried: triedIn(referral, left), wasClosedBy })
  await needs.planAfterContact(tx, [referral.id], today)
}

const closesBy = ({ path }: ReferralInHand, one: Attempt): ClosedBy | null =>
  closes({ ...one, path, on: one.attemptedOn })

export type Followed = { readonly found: Found; readonly form: AttemptForm }

type Following = { readonly needs: OutreachNeeds; readonly today: Day }

/** Moves referrals on, where attempts lead them somewhere, and plans what follows. */
export async function follow(tx: Tx, all: readonly Followed[], { needs, today }: Following): Promise<void> {
  const contacts = all.filter(({ form }) => followsContact(form.outcome)).map(({ found }) => found.referral.id)
  const moves = all.flatMap(({ found: { referral }, form }) => {
    const move = moveOf({ ...form, path: referral.path })
    return move === null ? [] : [{ id: referral.id, move }]
  })
  await together(
    contacts.length > 0 ? needs.planAfterContact(tx, [...new Set(contacts)], today) : Promise.resolve(),
    moves.length > 0 ? needs.advanceAll(tx, moves) : Promise.resolve(),
  )
}

/** What an attempt was and what it becomes, as far as numbers are moved by it. */
type Touches = {
  readonly found: Found
  readonly id: string
  readonly before?: Attempt
  readonly after?: { readonly form: AttemptForm; readonly moves: readonly Move[] }
}

/** Wraps a write of attempts with all numbers that it may move. */
export async function counted<T>(
  tx: Tx,
  { all, needs }: { readonly all: readonly Touches[]; readonly needs: OutreachNeeds },
  write: () => Promise<T>,
): Promise<T> {
  const attempts = all.map(({ id }) => id)
  const referrals = all.map(({ found }) => found.referral)
  const referral = [...new Set(referrals.flatMap(({ id, sameAs }) => (sameAs === null ? [id] : [id, sameAs])))]
  const giving = all.flatMap(({ before, after }) => [
    ...(before ? [{ on: before.attemptedOn, gave: before.gave }] : []),
    ...(after ? [{ on: after.form.on, gave: after.form.gave }] : []),
  ])
  const [same, beside, gave] = await together(
    attemptsOfSamePeople(tx, referral),
    firstGiftsBeside(tx, attempts, {
      itemIds: giving.flatMap((one) => one.gave.map(({ itemId }) => itemId)),
      days: giving.map(({ on }) => on),
    }),
    movesOfAttempts(
      tx,
      all.filter(({ before }) => before).map(({ id }) => id),
    ),
  )
  // Who was served in a year follows from those who engaged alone.
  const isOfServed = all.some(({ before, after }) => [before?.outcome, after?.form.outcome].includes('engaged'))
  const ofPeople = isOfServed ? [...new Set([...same, ...attempts])] : []
  const given = all.flatMap(({ after }) =>
    (after?.moves ?? []).filter(({ why }) => why === 'given').map(({ id }) => id),
  )
  const supply = [...gave, ...given, ...beside]
  return needs.counted(
    tx,
    { referral, attempt: attempts, participant: ofPeople, fiscal_participant: ofPeople, supply },
    write,
  )
}
