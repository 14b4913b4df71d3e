import { ok, refuse } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { verb } from '../../platform/db/verbs.ts'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Typed } from '../../platform/http/typed.ts'
import { enrolment } from '../completions/store.ts'
import type { TrainingNeeds } from '../needs.ts'
import { type Planned, plannedNow } from '../places/changed.ts'
import { placeBehind } from '../places/links.ts'
import type { Place } from '../places/model.ts'
import { county } from '../places/store.ts'
import { ofEnrolments } from '../touched.ts'
import { confidenceForm, feedbackForm } from './model.ts'
import { confidenceAsked, hasLastBegun } from './rules.ts'
import { keepFeedback, saveConfidence } from './store.ts'

type Answer = { readonly secret: string; readonly typed: Typed; readonly needs: TrainingNeeds }

const notYours = refuse('training.no-place', 'This link cannot be used.')
const notYet = refuse('training.not-begun', 'You can say how it was once the class has begun.')

/** Keeps how sure somebody is, before the session or after it, whichever it is time for. */
export const answerConfidence = verb('training.answerConfidence', async (tx, { secret, typed, needs }: Answer) => {
  const mine = await seatBehind(tx, secret, needs)
  if (!mine) return notYours
  const form = parseTyped(confidenceForm, typed, 'training.scale-wrong')
  if (!form.ok) return form
  const { place, enrolmentId } = mine
  const moment = confidenceAsked((await county(tx)).zone, mine, needs.clock())
  if (moment === null) return notYet
  await needs.counted(tx, ofEnrolments([enrolmentId], place.coachId === null ? [] : [place.coachId]), () =>
    saveConfidence(tx, enrolmentId, moment, form.value.score),
  )
  return ok(null)
})

/** Keeps what somebody says about a session whose last class has begun, without their name; once. */
export const giveFeedback = verb('training.giveFeedback', async (tx, { secret, typed, needs }: Answer) => {
  const mine = await seatBehind(tx, secret, needs)
  if (!mine) return notYours
  const form = parseTyped(feedbackForm, typed, 'training.rating-wrong')
  if (!form.ok) return form
  const { zone } = await county(tx)
  if (!hasLastBegun(zone, mine, needs.clock())) return notYet
  await keepFeedback(tx, { enrolmentId: mine.enrolmentId, sessionId: mine.held.id, form: form.value })
  return ok(null)
})

async function seatBehind(
  tx: Tx,
  secret: string,
  needs: TrainingNeeds,
): Promise<(Planned & { place: Place; enrolmentId: string }) | null> {
  const place = await placeBehind(tx, secret, needs.clock())
  if (place?.state !== 'seated' || place.enrolmentId === null) return null
  const [planned, seat] = [await plannedNow(tx, place.sessionId), await enrolment(tx, place.enrolmentId)]
  return planned && seat && !planned.held.isCancelled ? { ...planned, place, enrolmentId: place.enrolmentId } : null
}
