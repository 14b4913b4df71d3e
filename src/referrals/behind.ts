import { sql } from 'kysely'
import { recordsFoundBy } from '../platform/records-behind.ts'

/** The records behind the numbers of this room, by fact. Who may not see a referral finds none; nobody finds a name here. */
export const referralRecords = recordsFoundBy({
  referral: (tx, keys) => sql`
    select r.id::text as key, '/referrals/' || r.id as href, 'Referral from ' || r.source as title, r.received_on as "on",
      concat_ws(' · ', r.path, r.state, r.closed_reason) as detail, r.id as entered
    from referral r
    where r.org_id = ${tx.org} and r.id = any(${keys}::uuid[])`,
  repeat_overdose: (tx, keys) => sql`
    select x.id::text as key, '/referrals/' || r.id as href, 'Overdose that somebody survived' as title, e.occurred_on as "on",
      coalesce(nullif(e.zone, ''), 'zone not known') as detail, x.id as entered
    from event_person x
    join overdose_event e on e.org_id = x.org_id and e.id = x.event_id
    join lateral (
      select id from referral where org_id = x.org_id and event_id = x.event_id and person_id = x.person_id
      order by received_at limit 1) r on true
    where x.org_id = ${tx.org} and x.id = any(${keys}::uuid[])`,
})
