import { type RawBuilder, sql } from 'kysely'
import { addDays, type Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'

/** Something to do on a referral, without whom it is about. `on` is the day on which it was or will be due. */
export type Open = {
  readonly id: string
  readonly kind: 'follow-up' | 'silent' | 'consent'
  readonly href: string
  readonly what: string
  readonly on: Day
}

/** After how many days without an answer somebody calls the partner, and how long ahead the end of a consent is said. */
export const waits = { silentDays: 7, consentDays: 14 } as const

/**
 * What is open on a day: follow-ups that are due, partners that said nothing, and consents that end. The wall shows each the
 * referrals that are in their hands; `coachId` narrows it to those that a coach follows up now.
 */
export async function openWork(tx: Tx, today: Day, coachId: string | null = null): Promise<readonly Open[]> {
  const { rows } = await sql<Open>`
    select id, kind, href, what, "on" from (${followUps(tx, today, coachId)} union all ${silent(tx, today, coachId)} union all ${ending(tx, today, coachId)}) w
    order by "on", id`.execute(tx.sql)
  return rows
}

const followUps = (tx: Tx, today: Day, coachId: string | null): RawBuilder<unknown> => sql`
  select u.id, 'follow-up' as kind, '/referrals/' || u.referral_id || '/follow-ups/' || u.id as href,
    'Follow-up after ' || u.days || ' days' || coalesce(', ' || s.name, '') as what, u.due_on as "on"
  from follow_up u
  join referral r on r.org_id = u.org_id and r.id = u.referral_id
  left join onward_referral o on o.org_id = u.org_id and o.id = u.onward_id
  left join service s on s.org_id = o.org_id and s.id = o.service_id
  where u.org_id = ${tx.org} and u.state in ('not due', 'due') and u.due_on <= ${today}
    and coalesce(u.missed_on, u.due_on + 15) > ${today} and r.closed_reason is distinct from 'deceased'
    ${ofCoach(sql`u.referral_id`, coachId)}`

const silent = (tx: Tx, today: Day, coachId: string | null): RawBuilder<unknown> => sql`
  select o.id, 'silent', '/referrals/' || o.referral_id || '/onward/' || o.id, s.name || ', ' || p.name, w.since
  from onward_referral o
  join service s on s.org_id = o.org_id and s.id = o.service_id
  join partner_named p on p.org_id = s.org_id and p.id = s.partner_id
  cross join lateral (select case when o.state = 'scheduled' then o.scheduled_for::date else o.sent_on end as since) w
  where o.org_id = ${tx.org} and o.state in ('sent', 'scheduled') and w.since <= ${addDays(today, -waits.silentDays)}
    ${ofCoach(sql`o.referral_id`, coachId)}`

/** On the newest referral of the person that is not closed; where all are, nobody has to ask. */
const ending = (tx: Tx, today: Day, coachId: string | null): RawBuilder<unknown> => sql`
  select c.id, 'consent', '/referrals/' || f.id || '/consents/' || c.id, 'Consent for ' || p.name, c.until_on
  from consent c
  join partner_named p on p.org_id = c.org_id and p.id = c.recipient_id
  cross join lateral (
    select r.id from referral r
    where r.org_id = c.org_id and r.person_id = c.person_id and r.state <> 'closed' ${ofCoach(sql`r.id`, coachId)}
    order by r.received_at desc limit 1) f
  where c.org_id = ${tx.org} and c.kind <> 'verbal outreach' and c.revoked_at is null and c.from_on <= ${today}
    and c.until_on between ${today} and ${addDays(today, waits.consentDays)}`

const ofCoach = (referralId: RawBuilder<unknown>, coachId: string | null): RawBuilder<unknown> =>
  coachId === null
    ? sql``
    : sql`and exists (select from referral_assignment a
        where a.coach_id = ${coachId} and a.referral_id = ${referralId} and a.until_at is null)`
