import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../../../core/day.ts'
import type { Tx } from '../../../platform/db/db.ts'
import type { Hanging } from './model.ts'

/** The coaches of an import's records. */
export const coachesOfImport = (tx: Tx, importId: string): RawBuilder<{ key: string }> =>
  sql<{
    key: string
  }>`select coach_id as key from enrolment where org_id = ${tx.org} and import_id = ${importId}`

/** The records of an import on which something has come to hang since, by coach; `credentials` are the coaches' kinds of them. */
export async function hangingOn(
  tx: Tx,
  importId: string,
  credentials: ReadonlyMap<string, string>,
): Promise<readonly Hanging[]> {
  const { rows } = await sql<Omit<Hanging, 'credentials'> & { coachId: string }>`
    select * from (
      select e.id, e.coach_id as "coachId", h.name as coach, h.search, c.title as course,
        (select f.number from certificate f
          where f.org_id = e.org_id and f.enrolment_id = e.id and f.revoked_on is null) as certificate,
        e.version > 1 as "isCorrected",
        exists (select from attendance a where a.org_id = e.org_id and a.enrolment_id = e.id) as "hasAttendance",
        exists (select from confidence q where q.org_id = e.org_id and q.enrolment_id = e.id)
          or exists (select from class_feedback_given g where g.org_id = e.org_id and g.enrolment_id = e.id) as "hasAnswers",
        exists (select from class_place p where p.org_id = e.org_id and p.enrolment_id = e.id) as "hasPlace"
      from enrolment e
      join coach_named h on h.org_id = e.org_id and h.id = e.coach_id
      join course c on c.org_id = e.org_id and c.id = e.course_id
      where e.org_id = ${tx.org} and e.import_id = ${importId}) r
    where certificate is not null or "isCorrected" or "hasAttendance" or "hasAnswers" or "hasPlace"
      or "coachId" = any(${[...credentials.keys()]}::uuid[])
    order by search, id`.execute(tx.sql)
  return rows.map(({ coachId, ...row }) => ({ ...row, credentials: credentials.get(coachId) ?? null }))
}

/** Lays the records of an import that are to be taken back, as its rows were laid. */
export async function layRecords(tx: Tx, importId: string, staying: readonly string[]): Promise<void> {
  await tx.client.query('create temp table imported_row (key uuid, coach_id uuid, session_id uuid) on commit drop')
  await tx.client.query(
    `insert into imported_row select id, coach_id, session_id from enrolment
     where org_id = $1 and import_id = $2 and id <> all($3::uuid[])`,
    [tx.org, importId, staying],
  )
  await tx.client.query('analyze imported_row (key, coach_id)')
}

/** Deletes the records that were laid. */
export const deleteLaid = async (tx: Tx): Promise<void> => {
  await sql`delete from enrolment where org_id = ${tx.org} and id in (select key from imported_row)`.execute(tx.sql)
}

/** Revokes the certificates of the records that were laid. */
export const revokeOfLaid = async (tx: Tx, on: Day, reason: string): Promise<void> => {
  await sql`
    update certificate set revoked_on = ${on}, reason = ${reason}, version = version + 1
    where org_id = ${tx.org} and revoked_on is null and enrolment_id in (select key from imported_row)`.execute(tx.sql)
}

/** Coaches that a record or a place on a list points to. */
export const coachesInUse = (tx: Tx): RawBuilder<{ key: string }> =>
  sql<{ key: string }>`
    select coach_id as key from enrolment where org_id = ${tx.org}
    union all
    select coach_id from class_place where org_id = ${tx.org} and coach_id is not null`

export const markUndone = async (tx: Tx, importId: string): Promise<void> => {
  await sql`update training_import set undone_at = now(), undone_by = ${tx.person} where org_id = ${tx.org} and id = ${importId}`.execute(
    tx.sql,
  )
}
