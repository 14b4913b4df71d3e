import { sql } from 'kysely'
import type { Tx } from '../platform/db/db.ts'
import type { Named, Person, SupportRules } from './model.ts'

/** What holds while nobody set anything: monthly, and one to eight. */
const defaults: SupportRules = { intervalDays: 30, coachesEach: 8, version: 0 }

export async function supportRules(tx: Tx): Promise<SupportRules> {
  const row = await tx.sql.selectFrom('support_rule').selectAll().where('org_id', '=', tx.org).executeTakeFirst()
  return row ? { intervalDays: row.interval_days, coachesEach: row.coaches_each, version: row.version } : defaults
}

export const rulesRecord = async (tx: Tx): Promise<readonly string[]> =>
  (await tx.sql.selectFrom('support_rule').select('id').where('org_id', '=', tx.org).execute()).map(({ id }) => id)

/** Who a coach of the roster is; null for nobody. */
export async function coachOf(tx: Tx, coachId: string): Promise<Named | null> {
  const { rows } = await sql<Named>`
    select id, name from coach_named where org_id = ${tx.org} and id = ${coachId}`.execute(tx.sql)
  return rows[0] ?? null
}

/** Everybody of the roster who has not left, by name. */
export async function coachesByName(tx: Tx): Promise<readonly Named[]> {
  const { rows } = await sql<Named>`
    select c.id, c.name from coach_named c
    join coach_standing s on s.org_id = c.org_id and s.coach_id = c.id
    where c.org_id = ${tx.org} and coalesce(s.stage not in ('declined', 'withdrawn', 'released'), true)
    order by c.search, c.id`.execute(tx.sql)
  return rows
}

/** Who of the team signs in and may supervise or support: all but those who only coach or look on. */
export async function team(tx: Tx): Promise<readonly Person[]> {
  const { rows } = await sql<Person>`
    select p.id, p.name from membership m join person p on p.id = m.person_id
    where m.org_id = ${tx.org} and m.role in ('administrator', 'editor', 'coordinator')
    order by p.name, p.id`.execute(tx.sql)
  return rows
}

/** The coach whom somebody of the team is, if any. */
export async function coachBehind(tx: Tx, personId: string): Promise<string | null> {
  const row = await tx.sql
    .selectFrom('membership')
    .select('coach_id')
    .where('org_id', '=', tx.org)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row?.coach_id ?? null
}
