import { sql } from 'kysely'
import { recordsFoundBy } from '../platform/records-behind.ts'

/** The records behind the numbers of this room, by fact. */
export const shiftRecords = recordsFoundBy({
  shift_place: (tx, keys) => sql`
    select p.id::text as key, '/shifts/' || s.id as href, coalesce(c.name, 'Nobody') as title, s.day as "on",
      concat_ws(' · ', s.mode, p.state, case when p.hours is not null then trim_scale(p.hours) || ' hours' end) as detail,
      p.id as entered
    from shift_place p
    join shift s on s.org_id = p.org_id and s.id = p.shift_id
    left join coach_named c on c.org_id = p.org_id and c.id = p.coach_id
    where p.org_id = ${tx.org} and p.id = any(${keys}::uuid[])`,
  coach_first_shift: (tx, keys) => sql`
    select distinct on (p.coach_id) p.coach_id::text as key, '/shifts/' || s.id as href, c.name as title, s.day as "on",
      concat_ws(' · ', 'first shift', s.mode) as detail, p.id as entered
    from shift_place p
    join shift s on s.org_id = p.org_id and s.id = p.shift_id
    join coach_named c on c.org_id = p.org_id and c.id = p.coach_id
    where p.org_id = ${tx.org} and p.state = 'completed' and p.coach_id = any(${keys}::uuid[])
    order by p.coach_id, s.day, s.starts_at, p.id`,
  virtual_session: (tx, keys) => sql`
    select v.id::text as key, '/shifts/virtual/' || v.id as href, c.name as title, v.held_on as "on",
      v.minutes || ' minutes by ' || v.kind as detail, v.id as entered
    from virtual_session v
    join coach_named c on c.org_id = v.org_id and c.id = v.coach_id
    where v.org_id = ${tx.org} and v.id = any(${keys}::uuid[])`,
})
