import { sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Merge, Pair, ProfileField } from './model.ts'

export type Profile = Readonly<Record<ProfileField, string | null>>

export async function insertMerge(
  tx: Tx,
  merge: Pair & {
    readonly id: string
    readonly goneName: string
    readonly goneSearch: string
    readonly before: Partial<Profile>
    readonly after: Partial<Profile>
    readonly on: Day
  },
): Promise<void> {
  await tx.sql
    .insertInto('coach_merge')
    .values({
      org_id: tx.org,
      id: merge.id,
      kept_id: merge.kept,
      gone_id: merge.gone,
      gone_name: merge.goneName,
      gone_search: merge.goneSearch,
      kept_before: JSON.stringify(merge.before),
      kept_after: JSON.stringify(merge.after),
      merged_on: merge.on,
    })
    .execute()
}

export const writeProfile = async (
  tx: Tx,
  id: string,
  change: Partial<Profile> & { search?: string },
): Promise<void> => {
  const { name, language, search, ...rest } = change
  const set = { ...rest, ...(name && { name }), ...(search && { search }), ...(language && { language }) }
  if (Object.keys(set).length === 0) return
  await tx.sql
    .updateTable('coach')
    .set((is) => ({ ...set, version: is('version', '+', 1) }))
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .execute()
}

const merges = (tx: Tx) =>
  tx.sql
    .selectFrom('coach_merge as m')
    .select(['m.id', 'm.kept_id as kept', 'm.gone_id as gone', 'm.gone_name as goneName', 'm.merged_on as mergedOn'])
    .select(['m.kept_before as before', 'm.kept_after as after'])
    .where('m.org_id', '=', tx.org)

export type KeptMerge = Omit<Merge, 'by'> & {
  readonly before: Partial<Profile>
  readonly after: Partial<Profile>
}

export const mergeWithId = async (tx: Tx, id: string): Promise<KeptMerge | null> =>
  ((await merges(tx).where('m.id', '=', id).executeTakeFirst()) as KeptMerge | undefined) ?? null // as `insertMerge` wrote it

/** The merges of a coach that stand, newest first, with who merged. */
export async function mergesOf(tx: Tx, keptId: string): Promise<readonly Merge[]> {
  const { rows } = await sql<Merge>`
    select m.id, m.kept_id as kept, m.gone_id as gone, m.gone_name as "goneName", m.merged_on as "mergedOn", coalesce((
      select p.name from history h left join person p on p.id = h.person_id
      where h.org_id = m.org_id and h.object_id = m.id order by h.id limit 1), 'Better Off') as by
    from coach_merge m where m.org_id = ${tx.org} and m.kept_id = ${keptId}
    order by m.position desc`.execute(tx.sql)
  return rows
}

/** Into whom a coach was merged, who is on the roster no more. */
export async function mergedInto(tx: Tx, goneId: string): Promise<string | null> {
  const row = await merges(tx).where('m.gone_id', '=', goneId).executeTakeFirst()
  return row?.kept ?? null
}

export const deleteMerge = async (tx: Tx, mergeId: string): Promise<void> => {
  await sql`delete from coach_merge where org_id = ${tx.org} and id = ${mergeId}`.execute(tx.sql)
}

/** Forgets whom these coaches were merged from, where what says who they are is to be forgotten; answers what history holds of it. */
export async function forgetMerges(tx: Tx, coachIds: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    with merges as (select org_id, id, gone_id from coach_merge where org_id = ${tx.org} and kept_id = any(${coachIds}::uuid[]))
    select id from merges union select gone_id from merges
    union select r.row_id from coach_merge_row r join merges m on m.org_id = r.org_id and m.id = r.merge_id`.execute(
    tx.sql,
  )
  await sql`delete from coach_merge where org_id = ${tx.org} and kept_id = any(${coachIds}::uuid[])`.execute(tx.sql)
  return rows.map(({ id }) => id)
}
