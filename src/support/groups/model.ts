import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { fills } from '../../core/field.ts'
import { dayText, idText, line, tick, title, wholeNumber } from '../../core/text.ts'
import type { Named } from '../model.ts'

const newGroup = {
  title: title('Name of the group'),
  about: line('When and where it meets', { help: 'First Tuesdays, 6 pm, online.', optional: true }),
}
export const newGroupForm = z.strictObject(newGroup)
export const groupForm = z.strictObject({ ...newGroup, isOver: tick('This group is over') })
fills('peer_group', groupForm)

export type NewGroupForm = z.infer<typeof newGroupForm>
export type GroupForm = z.infer<typeof groupForm>

export type Group = GroupForm & {
  readonly id: string
  readonly members: number
  readonly lastOn: Day | null
  readonly isSample: boolean
  readonly version: number
}
export type Member = Named & { readonly fromOn: Day; readonly came: number }
export type Meeting = {
  readonly id: string
  readonly heldOn: Day
  readonly minutes: number
  readonly came: readonly Named[]
}

export const memberForm = z.strictObject({ coachId: idText('Coach') })

/** `came` holds who was there, one value a coach; it is read apart. */
export const meetingForm = z.strictObject({
  heldOn: dayText('Day'),
  minutes: wholeNumber('Minutes', { least: 5, most: 480 }),
  came: z.string().optional(),
})
