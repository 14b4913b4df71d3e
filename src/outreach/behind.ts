import { sql } from 'kysely'
import { type Finder, recordsFoundBy } from '../platform/records-behind.ts'

/**
 * The records behind the numbers of this room, by fact: attempts by their day, without a name, each leading to its referral. They are
 * found through the wall, so whoever does not see everybody finds none.
 */
const attempts: Finder = (tx, keys) => sql`
  select t.id::text as key, '/referrals/' || t.referral_id as href, 'Attempt on ' || to_char(t.attempted_on, 'FMDD Mon YYYY') as title,
    t.attempted_on as "on", concat_ws(' · ', t.mode, t.outcome) as detail, t.id as entered
  from attempt t
  where t.org_id = ${tx.org} and t.id = any(${keys}::uuid[])`

export const outreachRecords = recordsFoundBy({
  attempt: attempts,
  participant: attempts,
  fiscal_participant: attempts,
  supply: (tx, keys) => sql`
    select m.id::text as key, '/referrals/' || t.referral_id as href, 'Attempt on ' || to_char(t.attempted_on, 'FMDD Mon YYYY') as title,
      m.moved_on as "on", concat_ws(' ', -m.quantity, '×', i.name, '· lot', l.lot) as detail, m.id as entered
    from supply_move m
    join attempt t on t.org_id = m.org_id and t.id = m.attempt_id
    join supply_lot l on l.org_id = m.org_id and l.id = m.lot_id
    join supply_item i on i.org_id = l.org_id and i.id = l.item_id
    where m.org_id = ${tx.org} and m.id = any(${keys}::uuid[])`,
})
