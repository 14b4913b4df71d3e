import { addDays, type Day } from '../core/day.ts'
import type { Tx } from '../platform/db/db.ts'
import { classDaysOf } from './days/store.ts'
import { seatsOfCoach } from './mine/store.ts'
import { hoursOfClass, placeInWords } from './words.ts'

/** A coach's classes of today and tomorrow, in words. */
export async function classesOnPhone(
  tx: Tx,
  { coachId, zone, today }: { readonly coachId: string; readonly zone: string; readonly today: Day },
): Promise<{ readonly title: string; readonly lines: readonly string[] }> {
  const lines: string[] = []
  for (const seat of await seatsOfCoach(tx, coachId)) {
    if (seat.sessionId === null || seat.outcome !== 'enrolled' || seat.endsOn === null || seat.endsOn < today) continue
    const days = (await classDaysOf(tx, seat.sessionId)).filter(
      ({ heldOn }) => heldOn >= today && heldOn <= addDays(today, 1),
    )
    for (const day of days)
      lines.push(
        `${seat.course}, ${day.heldOn === today ? 'today' : 'tomorrow'}, ${hoursOfClass(day, zone)}, ${placeInWords(day)}`,
      )
  }
  return { title: 'Classes', lines }
}
