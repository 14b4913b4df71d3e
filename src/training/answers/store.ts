import { sql } from 'kysely'
import { newId } from '../../core/id.ts'
import type { Tx } from '../../platform/db/db.ts'
import { type Confidence, type ConfidenceShown, type FeedbackForm, type FeedbackShown, fewestShown } from './model.ts'

export async function confidenceOf(tx: Tx, enrolmentId: string): Promise<Confidence> {
  const { rows } = await sql<Confidence>`
    select before, after from confidence where org_id = ${tx.org} and enrolment_id = ${enrolmentId}`.execute(tx.sql)
  return rows[0] ?? { before: null, after: null }
}

export async function saveConfidence(
  tx: Tx,
  enrolmentId: string,
  moment: 'before' | 'after',
  score: number,
): Promise<void> {
  const column = sql.ref(moment)
  await sql`
    insert into confidence (org_id, id, enrolment_id, ${column}) values (${tx.org}, ${newId()}, ${enrolmentId}, ${score})
    on conflict (org_id, enrolment_id) do update set ${column} = excluded.${column}, version = confidence.version + 1`.execute(
    tx.sql,
  )
}

export async function hasGivenFeedback(tx: Tx, enrolmentId: string): Promise<boolean> {
  const { rows } = await sql`
    select from class_feedback_given where org_id = ${tx.org} and enrolment_id = ${enrolmentId}`.execute(tx.sql)
  return rows.length > 0
}

/** Keeps that somebody answered, and apart from it what was said. False when they had answered already. */
export async function keepFeedback(
  tx: Tx,
  { enrolmentId, sessionId, form }: { enrolmentId: string; sessionId: string; form: FeedbackForm },
): Promise<boolean> {
  const { rows } = await sql`
    insert into class_feedback_given (org_id, enrolment_id) values (${tx.org}, ${enrolmentId})
    on conflict do nothing returning enrolment_id`.execute(tx.sql)
  if (rows.length === 0) return false
  await sql`
    insert into class_feedback (org_id, session_id, rating, words)
    values (${tx.org}, ${sessionId}, ${form.rating}, ${form.words})`.execute(tx.sql)
  return true
}

/** What was said about a session; in an order of chance, so that none tells who came first. */
export async function feedbackOn(tx: Tx, sessionId: string): Promise<FeedbackShown> {
  const { rows } = await sql<{ rating: number; words: string }>`
    select rating, words from class_feedback where org_id = ${tx.org} and session_id = ${sessionId} order by id`.execute(
    tx.sql,
  )
  if (rows.length < fewestShown) return { answers: rows.length, shown: null }
  return {
    answers: rows.length,
    shown: {
      ratings: [1, 2, 3, 4, 5].map((rating) => rows.filter((row) => row.rating === rating).length),
      words: rows.map(({ words }) => words).filter((words) => words !== ''),
    },
  }
}

export async function confidenceIn(tx: Tx, sessionId: string): Promise<ConfidenceShown> {
  const { rows } = await sql<{ both: number; before: number; after: number }>`
    select count(*) as both, avg(f.before) as before, avg(f.after) as after
    from confidence f join enrolment e on e.org_id = f.org_id and e.id = f.enrolment_id
    where f.org_id = ${tx.org} and e.session_id = ${sessionId} and f.before is not null and f.after is not null`.execute(
    tx.sql,
  )
  const [found] = rows
  if (!found || found.both < fewestShown) return { both: found?.both ?? 0, means: null }
  return { both: found.both, means: { before: found.before, after: found.after } }
}
