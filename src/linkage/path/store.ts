import { sql } from 'kysely'
import { addDays, type Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'
import { type HourOfWeek, type Quarter, type Station, stations } from './rules.ts'

type Row = { readonly from: string } & Readonly<Record<`${Station} passed` | `${Station} open`, number>>

/**
 * How far the referrals of each quarter came, by the quarter in which they were received; one reading of each table. Who passed a
 * station passed those before it, whatever was written down of them; a follow-up of 90 days that is still to come leaves it open.
 */
export async function quarters(tx: Tx): Promise<readonly Quarter[]> {
  const { rows } = await sql<Row>`
    with way as materialized (
      select date_trunc('quarter', r.received_on)::date as "from", r.state <> 'closed' as is_open,
        coalesce(o.is_open, false) as is_sent_open, coalesce(f.is_open, false) as is_kept_open,
        greatest(
          case when a.referral_id is not null then 1 else 0 end, case when a.is_reached then 2 else 0 end,
          case when a.is_engaged then 3 else 0 end, case when o.is_accepted then 4 else 0 end,
          case when o.is_connected then 5 else 0 end, case when f.is_kept then 6 else 0 end) as station
      from referral r
      left join (
        select referral_id, bool_or(outcome in ('reached', 'engaged', 'in treatment', 'declined now', 'declined for good', 'reached family')) as is_reached,
          bool_or(outcome = 'engaged') as is_engaged
        from attempt where org_id = ${tx.org} and ${wasMade} group by referral_id) a on a.referral_id = r.id
      left join (
        select referral_id, bool_or(accepted_on is not null) as is_accepted, bool_or(attended_on is not null) as is_connected,
          bool_or(state in ('accepted', 'sent', 'waitlisted', 'scheduled')) as is_open
        from onward_referral where org_id = ${tx.org} group by referral_id) o on o.referral_id = r.id
      left join (
        select referral_id, bool_or(is_kept) as is_kept, bool_or(state in ('not due', 'due')) as is_open
        from follow_up where org_id = ${tx.org} and onward_id is not null and days = 90 group by referral_id) f on f.referral_id = r.id
      where r.org_id = ${tx.org} and r.path = 'survivor' and r.same_as is null)
    select "from"::text, ${sql.join(
      stations.flatMap((station, at) => [
        sql`count(*) filter (where station >= ${sql.lit(at)})::int as ${sql.ref(`${station} passed`)}`,
        sql`count(*) filter (where station = ${sql.lit(at - 1)} and ${stillOpen(station)})::int as ${sql.ref(`${station} open`)}`,
      ]),
    )}
    from way group by 1 order by 1`.execute(tx.sql)
  return rows.map((row) => ({
    from: row.from,
    passed: byStation((station) => row[`${station} passed`]),
    underWay: byStation((station) => row[`${station} open`]),
  }))
}

/** What was put off was not tried. */
const wasMade = sql`outcome not in ('deferred for safety', 'deferred for privacy')`

/** What keeps somebody at a station from being lost to the next. */
const stillOpen = (station: Station) => {
  if (station === 'connected') return sql`is_sent_open`
  return station === 'still connected' ? sql`is_kept_open` : sql`is_open`
}

const byStation = (of: (station: Station) => number): Record<Station, number> =>
  Object.fromEntries(stations.map((station) => [station, of(station)])) as Record<Station, number> // of the stations

/** Hours to the first attempt by weekday and part of the day of the overdose, by the county's clock, for a year up to a day. */
export async function hoursOfWeek(
  tx: Tx,
  { timeZone, until }: { readonly timeZone: string; readonly until: Day },
): Promise<readonly Omit<HourOfWeek, 'coaches'>[]> {
  const { rows } = await sql<Omit<HourOfWeek, 'coaches'>>`
    select extract(isodow from e.occurred_at at time zone ${timeZone})::int as weekday,
      (extract(hour from e.occurred_at at time zone ${timeZone})::int / 6) as part, count(*)::int as count,
      round((percentile_cont(0.5) within group (order by extract(epoch from a.first_at - e.occurred_at)) / 3600)::numeric, 1) as "medianHours"
    from referral r
    join overdose_event e on e.org_id = r.org_id and e.id = r.event_id and e.occurred_at is not null
    left join lateral (
      select min(t.attempted_at) as first_at from attempt t
      where t.org_id = r.org_id and t.referral_id = r.id and ${wasMade}) a on true
    where r.org_id = ${tx.org} and r.path = 'survivor' and r.same_as is null and e.occurred_on > ${addDays(until, -365)} and e.occurred_on <= ${until}
    group by 1, 2`.execute(tx.sql)
  return rows
}
