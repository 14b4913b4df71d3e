import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { idText, manyLines, oneOf, tick } from '../../core/text.ts'

/** How somebody is, from 1 to 5, in words that a coach chooses from. */
export const feelings = ['very low', 'low', 'so-so', 'good', 'very good'] as const
export type Feeling = (typeof feelings)[number]

/** One check-in, as its coach and the supporter they chose see it. */
export type CheckIn = {
  readonly id: string
  readonly coachId: string
  readonly coach: string
  readonly supporter: string
  readonly madeOn: Day
  readonly feeling: Feeling
  readonly words: string
  readonly wantsCall: boolean
  readonly seenOn: Day | null
}

export const checkInForm = z.strictObject({
  supporterId: idText('Who sees it'),
  feeling: oneOf('How you are', feelings),
  words: manyLines('What you want to say', 2_000, { optional: true }),
  wantsCall: tick(),
})
export type CheckInForm = z.infer<typeof checkInForm>
