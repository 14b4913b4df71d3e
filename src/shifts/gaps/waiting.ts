import { sql } from 'kysely'
import { counted } from '../../core/counted.ts'
import { addDays, type Day } from '../../core/day.ts'
import { type Due, dueIf } from '../../core/due.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Waiting } from '../../platform/waiting.ts'
import { access } from '../rules.ts'

/** Places of shifts that begin before a week is over and that nobody has taken. */
export const gapsWaiting = (clock: () => Date): Waiting => ({
  may: access.write,
  due: async (tx, today) => gapsDue(await gapsAhead(tx, clock(), today)),
})

type Gaps = { readonly today: number; readonly week: number }

async function gapsAhead(tx: Tx, now: Date, today: Day): Promise<Gaps> {
  const { rows } = await sql<Gaps>`
    select count(*) filter (where s.day = ${today}) as today, count(*) filter (where s.day > ${today}) as week
    from shift s join shift_place p on p.org_id = s.org_id and p.shift_id = s.id
    where s.org_id = ${tx.org} and s.day between ${today} and ${addDays(today, 6)} and s.starts_at > ${now} and p.state = 'open'
  `.execute(tx.sql)
  return { today: Number(rows[0]?.today ?? 0), week: Number(rows[0]?.week ?? 0) }
}

export const gapsDue = ({ today, week }: Gaps): readonly Due[] => [
  ...dueIf(today, { ...line(today, 'today'), why: 'The shift begins today, and nobody has taken it.', when: 'now' }),
  ...dueIf(week, { ...line(week, 'in the next 6 days'), why: 'Nobody has taken them yet.' }),
]

const line = (count: number, when: string): Omit<Due, 'why'> => ({
  what: `${counted(count, 'place')} on shifts ${when} without a coach`,
  act: 'See the week',
  href: '/shifts',
})
