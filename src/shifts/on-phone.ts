import { addDays, type Day } from '../core/day.ts'
import type { Tx } from '../platform/db/db.ts'
import { shiftsOfCoach } from './store.ts'
import { whenInWords, whereInWords } from './words.ts'

/** A coach's shifts of today and tomorrow, in words. */
export async function shiftsOnPhone(
  tx: Tx,
  { coachId, zone, today }: { readonly coachId: string; readonly zone: string; readonly today: Day },
): Promise<{ readonly title: string; readonly lines: readonly string[] }> {
  const own = await shiftsOfCoach(tx, coachId, today, addDays(today, 1))
  return { title: 'Shifts', lines: own.map((shift) => `${whenInWords(shift, zone)}, ${whereInWords(shift)}`) }
}
