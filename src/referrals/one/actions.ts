import { sql } from 'kysely'
import { dayIn } from '../../core/day.ts'
import { changedSince, meanwhile, ok, refuse, refuseAll } from '../../core/result.ts'
import { readOrganisation } from '../../platform/access/store.ts'
import type { Tx } from '../../platform/db/db.ts'
import { change, verb } from '../../platform/db/verbs.ts'
import type { ClosedReason } from '../facts.ts'
import { advance } from '../in-hand.ts'
import type { ReferralsNeeds } from '../needs.ts'
import { personServed } from '../people.ts'
import type { ReferralForm } from '../receive/model.ts'
import { clockOf, happenedAt, pathOf, problemsOfBirth, problemsOfMoment, zonesIn } from '../receive/rules.ts'
import { responseRule } from '../receive/store.ts'
import { type ReferralRow, referralRow, referralRows } from '../store.ts'
import type { Alive, EventForm, PersonForm } from './model.ts'
import { eventServed, overdosesAround, saveEvent, savePerson } from './store.ts'

type Needs = Pick<ReferralsNeeds, 'counted' | 'clock' | 'seals'>

const gone = refuse('referrals.gone', 'This referral is not in your hands any more.')

type ChangePerson = { readonly id: string; readonly version: number; readonly form: PersonForm; readonly needs: Needs }

/** Corrects what is known of the person of a referral, and the way that follows from it. */
export const changePerson = verb('referrals.changePerson', async (tx, { id, version, form, needs }: ChangePerson) => {
  const row = await referralRow(tx, id)
  if (!row) return gone
  const { timeZone: zone } = await readOrganisation(tx)
  const problems = problemsOfBirth(form.bornOn, { now: needs.clock(), zone })
  if (problems.length > 0) return refuseAll(problems)
  const keys = await needs.seals.keysOf(tx)
  const event = await eventServed(tx, keys, row.eventId)
  const rows = await referralRows(tx, sql`r.person_id = ${row.personId}`)
  return needs.counted(tx, { referral: rows.map((each) => each.id) }, async () => {
    if (!(await savePerson(tx, keys, { id: row.personId, version }, form))) return meanwhile('referrals', 'this person')
    await writeWay(tx, row, { ...form, eventZone: event?.eventZone ?? '', outcome: event?.outcome ?? 'unknown' })
    return ok(id)
  })
})

type Way = Pick<ReferralForm, 'outcome' | 'bornOn' | 'isSaidMinor' | 'whereNow' | 'personZone' | 'eventZone'>

async function writeWay(tx: Tx, row: ReferralRow, told: Way): Promise<void> {
  const path = pathOf({ ...told, source: row.source }, zonesIn((await responseRule(tx)).zones), row.receivedOn)
  if (path === row.path) return
  await change(tx, 'referral', row.id, { path })
}

type ChangeEvent = { readonly id: string; readonly version: number; readonly form: EventForm; readonly needs: Needs }

/** Corrects what happened; the clock and the way of everybody whose event it is follow. */
export const changeEvent = verb('referrals.changeEvent', async (tx, { id, version, form, needs }: ChangeEvent) => {
  const own = await referralRow(tx, id)
  if (!own || own.eventId === null) return gone
  const eventId = own.eventId
  const { timeZone: zone } = await readOrganisation(tx)
  const now = needs.clock()
  const problems = problemsOfMoment(form, { now, zone })
  if (problems.length > 0) return refuseAll(problems)
  const keys = await needs.seals.keysOf(tx)
  const rows = await referralRows(tx, sql`r.event_id = ${eventId}`)
  const { windowHours } = await responseRule(tx)
  const occurredAt = happenedAt(form, zone)
  const touched = { referral: rows.map((row) => row.id), repeat_overdose: await overdosesAround(tx, eventId) }
  return needs.counted(tx, touched, async () => {
    if (!(await saveEvent(tx, keys, { id: eventId, version }, form, occurredAt)))
      return meanwhile('referrals', 'what happened')
    for (const row of rows) {
      const { clockFrom, dueAt } = clockOf(occurredAt, row.receivedAt, windowHours)
      await change(tx, 'referral', row.id, { clockFrom, dueAt, overdueOn: dueAt > now ? null : row.overdueOn })
      const person = await personServed(tx, keys, row.personId)
      if (person) await writeWay(tx, row, { ...person, ...form, ...wayOf(row, person.bornOn) })
    }
    return ok(id)
  })
})

type SayAlive = { readonly id: string; readonly answer: Alive; readonly needs: Needs }

/** Answers whether the person of a referral lives, where a file did not say so. Who died has no visit, and their family may. */
export const sayWhetherAlive = verb('referrals.sayWhetherAlive', async (tx, { id, answer, needs }: SayAlive) => {
  const own = await referralRow(tx, id)
  if (!own || own.eventId === null) return gone
  if (!own.asksLife)
    return refuse('referrals.alive-answered', 'Somebody answered this already. What they said stands below.')
  const { eventId } = own
  const keys = await needs.seals.keysOf(tx)
  const rows = await referralRows(tx, sql`r.event_id = ${eventId}`)
  const zone = (await eventServed(tx, keys, eventId))?.eventZone ?? ''
  const touched = { referral: rows.map((row) => row.id), repeat_overdose: await overdosesAround(tx, eventId) }
  return needs.counted(tx, touched, async () => {
    if (answer === 'nobody knows') {
      await change(tx, 'overdose_event', eventId, { asksLife: false })
      return ok(id)
    }
    await change(tx, 'overdose_event', eventId, { outcome: answer })
    for (const row of rows) {
      const person = await personServed(tx, keys, row.personId)
      const way = { ...wayOf(row, person?.bornOn ?? null), eventZone: zone, outcome: answer }
      if (person) await writeWay(tx, row, { ...person, ...way })
    }
    return ok(id)
  })
})

/** What was said of somebody that no column keeps: it is in the way that they went. */
export const wayOf = (
  { path }: Pick<ReferralRow, 'path'>,
  bornOn: string | null,
): Pick<ReferralForm, 'isSaidMinor' | 'whereNow'> => ({
  isSaidMinor: path === 'minor' && bornOn === null,
  whereNow: path === 'incarcerated' ? 'jail' : path === 'hospitalized' ? 'hospital' : null,
})

type Close = { readonly id: string; readonly version: number; readonly reason: ClosedReason; readonly needs: Needs }

/** Closes a referral with its reason. Whoever saved it meanwhile is not overruled unseen. */
export const closeReferral = verb('referrals.closeReferral', async (tx, { id, version, reason, needs }: Close) => {
  const row = await referralRow(tx, id)
  if (!row) return gone
  if (row.state !== 'closed' && row.version !== version) return changedSince('referrals', 'this referral')
  const on = dayIn((await readOrganisation(tx)).timeZone, needs.clock())
  return advance(tx, id, { to: 'closed', reason, on })
})

/** Opens a closed referral again; it waits to be handed out. One that tells the same as another is taken apart from it instead. */
export const reopenReferral = verb('referrals.reopenReferral', async (tx, { id }: { readonly id: string }) => {
  const row = await referralRow(tx, id)
  if (!row) return gone
  if (row.state !== 'closed') return refuse('referrals.is-open', 'This referral is open already.')
  if (row.sameAs !== null)
    return refuse('referrals.is-same', 'This referral was found to tell the same as another. Take them apart first.')
  await change(tx, 'referral', id, { state: 'accepted', closedReason: null, closedOn: null })
  if (row.episodeId !== null) await change(tx, 'episode', row.episodeId, { closedOn: null })
  return ok(id)
})
