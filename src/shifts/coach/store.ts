import { sql } from 'kysely'
import { timeInWords, wallIn, weekdayInWords } from '../../core/clock.ts'
import type { Tx } from '../../platform/db/db.ts'
import { ahead } from '../rules.ts'

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

/** `Fri 4 Dec, 10 pm`: of what is near nobody asks for the year. */
function soonInWords(zone: string, at: Date): string {
  const { day, time } = wallIn(zone, at)
  return `${weekdayInWords(day).replace(/ \d{4}$/, '')}, ${timeInWords(time)}`
}
