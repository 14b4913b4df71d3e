import { sql } from 'kysely'
import { addDays, type Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'

/** How many coaches were on shift on average, by weekday (Monday is 1) and quarter of the day (0 begins at midnight). */
export type OnShift = { readonly weekday: number; readonly part: number; readonly coaches: number }

/**
 * Of the year up to a day, by the county's clock: the hours that coaches were there, of the hours of the weeks in which there were
 * shifts at all. To the tenth.
 */
export async function coachesOnShift(
  tx: Tx,
  { timeZone, until }: { readonly timeZone: string; readonly until: Day },
): Promise<readonly OnShift[]> {
  const { rows } = await sql<OnShift>`
    with hours as (
      select h at time zone ${timeZone} as wall, date_trunc('week', s.day) as week, p.coach_id is not null and p.state <> 'missed' as is_filled
      from shift s
      join shift_place p on p.org_id = s.org_id and p.shift_id = s.id and p.state not in ('draft', 'swapped', 'cancelled')
      cross join lateral generate_series(s.starts_at, s.ends_at - interval '1 minute', interval '1 hour') h
      where s.org_id = ${tx.org} and s.day > ${addDays(until, -365)} and s.day <= ${until})
    select extract(isodow from wall)::int as weekday, (extract(hour from wall)::int / 6) as part,
      round(count(*) filter (where is_filled)::numeric / (6 * (select count(distinct week) from hours)), 1) as coaches
    from hours group by 1, 2`.execute(tx.sql)
  return rows
}
