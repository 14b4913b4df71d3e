import { sql } from 'kysely'
import type { OfCoach, Pair } from '../coaches/merging/model.ts'
import { type Day, dayInWords } from '../core/day.ts'
import type { Problem } from '../core/result.ts'
import type { Tx } from '../platform/db/db.ts'

/** What this room keeps of a coach. */
export const ofCoachInShifts: readonly OfCoach[] = [
  { table: 'shift_place', column: 'coach_id', name: 'Shifts' },
  { table: 'shift_release', column: 'coach_id', name: 'Shifts given up' },
  { table: 'shift_offer', column: 'from_coach_id', name: 'Shifts offered' },
  { table: 'shift_offer', column: 'to_coach_id', name: 'Shifts offered to them', neverSameAs: 'from_coach_id' },
  { table: 'shift_offer', column: 'taken_by', name: 'Shifts taken over' },
  { table: 'shift_feed', column: 'coach_id', name: 'Calendar addresses', whenBoth: 'aside' },
  { table: 'virtual_session', column: 'coach_id', name: 'Sessions by video or phone' },
  {
    table: 'meeting_link',
    column: 'coach_id',
    name: 'Meeting link',
    words: 'select id, link as words from meeting_link where org_id = $2 and id = any($1)',
    whenBoth: 'choose',
  },
]

/** Nobody is in two shifts at once: one of the two has to be given up first. */
export async function overlapRefusals(tx: Tx, { kept, gone }: Pair): Promise<readonly Problem[]> {
  const { rows } = await sql<{ day: Day }>`
    select distinct s.day from shift_place a
    join shift s on s.org_id = a.org_id and s.id = a.shift_id
    join shift_place b on b.org_id = a.org_id and b.coach_id = ${gone} and b.state in ('claimed', 'confirmed', 'in progress', 'completed')
    join shift o on o.org_id = b.org_id and o.id = b.shift_id
    where a.org_id = ${tx.org} and a.coach_id = ${kept} and a.state in ('claimed', 'confirmed', 'in progress', 'completed')
      and o.starts_at < s.ends_at and s.starts_at < o.ends_at
    order by 1`.execute(tx.sql)
  return rows.map(({ day }) => ({
    code: 'shifts.both-at-once',
    message: `Both have a shift at one time on ${dayInWords(day)}. Give up or correct one of the two first, under Shifts.`,
  }))
}
