import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../core/day.ts'
import type { Tx } from '../platform/db/db.ts'

/** One record behind a number. */
type Behind = {
  readonly key: string
  readonly href: string
  readonly title: string
  readonly on: Day | null
  readonly detail: string
  readonly enteredBy: string
  readonly enteredAt: Date
}

/** The facts whose records this room knows. */
export const coachFacts: readonly string[] = ['application', 'coach_move', 'coach_start', 'credential_standing']

/**
 * The records behind a number of this room, newest first. An applicant is not named: who may see a number may not see who
 * applied; the link opens for those who may.
 */
export async function coachRecordsBehind(tx: Tx, fact: string, keys: readonly string[]): Promise<readonly Behind[]> {
  const find = finders[fact]
  if (!find) throw new Error(`coaches has no fact called ${fact}`)
  if (keys.length === 0) return []
  const { rows } = await sql<Behind>`
    select r.key, r.href, r.title, r."on", r.detail, coalesce(p.name, 'Better Off') as "enteredBy", h.at as "enteredAt"
    from (${find(tx, keys)}) r
    join lateral (
      select at, person_id from history where org_id = ${tx.org} and object_id = r.entered order by id limit 1) h on true
    left join person p on p.id = h.person_id
    order by r."on" desc nulls last, r.title, r.key`.execute(tx.sql)
  return rows
}

const finders: Readonly<Record<string, (tx: Tx, keys: readonly string[]) => RawBuilder<unknown>>> = {
  application: (tx, keys) => sql`
    select a.id::text as key, '/coaches/applications/' || a.id as href, 'Application' as title, a.submitted_on as "on",
      concat_ws(' · ', a.language, coalesce(a.decision, 'not decided')) as detail, a.id as entered
    from application a where a.org_id = ${tx.org} and a.id = any(${keys}::uuid[])`,
  coach_move: (tx, keys) => sql`
    select s.id::text as key, '/coaches/' || s.coach_id as href, c.name as title, s.from_on as "on", s.stage as detail, s.id as entered
    from coach_stage s join coach c on c.org_id = s.org_id and c.id = s.coach_id
    where s.org_id = ${tx.org} and s.id = any(${keys}::uuid[])`,
  credential_standing: (tx, keys) => sql`
    select c.id::text as key, '/coaches/' || c.id as href, c.name as title, max(t.from_on) as "on",
      coalesce(string_agg(distinct k.name, ', '), 'no credential') as detail, c.id as entered
    from coach c
    left join credential d on d.org_id = c.org_id and d.coach_id = c.id
    left join credential_kind k on k.org_id = d.org_id and k.id = d.kind_id
    left join credential_term t on t.org_id = d.org_id and t.credential_id = d.id
    where c.org_id = ${tx.org} and c.id = any(${keys}::uuid[])
    group by c.id, c.name`,
  coach_start: (tx, keys) => sql`
    select distinct on (s.coach_id) s.coach_id::text as key, '/coaches/' || s.coach_id as href, c.name as title, s.from_on as "on",
      'came on board' as detail, s.id as entered
    from coach_stage s join coach c on c.org_id = s.org_id and c.id = s.coach_id
    where s.org_id = ${tx.org} and s.stage = 'active' and s.coach_id = any(${keys}::uuid[])
    order by s.coach_id, s.position`,
}
