import { sql } from 'kysely'
import { counted } from '../../core/counted.ts'
import { addDays, type Day } from '../../core/day.ts'
import { type Due, dueIf } from '../../core/due.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Waiting } from '../../platform/waiting.ts'
import { access } from './rules.ts'

const soonDays = 30

/** Credentials that run out soon and were not renewed. */
export const lapsesWaiting: Waiting = {
  may: access.read,
  isOfDay: true,
  due: async (tx, today) => lapsesDue(await runningOut(tx, today)),
}

async function runningOut(tx: Tx, today: Day): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from credential_term t
    join credential c on c.org_id = t.org_id and c.id = t.credential_id
    join coach_standing s on s.org_id = c.org_id and s.coach_id = c.coach_id and s.is_active
    where t.org_id = ${tx.org} and t.ended_on is null and t.expires_on between ${today} and ${addDays(today, soonDays)}
      and not exists (select from credential_term n
        where n.org_id = t.org_id and n.credential_id = t.credential_id and n.position > t.position)`.execute(tx.sql)
  return Number(rows[0]?.count ?? 0)
}

export const lapsesDue = (count: number): readonly Due[] =>
  dueIf(count, {
    what: `${counted(count, 'credential')} of coaches at work ${count === 1 ? 'runs' : 'run'} out within ${soonDays} days`,
    why: 'They were reminded. What is missing for each stands there.',
    act: 'See which',
    href: '/coaches/credentials',
  })
