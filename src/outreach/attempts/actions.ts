// Longer than most, since an attempt is logged, corrected and taken back by the same rules, and each moves the same numbers.
import { clockFaultInWords, instantAt } from '../../core/clock.ts'
import { addDays, type Day, dayInWords } from '../../core/day.ts'
import { isId, newId } from '../../core/id.ts'
import { changedSince, meanwhile, ok, type Problem, type Result, refuse, refuseAll } from '../../core/result.ts'
import { together } from '../../core/together.ts'
import type { Tx } from '../../platform/db/db.ts'
import { verb } from '../../platform/db/verbs.ts'
import type { ClosedBy, ReferralInHand } from '../../referrals/facts.ts'
import { type AttemptForm, gaveField } from '../model.ts'
import type { OutreachNeeds } from '../needs.ts'
import {
  closes,
  followsContact,
  isDeferred,
  isEnough,
  mayCorrect,
  mostBack,
  moveOf,
  problemsOf,
  triedIn,
} from '../rules.ts'
import { type Place, placeKey, placeNamed, type Stock } from '../supplies/model.ts'
import { takenFrom } from '../supplies/rules.ts'
import {
  deleteMovesOfAttempt,
  firstGiftsBeside,
  giftsOfAttempt,
  insertMoves,
  items,
  lotNumbered,
  type Move,
  movesOfAttempts,
  stockAt,
} from '../supplies/store.ts'
import {
  type Attempt,
  type AttemptKept,
  type AttemptRow,
  attempt,
  attemptsOf,
  attemptsOfSamePeople,
  coachesByName,
  insertAttempts,
  type Reach,
  reachesOf,
  removeAttempt,
  saveAttempt,
  sentBefore,
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
type Sent = { readonly form: AttemptForm; readonly by: By; readonly needs: OutreachNeeds }
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

type Found = { readonly referral: ReferralInHand; readonly reach: Reach; readonly before: readonly TryBefore[] }

const whatItIsFor = async (
  tx: Tx,
  { referralId, needs }: { referralId: string; needs: OutreachNeeds },
): Promise<Found | null> => (await whatTheyAreFor(tx, { referralIds: [referralId], needs })).get(referralId) ?? null

async function whatTheyAreFor(
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
function askingOnce(tx: Tx) {
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
const whoTried = (form: AttemptForm, by: By): string | null => (by.seesAll ? form.coachId : by.coachId)

type ToKeep = Found &
  Sent & {
    readonly id: string
    readonly today: Day /** As it stands, where it is corrected. */
    readonly is: Attempt | null
    readonly once: ReturnType<typeof askingOnce>
  }
type Kept = { readonly row: AttemptKept; readonly moves: readonly Move[] }

/** What is kept of a form; refused with all that stands against it. */
async function toKeep(tx: Tx, asked: ToKeep): Promise<Result<Kept>> {
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

/** Sets a referral to where what is left of its attempts leads it, and opens it where the one that was wrong had closed it. */
async function standBack(
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

type Followed = { readonly found: Found; readonly form: AttemptForm }

type Following = { readonly needs: OutreachNeeds; readonly today: Day }

/** Moves referrals on, where attempts lead them somewhere, and plans what follows. */
async function follow(tx: Tx, all: readonly Followed[], { needs, today }: Following): Promise<void> {
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
async function counted<T>(
  tx: Tx,
  { all, needs }: { readonly all: readonly Touches[]; readonly needs: OutreachNeeds },
  write: () => Promise<T>,
): Promise<T> {
  const attempts = all.map(({ id }) => id)
  const referral = [...new Set(all.map(({ found }) => found.referral.id))]
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
