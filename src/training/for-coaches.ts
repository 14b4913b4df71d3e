import type { Day } from '../core/day.ts'
import type { Result } from '../core/result.ts'
import type { Tx } from '../platform/db/db.ts'
import type { Hand } from '../platform/db/verbs.ts'
import type { Told } from '../platform/told.ts'
import type { TrainingNeeds } from './needs.ts'
import { freeSeats } from './places/rules.ts'
import { enrolCoach } from './sessions/actions.ts'
import { sessions } from './sessions/store.ts'
import { daysInWords, placeInWords } from './words.ts'

/** The classes that somebody may still be put in, soonest first, at most a page of them. Free seats: null is no limit. */
export async function classesAhead(tx: Tx, today: Day) {
  const { rows } = await sessions(tx, { view: 'upcoming', courseId: null, page: 1, today })
  return rows.map((held) => ({
    id: held.id,
    course: held.course,
    isCoachCourse: held.isCoachCourse,
    startsOn: held.startsOn,
    days: daysInWords(held),
    place: placeInWords(held),
    free: held.capacity === null ? null : freeSeats(held),
    waiting: held.listed,
    href: `/training/sessions/${held.id}`,
  }))
}

type Enrolling = { readonly coachId: string; readonly sessionId: string }

/** Gives a coach of the roster a seat, as the page of the session does. Answers who was told. */
export const enrolling =
  (needs: TrainingNeeds) =>
  (hand: Hand, { coachId, sessionId }: Enrolling): Promise<Result<Told>> =>
    enrolCoach(hand, { sessionId, form: { coachId, coachName: '', isNewCoach: false }, needs })
