import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { dayText, idText, line, tick, wholeNumber } from '../../core/text.ts'
import { type Named, type Part, parts } from '../model.ts'

/** A coach who stands by others. `pairs` hold now. */
export type Mentor = Named & {
  readonly most: number
  readonly isOpen: boolean
  readonly pairs: number
  readonly zone: string | null
  readonly language: string
  readonly free: readonly Part[]
  readonly version: number
}

export type Pair = {
  readonly id: string
  readonly mentorId: string
  readonly mentor: string
  readonly coachId: string
  readonly coach: string
  readonly fromOn: Day
  readonly toOn: Day | null
  readonly endReason: string
  readonly isSample: boolean
}

export type DeclinedBy = 'coach' | 'mentor' | 'coordinator'
export type Decline = {
  readonly id: string
  readonly mentorId: string
  readonly coachId: string
  readonly declinedBy: DeclinedBy
}

export const mentorForm = z.strictObject({
  most: wholeNumber('Coaches at once', {
    least: 1,
    most: 20,
    help: 'Pairs that hold now stay, also when the number goes down.',
  }),
  isOpen: tick('Takes on coaches now'),
})
export type MentorForm = z.infer<typeof mentorForm>

export const pairForm = z.strictObject({ mentorId: idText('Mentor'), fromOn: dayText('From') })

export const endForm = z.strictObject({
  toOn: dayText('Until'),
  endReason: line('Reason', { help: 'The first months are over, or somebody moved.' }),
})
export type EndForm = z.infer<typeof endForm>

/** The name of a part of the week in forms. */
const fieldOf = (part: Part): string => part.replace(' ', '-')

export const freeForm = z
  .strictObject(
    Object.fromEntries(parts.map((part) => [fieldOf(part), tick(part.charAt(0).toUpperCase() + part.slice(1))])),
  )
  .transform((ticked): readonly Part[] => parts.filter((part) => ticked[fieldOf(part)]))

/** When somebody is free, as the form starts from it. */
export const ticked = (free: readonly Part[] | null): Readonly<Record<string, boolean>> =>
  Object.fromEntries(parts.map((part) => [fieldOf(part), free?.includes(part) ?? false]))
