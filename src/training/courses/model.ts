import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { dayText, oneOf, tick, title } from '../../core/text.ts'

export const courseKinds = ['academy', 'ethics', 'peer support', 'naloxone', 'mental health', 'other'] as const
export type CourseKind = (typeof courseKinds)[number]

export const courseKindWords: Readonly<Record<CourseKind, string>> = {
  academy: 'Coach academy',
  ethics: 'Ethics',
  'peer support': 'Peer support specialist',
  naloxone: 'Naloxone',
  'mental health': 'Mental health first aid',
  other: 'Other',
}

/** Hours with at most one decimal, 0 to 1,000: what a course may require. */
const requiredHours = z
  .string()
  .prefault('')
  .transform((raw, context) => {
    const text = raw.trim()
    if (/^\d{1,4}(\.\d)?$/.test(text) && Number(text) <= 1_000) return Number(text)
    context.addIssue({
      code: 'custom',
      message:
        text === ''
          ? 'Required hours are missing. Type 0 if none are required.'
          : 'Required hours are a number from 0 to 1,000, such as 30 or 7.5.',
    })
    return z.NEVER
  })

const courseFields = { title: title('Title'), kind: oneOf('Kind', courseKinds), isCoachCourse: tick() }

/** A new course with the hours it requires from the start. */
export const newCourseForm = z.strictObject({ ...courseFields, requiredHours })
export type NewCourseForm = z.infer<typeof newCourseForm>

export const courseForm = z.strictObject({
  ...courseFields,
  endedOn: dayText('Last day it is offered', { optional: true }),
})
export type CourseForm = z.infer<typeof courseForm>

/** Hours that are required from a day on. */
export const courseVersionForm = z.strictObject({ requiredHours, effectiveOn: dayText('First day') })
export type CourseVersionForm = z.infer<typeof courseVersionForm>

export type CourseVersion = {
  readonly id: string
  readonly number: number
  readonly requiredHours: number
  readonly effectiveOn: Day
}
export type Course = {
  readonly id: string
  readonly title: string
  readonly kind: CourseKind
  readonly isCoachCourse: boolean
  readonly endedOn: Day | null
  readonly version: number
  /** By the day from which they hold, earliest first; never empty. */
  readonly versions: readonly CourseVersion[]
}
