import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { idText, manyLines, oneOf, tick } from '../../core/text.ts'

/** How somebody is, from 1 to 5, in words that a coach chooses from. */
export const feelings = ['very low', 'low', 'so-so', 'good', 'very good'] as const
export type Feeling = (typeof feelings)[number]

/** As each is called where it stands for itself. */
const feelingWords: Readonly<Record<Feeling, string>> = {
  'very low': 'Very low',
  low: 'Low',
  'so-so': 'So-so',
  good: 'Good',
  'very good': 'Very good',
}

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
  supporterId: idText('Who sees it', { none: 'Choose one person' }),
  feeling: oneOf('How you are', feelings, { words: feelingWords, none: 'Choose one' }),
  words: manyLines('What you want to say', 2_000, { optional: true, rows: 4 }),
  wantsCall: tick('Ask for a call'),
})
export type CheckInForm = z.infer<typeof checkInForm>

/** Of the buttons beside a check-in. */
export const checkInId = z.strictObject({ checkInId: idText('Check-in') })
