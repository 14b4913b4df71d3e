import { z } from 'zod'
import { fills } from '../../core/field.ts'
import { oneOf } from '../../core/text.ts'
import { type ClosedReason, closedReasons } from '../facts.ts'
import { eventFields, personFields, referralForm } from '../receive/model.ts'

/** What may be corrected of a person, and where they are now. */
export const personForm = z.strictObject({ ...personFields, whereNow: referralForm.shape.whereNow })
export type PersonForm = z.infer<typeof personForm>
fills('person_served', personForm)

export const eventForm = z.strictObject(eventFields)
export type EventForm = z.infer<typeof eventForm>
fills('overdose_event', eventForm)

export const closedWords: Readonly<Record<ClosedReason, string>> = {
  duplicate: 'The same as another referral',
  'outside area': 'Outside of the area',
  'handed over': 'Handed to another team',
  'unable to reach': 'Could not be reached',
  'declined now': 'Declined for now',
  'declined for good': 'Declined for good',
  unsafe: 'Not safe to go on',
  incarcerated: 'In jail',
  moved: 'Moved away',
  deceased: 'Died',
  'support ended': 'Support ended as planned',
  'path completed': 'All was done that was asked',
}

/** A referral that tells the same as another is put together with it, which counts right; so that is no reason here. */
/** What was found out about somebody of whom a file does not say whether they live. */
export const aliveForm = z.strictObject({ answer: oneOf('Answer', ['nonfatal', 'fatal', 'nobody knows']) })
export type Alive = z.infer<typeof aliveForm>['answer']

export const closeForm = z.strictObject({
  reason: oneOf(
    'Why',
    closedReasons.filter((reason) => reason !== 'duplicate'),
    { words: closedWords, none: 'Choose a reason' },
  ),
})
