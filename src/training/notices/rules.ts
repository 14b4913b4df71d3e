import { clockIn } from '../../core/clock.ts'
import { type Day, dayIn, daysBetween } from '../../core/day.ts'

/** No reminder wakes anybody: none goes out before eight in the morning, by the clocks of the county. */
const earliest = '08:00'

/**
 * The reminder that is due to somebody with a seat: a week before the first day and the day before. Who took the seat within
 * that time has just been told, so the week's reminder is only for those who took it earlier.
 */
export function reminderDue(
  zone: string,
  now: Date,
  { startsOn, begin, seatedOn }: { readonly startsOn: Day; readonly begin: Date; readonly seatedOn: Day },
): '7 days before' | '1 day before' | null {
  if (clockIn(zone, now) < earliest || begin <= now) return null
  const left = daysBetween(dayIn(zone, now), startsOn)
  if (left === 1) return seatedOn < dayIn(zone, now) ? '1 day before' : null
  if (left < 2 || left > 7) return null
  return daysBetween(seatedOn, startsOn) > 7 ? '7 days before' : null
}
