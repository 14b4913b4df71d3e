import { sql } from 'kysely'
import { newId } from '../../core/id.ts'
import type { Db, Tx } from '../../platform/db/db.ts'

export type FeedBehind = { readonly org: number; readonly coachId: string }

/** Whose calendar is behind a secret; null for one that was never given, or was taken back. */
export async function feedBehind(db: Db, hash: Buffer): Promise<FeedBehind | null> {
  const [row] = await db.askDoor<{ org_id: number; coach_id: string }>('feed_behind', [hash])
  return row ? { org: row.org_id, coachId: row.coach_id } : null
}

/** Whether a coach still belongs to the team and signs in: a calendar ends with the access. */
export const isOfTheTeam = async (tx: Tx, coachId: string): Promise<boolean> =>
  (await tx.sql
    .selectFrom('coach_standing')
    .select('coach_id')
    .where('org_id', '=', tx.org)
    .where('coach_id', '=', coachId)
    .where('person_id', 'is not', null)
    .where((each) =>
      each.or([each('stage', 'is', null), each('stage', 'not in', ['declined', 'withdrawn', 'released'])]),
    )
    .executeTakeFirst()) !== undefined

export type CalendarRow = {
  readonly placeId: string
  readonly shiftId: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly sequence: number
  readonly isCancelled: boolean
}

/** The shifts of a coach from a month ago on, with those that were cancelled, swapped away or given up. */
export async function calendarOf(tx: Tx, coachId: string, now: Date): Promise<readonly CalendarRow[]> {
  const { rows } = await sql<CalendarRow>`
    select p.id as "placeId", s.id as "shiftId", s.starts_at as "startsAt", s.ends_at as "endsAt",
      p.sequence + s.sequence as sequence, o.is_over as "isCancelled"
    from (
      select id, state in ('swapped', 'cancelled') as is_over from shift_place
      where org_id = ${tx.org} and coach_id = ${coachId} and state <> 'missed'
      union all
      select distinct r.place_id, true from shift_release r join shift_place q on q.org_id = r.org_id and q.id = r.place_id
      where r.org_id = ${tx.org} and r.coach_id = ${coachId} and q.coach_id is distinct from r.coach_id
    ) o
    join shift_place p on p.org_id = ${tx.org} and p.id = o.id
    join shift s on s.org_id = p.org_id and s.id = p.shift_id
    where s.ends_at > ${now}::timestamptz - interval '31 days'
    order by s.starts_at, p.id`.execute(tx.sql)
  return rows
}

/** When a coach's calendar address was made; null where there is none. */
export const feedMadeAt = async (tx: Tx, coachId: string): Promise<Date | null> =>
  (
    await tx.sql
      .selectFrom('shift_feed')
      .select('made_at')
      .where('org_id', '=', tx.org)
      .where('coach_id', '=', coachId)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
  )?.made_at ?? null

export async function revokeFeeds(tx: Tx, coachId: string, at: Date): Promise<void> {
  await tx.sql
    .updateTable('shift_feed')
    .set({ revoked_at: at.toISOString() })
    .where('org_id', '=', tx.org)
    .where('coach_id', '=', coachId)
    .where('revoked_at', 'is', null)
    .execute()
}

export async function insertFeed(tx: Tx, coachId: string, hash: Buffer, at: Date): Promise<void> {
  await tx.sql
    .insertInto('shift_feed')
    .values({ org_id: tx.org, id: newId(), coach_id: coachId, token_hash: hash, made_at: at.toISOString() })
    .execute()
}
