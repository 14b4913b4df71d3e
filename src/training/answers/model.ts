import { z } from 'zod'
import { manyLines, wholeNumber } from '../../core/text.ts'

/** "How sure are you": 0 is not at all, 10 is fully. */
export const confidenceForm = z.strictObject({ score: wholeNumber('Answer', { least: 0, most: 10 }) })

/** What was said about a class, without a name. */
export const feedbackForm = z.strictObject({
  rating: wholeNumber('Answer', { least: 1, most: 5 }),
  words: manyLines('Words', 2_000, { optional: true }),
})
export type FeedbackForm = z.infer<typeof feedbackForm>

export type Confidence = { readonly before: number | null; readonly after: number | null }

/** Answers are shown from this many on: fewer could tell who said what. */
export const fewestShown = 5

/** What a session was said to be: `answers` alone while there are too few to show. */
export type FeedbackShown = {
  readonly answers: number
  readonly shown: {
    /** How often each rating came up, from 1 to 5. */
    readonly ratings: readonly number[]
    readonly words: readonly string[]
  } | null
}

/** How sure coaches were before and after, over those who answered both; null while fewer than five did. */
export type ConfidenceShown = {
  readonly both: number
  readonly means: { readonly before: number; readonly after: number } | null
}
