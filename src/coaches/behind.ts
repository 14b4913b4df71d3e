import { sql } from 'kysely'
import { recordsFoundBy } from '../platform/records-behind.ts'

/**
 * The records behind the numbers of this room, by fact. An applicant is not named: who may see a number may not see who applied;
 * the link opens for those who may.
 */
export const coachRecords = recordsFoundBy({
  application: (tx, keys) => sql`
    select a.id::text as key, '/coaches/applications/' || a.id as href, 'Application' as title, a.submitted_on as "on",
      concat_ws(' · ', a.language, coalesce(a.decision, 'not decided')) as detail, a.id as entered
    from application a where a.org_id = ${tx.org} and a.id = any(${keys}::uuid[])`,
  coach_move: (tx, keys) => sql`
    select s.id::text as key, '/coaches/' || s.coach_id as href, c.name as title, s.from_on as "on", s.stage as detail, s.id as entered
    from coach_stage s join coach c on c.org_id = s.org_id and c.id = s.coach_id
    where s.org_id = ${tx.org} and s.id = any(${keys}::uuid[])`,
  credential_standing: (tx, keys) => sql`
    select c.id::text as key, '/coaches/' || c.id as href, c.name as title, max(t.from_on) as "on",
      coalesce(string_agg(distinct k.name, ', '), 'no credential') as detail, c.id as entered
    from coach c
    left join credential d on d.org_id = c.org_id and d.coach_id = c.id
    left join credential_kind k on k.org_id = d.org_id and k.id = d.kind_id
    left join credential_term t on t.org_id = d.org_id and t.credential_id = d.id
    where c.org_id = ${tx.org} and c.id = any(${keys}::uuid[])
    group by c.id, c.name`,
  coach_start: (tx, keys) => sql`
    select distinct on (s.coach_id) s.coach_id::text as key, '/coaches/' || s.coach_id as href, c.name as title, s.from_on as "on",
      'came on board' as detail, s.id as entered
    from coach_stage s join coach c on c.org_id = s.org_id and c.id = s.coach_id
    where s.org_id = ${tx.org} and s.stage = 'active' and s.coach_id = any(${keys}::uuid[])
    order by s.coach_id, s.position`,
})
