import { addDays, type Day, dayIn } from '../core/day.ts'
import { newId } from '../core/id.ts'
import type { Tx } from '../platform/db/db.ts'
import { addRows } from '../platform/db/rows.ts'
import type { Seals } from '../platform/sealed/keys.ts'
import { drafts } from './texts/drafts.ts'

type Engaged = {
  readonly id: string
  readonly personId: string
  readonly isConnected: boolean
  readonly isRecent: boolean
}

const zone = 'America/New_York'

/** When follow-ups are due, in days after what they follow; other than these only where somebody sets them. */
export const followUpDays = { 'first contact': [7, 30, 90, 180], 'first appointment': [30, 60, 90] } as const

/** Services, consents, onward referrals and follow-ups of those of the sample who accepted help. */
export async function loadSample(
  tx: Tx,
  given: {
    referrals: readonly Engaged[]
    engagedOn: ReadonlyMap<string, Day>
    partners: { readonly government: string; readonly rc3: string }
    seals: Seals
    now: Date
  },
): Promise<void> {
  const today = dayIn(zone, given.now)
  const keys = await given.seals.keysOf(tx)
  const [text = ''] = await addRows(tx, 'consent_text', texts)
  await addRows(
    tx,
    'follow_up_rule',
    Object.entries(followUpDays).flatMap(([after, days]) =>
      days.map((each) => ({ after, days: each, from_on: '2020-01-01' })),
    ),
  )
  const [treatment = '', housing = '', support = ''] = await addRows(tx, 'service', [
    {
      partner_id: given.partners.government,
      name: 'Medication and counseling, same week',
      need: 'treatment',
      phone: '252 555 0140',
      is_sample: true,
    },
    {
      partner_id: given.partners.rc3,
      name: 'Recovery housing',
      need: 'housing',
      phone: '252 555 0141',
      is_sample: true,
    },
    {
      partner_id: given.partners.rc3,
      name: 'Support groups and a place to meet',
      need: 'recovery support',
      phone: '252 555 0142',
      is_sample: true,
    },
  ])
  const engaged = given.referrals.flatMap((one) => {
    const on = given.engagedOn.get(one.id)
    return on === undefined ? [] : [{ ...one, on, consentId: newId() }]
  })
  await addRows(
    tx,
    'consent',
    engaged.map(({ consentId, personId, on }) => ({
      id: consentId,
      person_id: personId,
      kind: 'release',
      text_id: text,
      scope: ['identity', 'contact', 'help', 'progress'],
      recipient_id: given.partners.government,
      purpose: 'getting help',
      from_on: on,
      until_on: addDays(on, 365),
      signed_at: `${on}T20:00:00Z`,
      ...keys.sealEach('consent', consentId, {
        signature: 'M2 20 C 20 2 30 30 60 12 S 90 26 118 10',
        signer: 'Signed on the phone (sample)',
      }),
      is_sample: true,
    })),
  )
  const onwardIds = await addRows(
    tx,
    'onward_referral',
    engaged.map(({ id, personId, on, isConnected, isRecent }, at) => ({
      referral_id: id,
      person_id: personId,
      service_id: treatment,
      state: isConnected ? 'attended' : isRecent ? 'sent' : (['no-show', 'ended', 'no capacity'][at % 3] ?? 'ended'),
      is_warm: at % 5 < 2,
      offered_on: on,
      accepted_on: on,
      sent_on: on,
      attended_on: isConnected ? addDays(on, 5) : null,
      ended_on: isConnected || isRecent ? null : addDays(on, 20),
      ended_why: isConnected || isRecent ? '' : (['no-show', 'left', 'no capacity'][at % 3] ?? 'left'),
      is_sample: true,
    })),
  )
  const beside = engaged.filter((_, at) => at % 5 === 1)
  await addRows(
    tx,
    'onward_referral',
    beside.map(({ id, personId, on, isRecent }, at) => ({
      referral_id: id,
      person_id: personId,
      service_id: at % 2 === 0 ? housing : support,
      state: isRecent ? 'sent' : 'attended',
      offered_on: on,
      accepted_on: on,
      sent_on: on,
      attended_on: isRecent ? null : addDays(on, 9),
      is_sample: true,
    })),
  )
  await addRows(
    tx,
    'disclosure',
    engaged.map(({ personId, consentId, on }, at) => ({
      person_id: personId,
      recipient_id: given.partners.government,
      onward_id: onwardIds[at] ?? null,
      what: ['identity', 'contact', 'help'],
      purpose: 'getting help',
      consent_id: consentId,
      copy: 'scope in words',
      at: `${on}T20:05:00Z`,
      is_sample: true,
    })),
  )
  await addRows(
    tx,
    'follow_up',
    engaged.flatMap((one, at) => [
      ...followUpDays['first contact'].map((days, turn) =>
        followUp(one, null, { days, from: one.on, today, at: at + turn }),
      ),
      ...(one.isConnected
        ? followUpDays['first appointment'].map((days, turn) =>
            followUp(one, onwardIds[at] ?? null, { days, from: addDays(one.on, 5), today, at: at + turn }),
          )
        : []),
    ]),
  )
}

type Planned = { readonly days: number; readonly from: Day; readonly today: Day; readonly at: number }

/** Three of four are answered; the later, the fewer are still in the service. */
function followUp({ id, personId }: Engaged, onward_id: string | null, { days, from, today, at }: Planned) {
  const due_on = addDays(from, days)
  const isOver = due_on < today
  const isDone = isOver && at % 4 !== 3
  const isMissed = isOver && !isDone && addDays(due_on, 14) < today
  const said = (times: number, of: number): boolean | null => (isDone ? (at * 5) % of < times : null)
  return {
    referral_id: id,
    person_id: personId,
    onward_id,
    days,
    due_on,
    state: isDone ? 'done' : isMissed ? 'missed' : due_on <= today ? 'due' : 'not due',
    done_on: isDone ? due_on : null,
    missed_on: isMissed ? addDays(due_on, 14) : null,
    is_kept: onward_id === null ? null : said(days > 60 ? 56 : days > 30 ? 70 : 88, 100),
    has_housing: days >= 90 ? said(61, 100) : null,
    has_work: days >= 180 ? said(34, 100) : null,
    is_supported: days >= 30 ? said(68, 100) : null,
    is_satisfied: days === 30 ? said(77, 100) : null,
    had_overdose: said(9, 100),
    has_naloxone: said(84, 100),
    is_sample: true,
  }
}

// The drafts that every county starts from: its counsel writes its own before anybody signs.
const texts = drafts.map((draft) => ({ ...draft, from_on: '2020-01-01' }))
