// What is kept of an attempt: what it is for, what stands against it, and from which stock what was given is taken.
import { clockFaultInWords, instantAt } from '../../core/clock.ts'
import { addDays, type Day, dayInWords } from '../../core/day.ts'
import { isId, newId } from '../../core/id.ts'
import { ok, type Problem, type Result, refuse, refuseAll } from '../../core/result.ts'
import { together } from '../../core/together.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { ReferralInHand } from '../../referrals/facts.ts'
import { type AttemptForm, gaveField } from '../model.ts'
import type { OutreachNeeds } from '../needs.ts'
import { isDeferred, mostBack, problemsOf } from '../rules.ts'
import { type Place, placeKey, placeNamed, type Stock } from '../supplies/model.ts'
import { takenFrom } from '../supplies/rules.ts'
import { giftsOfAttempt, items, lotNumbered, type Move, stockAt } from '../supplies/store.ts'
import {
  type Attempt,
  type AttemptKept,
  coachesByName,
  type Reach,
  reachesOf,
  type TryBefore,
  triesOf,
} from './store.ts'

/** Who logs, corrects or takes back an attempt. `coachId` is the coach whom they are, if any. */
export type By = {
  readonly seesAll: boolean
  readonly coachId: string | null
  readonly zone: string
  /** How many days back, where that is more than usual: a phone may have had no network for so long. */
  readonly mostBack?: number
}
export type Sent = { readonly form: AttemptForm; readonly by: By; readonly needs: OutreachNeeds }
export type Found = { readonly referral: ReferralInHand; readonly reach: Reach; readonly before: readonly TryBefore[] }

export const whatItIsFor = async (
  tx: Tx,
  { referralId, needs }: { referralId: string; needs: OutreachNeeds },
): Promise<Found | null> => (await whatTheyAreFor(tx, { referralIds: [referralId], needs })).get(referralId) ?? null

export async function whatTheyAreFor(
  tx: Tx,
  { referralIds, needs }: { referralIds: readonly string[]; needs: OutreachNeeds },
): Promise<Map<string, Found>> {
  const ids = referralIds.filter(isId)
  const [referrals, reaches, tries] = await together(needs.referrals(tx, ids), reachesOf(tx, ids), triesOf(tx, ids))
  return new Map(
    referrals.flatMap((referral) => {
      const reach = reaches.get(referral.id)
      return reach
        ? [[referral.id, { referral, reach, before: tries.filter((one) => one.referralId === referral.id) }] as const]
        : []
    }),
  )
}

/** What more than one attempt asks is asked once; stock is as those before have left it. */
export function askingOnce(tx: Tx) {
  const stocks = new Map<string, Stock[]>()
  let coaches: ReturnType<typeof coachesByName> | undefined
  let names: ReturnType<typeof items> | undefined
  return {
    coaches: () => {
      coaches ??= coachesByName(tx)
      return coaches
    },
    items: () => {
      names ??= items(tx)
      return names
    },
    async stockAt(place: Place): Promise<readonly Stock[]> {
      const stock = stocks.get(placeKey(place)) ?? [...(await stockAt(tx, place))]
      stocks.set(placeKey(place), stock)
      return stock
    },
    took(moves: readonly Move[]): void {
      for (const { place, lotId, quantity } of moves) {
        const stock = stocks.get(placeKey(place))
        const at = stock?.findIndex((lot) => lot.lotId === lotId) ?? -1
        const lot = stock?.[at]
        if (stock && lot) stock[at] = { ...lot, count: lot.count + quantity }
      }
    },
  }
}

/** Whoever sees all says who tried; a coach did it themselves. */
export const whoTried = (form: AttemptForm, by: By): string | null => (by.seesAll ? form.coachId : by.coachId)

type ToKeep = Found &
  Sent & {
    readonly id: string
    readonly today: Day /** As it stands, where it is corrected. */
    readonly is: Attempt | null
    readonly once: ReturnType<typeof askingOnce>
  }
type Kept = { readonly row: AttemptKept; readonly moves: readonly Move[] }

/** What is kept of a form; refused with all that stands against it. */
export async function toKeep(tx: Tx, asked: ToKeep): Promise<Result<Kept>> {
  const { form, by, needs, id, is, today } = asked
  const at = instantAt(by.zone, form.on, form.at)
  const coachId = is && !by.seesAll ? is.coachId : whoTried(form, by)
  const ruled = [
    ...timeProblems(form, { at, by, today, now: needs.clock(), since: is?.attemptedOn ?? null }),
    ...(await peopleProblems(asked, coachId)),
    ...problemsOf(tryOf(asked, at, coachId)),
  ]
  const given = await givenFrom(tx, asked, coachId)
  const problems = [...ruled, ...given.problems.filter((one) => !ruled.some(({ field }) => field === one.field))]
  if (problems.length > 0) return refuseAll(problems)
  const keys = await needs.seals.keysOf(tx)
  return ok({
    moves: given.moves,
    row: {
      coach_id: coachId,
      companion_id: form.companionId,
      has_other_companion: form.hasOtherCompanion,
      attempted_at: at,
      attempted_on: form.on,
      mode: form.mode,
      why_in_person: form.mode === 'in person' ? form.whyInPerson : '',
      outcome: form.outcome,
      needs: [...form.needs],
      has_naloxone: form.hasNaloxone,
      is_trained: form.isTrained,
      is_asked_by_family: form.isAskedByFamily,
      may_call_again: form.mayCallAgain,
      next_on: form.nextOn,
      note: keys.seal({ table: 'attempt', column: 'note', id }, form.note),
    },
  })
}

function tryOf({ referral, reach, before, form, by, id }: ToKeep, at: Date, coachId: string | null) {
  const earlier = before.filter((one) => one.id !== id && one.attemptedAt <= at)
  const [first] = form.gave
  return {
    ...form,
    path: referral.path,
    isByVolunteer: !by.seesAll || coachId !== null,
    hasCompanion: form.companionId !== null || form.hasOtherCompanion,
    isFirstVisit: !earlier.some(({ mode, outcome }) => mode === 'in person' && !isDeferred(outcome)),
    asksTwoOnFirstVisit: reach.asksTwoOnFirstVisit,
    wasCalled: earlier.some(({ mode }) => mode === 'phone' || mode === 'text'),
    hasNumber: reach.hasNumber,
    gave: first ? gaveField(first.itemId) : null,
  }
}

/** An attempt is of now or before: not of a time to come, nor of one that is too long ago. */
function timeProblems(
  { on, at: time }: AttemptForm,
  { at, by, today, now, since }: { at: Date; by: By; today: Day; now: Date; since: Day | null },
): readonly Problem[] {
  const fault = clockFaultInWords(by.zone, on, time)
  if (fault !== null) return refuse('outreach.no-such-time', fault, 'at').problems
  if (on > today)
    return refuse('outreach.day-to-come', `${dayInWords(on)} is still to come. Log it once it was made.`, 'on').problems
  if (at > now)
    return refuse('outreach.time-to-come', 'That time is still to come. Log it once it was made.', 'at').problems
  const most = by.mostBack ?? mostBack
  return on < addDays(today, -most) && on !== since
    ? refuse('outreach.day-far', `An attempt is logged within ${most} days. Check the day.`, 'on').problems
    : []
}

async function peopleProblems({ form, once }: ToKeep, coachId: string | null): Promise<readonly Problem[]> {
  if (form.companionId === null && form.coachId === null) return []
  const coaches = await once.coaches()
  const isThere = (id: string | null): boolean => id === null || coaches.some((one) => one.id === id)
  if (!isThere(coachId))
    return refuse('outreach.no-coach', 'This coach is not there any more. Choose another.', 'coachId').problems
  if (!isThere(form.companionId))
    return refuse('outreach.no-companion', 'This coach is not there any more. Choose another.', 'companionId').problems
  return form.companionId !== null && form.companionId === coachId
    ? refuse('outreach.same-twice', 'Who came along is somebody else than who tried.', 'companionId').problems
    : []
}

type Gifts = { readonly moves: readonly Move[]; readonly problems: readonly Problem[] }

/** The lines of stock for what was given; what was given before, and is not corrected, stays of the same lots. */
async function givenFrom(tx: Tx, { form, by, is, id, once }: ToKeep, coachId: string | null): Promise<Gifts> {
  if (form.gave.length === 0) return { moves: [], problems: [] }
  const before = is === null ? [] : await giftsOfAttempt(tx, id)
  const place = placeOf({ form, by, coachId, before })
  if (place === null)
    return { moves: [], problems: refuse('outreach.from-where', 'Say from where it was given.', 'from').problems }
  const here = before.filter((one) => placeKey(one.place) === placeKey(place))
  const line = { place, on: form.on }
  const gift = (lotId: string, count: number): Move => ({
    ...line,
    id: newId(),
    lotId,
    quantity: -count,
    why: 'given',
    attemptId: id,
  })
  if (isSame(form.gave, before) && here.length === before.length)
    return { moves: before.map(({ lotId, count }) => gift(lotId, count)), problems: [] }
  const names = new Map((await once.items()).map(({ id: itemId, name }) => [itemId, name]))
  // What this attempt gave before lies in the stock again while it is corrected.
  const stock = (await once.stockAt(place)).map((lot) => ({
    ...lot,
    count: lot.count + (here.find(({ lotId }) => lotId === lot.lotId)?.count ?? 0),
  }))
  const nameOf = (itemId: string): string => names.get(itemId) ?? 'this item'
  const { taken, problems } = takenFrom(stock, form.gave, { on: form.on, isCounted: form.isCounted, nameOf })
  if (problems.length > 0) return { moves: [], problems }
  const moves: Move[] = []
  for (const { itemId, lotId: known, count, counted: found } of taken) {
    const lotId = known ?? (await lotNumbered(tx, { itemId, lot: 'not known', expiresOn: null })).id
    if (found > 0) moves.push({ ...line, id: newId(), lotId, quantity: found, why: 'counted' })
    moves.push(gift(lotId, count))
  }
  return { moves, problems: [] }
}

/** Where it was given from: what a coordinator says, else where it was given from before, else the bag of who tried. */
function placeOf({
  form,
  by,
  coachId,
  before,
}: {
  form: AttemptForm
  by: By
  coachId: string | null
  before: readonly { readonly place: Place }[]
}): Place | null {
  if (form.from !== null) return placeNamed(form.from)
  const bag = coachId === null ? null : { coachId }
  return by.seesAll ? bag : (before[0]?.place ?? bag)
}

function isSame(gave: AttemptForm['gave'], before: readonly { itemId: string; count: number }[]): boolean {
  const countOf = (of: readonly { itemId: string; count: number }[], itemId: string): number =>
    of.filter((one) => one.itemId === itemId).reduce((sum, one) => sum + one.count, 0)
  return [...gave, ...before].every(({ itemId }) => countOf(gave, itemId) === countOf(before, itemId))
}
