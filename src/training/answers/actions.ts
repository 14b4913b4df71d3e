import { dayIn } from '../../core/day.ts'
import { ok, refuse } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { verb } from '../../platform/db/verbs.ts'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Typed } from '../../platform/http/typed.ts'
import { enrolment } from '../completions/store.ts'
import type { TrainingNeeds } from '../needs.ts'
import { placeBehind } from '../places/links.ts'
import type { Place } from '../places/model.ts'
import { deskOf } from '../places/seats.ts'
import type { Session } from '../sessions/model.ts'
import { session } from '../sessions/store.ts'
import { ofEnrolments } from '../touched.ts'
import { confidenceForm, feedbackForm } from './model.ts'
import { confidenceAsked } from './rules.ts'
import { keepFeedback, saveConfidence } from './store.ts'

type Answer = { readonly secret: string; readonly typed: Typed; readonly needs: TrainingNeeds }

const notYours = refuse('training.no-place', 'This link cannot be used.')

/** Keeps how sure somebody is, before the session or after it, whichever it is time for. */
export const answerConfidence = verb('training.answerConfidence', async (tx, { secret, typed, needs }: Answer) => {
  const mine = await seatBehind(tx, secret, needs)
  if (!mine) return notYours
  const form = parseTyped(confidenceForm, typed, 'training.scale-wrong')
  if (!form.ok) return form
  const { held, place, enrolmentId } = mine
  const desk = await deskOf(tx, held, needs)
  const moment = confidenceAsked(desk.now, dayIn(desk.county.zone, desk.now), {
    begin: desk.begin,
    endsOn: held.endsOn,
  })
  if (moment === null) return notYours
  await needs.counted(tx, ofEnrolments([enrolmentId], place.coachId === null ? [] : [place.coachId]), () =>
    saveConfidence(tx, enrolmentId, moment, form.value.score),
  )
  return ok(null)
})

/** Keeps what somebody says about a session that is over, without their name; once. */
export const giveFeedback = verb('training.giveFeedback', async (tx, { secret, typed, needs }: Answer) => {
  const mine = await seatBehind(tx, secret, needs)
  if (!mine) return notYours
  const form = parseTyped(feedbackForm, typed, 'training.rating-wrong')
  if (!form.ok) return form
  const { zone } = (await deskOf(tx, mine.held, needs)).county
  if (dayIn(zone, needs.clock()) < mine.held.endsOn) return notYours
  await keepFeedback(tx, { enrolmentId: mine.enrolmentId, sessionId: mine.held.id, form: form.value })
  return ok(null)
})

async function seatBehind(
  tx: Tx,
  secret: string,
  needs: TrainingNeeds,
): Promise<{ held: Session; place: Place; enrolmentId: string } | null> {
  const place = await placeBehind(tx, secret, needs.clock())
  if (place?.state !== 'seated' || place.enrolmentId === null) return null
  const [held, seat] = [await session(tx, place.sessionId), await enrolment(tx, place.enrolmentId)]
  return held && seat && !held.isCancelled ? { held, place, enrolmentId: place.enrolmentId } : null
}
