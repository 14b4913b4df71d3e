import { sql } from 'kysely'
import type { Day } from '../core/day.ts'
import type { Tx } from '../platform/db/db.ts'
import { supervisionMonth } from './facts.ts'

/** One record behind a number. `href` is below the organisation. */
export type SupportRecordBehind = {
  readonly key: string
  readonly href: string
  readonly title: string
  readonly on: Day | null
  readonly detail: string
  readonly enteredBy: string
  readonly enteredAt: Date
}

/** The facts that this room knows the records of. */
export const supportFacts: readonly string[] = [supervisionMonth.name]

/** The coaches and months behind a number, newest first. Each was counted by the program once the month was over. */
export async function supportRecordsBehind(tx: Tx, keys: readonly string[]): Promise<readonly SupportRecordBehind[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<SupportRecordBehind>`
    select m.id::text as key, '/support/coaches/' || m.coach_id as href, c.name as title, m.ends_on as "on",
      case when f.is_on_schedule then 'supervision on schedule' else 'no supervision within ' || m.interval_days || ' days' end as detail,
      'Better Off' as "enteredBy", (m.ends_on + 1)::timestamptz as "enteredAt"
    from supervision_month m
    join supervision_month_fact f on f.org_id = m.org_id and f.key = m.id
    join coach_named c on c.org_id = m.org_id and c.id = m.coach_id
    where m.org_id = ${tx.org} and m.id = any(${keys}::uuid[])
    order by m.ends_on desc, c.search, m.id`.execute(tx.sql)
  return rows
}
