import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../core/day.ts'
import { isId } from '../core/id.ts'
import type { Tx } from '../platform/db/db.ts'
import type { ClosedReason, ReferralPath, ReferralState } from './facts.ts'
import type { ReferralSource, SpokenLanguage } from './receive/model.ts'

/** What may be shown of a referral without naming anybody. */
export type ReferralRow = {
  readonly id: string
  readonly personId: string
  readonly eventId: string | null
  readonly episodeId: string | null
  readonly source: ReferralSource
  readonly partner: string | null
  readonly receivedAt: Date
  readonly receivedOn: Day
  readonly clockFrom: 'event' | 'receipt'
  readonly dueAt: Date
  readonly path: ReferralPath
  readonly state: ReferralState
  readonly closedReason: ClosedReason | null
  readonly closedOn: Day | null
  readonly overdueOn: Day | null
  readonly sameAs: string | null
  readonly zone: string
  readonly language: SpokenLanguage
  /** Who has it now, by name. */
  readonly coaches: readonly { readonly id: string; readonly name: string }[]
  /** Whether somebody has to find out first whether the person lives. */
  readonly asksLife: boolean
  readonly isSample: boolean
  readonly version: number
}

/** Referrals that the wall lets through, `which` of them, in the order of `by`. */
export async function referralRows(
  tx: Tx,
  which: RawBuilder<unknown>,
  {
    by = sql`r.due_at, r.id`,
    limit = 1_000,
    offset = 0,
  }: { by?: RawBuilder<unknown>; limit?: number; offset?: number } = {},
): Promise<readonly ReferralRow[]> {
  const { rows } = await sql<ReferralRow>`
    select r.id, r.person_id as "personId", r.event_id as "eventId", r.episode_id as "episodeId", r.source, n.name as partner,
      r.received_at as "receivedAt", r.received_on as "receivedOn", r.clock_from as "clockFrom", r.due_at as "dueAt", r.path,
      r.state, r.closed_reason as "closedReason", r.closed_on as "closedOn", r.overdue_on as "overdueOn", r.same_as as "sameAs",
      coalesce(nullif(p.zone, ''), e.zone, '') as zone, p.language, r.is_sample as "isSample", r.version,
      coalesce(e.asks_life and e.outcome = 'unknown', false) as "asksLife",
      coalesce((select json_agg(json_build_object('id', c.id, 'name', c.name) order by c.name)
        from referral_assignment a join coach_named c on c.org_id = a.org_id and c.id = a.coach_id
        where a.org_id = r.org_id and a.referral_id = r.id and a.until_at is null), '[]') as coaches
    from referral r
    join person_served p on p.org_id = r.org_id and p.id = r.person_id
    left join overdose_event e on e.org_id = r.org_id and e.id = r.event_id
    left join partner_named n on n.org_id = r.org_id and n.id = r.partner_id
    where r.org_id = ${tx.org} and ${which}
    order by ${by} limit ${limit} offset ${offset}`.execute(tx.sql)
  return rows
}

export const referralRow = async (tx: Tx, id: string): Promise<ReferralRow | null> =>
  isId(id) ? ((await referralRows(tx, sql`r.id = ${id}`, { limit: 1 }))[0] ?? null) : null

/** Everybody found to be one with these people, themselves among them. */
export async function oneWith(tx: Tx, personIds: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select q.id from person_served q where q.org_id = ${tx.org} and q.whole_id in (
      select p.whole_id from person_served p
      where p.org_id = ${tx.org} and p.id = any(${personIds}::uuid[]))`.execute(tx.sql)
  return rows.map(({ id }) => id)
}

/** The keys of facts that follow who somebody is: their first contacts of a year, what they accepted, and their overdoses. */
export async function factsOfPeople(
  tx: Tx,
  personIds: readonly string[],
): Promise<
  Readonly<Record<'participant' | 'fiscal_participant' | 'onward_referral' | 'repeat_overdose', readonly string[]>>
> {
  const { rows } = await sql<{ engaged: string[]; onward: string[]; repeats: string[] }>`
    select array(select t.id from attempt t join referral r on r.org_id = t.org_id and r.id = t.referral_id
        where t.org_id = ${tx.org} and t.outcome = 'engaged' and r.person_id = any(${personIds}::uuid[])) as engaged,
      array(select o.id from onward_referral o where o.org_id = ${tx.org} and o.person_id = any(${personIds}::uuid[])) as onward,
      array(select x.id from event_person x where x.org_id = ${tx.org} and x.person_id = any(${personIds}::uuid[])) as repeats`.execute(
    tx.sql,
  )
  const { engaged = [], onward = [], repeats = [] } = rows[0] ?? {}
  return { participant: engaged, fiscal_participant: engaged, onward_referral: onward, repeat_overdose: repeats }
}

/** Referrals still open whose time is over, and on which nobody tried until then. */
export async function untriedPast(tx: Tx, now: Date): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select r.id from referral r
    where r.org_id = ${tx.org} and r.state <> 'closed' and r.overdue_on is null and r.due_at < ${now}
      and not exists (select from attempt t where t.org_id = r.org_id and t.attempted_at <= r.due_at
        and (t.referral_id = r.id or t.referral_id in (select s.id from referral s where s.org_id = r.org_id and s.same_as = r.id)))`.execute(
    tx.sql,
  )
  return rows.map(({ id }) => id)
}

/** Writes down the day on which each passed its time, by the county's clock. */
export const writeOverdue = (tx: Tx, ids: readonly string[], timeZone: string) =>
  sql`
    update referral set overdue_on = (due_at at time zone ${timeZone})::date
    where org_id = ${tx.org} and id = any(${ids}::uuid[])`.execute(tx.sql)

/** How many wait for a first attempt at a moment: past their time, due within a day, and still to be handed out. */
export async function untriedNow(
  tx: Tx,
  now: Date,
): Promise<{ readonly overdue: number; readonly dueToday: number; readonly waiting: number }> {
  const { rows } = await sql<{ overdue: number; dueToday: number; waiting: number }>`
    select count(*) filter (where due_at < ${now})::int as overdue,
      count(*) filter (where due_at >= ${now} and due_at < ${now}::timestamptz + interval '24 hours')::int as "dueToday",
      count(*) filter (where state in ('received', 'accepted') and due_at >= ${now})::int as waiting
    from referral where org_id = ${tx.org} and state in ('received', 'accepted', 'assigned')`.execute(tx.sql)
  return rows[0] ?? { overdue: 0, dueToday: 0, waiting: 0 }
}
