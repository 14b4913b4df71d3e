import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Part } from '../model.ts'
import type { Decline, DeclinedBy, EndForm, Mentor, Pair } from './model.ts'

/** Every mentor with what the matching weighs, by name. */
export const mentors = (tx: Tx): Promise<readonly Mentor[]> => mentorsThat(tx, sql`true`)

export const mentorOf = async (tx: Tx, coachId: string): Promise<Mentor | null> =>
  (await mentorsThat(tx, sql`m.coach_id = ${coachId}`))[0] ?? null

async function mentorsThat(tx: Tx, fit: RawBuilder<unknown>): Promise<readonly Mentor[]> {
  const { rows } = await sql<Mentor>`
    select c.id, c.name, m.most, m.is_open as "isOpen", c.zone, c.language, coalesce(f.parts, '{}') as free, m.version,
      (select count(*) from mentor_pair p where p.org_id = m.org_id and p.mentor_id = m.coach_id and p.to_on is null) as pairs
    from mentor m
    join coach_named c on c.org_id = m.org_id and c.id = m.coach_id
    left join coach_free_time f on f.org_id = m.org_id and f.coach_id = m.coach_id
    where m.org_id = ${tx.org} and ${fit}
    order by c.search, c.id`.execute(tx.sql)
  return rows
}

/** When a coach is free. Null: nobody has said. */
export async function freeTime(tx: Tx, coachId: string): Promise<readonly Part[] | null> {
  const row = await tx.sql
    .selectFrom('coach_free_time')
    .select('parts')
    .where('org_id', '=', tx.org)
    .where('coach_id', '=', coachId)
    .executeTakeFirst()
  return row ? (row.parts as Part[]) : null // the table's check allows no other
}

export const saveFreeTime = (tx: Tx, coachId: string, parts: readonly Part[]): Promise<unknown> =>
  tx.sql
    .insertInto('coach_free_time')
    .values({ org_id: tx.org, id: newId(), coach_id: coachId, parts: [...parts] })
    .onConflict((same) => same.columns(['org_id', 'coach_id']).doUpdateSet({ parts: [...parts] }))
    .execute()

/** The pairs of a coach, on either side, newest first. */
export const pairsOf = (tx: Tx, coachId: string): Promise<readonly Pair[]> =>
  pairsThat(tx, sql`(p.coach_id = ${coachId} or p.mentor_id = ${coachId})`)

/** Every pair that holds, by coach. */
export const openPairs = (tx: Tx): Promise<readonly Pair[]> => pairsThat(tx, sql`p.to_on is null`)

export const pair = async (tx: Tx, id: string): Promise<Pair | null> =>
  (await pairsThat(tx, sql`p.id = ${id}`))[0] ?? null

async function pairsThat(tx: Tx, fit: RawBuilder<unknown>): Promise<readonly Pair[]> {
  const { rows } = await sql<Pair>`
    select p.id, p.mentor_id as "mentorId", m.name as mentor, p.coach_id as "coachId", c.name as coach,
      p.from_on as "fromOn", p.to_on as "toOn", p.end_reason as "endReason", p.is_sample as "isSample"
    from mentor_pair p
    join coach_named m on m.org_id = p.org_id and m.id = p.mentor_id
    join coach_named c on c.org_id = p.org_id and c.id = p.coach_id
    where p.org_id = ${tx.org} and ${fit}
    order by p.to_on desc nulls first, p.from_on desc, c.search, p.id`.execute(tx.sql)
  return rows
}

export const endPairRow = (tx: Tx, id: string, { toOn, endReason }: EndForm): Promise<unknown> =>
  tx.sql
    .updateTable('mentor_pair')
    .set({ to_on: toOn, end_reason: endReason })
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .where('to_on', 'is', null)
    .execute()

export async function declines(tx: Tx): Promise<readonly Decline[]> {
  const rows = await tx.sql
    .selectFrom('mentor_decline')
    .select(['id', 'mentor_id as mentorId', 'coach_id as coachId', 'declined_by as declinedBy'])
    .where('org_id', '=', tx.org)
    .execute()
  return rows.map((row) => ({ ...row, declinedBy: row.declinedBy as DeclinedBy })) // the table's check allows no other
}

/** A word of coach or mentor stands over that of a coordinator. */
export const insertDecline = (
  tx: Tx,
  { mentorId, coachId, by, on }: { mentorId: string; coachId: string; by: DeclinedBy; on: Day },
): Promise<unknown> =>
  tx.sql
    .insertInto('mentor_decline')
    .values({ org_id: tx.org, id: newId(), mentor_id: mentorId, coach_id: coachId, declined_by: by, declined_on: on })
    .onConflict((same) =>
      by === 'coordinator'
        ? same.columns(['org_id', 'mentor_id', 'coach_id']).doNothing()
        : same.columns(['org_id', 'mentor_id', 'coach_id']).doUpdateSet({ declined_by: by, declined_on: on }),
    )
    .execute()
