import { dayIn } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import { ok, refuse, refuseAll } from '../../core/result.ts'
import { readOrganisation } from '../../platform/access/store.ts'
import type { Tx } from '../../platform/db/db.ts'
import { verb } from '../../platform/db/verbs.ts'
import type { ReferralsNeeds } from '../needs.ts'
import type { Received, ReferralForm } from './model.ts'
import { clockOf, happenedAt, isOfAnEvent, pathOf, problemsOfReferral, zonesIn } from './rules.ts'
import {
  eventMoment,
  insertEvent,
  insertEventPerson,
  insertPerson,
  insertReferral,
  isPartner,
  openEpisode,
  receivedBefore,
  responseRule,
} from './store.ts'

export type ReceiveNeeds = Pick<ReferralsNeeds, 'counted' | 'clock' | 'seals'>

/** A referral on its way in, whichever way that is. */
export type Receiving = {
  readonly form: ReferralForm
  /** Which partner hands it over, as their sign-in, link, token or file says; null for somebody who is none. */
  readonly partnerId: string | null
  /** The event of another referral, where this is one more person of it: what the form says of the event is left aside. */
  readonly eventId?: string | null
  /** When it came, of a file about earlier days; now, where that is left out. */
  readonly receivedAt?: Date
  /** The file that it stood in. */
  readonly fileId?: string | null
  readonly isSample?: boolean
  readonly needs: ReceiveNeeds
}

/**
 * Takes a referral in: the person, what happened, an episode that opens, and the referral with its clock and its way. The same
 * number of the same partner is the same referral, and adds nothing. Somebody who is here already is never joined to silently:
 * who this may be is proposed on the referral's page (`../same`). Refuses days to come and what leads to nobody.
 */
export const receiveReferral = verb<Receiving, Received>('referrals.receiveReferral', async (tx, receiving) => {
  const { form, partnerId, needs } = receiving
  if (partnerId !== null && !(await isPartner(tx, partnerId)))
    return refuse('referrals.no-partner', 'This partner is not there any more. Choose another.', 'partnerId')
  const before =
    partnerId !== null && form.sourceRecord !== '' && (await receivedBefore(tx, partnerId, form.sourceRecord))
  if (before) return ok(before)
  const { timeZone: zone } = await readOrganisation(tx)
  const problems = problemsOfReferral(form, { now: needs.clock(), zone })
  if (problems.length > 0) return refuseAll(problems)
  const event = receiving.eventId ? await eventMoment(tx, receiving.eventId) : null
  if (receiving.eventId && event === null)
    return refuse('referrals.no-event', 'What this is about is not there any more. Add it as a referral of its own.')
  return ok(
    await keep(tx, receiving, {
      zone,
      event: event ?? { occurredAt: happenedAt(form, zone), zone: form.eventZone, outcome: form.outcome },
    }),
  )
})

type Event = NonNullable<Awaited<ReturnType<typeof eventMoment>>>

async function keep(
  tx: Tx,
  { form, partnerId, eventId: among = null, receivedAt, fileId = null, isSample = false, needs }: Receiving,
  { zone, event }: { readonly zone: string; readonly event: Event },
): Promise<Received> {
  const keys = await needs.seals.keysOf(tx)
  const rule = await responseRule(tx)
  const at = receivedAt ?? needs.clock()
  const on = dayIn(zone, at)
  const [id, eventPersonId] = [newId(), newId()]
  const path = pathOf({ ...form, eventZone: event.zone, outcome: event.outcome }, zonesIn(rule.zones), on)
  const isEvent = among !== null || isOfAnEvent(form)
  // Family who are served for themselves did not overdose.
  const isTheirs = isEvent && path !== 'family'
  return needs.counted(
    tx,
    { referral: [id], ...(isTheirs && { repeat_overdose: [eventPersonId] }) },
    async () => {
      const personId = await insertPerson(tx, keys, form, isSample)
      const eventId = isEvent
        ? (among ?? (await insertEvent(tx, keys, { form, occurredAt: event.occurredAt, isSample })))
        : null
      if (isTheirs && eventId !== null) await insertEventPerson(tx, eventPersonId, eventId, personId)
      await insertReferral(tx, keys, form, {
        id,
        personId,
        eventId,
        episodeId: await openEpisode(tx, personId, on, isSample),
        partnerId,
        path,
        ...clockOf(event.occurredAt, at, rule.windowHours),
        receivedAt: at,
        receivedOn: on,
        fileId,
        isSample,
      })
      return { id, personId, eventId, isKnown: false }
    },
    'new',
  )
}
