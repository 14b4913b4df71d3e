import { sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import type { Language } from '../../core/language.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Certificate } from './model.ts'

const columns = sql`
  c.id, c.enrolment_id as "enrolmentId", c.number, c.code, c.holder, c.course, c.completed_on as "completedOn", c.hours,
  c.issued_on as "issuedOn", c.revoked_on as "revokedOn", c.reason`

/** The certificate that holds for an enrolment. */
export async function certificateOf(tx: Tx, enrolmentId: string): Promise<Certificate | null> {
  return (await certificatesOf(tx, enrolmentId)).find(({ revokedOn }) => revokedOn === null) ?? null
}

/** All certificates of an enrolment, newest first; at most one holds. */
export async function certificatesOf(tx: Tx, enrolmentId: string): Promise<readonly Certificate[]> {
  const { rows } = await sql<Certificate>`
    select ${columns} from certificate c where c.org_id = ${tx.org} and c.enrolment_id = ${enrolmentId}
    order by c.revoked_on is not null, c.issued_on desc, c.id desc`.execute(tx.sql)
  return rows
}

/** The certificates that hold in a session, by the enrolment. */
export async function certificatesIn(tx: Tx, sessionId: string): Promise<ReadonlyMap<string, Certificate>> {
  const { rows } = await sql<Certificate>`
    select ${columns} from certificate c join enrolment e on e.org_id = c.org_id and e.id = c.enrolment_id
    where c.org_id = ${tx.org} and e.session_id = ${sessionId} and c.revoked_on is null`.execute(tx.sql)
  return new Map(rows.map((one) => [one.enrolmentId, one]))
}

export async function certificate(tx: Tx, id: string): Promise<Certificate | null> {
  const { rows } = await sql<Certificate>`
    select ${columns} from certificate c where c.org_id = ${tx.org} and c.id = ${id}`.execute(tx.sql)
  return rows[0] ?? null
}

/** The certificate behind a code, if it holds: not revoked, and its completion still on record. */
export async function certificateThatHolds(
  tx: Tx,
  code: string,
): Promise<(Certificate & { readonly language: Language }) | null> {
  const { rows } = await sql<Certificate & { language: Language }>`
    select ${columns}, coalesce((
      select w.language from class_place w where w.org_id = c.org_id and w.enrolment_id = c.enrolment_id limit 1), 'en') as language
    from certificate c
    join enrolment e on e.org_id = c.org_id and e.id = c.enrolment_id and e.outcome = 'completed'
    where c.org_id = ${tx.org} and c.code = ${code} and c.revoked_on is null`.execute(tx.sql)
  return rows[0] ?? null
}

/** Whether a number was ever given, whatever its letters' size; revoked ones keep theirs. */
export async function numberIsTaken(tx: Tx, number: string): Promise<boolean> {
  const { rows } = await sql`
    select from certificate where org_id = ${tx.org} and lower(number) = lower(${number})`.execute(tx.sql)
  return rows.length > 0
}

export async function numbersOfYear(tx: Tx, year: string): Promise<readonly string[]> {
  const { rows } = await sql<{ number: string }>`
    select number from certificate where org_id = ${tx.org} and number like ${`${year}-%`}`.execute(tx.sql)
  return rows.map(({ number }) => number)
}

export async function revoke(tx: Tx, id: string, on: Day, reason: string): Promise<void> {
  await sql`
    update certificate set revoked_on = ${on}, reason = ${reason}, version = version + 1
    where org_id = ${tx.org} and id = ${id}`.execute(tx.sql)
}
