import { sql } from 'kysely'
import { addDays, type Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'
import { declines, mentors } from '../mentors/store.ts'
import type { Newcomer } from './model.ts'
import type { Candidates } from './rules.ts'

/** Whoever was trained or came on board within so many days is new. */
const newForDays = 365

/** New coaches without a mentor who have not left, are no mentors themselves and are not on leave, by name. */
export async function newcomers(tx: Tx, today: Day): Promise<readonly Newcomer[]> {
  const { rows } = await sql<Newcomer>`
    select c.id, c.name, c.zone, c.language, coalesce(f.parts, '{}') as free
    from coach_named c
    join coach_standing s on s.org_id = c.org_id and s.coach_id = c.id
    left join coach_trained_fact t on t.org_id = c.org_id and t.key = c.id
    left join coach_start_fact b on b.org_id = c.org_id and b.key = c.id
    left join coach_free_time f on f.org_id = c.org_id and f.coach_id = c.id
    where c.org_id = ${tx.org} and s.stage in ('trained', 'onboarding', 'active', 'reactivated')
      and (s.stage = 'onboarding' or greatest(t.trained_on, b.started_on) > ${addDays(today, -newForDays)})
      and not exists (select from mentor m where m.org_id = c.org_id and m.coach_id = c.id)
      and not exists (select from mentor_pair p where p.org_id = c.org_id and p.coach_id = c.id and p.to_on is null)
    order by c.search, c.id`.execute(tx.sql)
  return rows
}

/** All that the matching weighs. */
export async function candidates(tx: Tx, today: Day): Promise<Candidates> {
  const open = (await mentors(tx)).filter(({ isOpen }) => isOpen)
  return {
    coaches: await newcomers(tx, today),
    mentors: open.map((one) => ({ ...one, places: Math.max(0, one.most - one.pairs) })),
    apart: await declines(tx),
  }
}
