import { sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put } from '../../platform/db/verbs.ts'
import type { Group, Meeting, Member } from './model.ts'

/** Every group, those that meet first. */
export const groups = (tx: Tx): Promise<readonly Group[]> => groupsThat(tx, null)
export const group = async (tx: Tx, id: string): Promise<Group | null> => (await groupsThat(tx, id))[0] ?? null

async function groupsThat(tx: Tx, id: string | null): Promise<readonly Group[]> {
  const { rows } = await sql<Group>`
    select g.id, g.title, g.about, g.is_over as "isOver", g.is_sample as "isSample", g.version,
      (select count(*) from peer_group_member m where m.org_id = g.org_id and m.group_id = g.id and m.to_on is null) as members,
      (select max(held_on) from peer_meeting m where m.org_id = g.org_id and m.group_id = g.id) as "lastOn"
    from peer_group g where g.org_id = ${tx.org} and (${id}::uuid is null or g.id = ${id}::uuid)
    order by g.is_over, g.title, g.id`.execute(tx.sql)
  return rows
}

/** Who belongs to a group now, and to how many of its meetings they came. */
export async function members(tx: Tx, groupId: string): Promise<readonly Member[]> {
  const { rows } = await sql<Member>`
    select c.id, c.name, m.from_on as "fromOn", (
      select count(*) from peer_attendance a join peer_meeting t on t.org_id = a.org_id and t.id = a.meeting_id
      where a.org_id = m.org_id and t.group_id = m.group_id and a.coach_id = m.coach_id) as came
    from peer_group_member m
    join coach_named c on c.org_id = m.org_id and c.id = m.coach_id
    where m.org_id = ${tx.org} and m.group_id = ${groupId} and m.to_on is null
    order by c.search, c.id`.execute(tx.sql)
  return rows
}

/** Whether somebody was added who did not belong before. */
export async function insertMember(tx: Tx, groupId: string, coachId: string, fromOn: Day): Promise<boolean> {
  if ((await members(tx, groupId)).some(({ id }) => id === coachId)) return false
  await put(tx, 'peer_group_member', { groupId, coachId, fromOn })
  return true
}

export async function endMember(tx: Tx, groupId: string, coachId: string, toOn: Day): Promise<boolean> {
  const done = await tx.sql
    .updateTable('peer_group_member')
    .set({ to_on: toOn })
    .where('org_id', '=', tx.org)
    .where('group_id', '=', groupId)
    .where('coach_id', '=', coachId)
    .where('to_on', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** The meetings of a group with who came, newest first. */
export async function meetings(tx: Tx, groupId: string, most = 50): Promise<readonly Meeting[]> {
  const { rows } = await sql<Meeting>`
    select m.id, m.held_on as "heldOn", m.minutes, coalesce(w.came, '[]') as came
    from peer_meeting m
    left join lateral (
      select json_agg(json_build_object('id', c.id, 'name', c.name) order by c.search) as came
      from peer_attendance a join coach_named c on c.org_id = a.org_id and c.id = a.coach_id
      where a.org_id = m.org_id and a.meeting_id = m.id) w on true
    where m.org_id = ${tx.org} and m.group_id = ${groupId}
    order by m.held_on desc limit ${most}`.execute(tx.sql)
  return rows
}

export const meetingOn = async (tx: Tx, groupId: string, on: Day): Promise<Meeting | null> =>
  (await meetings(tx, groupId, 1_000)).find(({ heldOn }) => heldOn === on) ?? null

/** Keeps who came on a day; a second roster of the same day takes the place of the first. */
export async function saveMeeting(
  tx: Tx,
  groupId: string,
  { heldOn, minutes, came }: { heldOn: Day; minutes: number; came: readonly string[] },
): Promise<void> {
  const there = await meetingOn(tx, groupId, heldOn)
  const id = there?.id ?? (await put(tx, 'peer_meeting', { groupId, heldOn, minutes }))
  if (there)
    await tx.sql
      .updateTable('peer_meeting')
      .set({ minutes })
      .where('org_id', '=', tx.org)
      .where('id', '=', id)
      .execute()
  const before = (there?.came ?? []).map((one) => one.id)
  const added = came.filter((one) => !before.includes(one))
  const gone = before.filter((one) => !came.includes(one))
  if (gone.length > 0)
    await tx.sql
      .deleteFrom('peer_attendance')
      .where('org_id', '=', tx.org)
      .where('meeting_id', '=', id)
      .where('coach_id', 'in', gone)
      .execute()
  if (added.length > 0)
    await tx.sql
      .insertInto('peer_attendance')
      .values(added.map((coachId) => ({ org_id: tx.org, id: newId(), meeting_id: id, coach_id: coachId })))
      .execute()
}

/** The groups that a coach belongs to. */
export async function groupsOf(tx: Tx, coachId: string): Promise<readonly Pick<Group, 'id' | 'title' | 'about'>[]> {
  const { rows } = await sql<Pick<Group, 'id' | 'title' | 'about'>>`
    select g.id, g.title, g.about from peer_group_member m
    join peer_group g on g.org_id = m.org_id and g.id = m.group_id and not g.is_over
    where m.org_id = ${tx.org} and m.coach_id = ${coachId} and m.to_on is null order by g.title, g.id`.execute(tx.sql)
  return rows
}
