import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { fills } from '../../core/field.ts'
import { dayText, idText, oneOf, wholeNumber } from '../../core/text.ts'
import { meetingAddress } from '../model.ts'

export const kinds = ['video', 'phone'] as const
export type Kind = (typeof kinds)[number]

/** A completed session by video or phone. Nobody served is in it. */
export type VirtualSession = {
  readonly id: string
  readonly coachId: string
  readonly coach: string
  readonly heldOn: Day
  readonly minutes: number
  readonly kind: Kind
  readonly isSample: boolean
  readonly version: number
}

const session = {
  heldOn: dayText('Day'),
  minutes: wholeNumber('Minutes', { least: 1, most: 720 }),
  kind: oneOf('By', kinds, { words: { video: 'Video', phone: 'Phone' } }),
}
export const ownSessionForm = z.strictObject(session)
export const sessionForm = z.strictObject({ coachId: idText('Coach', { none: 'Choose a coach' }), ...session })
export type SessionForm = z.infer<typeof sessionForm>
fills('virtual_session', sessionForm)

export const linkForm = z.strictObject({
  link: meetingAddress('Meeting link', {
    optional: true,
    help: 'Any meeting address with https. It stands on your virtual shifts.',
  }),
})
