// Every query names the two who may read, and the database gives nothing to anybody else (migration 0017).
import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Person } from '../model.ts'
import { type CheckIn, type CheckInForm, type Feeling, feelings } from './model.ts'

type Row = Omit<CheckIn, 'feeling'> & { readonly feeling: number }

/** What whoever asks wrote as this coach, newest first. */
export const ownCheckIns = (tx: Tx, coachId: string, most = 20): Promise<readonly CheckIn[]> =>
  checkInsThat(tx, sql`k.author_id = ${tx.person} and k.coach_id = ${coachId} and is_now_coach(k.coach_id)`, most)

/** What was written for whoever asks: what waits first, then the newest. */
export const checkInsFor = (tx: Tx, most = 100): Promise<readonly CheckIn[]> =>
  checkInsThat(tx, sql`is_now_person(k.supporter_id)`, most)

/** How many check-ins wait for whoever asks. */
export async function waitingFor(tx: Tx): Promise<number> {
  if (tx.person === null) return 0
  const { rows } = await sql<{ count: number }>`
    select count(*) from check_in k
    where k.org_id = ${tx.org} and k.seen_on is null and is_now_person(k.supporter_id)`.execute(tx.sql)
  return rows[0]?.count ?? 0
}

async function checkInsThat(tx: Tx, fit: RawBuilder<unknown>, most: number): Promise<readonly CheckIn[]> {
  if (tx.person === null) return []
  const { rows } = await sql<Row>`
    select k.id, k.coach_id as "coachId", c.name as coach, coalesce(p.name, 'somebody who has left') as supporter,
      k.made_on as "madeOn", k.feeling, k.words, k.wants_call as "wantsCall", k.seen_on as "seenOn"
    from check_in k
    join coach_named c on c.org_id = k.org_id and c.id = k.coach_id
    left join person p on p.id = k.supporter_id
    where k.org_id = ${tx.org} and ${fit}
    order by (k.seen_on is null) desc, k.made_on desc, k.id desc limit ${most}`.execute(tx.sql)
  return rows.map((row) => ({ ...row, feeling: feelings[row.feeling - 1] as Feeling })) // the table's check allows 1 to 5
}

export async function insertCheckIn(tx: Tx, coachId: string, form: CheckInForm, today: Day): Promise<string> {
  const id = newId()
  await tx.sql
    .insertInto('check_in')
    .values({
      org_id: tx.org,
      id,
      coach_id: coachId,
      author_id: tx.person ?? '',
      supporter_id: form.supporterId,
      made_on: today,
      feeling: feelings.indexOf(form.feeling) + 1,
      words: form.words,
      wants_call: form.wantsCall,
    })
    .execute()
  return id
}

/** Whether a check-in of whoever asks was there to take away. */
export async function deleteCheckIn(tx: Tx, id: string): Promise<boolean> {
  const done = await tx.sql
    .deleteFrom('check_in')
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .where('author_id', '=', tx.person ?? '')
    .executeTakeFirst()
  return done.numDeletedRows === 1n
}

/** Whether one that was written for whoever asks was there. */
export async function markSeen(tx: Tx, id: string, today: Day): Promise<boolean> {
  const done = await tx.sql
    .updateTable('check_in')
    .set({ seen_on: today })
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .where('supporter_id', '=', tx.person ?? '')
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Whom a coach may choose: their mentor where they sign in, their supervisor, and the others of the team; never themself. */
export async function supportersOf(tx: Tx, coachId: string): Promise<readonly (Person & { readonly as: string })[]> {
  const { rows } = await sql<Person & { as: string }>`
    select p.id, p.name, case
        when exists (select from mentor_pair q where q.org_id = m.org_id and q.mentor_id = m.coach_id
          and q.coach_id = ${coachId} and q.to_on is null) then 'your mentor'
        when exists (select from supervisor v where v.org_id = m.org_id and v.person_id = m.person_id
          and v.coach_id = ${coachId} and v.to_on is null) then 'your supervisor'
        else 'of the team' end as "as"
    from membership m join person p on p.id = m.person_id
    where m.org_id = ${tx.org} and p.id is distinct from ${tx.person}::uuid and m.coach_id is distinct from ${coachId}::uuid
      and (m.role in ('administrator', 'editor', 'coordinator') or exists (
        select from mentor_pair q where q.org_id = m.org_id and q.mentor_id = m.coach_id
          and q.coach_id = ${coachId} and q.to_on is null))
    order by p.name, p.id`.execute(tx.sql)
  const order = ['your mentor', 'your supervisor', 'of the team']
  return [...rows].sort((one, other) => order.indexOf(one.as) - order.indexOf(other.as))
}
