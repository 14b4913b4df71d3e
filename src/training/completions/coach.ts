import { whoIs } from '../../coaches/same/rules.ts'
import { counted } from '../../core/counted.ts'
import { newId } from '../../core/id.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { CoachNamedByForm } from './model.ts'
import { coachesLike, coachesNear, coachWithId } from './store.ts'

export type Found = { readonly id: string; readonly name: string; readonly isNew: boolean }

/**
 * The coach that a form means. A name that is another writing of a coach's is that coach or is asked about, and a name that is like
 * nobody's has to be ticked as new: else a slip of the keyboard makes a second record, and two trained coaches out of one.
 */
export async function coachMeant(tx: Tx, { coachId, coachName, isNewCoach }: CoachNamedByForm): Promise<Result<Found>> {
  if (coachId !== null && coachId !== 'new') {
    const chosen = await coachWithId(tx, coachId)
    return chosen
      ? ok({ id: chosen.id, name: chosen.name, isNew: false })
      : refuse('training.no-coach', 'This coach is not on the roster any more. Type a name.', 'coachName')
  }
  if (coachName === '') return refuse('training.no-coach', 'Coach is missing. Type a name.', 'coachName')
  const asNew = ok({ id: newId(), name: coachName, isNew: true })
  if (coachId === 'new') return asNew
  const found = whoIs({ name: coachName, email: null }, await coachesLike(tx, coachName))
  if (found.kind === 'new') return isNewCoach ? asNew : unknown(tx, coachName)
  if (found.kind === 'known' && !isNewCoach) return ok({ id: found.who.id, name: found.who.name, isNew: false })
  const [first, ...others] = found.kind === 'known' ? [found.who] : found.candidates.map(({ who }) => who)
  return refuse(
    'training.coach-ambiguous',
    others.length > 0
      ? `${counted(others.length + 1, 'coach', 'coaches')} on the roster may be ${coachName}. Choose which one, or that it is none of them.`
      : `${first?.name} is on the roster already. Choose whether ${coachName} is this coach.`,
    'coachId',
  )
}

async function unknown(tx: Tx, name: string): Promise<Result<Found>> {
  const near = await coachesNear(tx, name)
  const hint = near.length > 0 ? ` Close to it: ${near.map((coach) => coach.name).join(', ')}.` : ''
  return refuse(
    'training.no-coach',
    `No coach is called ${name}.${hint} Correct the name, or check that the coach is new.`,
    'coachName',
  )
}
