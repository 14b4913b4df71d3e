import { sql } from 'kysely'
import type { Tx } from '../../platform/db/db.ts'
import type { TrainedQuery } from '../store.ts'
import type { Moves, OnTheWay } from './model.ts'

/** Everybody of the roster with the marks of their way, in one reading of steps and training. */
export async function everybody(tx: Tx, trained: TrainedQuery): Promise<readonly OnTheWay[]> {
  const { rows } = await sql<OnTheWay>`
    with t as materialized (${trained(tx)}),
    p as (
      select s.coach_id, (array_agg(s.stage order by s.position desc))[1] as stage,
        (array_agg(s.from_on order by s.position desc))[1] as since,
        min(s.from_on) filter (where s.stage in ('onboarding', 'active', 'on leave', 'inactive', 'reactivated')) as boarded_on,
        min(s.from_on) filter (where s.stage = 'active') as started_on
      from coach_stage s where s.org_id = ${tx.org} group by s.coach_id
    )
    select c.id, c.name, t.trained_on as "trainedOn", p.stage, p.since, p.boarded_on as "boardedOn", p.started_on as "startedOn"
    from coach c left join t on t.key = c.id left join p on p.coach_id = c.id
    where c.org_id = ${tx.org} order by c.search, c.id`.execute(tx.sql)
  return rows
}

/** How the number of active coaches moved, by month, oldest first. */
export async function movesByMonth(tx: Tx): Promise<readonly Moves[]> {
  const { rows } = await sql<Moves>`
    select to_char(moved_on, 'YYYY-MM') as month, coalesce(sum(active_change), 0)::int as change, count(*) filter (where is_loss)::int as lost
    from coach_move_fact where org_id = ${tx.org} and (active_change is not null or is_loss) group by 1 order by 1`.execute(
    tx.sql,
  )
  return rows
}
