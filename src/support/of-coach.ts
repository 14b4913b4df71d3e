import { sql } from 'kysely'
import type { OfCoach, Pair } from '../coaches/merging/model.ts'
import { newId } from '../core/id.ts'
import type { Tx } from '../platform/db/db.ts'

/** What this room keeps of a coach. */
export const ofCoachInSupport: readonly OfCoach[] = [
  {
    table: 'coach_free_time',
    column: 'coach_id',
    name: 'Free time',
    words: `select id, array_to_string(parts, ', ') as words from coach_free_time where org_id = $2 and id = any($1)`,
    whenBoth: 'choose',
  },
  {
    table: 'mentor',
    column: 'coach_id',
    name: 'Being a mentor',
    words: `select id, 'for up to ' || most as words from mentor where org_id = $2 and id = any($1)`,
    whenBoth: 'choose',
  },
  { table: 'mentor_pair', column: 'mentor_id', name: 'Coaches they stand by' },
  {
    table: 'mentor_pair',
    column: 'coach_id',
    name: 'Their mentors',
    words: `select p.id, c.name || ' from ' || to_char(p.from_on, 'FMDD Mon YYYY') as words
      from mentor_pair p join coach_named c on c.org_id = p.org_id and c.id = p.mentor_id where p.org_id = $2 and p.id = any($1)`,
    whenBoth: 'choose',
    neverSameAs: 'mentor_id',
  },
  { table: 'mentor_decline', column: 'mentor_id', name: 'Pairs not wanted', whenBoth: 'aside' },
  {
    table: 'mentor_decline',
    column: 'coach_id',
    name: 'Mentors not wanted',
    whenBoth: 'aside',
    neverSameAs: 'mentor_id',
  },
  {
    table: 'supervisor',
    column: 'coach_id',
    name: 'Supervisors',
    words: `select s.id, p.name || ' from ' || to_char(s.from_on, 'FMDD Mon YYYY') as words
      from supervisor s join person p on p.id = s.person_id where s.org_id = $2 and s.id = any($1)`,
    whenBoth: 'choose',
  },
  { table: 'supervision_session', column: 'coach_id', name: 'Sessions of supervision' },
  { table: 'supervision_note', column: 'coach_id', name: 'Notes of supervision', follows: 'supervision_session' },
  { table: 'check_in', column: 'coach_id', name: 'Check-ins', isSealed: true },
  { table: 'peer_group_member', column: 'coach_id', name: 'Peer groups', whenBoth: 'aside' },
  { table: 'peer_attendance', column: 'coach_id', name: 'Meetings of peer groups', whenBoth: 'aside' },
  { table: 'leadership_role', column: 'coach_id', name: 'Leadership roles' },
  { table: 'leadership_step', column: 'coach_id', name: 'Steps to leadership' },
  {
    table: 'supervision_month',
    column: 'coach_id',
    name: 'Months of supervision',
    whenBoth: 'aside',
    fact: 'supervision_month',
  },
]

/** Whoever stands by somebody is a mentor: a pair that was made since the two became one needs its mentor on the side it stays on. */
export async function mentorsParted(tx: Tx, { kept, gone }: Pair): Promise<void> {
  await sql`
    insert into mentor (org_id, id, coach_id, most, is_open)
    select org_id, ${newId()}, ${kept}, most, is_open from mentor m
    where m.org_id = ${tx.org} and m.coach_id = ${gone}
      and exists (select from mentor_pair p where p.org_id = m.org_id and p.mentor_id = ${kept})
      and not exists (select from mentor k where k.org_id = m.org_id and k.coach_id = ${kept})`.execute(tx.sql)
}
