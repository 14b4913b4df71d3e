import { sql } from 'kysely'
import { recordsFoundBy } from '../platform/records-behind.ts'

/** The records behind the numbers of this room, by fact; whom they are about is said by none. */
export const linkageRecords = recordsFoundBy({
  onward_referral: (tx, keys) => sql`
    select o.id::text as key, '/referrals/' || o.referral_id || '/onward/' || o.id as href, s.name as title, o.offered_on as "on",
      concat_ws(' · ', s.need, o.state) as detail, o.id as entered
    from onward_referral o
    join service s on s.org_id = o.org_id and s.id = o.service_id
    where o.org_id = ${tx.org} and o.id = any(${keys}::uuid[])`,
  follow_up: (tx, keys) => sql`
    select u.id::text as key, '/referrals/' || u.referral_id || '/follow-ups/' || u.id as href,
      'Follow-up after ' || u.days || ' days' as title, u.due_on as "on",
      concat_ws(' · ', case when u.onward_id is null then 'first contact' else 'first appointment' end, u.state) as detail,
      u.id as entered
    from follow_up u
    where u.org_id = ${tx.org} and u.id = any(${keys}::uuid[])`,
})
