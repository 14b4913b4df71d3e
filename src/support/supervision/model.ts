import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { fills } from '../../core/field.ts'
import { body, dayText, idText, wholeNumber } from '../../core/text.ts'
import type { Named } from '../model.ts'

export type Session = {
  readonly id: string
  readonly coachId: string
  readonly coach: string
  readonly supervisorId: string
  readonly supervisor: string
  readonly heldOn: Day
  readonly minutes: number
  readonly isSample: boolean
  readonly version: number
}

/** How an active coach stands with supervision. `dueOn` is the day by which the next session is held. */
export type Standing = Named & {
  readonly supervisorId: string | null
  readonly supervisor: string | null
  readonly lastOn: Day | null
  readonly dueOn: Day
}

/** A supervisor with how many coaches they have now. */
export type Load = { readonly id: string; readonly name: string; readonly coaches: number }

const session = {
  heldOn: dayText('Day'),
  minutes: wholeNumber('Minutes', { least: 5, most: 480 }),
  note: body('Note', {
    optional: true,
    help: 'Only the supervisor and this coach can read it. The supervisor writes it.',
  }),
}
export const sessionForm = z.strictObject({ supervisorId: idText('Supervisor'), ...session })
export type SessionForm = z.infer<typeof sessionForm>
export const correctForm = z.strictObject(session)
export type CorrectForm = z.infer<typeof correctForm>
fills('supervision_session', sessionForm)

export const supervisorForm = z.strictObject({
  personId: idText('Supervisor', { help: 'Somebody of the team who signs in. It holds from today.' }),
})
