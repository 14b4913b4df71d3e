import { sql } from 'kysely'
import { newId } from '../../core/id.ts'
import { hashOf, newSecret } from '../../platform/access/secret.ts'
import { type Tx, withoutWaiting } from '../../platform/db/db.ts'
import type { Place } from './model.ts'
import { columns } from './store.ts'

/** A key to a place, for one mail. Only its hash is kept. */
export function newLink(tx: Tx, placeId: string, expiresAt: Date): string {
  const secret = newSecret()
  withoutWaiting(
    tx,
    sql`
      insert into class_link (org_id, id, place_id, token_hash, expires_at)
      values (${tx.org}, ${newId()}, ${placeId}, ${hashOf(secret)}, ${expiresAt})`.execute(tx.sql),
  )
  return secret
}

/** The place that a key opens; null for one that is unknown, too old or ended. */
export async function placeBehind(tx: Tx, secret: string, now: Date): Promise<Place | null> {
  const { rows } = await sql<Place>`
    select ${columns} from class_link l
    join class_place w on w.org_id = l.org_id and w.id = l.place_id
    where l.org_id = ${tx.org} and l.token_hash = ${hashOf(secret)} and l.expires_at > ${now} and l.revoked_at is null`.execute(
    tx.sql,
  )
  return rows[0] ?? null
}

/** Ends all keys to a place; answers how many there were. */
export async function endLinks(tx: Tx, placeId: string, now: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    update class_link set revoked_at = ${now} where org_id = ${tx.org} and place_id = ${placeId} and revoked_at is null`.execute(
    tx.sql,
  )
  return Number(numAffectedRows ?? 0)
}
