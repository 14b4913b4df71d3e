import { isId } from '../../core/id.ts'
import { together } from '../../core/together.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Visit } from '../../platform/http/route.ts'
import type { ReferralInHand } from '../../referrals/facts.ts'
import { gaveField, needField } from '../model.ts'
import type { OutreachNeeds } from '../needs.ts'
import { access, isDeferred, mayCorrect, whyNoVolunteer } from '../rules.ts'
import { placeKey } from '../supplies/model.ts'
import { giftsOfAttempt, items, stock } from '../supplies/store.ts'
import { type Attempt, attempt, attemptsOf, coachesByName, type Reach, reachOf } from './store.ts'

type Named = { readonly id: string; readonly name: string }

/** All that the form of an attempt shows. */
export type Shown = {
  readonly referral: ReferralInHand
  readonly reach: Reach
  readonly before: readonly Attempt[]
  /** The attempt that is corrected, null for a new one. */
  readonly is: Attempt | null
  readonly start: Readonly<Record<string, string | number | boolean | null>>
  readonly seesAll: boolean
  readonly isFirstVisit: boolean
  readonly asksWhyInPerson: boolean
  readonly mayTellFamily: boolean
  /** Why nothing can be logged or corrected by who looks; null where it can. */
  readonly whyNot: string | null
  readonly coaches: readonly Named[]
  /** What is handed out; `here` is how many lie in the coach's own bag. */
  readonly items: readonly (Named & { readonly here: number | null })[]
  readonly places: readonly { readonly value: string; readonly name: string }[]
}

export const seesAll = ({ role }: Pick<Visit, 'role'>): boolean => (access.seeAll as readonly string[]).includes(role)

/** Who asks for the form: a visit, or a phone. */
type Asks = Pick<Visit, 'params' | 'role' | 'coachId' | 'today'>

/** What the form of an attempt shows of a referral in hand; null for one that is not. */
export async function shownOf(tx: Tx, visit: Asks, needs: OutreachNeeds): Promise<Shown | null> {
  const { referralId = '', attemptId } = visit.params
  if (!isId(referralId)) return null
  const found = needs.referral(tx, referralId)
  // All that the form shows is asked at once, so that it waits for the database once.
  const [referral, mayTellFamily, reach, is, tries, all, coaches, kept] = await together(
    found,
    found.then((one) => one !== null && needs.mayTellFamily(tx, one.personId, visit.today)),
    reachOf(tx, referralId),
    attemptId === undefined ? Promise.resolve(null) : attempt(tx, attemptId),
    attemptsOf(tx, referralId),
    stock(tx),
    coachesByName(tx),
    items(tx),
  )
  if (!referral || !reach || (attemptId !== undefined && is?.referralId !== referralId)) return null
  const before = tries.filter(({ id }) => id !== attemptId)
  const isForAll = seesAll(visit)
  const hereOf = (itemId: string): number =>
    all
      .filter((one) => one.itemId === itemId && one.coachId === visit.coachId)
      .reduce((sum, { count }) => sum + count, 0)
  const hasBag = !isForAll && visit.coachId !== null
  const places = new Map(
    all.map(({ coachId, place }) => [placeKey(coachId === null ? { place } : { coachId }), place] as const),
  )
  return {
    referral,
    reach,
    before,
    is,
    start: is === null ? {} : await startOf(tx, is, needs),
    seesAll: isForAll,
    isFirstVisit: !before.some(({ mode, outcome }) => mode === 'in person' && !isDeferred(outcome)),
    asksWhyInPerson: reach.hasNumber && !before.some(({ mode }) => mode === 'phone' || mode === 'text'),
    mayTellFamily,
    whyNot: whyNot(referral, is, visit, isForAll),
    coaches,
    items: kept.map(({ id, name, kind }) => ({
      id,
      name: kind === 'naloxone kit' ? `${name}, two doses each` : name,
      here: hasBag ? hereOf(id) : null,
    })),
    places: [...places].map(([value, name]) => ({ value, name })),
  }
}

function whyNot({ path, state }: ReferralInHand, is: Attempt | null, visit: Asks, isForAll: boolean): string | null {
  if (is !== null)
    return mayCorrect(is, { seesAll: isForAll, coachId: visit.coachId }, visit.today)
      ? null
      : 'You can correct what you logged yourself on the same day. Ask a coordinator to do it.'
  if (state === 'closed') return 'This referral is closed. A coordinator can open it again if there is more to do.'
  return isForAll ? null : whyNoVolunteer(path)
}

/** An attempt as its form holds it. */
export async function startOf(tx: Tx, is: Attempt, needs: OutreachNeeds): Promise<Shown['start']> {
  const keys = await needs.seals.keysOf(tx)
  const gifts = await giftsOfAttempt(tx, is.id)
  const gave: Record<string, number> = {}
  for (const { itemId, count } of gifts) gave[gaveField(itemId)] = (gave[gaveField(itemId)] ?? 0) + count
  const from = gifts[0] ? placeKey(gifts[0].place) : ''
  const answered = (answer: boolean | null): string => (answer === null ? '' : answer ? 'yes' : 'no')
  return {
    ...gave,
    ...Object.fromEntries(is.needs.map((need) => [needField(need), true])),
    attemptId: is.id,
    mode: is.mode,
    outcome: is.outcome,
    whyInPerson: is.whyInPerson,
    companionId: is.companionId,
    hasOtherCompanion: is.hasOtherCompanion,
    isAskedByFamily: is.isAskedByFamily,
    hasNaloxone: answered(is.hasNaloxone),
    isTrained: is.isTrained,
    mayCallAgain: answered(is.mayCallAgain),
    nextOn: is.nextOn,
    note: keys.open({ table: 'attempt', column: 'note', id: is.id }, is.note),
    on: is.attemptedOn,
    coachId: is.coachId,
    from: from === is.coachId ? '' : from,
  }
}
