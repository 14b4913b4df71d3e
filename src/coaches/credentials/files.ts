import { sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import { ok, type Result } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { evidenceType, shownName } from './evidence.ts'
import type { EvidenceFile, EvidenceType } from './model.ts'

export type SentFile = { readonly name: string; readonly bytes: Uint8Array }
type Of = { readonly coachId: string; readonly credentialId: string | null; readonly on: Day }

/** Keeps a paper of a coach; answers its id. Refuses what it is not by its content. */
export async function keepFile(tx: Tx, file: SentFile, { coachId, credentialId, on }: Of): Promise<Result<string>> {
  const type = evidenceType(file.bytes)
  if (!type.ok) return type
  const id = newId()
  await sql`insert into credential_file (org_id, id, coach_id, credential_id, name, type, bytes, added_on)
    values (${tx.org}, ${id}, ${coachId}, ${credentialId}, ${shownName(file.name)}, ${type.value}, ${file.bytes.length},
      ${on})`.execute(tx.sql)
  await sql`insert into credential_file_content (org_id, file_id, content)
    values (${tx.org}, ${id}, ${Buffer.from(file.bytes)})`.execute(tx.sql)
  return ok(id)
}

/** The papers of a credential, newest first. */
export async function filesOf(tx: Tx, credentialId: string): Promise<readonly EvidenceFile[]> {
  const { rows } = await sql<EvidenceFile>`
    select id, name, type, bytes, added_on as "addedOn" from credential_file
    where org_id = ${tx.org} and credential_id = ${credentialId} order by id desc`.execute(tx.sql)
  return rows
}

/** What is in a paper of a coach; null when it is another's or nobody's. */
export async function fileContent(
  tx: Tx,
  coachId: string,
  id: string,
): Promise<{ readonly type: EvidenceType; readonly content: Buffer } | null> {
  const { rows } = await sql<{ type: EvidenceType; content: Buffer }>`
    select f.type, c.content from credential_file f
    join credential_file_content c on c.org_id = f.org_id and c.file_id = f.id
    where f.org_id = ${tx.org} and f.id = ${id} and f.coach_id = ${coachId}`.execute(tx.sql)
  return rows[0] ?? null
}

/** Whose paper this is; null when there is none of this id. */
export async function coachOfFile(tx: Tx, id: string): Promise<string | null> {
  const { rows } = await sql<{ coachId: string }>`
    select coach_id as "coachId" from credential_file where org_id = ${tx.org} and id = ${id}`.execute(tx.sql)
  return rows[0]?.coachId ?? null
}
