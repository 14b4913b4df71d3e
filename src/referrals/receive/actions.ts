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
  insertEventPeople,
  insertEvents,
  insertPeople,
  insertReferrals,
  isPartner,
  openEpisodes,
  type ResponseRule,
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
  const around = {
    zone,
    event: event ?? { occurredAt: happenedAt(form, zone), zone: form.eventZone, outcome: form.outcome },
  }
  const [one] = await keepAll(tx, needs, [{ ...receiving, ...around }])
  if (!one) throw new Error('one was given, so one is kept')
  return ok(one)
})

/** Many at once, as a partner's file holds them: each was looked at before, and none is there yet. */
export type ReceivingAll = Pick<Receiving, 'partnerId' | 'receivedAt' | 'fileId' | 'needs'> & {
  readonly forms: readonly ReferralForm[]
}

/** Takes in the referrals of a file within its act, by the same rules and with a few statements. Answers them in their order. */
export async function receiveAll(tx: Tx, { forms, needs, ...receiving }: ReceivingAll): Promise<readonly Received[]> {
  const { timeZone: zone } = await readOrganisation(tx)
  return keepAll(
    tx,
    needs,
    forms.map((form) => ({
      ...receiving,
      form,
      zone,
      event: { occurredAt: happenedAt(form, zone), zone: form.eventZone, outcome: form.outcome },
    })),
  )
}

type Event = NonNullable<Awaited<ReturnType<typeof eventMoment>>>
type Keeping = Omit<Receiving, 'needs'> & { readonly zone: string; readonly event: Event }

async function keepAll(tx: Tx, needs: ReceiveNeeds, all: readonly Keeping[]): Promise<readonly Received[]> {
  if (all.length === 0) return []
  const keys = await needs.seals.keysOf(tx)
  const rule = await responseRule(tx)
  const made = all.map((one) => madeOf(one, rule, needs.clock()))
  const theirs = made.flatMap(({ ofEvent }) => (ofEvent === null ? [] : [ofEvent]))
  return needs.counted(
    tx,
    {
      referral: made.map(({ id }) => id),
      ...(theirs.length > 0 && { repeat_overdose: theirs.map(({ id }) => id) }),
    },
    async () => {
      await insertPeople(
        tx,
        keys,
        made.map((one) => ({ ...one, id: one.personId })),
      )
      await insertEvents(
        tx,
        keys,
        made.flatMap(({ newEvent }) => (newEvent === null ? [] : [newEvent])),
      )
      await insertEventPeople(tx, theirs)
      await openEpisodes(
        tx,
        made.map((one) => ({ ...one, id: one.episodeId, on: one.receivedOn })),
      )
      await insertReferrals(tx, keys, made)
      return made.map(({ id, personId, eventId }) => ({ id, personId, eventId, isKnown: false }))
    },
    'new',
  )
}

/** All that a referral becomes, before anything is written. */
function madeOf(
  { form, partnerId, eventId: among = null, receivedAt, fileId = null, isSample = false, zone, event }: Keeping,
  rule: ResponseRule,
  now: Date,
) {
  const at = receivedAt ?? now
  const on = dayIn(zone, at)
  const path = pathOf({ ...form, eventZone: event.zone, outcome: event.outcome }, zonesIn(rule.zones), on)
  const personId = newId()
  const newEvent =
    among === null && isOfAnEvent(form) ? { id: newId(), form, occurredAt: event.occurredAt, isSample } : null
  const eventId = among ?? newEvent?.id ?? null
  return {
    id: newId(),
    form,
    personId,
    newEvent,
    eventId,
    // Family who are served for themselves did not overdose.
    ofEvent: eventId === null || path === 'family' ? null : { id: newId(), eventId, personId },
    episodeId: newId(),
    partnerId,
    path,
    ...clockOf(event.occurredAt, at, rule.windowHours),
    receivedAt: at,
    receivedOn: on,
    fileId,
    isSample,
  }
}
