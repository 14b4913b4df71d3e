import { sql } from 'kysely'
import type { OfCoach, Pair } from '../coaches/merging/model.ts'
import type { Problem } from '../core/result.ts'
import type { Tx } from '../platform/db/db.ts'

const enrolmentWords = `select e.id, concat_ws(', ', c.title, e.outcome, to_char(e.outcome_on, 'FMDD Mon YYYY')) as words
  from enrolment e join course c on c.org_id = e.org_id and c.id = e.course_id where e.org_id = $2 and e.id = any($1)`

/** What this room keeps of a coach. */
export const ofCoachInTraining: readonly OfCoach[] = [
  {
    table: 'enrolment',
    column: 'coach_id',
    name: 'Seats and completions',
    words: enrolmentWords,
    whenBoth: 'aside',
    goneWhen:
      'exists (select from training_import i where i.org_id = r.org_id and i.id = r.import_id and i.undone_at is not null)',
    fact: 'enrolment',
  },
  { table: 'class_place', column: 'coach_id', name: 'Sign-ups' },
]

/**
 * Both have a record of one class. Where the two say the same, the one of who goes is set aside; where they differ, or attendance,
 * answers or a certificate hang on it, a person removes one of them first.
 */
export async function sameClassRefusals(tx: Tx, { kept, gone }: Pair): Promise<readonly Problem[]> {
  const { rows } = await sql<{ course: string; outcomes: string }>`
    select c.title as course, concat_ws(' and ', k.outcome, g.outcome) as outcomes
    from rows_that_collide('enrolment', 'coach_id', ${gone}, ${kept}) r
    join enrolment g on g.org_id = ${tx.org} and g.id = r.one_id
    join enrolment k on k.org_id = ${tx.org} and k.id = r.other_id
    join course c on c.org_id = g.org_id and c.id = g.course_id
    where (g.outcome, g.outcome_on, coalesce(g.attended_hours, k.attended_hours)) is distinct from
        (k.outcome, k.outcome_on, coalesce(k.attended_hours, g.attended_hours))
      or exists (select from attendance a where a.org_id = g.org_id and a.enrolment_id = g.id)
      or exists (select from confidence f where f.org_id = g.org_id and f.enrolment_id = g.id)
      or exists (select from class_feedback_given f where f.org_id = g.org_id and f.enrolment_id = g.id)
      or exists (select from certificate f where f.org_id = g.org_id and f.enrolment_id = g.id)
      or exists (select from class_place p where p.org_id = g.org_id and p.enrolment_id = g.id)
    order by 1`.execute(tx.sql)
  return rows.map(({ course, outcomes }) => ({
    code: 'training.same-class',
    message: `Both have a record of one class of ${course} (${outcomes}). Remove one of the two first, on its page under Courses.`,
  }))
}

/** Who completed a session that both completed, and shares its cost: one more or one less moves everybody's share. */
export async function besideBoth(tx: Tx, { kept, gone }: Pair): Promise<readonly string[]> {
  const { rows } = await sql<{ key: string }>`
    select distinct e.coach_id as key from enrolment e
    where e.org_id = ${tx.org} and e.outcome = 'completed' and e.session_id in (
      select o.session_id from enrolment o join training_session s on s.org_id = o.org_id and s.id = o.session_id
      where o.org_id = ${tx.org} and o.coach_id in (${kept}, ${gone}) and s.cost_cents is not null)`.execute(tx.sql)
  return rows.map(({ key }) => key)
}
