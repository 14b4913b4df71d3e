import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { fills } from '../../core/field.ts'
import { dayOrNone, dayText, oneOf, reading, tick, title, wrong } from '../../core/text.ts'

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
const requiredHours = (help: string) =>
  reading<number>({ label: 'Hours required', look: 'number', isDecimal: true, help }, (raw) => {
    const text = raw.trim()
    if (/^\d{1,4}(\.\d)?$/.test(text) && Number(text) <= 1_000) return Number(text)
    return wrong(
      text === ''
        ? 'Required hours are missing. Type 0 if none are required.'
        : 'Required hours are a number from 0 to 1,000, such as 30 or 7.5.',
    )
  })

const courseFields = {
  title: title('Title'),
  kind: oneOf('Kind', courseKinds, { words: courseKindWords, none: 'Choose a kind' }),
  isCoachCourse: tick('Who completes it is a trained recovery coach', {
    help: 'An approved coach course. It decides the number of new recovery coaches.',
  }),
}

/** A new course with the hours it requires from the start. */
export const newCourseForm = z.strictObject({
  ...courseFields,
  requiredHours: requiredHours('What somebody must attend to complete it. You can change it later from a day on.'),
})
export type NewCourseForm = z.infer<typeof newCourseForm>

export const courseForm = z.strictObject({
  ...courseFields,
  endedOn: dayOrNone('Last day it is offered', {
    help: 'It then leaves the list when a session is added. Records stay.',
  }),
})
export type CourseForm = z.infer<typeof courseForm>
fills('course', courseForm)

/** Hours that are required from a day on. */
export const courseVersionForm = z.strictObject({
  requiredHours: requiredHours(
    'Sessions that begin on or after the day below require these. Earlier ones keep theirs.',
  ),
  effectiveOn: dayText('First day'),
})
export type CourseVersionForm = z.infer<typeof courseVersionForm>
fills('course_version', courseVersionForm)

export type CourseVersion = {
  readonly id: string
  readonly number: number
  readonly requiredHours: number
  readonly effectiveOn: Day
}
export type Course = CourseForm & {
  readonly id: string
  readonly version: number
  /** By the day from which they hold, earliest first; never empty. */
  readonly versions: readonly CourseVersion[]
}
