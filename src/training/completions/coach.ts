import { newId } from '../../core/id.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { CoachNamedByForm } from './model.ts'
import { coachesCalled, coachesNear, coachWithId } from './store.ts'

export type Found = { readonly id: string; readonly name: string; readonly isNew: boolean }

/**
 * The coach that a form means. A name must be of one coach, or be ticked as new: a slip of the keyboard would otherwise
 * make a second record of the same person, and two trained coaches out of one.
 */
export async function coachMeant(tx: Tx, { coachId, coachName, isNewCoach }: CoachNamedByForm): Promise<Result<Found>> {
  if (coachId !== null) {
    const chosen = await coachWithId(tx, coachId)
    return chosen
      ? ok({ id: chosen.id, name: chosen.name, isNew: false })
      : refuse('training.no-coach', 'This coach is not on the roster any more. Type a name.', 'coachName')
  }
  if (coachName === '') return refuse('training.no-coach', 'Coach is missing. Type a name.', 'coachName')
  const [first, ...others] = await coachesCalled(tx, coachName)
  if (!first) return isNewCoach ? ok({ id: newId(), name: coachName, isNew: true }) : unknown(tx, coachName)
  if (isNewCoach)
    return refuse(
      'training.coach-exists',
      `${first.name} is on the roster already. Take the tick away, or add the second person of this name under Coaches first.`,
      'coachName',
    )
  if (others.length > 0)
    return refuse(
      'training.coach-ambiguous',
      `${others.length + 1} coaches are called ${coachName}. Choose which one.`,
      'coachId',
    )
  return ok({ id: first.id, name: first.name, isNew: false })
}

async function unknown(tx: Tx, name: string): Promise<Result<Found>> {
  const near = await coachesNear(tx, name)
  const hint = near.length > 0 ? ` Close to it: ${near.map((coach) => coach.name).join(', ')}.` : ''
  return refuse(
    'training.no-coach',
    `No coach is called ${name}.${hint} Correct the name, or tick that the coach is new.`,
    'coachName',
  )
}
