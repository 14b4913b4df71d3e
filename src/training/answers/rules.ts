import { instantAt } from '../../core/clock.ts'
import type { ClassDay } from '../days/model.ts'
import { beginOf } from '../places/rules.ts'
import type { Session } from '../sessions/model.ts'

type Planned = {
  readonly held: Pick<Session, 'beginsAt' | 'startsOn' | 'endsOn'>
  readonly days: readonly Pick<ClassDay, 'beginsAt'>[]
}

/** Whether the last class of a session has begun; without classes, its last day. From then on people say how it was. */
export const hasLastBegun = (zone: string, { held, days }: Planned, now: Date): boolean =>
  now >= (days.at(-1)?.beginsAt ?? instantAt(zone, held.endsOn, '00:00'))

/**
 * Which of the two questions is asked: before until the session begins, after once its last class has begun. In between nobody
 * is asked, so that no answer is half of each.
 */
export function confidenceAsked(zone: string, planned: Planned, now: Date): 'before' | 'after' | null {
  if (now < beginOf(zone, planned.held)) return 'before'
  return hasLastBegun(zone, planned, now) ? 'after' : null
}
