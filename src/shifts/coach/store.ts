import { sql } from 'kysely'
import { timeInWords, wallIn, weekdayInWords } from '../../core/clock.ts'
import type { Day } from '../../core/day.ts'
import { together } from '../../core/together.ts'
import type { Tx } from '../../platform/db/db.ts'
import { ahead } from '../rules.ts'

/** Who a coach of the roster is; null for nobody. */
export async function coachNamed(tx: Tx, id: string): Promise<{ readonly id: string; readonly name: string } | null> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from coach_named where org_id = ${tx.org} and id = ${id}`.execute(tx.sql)
  return rows[0] ?? null
}

type Next = { coachId: string; shiftId: string; startsAt: Date }

/** The next shift of each of some coaches that has not begun, in words by the county's clock; who has none is not there. */
export const nextShifts =
  (clock: () => Date) =>
  async (
    tx: Tx,
    coachIds: readonly string[],
    zone: string,
  ): Promise<ReadonlyMap<string, { readonly words: string; readonly href: string }>> => {
    const { rows } = await sql<Next>`
      select distinct on (p.coach_id) p.coach_id as "coachId", s.id as "shiftId", s.starts_at as "startsAt"
      from shift_place p join shift s on s.org_id = p.org_id and s.id = p.shift_id
      where p.org_id = ${tx.org} and p.coach_id = any(${coachIds}::uuid[]) and p.state = any(${ahead}::text[])
        and s.starts_at > ${clock()}
      order by p.coach_id, s.starts_at, s.id`.execute(tx.sql)
    return new Map(
      rows.map(({ coachId, shiftId, startsAt }) => [
        coachId,
        { words: soonInWords(zone, startsAt), href: `/shifts/${shiftId}` },
      ]),
    )
  }

/** How many of the shifts ahead are named in short. */
const mostNamed = 3

/** The shifts of a coach in short: the next ones, what was worked this year so far, and the day of the very first. */
export const shiftsInShort =
  (clock: () => Date) =>
  async (tx: Tx, coachId: string, { today, zone }: { readonly today: Day; readonly zone: string }) => {
    const own = sql`shift_place p join shift s on s.org_id = p.org_id and s.id = p.shift_id
      where p.org_id = ${tx.org} and p.coach_id = ${coachId}`
    const [next, done] = await together(
      sql<Omit<Next, 'coachId'>>`
        select s.id as "shiftId", s.starts_at as "startsAt" from ${own} and p.state = any(${ahead}::text[])
          and s.starts_at > ${clock()} order by s.starts_at, s.id limit ${mostNamed}`.execute(tx.sql),
      sql<{ hours: number; worked: number; firstOn: Day | null }>`
        select coalesce(sum(p.hours) filter (where s.day between ${`${today.slice(0, 4)}-01-01`} and ${today}), 0) as hours,
          count(*) filter (where s.day between ${`${today.slice(0, 4)}-01-01`} and ${today}) as worked, min(s.day) as "firstOn"
        from ${own} and p.state = 'completed'`.execute(tx.sql),
    )
    return {
      next: next.rows.map(({ shiftId, startsAt }) => ({
        words: soonInWords(zone, startsAt),
        href: `/shifts/${shiftId}`,
      })),
      ...(done.rows[0] ?? { hours: 0, worked: 0, firstOn: null }),
      href: `/shifts/coaches/${coachId}`,
    }
  }

/** `Fri 4 Dec, 10 pm`: of what is near nobody asks for the year. */
function soonInWords(zone: string, at: Date): string {
  const { day, time } = wallIn(zone, at)
  return `${weekdayInWords(day).replace(/ \d{4}$/, '')}, ${timeInWords(time)}`
}
