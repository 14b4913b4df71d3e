// Longer than most, since one referral is a row in five tables, written together.
import { sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Keys } from '../../platform/sealed/keys.ts'
import { normalPerson, normalPhone } from '../../platform/sealed/marks.ts'
import type { ReferralPath } from '../facts.ts'
import type { Received, ReferralForm } from './model.ts'
import type { ReferralClock } from './rules.ts'

/** What an organization asks of its response; the defaults of the table where nobody has said. */
export type ResponseRule = {
  readonly windowHours: number
  readonly attemptsAtMost: number
  readonly isTwoOnFirstVisit: boolean
  readonly isPart2: boolean
  readonly zones: string
  readonly version: number
}

export async function responseRule(tx: Tx): Promise<ResponseRule> {
  const row = await tx.sql
    .selectFrom('response_rule')
    .select([
      'window_hours as windowHours',
      'attempts_at_most as attemptsAtMost',
      'is_two_on_first_visit as isTwoOnFirstVisit',
      'is_part_2 as isPart2',
      'zones',
      'version',
    ])
    .where('org_id', '=', tx.org)
    .executeTakeFirst()
  return row ?? { windowHours: 72, attemptsAtMost: 5, isTwoOnFirstVisit: true, isPart2: true, zones: '', version: 0 }
}

/** What a partner sent under this number before; null where they did not. */
export async function receivedBefore(tx: Tx, partnerId: string, sourceRecord: string): Promise<Received | null> {
  const row = await tx.sql
    .selectFrom('referral')
    .select(['id', 'person_id as personId', 'event_id as eventId'])
    .where('org_id', '=', tx.org)
    .where('partner_id', '=', partnerId)
    .where('source_record', '=', sourceRecord)
    .executeTakeFirst()
  return row ? { ...row, isKnown: true } : null
}

type PersonForm = Pick<
  ReferralForm,
  | 'name'
  | 'phone'
  | 'bornOn'
  | 'address'
  | 'reachNote'
  | 'personZone'
  | 'language'
  | 'needsInterpreter'
  | 'prefers'
  | 'isSafeToText'
  | 'isSafeToLeaveMessage'
  | 'housing'
>

/** The columns of a person: what says who they are is sealed, and marked so that they are found again. */
export function personColumns(keys: Keys, id: string, form: PersonForm) {
  const bornOn = form.bornOn ?? ''
  const phone = normalPhone(form.phone)
  return {
    ...keys.sealEach('person_served', id, {
      name: form.name,
      phone: form.phone,
      born_on: bornOn,
      address: form.address,
      reach_note: form.reachNote,
    }),
    phone_mark: keys.mark('phone', phone.ok ? phone.value : ''),
    person_mark: keys.mark('person', normalPerson(form.name, bornOn)),
    language: form.language,
    needs_interpreter: form.needsInterpreter,
    prefers: form.prefers,
    is_safe_to_text: form.isSafeToText,
    is_safe_to_leave_message: form.isSafeToLeaveMessage,
    housing: form.housing,
    zone: form.personZone,
  }
}

export const insertPeople = (
  tx: Tx,
  keys: Keys,
  people: readonly { readonly id: string; readonly form: PersonForm; readonly isSample: boolean }[],
): Promise<void> =>
  inParts(people, (part) =>
    tx.sql
      .insertInto('person_served')
      .values(
        part.map(({ id, form, isSample }) => ({
          org_id: tx.org,
          id,
          ...personColumns(keys, id, form),
          is_sample: isSample,
        })),
      )
      .execute(),
  )

/** A statement takes 65,535 values at most, and a row here has some twenty. */
const mostRows = 1_000

async function inParts<T>(rows: readonly T[], write: (part: readonly T[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += mostRows) await write(rows.slice(from, from + mostRows))
}

type EventForm = Pick<ReferralForm, 'occurredOn' | 'place' | 'eventZone' | 'outcome' | 'naloxoneBy' | 'transport'>

/** The columns of an event; its place is sealed. */
export const eventColumns = (keys: Keys, id: string, form: EventForm, occurredAt: Date | null) => ({
  occurred_on: form.occurredOn,
  occurred_at: occurredAt?.toISOString() ?? null,
  place: keys.seal({ table: 'overdose_event', column: 'place', id }, form.place),
  zone: form.eventZone,
  outcome: form.outcome,
  naloxone_by: form.naloxoneBy,
  transport: form.transport,
})

export const insertEvents = (
  tx: Tx,
  keys: Keys,
  events: readonly {
    readonly id: string
    readonly form: EventForm
    readonly occurredAt: Date | null
    readonly isSample: boolean
  }[],
): Promise<void> =>
  inParts(events, (part) =>
    tx.sql
      .insertInto('overdose_event')
      .values(
        part.map(({ id, form, occurredAt, isSample }) => ({
          org_id: tx.org,
          id,
          ...eventColumns(keys, id, form, occurredAt),
          is_sample: isSample,
        })),
      )
      .execute(),
  )

/** What is known of an event that has others in it already; null where it is not there. */
export async function eventMoment(
  tx: Tx,
  id: string,
): Promise<{
  readonly occurredAt: Date | null
  readonly zone: string
  readonly outcome: ReferralForm['outcome']
} | null> {
  const row = await tx.sql
    .selectFrom('overdose_event')
    .select(['occurred_at', 'zone', 'outcome'])
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .executeTakeFirst()
  return row
    ? { occurredAt: row.occurred_at, zone: row.zone, outcome: row.outcome as ReferralForm['outcome'] } // the check of the table
    : null
}

export const insertEventPeople = (
  tx: Tx,
  rows: readonly { readonly id: string; readonly eventId: string; readonly personId: string }[],
): Promise<void> =>
  inParts(rows, (part) =>
    tx.sql
      .insertInto('event_person')
      .values(part.map(({ id, eventId, personId }) => ({ org_id: tx.org, id, event_id: eventId, person_id: personId })))
      .execute(),
  )

export const openEpisodes = (
  tx: Tx,
  rows: readonly { readonly id: string; readonly personId: string; readonly on: Day; readonly isSample: boolean }[],
): Promise<void> =>
  inParts(rows, (part) =>
    tx.sql
      .insertInto('episode')
      .values(
        part.map(({ id, personId, on, isSample }) => ({
          org_id: tx.org,
          id,
          person_id: personId,
          opened_on: on,
          is_sample: isSample,
        })),
      )
      .execute(),
  )

export type NewReferral = ReferralClock & {
  readonly id: string
  readonly personId: string
  readonly eventId: string | null
  readonly episodeId: string
  readonly partnerId: string | null
  readonly path: ReferralPath
  readonly receivedAt: Date
  readonly receivedOn: Day
  readonly fileId: string | null
  readonly isSample: boolean
}

export const insertReferrals = (
  tx: Tx,
  keys: Keys,
  referrals: readonly (NewReferral & {
    readonly form: Pick<ReferralForm, 'source' | 'sender' | 'note' | 'sourceRecord'>
  })[],
): Promise<void> =>
  inParts(referrals, (part) =>
    tx.sql
      .insertInto('referral')
      .values(
        part.map(({ form, ...made }) => ({
          org_id: tx.org,
          id: made.id,
          person_id: made.personId,
          event_id: made.eventId,
          episode_id: made.episodeId,
          source: form.source,
          partner_id: made.partnerId,
          source_record: form.sourceRecord === '' ? null : form.sourceRecord,
          ...keys.sealEach('referral', made.id, { sender: form.sender, note: form.note }),
          received_at: made.receivedAt.toISOString(),
          received_on: made.receivedOn,
          clock_from: made.clockFrom,
          due_at: made.dueAt.toISOString(),
          path: made.path,
          intake_file: made.fileId,
          is_sample: made.isSample,
        })),
      )
      .execute(),
  )

/** Whether a partner is one of the organization's. */
export async function isPartner(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`select from partner_named where org_id = ${tx.org} and id = ${id}`.execute(tx.sql)
  return rows.length > 0
}

/** The record of the rule, for its history; none while the defaults hold. */
export const ruleIds = async (tx: Tx): Promise<readonly string[]> =>
  (await tx.sql.selectFrom('response_rule').select('id').where('org_id', '=', tx.org).execute()).map(({ id }) => id)
