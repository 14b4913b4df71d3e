import { sql } from 'kysely'
import { addDays, type Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'
import { type HourOfWeek, type Quarter, type Station, stations } from './rules.ts'

/**
 * How far the referrals of each quarter came, by the quarter in which they were received. The database keeps of each referral how far
 * it came (`way_of_referral`), so that ten years are one reading of narrow rows.
 */
export async function quarters(tx: Tx): Promise<readonly Quarter[]> {
  const { rows } = await sql<{ from: string; station: number; isUnderWay: boolean; count: number }>`
    select quarter as "from", station, is_under_way as "isUnderWay", count(*)::int as count
    from referral_way where org_id = ${tx.org} group by 1, 2, 3`.execute(tx.sql)
  return [...new Set(rows.map(({ from }) => from))].sort().map((from) => {
    const own = rows.filter((row) => row.from === from)
    const sum = (of: typeof own): number => of.reduce((all, { count }) => all + count, 0)
    return {
      from,
      passed: byStation((at) => sum(own.filter(({ station }) => station >= at))),
      underWay: byStation((at) => sum(own.filter(({ station, isUnderWay }) => station === at - 1 && isUnderWay))),
    }
  })
}

const byStation = (of: (at: number) => number): Record<Station, number> =>
  Object.fromEntries(stations.map((station, at) => [station, of(at)])) as Record<Station, number> // of the stations

/** Hours to the first attempt by weekday and part of the day of the overdose, by the county's clock, for a year up to a day. */
export async function hoursOfWeek(
  tx: Tx,
  { timeZone, until }: { readonly timeZone: string; readonly until: Day },
): Promise<readonly Omit<HourOfWeek, 'coaches'>[]> {
  const { rows } = await sql<Omit<HourOfWeek, 'coaches'>>`
    select extract(isodow from occurred_at at time zone ${timeZone})::int as weekday,
      (extract(hour from occurred_at at time zone ${timeZone})::int / 6) as part, count(*)::int as count,
      round((percentile_cont(0.5) within group (order by extract(epoch from first_at - occurred_at)) / 3600)::numeric, 1) as "medianHours"
    from referral_way
    where org_id = ${tx.org} and occurred_at is not null and occurred_on > ${addDays(until, -365)} and occurred_on <= ${until}
    group by 1, 2`.execute(tx.sql)
  return rows
}
