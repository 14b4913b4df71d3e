import { sql } from 'kysely'
import type { Touched } from '../platform/counted.ts'
import type { Tx } from '../platform/db/db.ts'

/** The facts that a change of enrolments may move: each is a row of its own, and their coaches may become trained. */
export const ofEnrolments = (enrolments: readonly string[], coaches: readonly string[]): Touched => ({
  coach_trained: [...new Set(coaches)],
  enrolment: enrolments,
})

/**
 * Coaches whose share of what their session cost changes when somebody else completes it, or does not any more: those who
 * completed it. None where no cost is on record.
 */
export async function coachesBeside(tx: Tx, sessionId: string | null): Promise<readonly string[]> {
  if (sessionId === null) return []
  const { rows } = await sql<{ key: string }>`
    select e.coach_id as key from training_session s
    join enrolment e on e.org_id = s.org_id and e.session_id = s.id and e.outcome = 'completed'
    where s.org_id = ${tx.org} and s.id = ${sessionId} and s.cost_cents is not null`.execute(tx.sql)
  return rows.map(({ key }) => key)
}

/** The facts that a change of a session may move: itself, its seats, and the hours attended in its classes. */
export const ofSession = (tx: Tx, sessionId: string): Touched => ({
  training_session: [sessionId],
  coach_trained: sql<{
    key: string
  }>`select coach_id as key from enrolment where org_id = ${tx.org} and session_id = ${sessionId}`,
  enrolment: sql<{
    key: string
  }>`select id as key from enrolment where org_id = ${tx.org} and session_id = ${sessionId}`,
  hours_attended: sql<{ key: string }>`
    select a.id as key from attendance a join class_day d on d.org_id = a.org_id and d.id = a.class_day_id
    where a.org_id = ${tx.org} and d.session_id = ${sessionId}`,
})
