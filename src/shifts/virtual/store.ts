import { sql } from 'kysely'
import { newId } from '../../core/id.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Kind, VirtualSession } from './model.ts'

const sessionsQuery = (tx: Tx) =>
  tx.sql
    .selectFrom('virtual_session as v')
    .innerJoin('coach_named as c', (join) => join.onRef('c.org_id', '=', 'v.org_id').onRef('c.id', '=', 'v.coach_id'))
    .select([
      'v.id',
      'v.coach_id as coachId',
      'c.name as coach',
      'v.held_on as heldOn',
      'v.minutes',
      'v.kind',
      'v.is_sample as isSample',
      'v.version',
    ])
    .where('v.org_id', '=', tx.org)
    .orderBy('v.held_on', 'desc')
    .orderBy('v.id', 'desc')

type Row = Omit<VirtualSession, 'kind' | 'coach'> & { readonly kind: string; readonly coach: string | null }
const asSession = (row: Row): VirtualSession => ({ ...row, kind: row.kind as Kind, coach: row.coach ?? '' }) // the table's check allows no other kind

export const pageSize = 50

export const virtualSessions = async (tx: Tx, page: number): Promise<readonly VirtualSession[]> =>
  (
    await sessionsQuery(tx)
      .limit(pageSize + 1)
      .offset((page - 1) * pageSize)
      .execute()
  ).map(asSession)

export const virtualSessionsOf = async (tx: Tx, coachId: string, most: number): Promise<readonly VirtualSession[]> =>
  (await sessionsQuery(tx).where('v.coach_id', '=', coachId).limit(most).execute()).map(asSession)

export async function virtualSession(tx: Tx, id: string): Promise<VirtualSession | null> {
  const row = await sessionsQuery(tx).where('v.id', '=', id).executeTakeFirst()
  return row ? asSession(row) : null
}

export const deleteVirtualSession = async (tx: Tx, id: string): Promise<void> => {
  await tx.sql.deleteFrom('virtual_session').where('org_id', '=', tx.org).where('id', '=', id).execute()
}

export const isCoach = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.sql
    .selectFrom('coach_named')
    .select('id')
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .executeTakeFirst()) !== undefined

/** All coaches by name, to choose from. */
export async function coachesByName(tx: Tx): Promise<readonly { readonly value: string; readonly name: string }[]> {
  const { rows } = await sql<{ value: string; name: string }>`
    select id as value, name from coach_named where org_id = ${tx.org} order by search, id`.execute(tx.sql)
  return rows
}

/** Where a coach holds sessions by video; '' where they have not said. */
export const meetingLink = async (tx: Tx, coachId: string): Promise<string> =>
  (
    await tx.sql
      .selectFrom('meeting_link')
      .select('link')
      .where('org_id', '=', tx.org)
      .where('coach_id', '=', coachId)
      .executeTakeFirst()
  )?.link ?? ''

export async function keepMeetingLink(tx: Tx, coachId: string, link: string): Promise<void> {
  if (link === '') {
    await tx.sql.deleteFrom('meeting_link').where('org_id', '=', tx.org).where('coach_id', '=', coachId).execute()
    return
  }
  await tx.sql
    .insertInto('meeting_link')
    .values({ org_id: tx.org, id: newId(), coach_id: coachId, link })
    .onConflict((same) =>
      same.columns(['org_id', 'coach_id']).doUpdateSet({ link, version: sql<number>`meeting_link.version + 1` }),
    )
    .execute()
}

/** Whether a session that is gone was of a coach. */
export async function wasSessionOf(tx: Tx, id: string, coachId: string): Promise<boolean> {
  const { rows } = await sql`
    select from history where org_id = ${tx.org} and object_id = ${id} and kind = 'virtual_session'
      and coalesce(before, after) ->> 'coach_id' = ${coachId} limit 1`.execute(tx.sql)
  return rows.length > 0
}
