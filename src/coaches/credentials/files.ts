import { sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { evidenceType, shownName } from './evidence.ts'
import type { EvidenceFile, EvidenceType } from './model.ts'

export type SentFile = { readonly name: string; readonly bytes: Uint8Array }
type Of = { readonly coachId: string; readonly credentialId: string | null; readonly on: Day }

/** Bytes of papers that are kept at most: of one coach, and of all coaches of a county together. */
export const mostPapers = { ofCoach: 100 * 1024 * 1024, ofCounty: 2 * 1024 * 1024 * 1024 } as const

/** Keeps a paper of a coach; answers its id. Refuses what it is not by its content, and what is too much together. */
export async function keepFile(tx: Tx, file: SentFile, { coachId, credentialId, on }: Of): Promise<Result<string>> {
  const type = evidenceType(file.bytes)
  if (!type.ok) return type
  const room = await roomFor(tx, coachId, file.bytes.length)
  if (!room.ok) return room
  const id = newId()
  await sql`insert into credential_file (org_id, id, coach_id, credential_id, name, type, bytes, added_on)
    values (${tx.org}, ${id}, ${coachId}, ${credentialId}, ${shownName(file.name)}, ${type.value}, ${file.bytes.length},
      ${on})`.execute(tx.sql)
  await sql`insert into credential_file_content (org_id, file_id, content)
    values (${tx.org}, ${id}, ${Buffer.from(file.bytes)})`.execute(tx.sql)
  return ok(id)
}

async function roomFor(tx: Tx, coachId: string, bytes: number): Promise<Result<null>> {
  const { rows } = await sql<{ ofCoach: number; ofCounty: number }>`
    select coalesce(sum(bytes) filter (where coach_id = ${coachId}), 0)::float as "ofCoach", coalesce(sum(bytes), 0)::float as "ofCounty"
    from credential_file where org_id = ${tx.org}`.execute(tx.sql)
  const { ofCoach = 0, ofCounty = 0 } = rows[0] ?? {}
  if (ofCoach + bytes > mostPapers.ofCoach)
    return refuse(
      'credentials.papers-many',
      'With this file the papers of this coach would be larger than 100 MB together. Send a smaller scan of it.',
      'file',
    )
  if (ofCounty + bytes > mostPapers.ofCounty)
    return refuse(
      'credentials.papers-many',
      'With this file the papers of all coaches would be larger than 2 GB together. Tell the person who runs this site.',
      'file',
    )
  return ok(null)
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
