import { sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'
import { searchKey } from '../facts.ts'
import { forgetMerges } from '../merging/store.ts'

/** Applications that led to no coach and are past the months for which their opening keeps them. */
export async function oldApplications(tx: Tx, today: Day): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select a.id from application a
    join opening o on o.org_id = a.org_id and o.id = a.opening_id
    where a.org_id = ${tx.org} and a.emptied_on is null and (a.decision in ('declined', 'withdrawn') or a.discarded_on is not null)
      and (coalesce(a.decided_on, a.discarded_on) + make_interval(months => o.keep_months))::date <= ${today}`.execute(
    tx.sql,
  )
  return rows.map(({ id }) => id)
}

const formerly = 'Former applicant'

/**
 * Empties applications of what says who sent them, in the history too; days, outcomes and the language, which a measure splits
 * by, stay. So it goes with the roster entry of somebody who was never more than an applicant, unless another application of
 * theirs is still kept; town and language stay there, since readings are split by them.
 */
export async function emptyApplications(tx: Tx, ids: readonly string[], on: Day): Promise<void> {
  const coaches = await neverCoaches(tx, ids)
  await sql`delete from lived_experience where org_id = ${tx.org} and application_id = any(${ids}::uuid[])`.execute(
    tx.sql,
  )
  const references = await sql<{ id: string }>`
    update reference set name = 'Somebody who knows them', contact = ''
    where org_id = ${tx.org} and application_id = any(${ids}::uuid[]) returning id`.execute(tx.sql)
  await sql`
    update application set name = ${formerly}, email = '', phone = '', zone = '', reasons = '', reason = '', emptied_on = ${on}
    where org_id = ${tx.org} and id = any(${ids}::uuid[])`.execute(tx.sql)
  await sql`
    update coach set name = ${formerly}, search = ${searchKey(formerly)}, email = null, phone = null, version = version + 1
    where org_id = ${tx.org} and id = any(${coaches}::uuid[])`.execute(tx.sql)
  const steps = await sql<{ id: string }>`
    update coach_stage set reason = 'Removed with the application'
    where org_id = ${tx.org} and coach_id = any(${coaches}::uuid[]) and reason <> '' returning id`.execute(tx.sql)
  const merged = await forgetMerges(tx, coaches)
  const erased = [...ids, ...coaches, ...merged, ...[...references.rows, ...steps.rows].map(({ id }) => id)]
  await sql`select erase_applicants_from_history(${erased}::uuid[])`.execute(tx.sql)
}

/** Of who sent these applications, those who never got further than that, and whom no other record names. */
async function neverCoaches(tx: Tx, ids: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select unnest(coaches_without_records(array(
      select distinct a.coach_id from application a
      where a.org_id = ${tx.org} and a.id = any(${ids}::uuid[]) and a.coach_id is not null
        and not exists (select from coach_stage s where s.org_id = a.org_id and s.coach_id = a.coach_id
          and s.stage not in ('prospect', 'applicant', 'screened', 'declined', 'withdrawn'))
        and not exists (select from application b where b.org_id = a.org_id and b.coach_id = a.coach_id
          and b.emptied_on is null and not b.id = any(${ids}::uuid[]))
      ), '{application,coach_stage,coach_merge}')) as id`.execute(tx.sql)
  return rows.map(({ id }) => id)
}
