import { z } from 'zod'
import { type Language, languages } from '../../core/language.ts'
import { mailAddress, name, oneOf } from '../../core/text.ts'

/** What anybody types to sign up for a session. `website` is for machines alone: people do not see it. */
export const signUpForm = z.strictObject({
  name: name('Name'),
  email: mailAddress('Mail address'),
  language: oneOf('Language', languages),
  website: z.string().prefault(''),
})
export type SignUpForm = z.infer<typeof signUpForm>

export type PlaceState = 'waiting' | 'offered' | 'seated' | 'lapsed' | 'withdrawn'

/** Somebody who signed up for a session. `arrived` rises in the order of arrival. */
export type Place = {
  readonly id: string
  readonly sessionId: string
  readonly name: string
  readonly email: string
  readonly language: Language
  readonly arrived: number
  readonly arrivedAt: Date
  readonly state: PlaceState
  readonly offerUntil: Date | null
  /** Until when the mail address has to be confirmed; null once it is, and for whom the team knows. */
  readonly confirmUntil: Date | null
  readonly coachId: string | null
  readonly enrolmentId: string | null
  readonly isLate: boolean
  readonly isSample: boolean
}
