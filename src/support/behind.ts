import { sql } from 'kysely'
import type { RecordBehind, RecordsBehind } from '../platform/records-behind.ts'

/** The records behind the numbers of this room, by fact: coaches and months, counted by the program once the month was over. */
export const supportRecords: Readonly<Record<string, RecordsBehind>> = { supervision_month: monthsBehind }

async function monthsBehind(...[tx, keys]: Parameters<RecordsBehind>): ReturnType<RecordsBehind> {
  if (keys.length === 0) return []
  const { rows } = await sql<RecordBehind>`
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
