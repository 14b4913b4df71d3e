import { instantAt } from '../../core/clock.ts'
import type { Day } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import { changedSince, ok, type Result, refuse, refuseAll } from '../../core/result.ts'
import { triedIn } from '../../outreach/rules.ts'
import { hashOf, newSecret } from '../../platform/access/secret.ts'
import { readOrganisation } from '../../platform/access/store.ts'
import type { Tx } from '../../platform/db/db.ts'
import { change, put, verb } from '../../platform/db/verbs.ts'
import { share } from '../disclosures/actions.ts'
import { basisOf } from '../disclosures/rules.ts'
import { stillShared } from '../disclosures/still.ts'
import { plan } from '../follow-ups/plan.ts'
import { followUpsAfter, removePlanned } from '../follow-ups/store.ts'
import type { LinkageNeeds } from '../needs.ts'
import { notInHand } from '../on-referral.ts'
import { services } from '../services/store.ts'
import { type OfferForm, type Onward, type SendForm, type StepForm, stateWords } from './model.ts'
import { isWithPartner, type OnwardStep, onwardSteps, stepProblems, takenBack } from './rules.ts'
import { endLinks, insertLink, onward, openLinksLonger, outcomesOf, touchedBy } from './store.ts'

type OnReferral = { readonly referralId: string; readonly needs: LinkageNeeds }
type OfOnward = OnReferral & { readonly id: string; readonly version: number }

/** Offers a service; they may want it at once. Answers the id. */
export const offerService = verb(
  'linkage.offerService',
  async (tx, { referralId, form, needs }: OnReferral & { form: OfferForm }, today) => {
    const referral = await needs.referral(tx, referralId)
    if (!referral) return notInHand
    const chosen = (await services(tx)).find(({ id }) => id === form.serviceId)
    if (!chosen) return refuse('linkage.no-service', 'This service is not there any more. Choose another.', 'serviceId')
    if (!chosen.isOpen)
      return refuse('linkage.service-full', 'This service takes nobody now. Choose another.', 'serviceId')
    const id = newId()
    const keys = await needs.seals.keysOf(tx)
    const { personId, isSample } = referral
    await needs.counted(tx, await touchedBy(tx, referralId, id), () =>
      put(
        tx,
        'onward_referral',
        {
          referralId,
          personId,
          serviceId: form.serviceId,
          state: form.isAccepted ? 'accepted' : 'offered',
          isWarm: form.isWarm,
          offeredOn: today,
          acceptedOn: form.isAccepted ? today : null,
          note: keys.seal({ table: 'onward_referral', column: 'note', id }, form.note),
          isSample,
        },
        id,
      ),
    )
    return ok(id)
  },
)

/** Writes down what happened to an onward referral. Refused where that cannot follow, and over an older version. */
export const stepOnward = verb(
  'linkage.stepOnward',
  async (tx, { referralId, id, version, form, needs }: OfOnward & { form: StepForm }, today) => {
    const found = (await needs.referral(tx, referralId)) && (await onward(tx, referralId, id))
    if (!found) return notInHand
    if (found.version !== version) return changedSince('linkage', 'this onward referral')
    const on = form.on ?? today
    const at = form.step === 'schedule' ? await instantOf(tx, on, form.time) : null
    return move(tx, {
      found,
      step: form.step,
      on,
      at,
      why: form.why,
      isWarm: found.isWarm || form.isWarm,
      needs,
      today,
    })
  },
)

/** The instant of an appointment; without a time, noon stands for the day. */
export const instantOf = async (tx: Tx, on: Day, time: string | null): Promise<Date> =>
  instantAt((await readOrganisation(tx)).timeZone, on, time ?? '12:00')

type Move = {
  readonly found: Onward
  readonly step: OnwardStep
  readonly on: Day
  readonly at?: Date | null
  readonly why?: string | null
  readonly isWarm?: boolean
  readonly needs: LinkageNeeds
  readonly today: Day
}

/**
 * Takes a step, with all that follows from it: the counters, the end of the partner's link, and of a first appointment that was
 * kept the follow-ups and the referral, which is linked by it.
 */
export async function move(tx: Tx, asked: Move): Promise<Result<string>> {
  const { found, step, on, at = null, why = null, isWarm = found.isWarm, needs, today } = asked
  const problems = stepProblems(found, { step, on, why }, today)
  if (problems.length > 0) return refuseAll(problems)
  const to = onwardSteps[step].to
  await needs.counted(tx, await touchedBy(tx, found.referralId, found.id), () =>
    change(tx, 'onward_referral', found.id, {
      state: to,
      isWarm,
      ...(to === 'accepted' && { acceptedOn: on }),
      ...(to === 'sent' && { sentOn: on }),
      ...(to === 'scheduled' && { scheduledFor: at }),
      ...(to === 'attended' && { attendedOn: on }),
      ...(to === 'ended' && { endedOn: on, endedWhy: why ?? '' }),
    }),
  )
  if (!isWithPartner(to)) await endLinks(tx, found.id, needs.clock())
  if (to === 'attended') await connected(tx, asked)
  return ok(found.id)
}

/**
 * Takes back what was written last of an onward referral and was not so: it stands again where its other records leave it, and so
 * does its referral. What followed a first appointment that was none goes with it, with its numbers; the history keeps it all.
 */
export const takeBackStep = verb(
  'linkage.takeBackStep',
  async (tx, { referralId, id, version, needs }: OfOnward): Promise<Result<string>> => {
    const referral = await needs.referral(tx, referralId)
    const found = referral && (await onward(tx, referralId, id))
    if (!found) return notInHand
    if (found.version !== version) return changedSince('linkage', 'this onward referral')
    const left = takenBack(found)
    if (!left)
      return refuse('linkage.nothing-to-take-back', `Nothing can be taken back. Now: ${stateWords[found.state]}.`)
    const asked = left.attendedOn === null ? (await followUpsAfter(tx, id)).map((one) => one.id) : []
    await needs.counted(tx, { ...(await touchedBy(tx, referralId, id)), follow_up: asked }, async () => {
      await change(tx, 'onward_referral', id, left)
      if (asked.length > 0) await removePlanned(tx, asked)
    })
    if (!isWithPartner(left.state)) await endLinks(tx, id, needs.clock())
    await needs.standAgain(tx, referralId, { tried: triedIn(referral, await outcomesOf(tx, referralId)) })
    return ok(id)
  },
)

async function connected(tx: Tx, { found, on, needs, today }: Move): Promise<void> {
  const { id: onwardId, referralId, personId, isSample } = found
  await plan(tx, [{ referralId, personId, onwardId, isSample, after: 'first appointment', on }], today)
  await openLinksLonger(tx, onwardId)
  // A referral that was closed meanwhile stays closed: what a partner tells of is kept all the same.
  await needs.advance(tx, referralId, { to: 'linked' })
}

type Sending = OfOnward & { readonly form: SendForm; readonly what: readonly string[] }

/** For what an onward referral is shared. */
export const sendPurpose = 'getting help'

/**
 * Sends an onward referral: shares what is ticked by a consent or an exception, and makes the partner's link. Answers its secret,
 * which is kept nowhere.
 */
export const sendOnward = verb(
  'linkage.sendOnward',
  async (tx, { referralId, id, version, form, what, needs }: Sending, today): Promise<Result<string>> => {
    const found = (await needs.referral(tx, referralId)) && (await onward(tx, referralId, id))
    if (!found) return notInHand
    if (found.version !== version) return changedSince('linkage', 'this onward referral')
    const problems = stepProblems(found, { step: 'send', on: today, why: null }, today)
    if (problems.length > 0) return refuseAll(problems)
    const basis = basisOf(form)
    if ('ok' in basis) return basis
    const { personId, partnerId: recipientId, isSample } = found
    const now = needs.clock()
    const asked = { personId, recipientId, onwardId: id, what, purpose: sendPurpose, basis, isSample, now }
    const shared = await share.within(tx, { ...asked, copy: 'scope in words' }, today)
    if (!shared.ok) return shared
    const sent = await move(tx, { found, step: 'send', on: today, needs, today })
    return sent.ok ? ok(await linkFor(tx, id, now)) : sent
  },
)

/** Makes a new link for a partner who lost theirs; the one before opens nothing any more. Answers its secret. */
export const renewLink = verb(
  'linkage.renewLink',
  async (tx, { referralId, id, needs }: Omit<OfOnward, 'version'>, today) => {
    const found = (await needs.referral(tx, referralId)) && (await onward(tx, referralId, id))
    if (!found) return notInHand
    if (!isWithPartner(found.state))
      return refuse('linkage.nothing-to-answer', 'Nothing is open for the partner to answer.')
    if ((await stillShared(tx, id, today)) === null)
      return refuse(
        'linkage.no-longer-shared',
        'The consent by which this was shared ended, so no link opens it any more.',
      )
    return ok(await linkFor(tx, id, needs.clock()))
  },
)

/** Ends the partner's link. */
export const endLink = verb('linkage.endLink', async (tx, { referralId, id, needs }: Omit<OfOnward, 'version'>) => {
  const found = (await needs.referral(tx, referralId)) && (await onward(tx, referralId, id))
  if (!found) return notInHand
  await endLinks(tx, id, needs.clock())
  return ok(id)
})

async function linkFor(tx: Tx, onwardId: string, now: Date): Promise<string> {
  const secret = newSecret()
  await endLinks(tx, onwardId, now)
  await insertLink(tx, onwardId, hashOf(secret), now)
  await openLinksLonger(tx, onwardId)
  return secret
}
