import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { described, fills } from '../../core/field.ts'
import { isId } from '../../core/id.ts'
import { dayText, idText, line, reading, wholeNumber, wrong } from '../../core/text.ts'

// The twelve areas of competency that SAMHSA names for peer workers (titles: https://www.prss-tta.com/core-competencies/). What
// somebody sees who does it well is said in our own words.

export type Area = { readonly number: number; readonly title: string; readonly behaviours: readonly string[] }

export const areas: readonly Area[] = [
  {
    number: 1,
    title: 'Engages peers in collaborative and caring relationships',
    behaviours: [
      'Greets people warmly, and asks how they want to be met and called.',
      'Listens more than they talk, and says back what they heard.',
      'Comes when they said they would, and says so early if they cannot.',
    ],
  },
  {
    number: 2,
    title: 'Provides support',
    behaviours: [
      'Says what is going well before what is hard.',
      'Stays calm and kind when somebody has a bad day or starts again.',
      'Helps with one practical thing that the person asked for.',
    ],
  },
  {
    number: 3,
    title: 'Shares lived experiences of recovery',
    behaviours: [
      'Tells a part of their own story only when it helps the other person.',
      'Keeps it short, and comes back to the person.',
      'Leaves out details that could hurt or draw somebody back.',
    ],
  },
  {
    number: 4,
    title: 'Personalizes peer support',
    behaviours: [
      'Asks what recovery means to this person, and goes by that.',
      'Respects beliefs, language, family and custom, and asks when unsure.',
      'Knows where their own views end and the choice of the other begins.',
    ],
  },
  {
    number: 5,
    title: 'Supports recovery planning',
    behaviours: [
      'Helps the person say their own goals in their own words.',
      'Breaks a goal into a next step that can be done this week.',
      'Looks at the plan again with the person, and marks what worked.',
    ],
  },
  {
    number: 6,
    title: 'Links to resources, services and supports',
    behaviours: [
      'Knows who in the county offers what, and checks that it still holds.',
      'Makes the first call or goes along, if the person wants that.',
      'Asks afterwards whether the person got there.',
    ],
  },
  {
    number: 7,
    title: 'Provides information about skills related to health, wellness and recovery',
    behaviours: [
      'Explains in plain words, and asks what the person knows already.',
      'Shows how a thing is done, such as naloxone, and lets the person try.',
      'Gives facts that are checked, and says when they do not know.',
    ],
  },
  {
    number: 8,
    title: 'Helps peers manage crises',
    behaviours: [
      'Sees early signs that somebody is not safe, and asks directly.',
      'Keeps the person and themselves safe, and calls for help in time.',
      'Tells the supervisor the same day, and looks after themselves.',
    ],
  },
  {
    number: 9,
    title: 'Values communication',
    behaviours: [
      'Uses respectful words about people who use drugs and about those around them.',
      'Writes notes that are short and true, and that the person could read.',
      'Keeps what is private private, and says where that ends.',
    ],
  },
  {
    number: 10,
    title: 'Supports collaboration and teamwork',
    behaviours: [
      'Works with medics, police and clinics without giving up the view of a peer.',
      'Speaks up for what the person wants when others plan for them.',
      'Hands over so that nobody has to tell their story twice.',
    ],
  },
  {
    number: 11,
    title: 'Promotes leadership and advocacy',
    behaviours: [
      'Knows the rights of people in recovery, and helps them use these.',
      'Helps somebody find and use their own voice.',
      'Tells leaders what gets in the way, with facts and without names.',
    ],
  },
  {
    number: 12,
    title: 'Promotes growth and development',
    behaviours: [
      'Knows what they can and cannot do, and asks for help.',
      'Brings something to each talk with the supervisor, and acts on it.',
      'Takes a class or practices something new each year.',
    ],
  },
]

export const areaOf = (number: number): Area | undefined => areas.find((one) => one.number === number)

export const levels = [
  { value: 1, name: 'New to it' },
  { value: 2, name: 'With help' },
  { value: 3, name: 'Without help' },
  { value: 4, name: 'Can show others' },
] as const
export const levelInWords = (level: number): string => levels.find(({ value }) => value === level)?.name ?? ''

export type Rater = 'self' | 'supervisor'
export type Rating = {
  readonly id: string
  readonly area: number
  readonly rater: Rater
  readonly level: number
  readonly ratedOn: Day
  readonly note: string
}
/** One line of a development plan. */
export type Goal = {
  readonly id: string
  readonly area: number
  readonly what: string
  readonly dueOn: Day | null
  readonly doneOn: Day | null
  readonly courseId: string | null
  readonly course: string | null
}
export type Course = { readonly id: string; readonly title: string }
export type Serving = Course & { readonly area: number }

const inArea = (label: string, none?: string) =>
  described(wholeNumber(label, { least: 1, most: 12 }), {
    label,
    look: 'choice',
    options: areas.map(({ number, title }) => ({ value: String(number), name: `${number}. ${title}` })),
    ...(none && { none }),
  })
const area = inArea('Area', 'Choose one')

export const ratingForm = z.strictObject({
  area,
  level: described(wholeNumber('Level', { least: 1, most: 4 }), {
    label: 'Level',
    look: 'choice',
    options: levels.map(({ value, name }) => ({ value: String(value), name: `${value}: ${name}` })),
    none: 'Choose one',
  }),
  note: line('What you saw', { optional: true }),
})
export type RatingForm = z.infer<typeof ratingForm>
export const goalForm = z.strictObject({
  area: inArea('Area of the plan'),
  what: line('What'),
  dueOn: dayText('By', { optional: true }),
  courseId: reading({ label: 'Course', look: 'choice', none: 'None', optional: true }, (raw) =>
    raw === '' || isId(raw) ? raw : wrong('Course was not one of the list. Choose it again.'),
  ),
})
export type GoalForm = z.infer<typeof goalForm>
export const doneForm = z.strictObject({ goalId: idText('Line of the plan') })
export const servingForm = z.strictObject({ area, courseId: idText('Course') })
export type ServingForm = z.infer<typeof servingForm>

fills('competency_goal', goalForm)
