import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { described, fills } from '../../core/field.ts'
import { type Language, languages } from '../../core/language.ts'
import {
  dayText,
  idText,
  line,
  mailAddress,
  manyLines,
  name,
  oneLine,
  oneOf,
  tick,
  wholeNumber,
} from '../../core/text.ts'
import { phone } from '../model.ts'

/** How a program takes coaches on. The lists hold one thing a line. */
export type Opening = {
  readonly id: string
  readonly programId: string
  readonly slug: string
  readonly isOpen: boolean
  readonly doesEn: string
  readonly doesNotEn: string
  readonly doesEs: string
  readonly doesNotEs: string
  readonly steps: string
  readonly referenceCount: number
  /** Months after the decision for which an application that led to no coach says who sent it. */
  readonly keepMonths: number
  readonly isChecked: boolean
  readonly isSample: boolean
  readonly version: number
}

const things = (label: string, help = 'One thing a line.') => manyLines(label, 4_000, { help })

export const openingForm = z.strictObject({
  isOpen: tick('Applications are open', { help: 'Closed, the page says so and takes none.' }),
  doesEn: things('What a coach does', 'One thing a line, in plain words.'),
  doesNotEn: things('What a coach does not do'),
  doesEs: things('What a coach does, in Spanish'),
  doesNotEs: things('What a coach does not do, in Spanish'),
  steps: described(
    manyLines('Screening steps', 2_000, { optional: true }).refine(
      (text) => linesOf(text).every((step) => step.length <= 200) && linesOf(text).length <= 12,
      'Screening steps are at most 12, each at most 200 characters.',
    ),
    {
      label: 'Screening steps',
      look: 'lines',
      rows: 4,
      optional: true,
      help: 'One step a line. Applications sent before keep the steps they came with.',
    },
  ),
  referenceCount: wholeNumber('References', {
    least: 0,
    most: 3,
    help: 'How many people who know the applicant: 0 to 3.',
  }),
  isChecked: tick('A background check is asked for'),
  keepMonths: wholeNumber('Months for which applications are kept', {
    least: 6,
    most: 120,
    help: 'So long after an application was declined, withdrawn or put aside, it is emptied. The name, how to reach the person and all they wrote go, also from the history. The days and the outcome stay. The public page says so. 6 to 120.',
  }),
})
export type OpeningForm = z.infer<typeof openingForm>
fills('opening', openingForm)

/** The things of a list, one a line. */
export const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== '')

const referenceFields = {
  referenceName1: name('Name of a reference', { optional: true }),
  referenceContact1: line('How to reach the reference', { optional: true }),
  referenceName2: name('Name of a reference', { optional: true }),
  referenceContact2: line('How to reach the reference', { optional: true }),
  referenceName3: name('Name of a reference', { optional: true }),
  referenceContact3: line('How to reach the reference', { optional: true }),
}

/** What an applicant sends. Lived experience is never asked for as a must, and a birthday not at all. */
export const applicationForm = z.strictObject({
  sentAs: idText('Form'),
  pageLanguage: oneOf('Language of the page', languages),
  name: name('Name'),
  email: mailAddress('Mail address', { optional: true }),
  phone: phone(),
  zone: oneLine('Where you live', 60, { optional: true }),
  language: oneLine('Language', 60),
  reasons: manyLines('Why', 2_000, { optional: true }),
  livedExperience: manyLines('Lived experience', 2_000, { optional: true }),
  isAdult: tick(),
  /** People do not see this field; programs fill it. */
  website: z.string().max(2_000).prefault(''),
  ...referenceFields,
})
export type ApplicationForm = z.infer<typeof applicationForm>

export type ReferenceGiven = { readonly name: string; readonly contact: string }

export const decisions = ['accepted', 'declined', 'withdrawn'] as const
export type Decision = (typeof decisions)[number]
const decisionWords = { accepted: 'Accept', declined: 'Decline', withdrawn: 'They withdrew' } as const
export const checkOutcomes = ['clear', 'to be weighed', 'not clear'] as const
export type CheckOutcome = (typeof checkOutcomes)[number]
export const referenceOutcomes = ['recommends', 'has doubts', 'did not answer'] as const
export type ReferenceOutcome = (typeof referenceOutcomes)[number]

/** An application as the coordinator sees it, but for the words about lived experience. */
export type Application = {
  readonly id: string
  readonly openingId: string
  readonly submittedOn: Day
  readonly pageLanguage: Language
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly zone: string
  readonly language: string
  readonly reasons: string
  readonly coachId: string | null
  readonly discardedOn: Day | null
  readonly checkAskedOn: Day | null
  readonly checkResultOn: Day | null
  readonly checkOutcome: CheckOutcome | null
  readonly decision: Decision | null
  readonly decidedOn: Day | null
  readonly reason: string
  /** Since when it does not say any more who sent it. */
  readonly emptiedOn: Day | null
  readonly isSample: boolean
}
export type ScreeningStep = { readonly id: string; readonly title: string; readonly doneOn: Day | null }
export type Reference = ReferenceGiven & {
  readonly id: string
  readonly heardOn: Day | null
  readonly outcome: ReferenceOutcome | null
}
export type Screening = {
  readonly steps: readonly ScreeningStep[]
  readonly references: readonly Reference[]
  readonly isChecked: boolean
}

export const stepDoneForm = z.strictObject({ stepId: idText('Step'), on: dayText('Day', { optional: true }) })
export const referenceForm = z.strictObject({
  referenceId: idText('Reference'),
  on: dayText('Day'),
  outcome: oneOf('What they said', referenceOutcomes),
})
/** Dates and outcome only: what the check found stays with whoever ran it. */
export const checkForm = z.strictObject({
  askedOn: dayText('Asked for on'),
  resultOn: dayText('Result on', { optional: true }),
  outcome: described(z.union([z.literal(''), z.enum(checkOutcomes)]).prefault(''), {
    label: 'Outcome',
    look: 'choice',
    none: 'No result yet',
    optional: true,
    options: checkOutcomes.map((value) => ({ value, name: value })),
  }),
})
export type CheckForm = z.infer<typeof checkForm>
export const decisionForm = z.strictObject({
  decision: oneOf('Decision', decisions, { words: decisionWords, none: 'Choose' }),
  on: dayText('Day'),
  reason: line('Reason', {
    optional: true,
    help: 'Needed unless you accept. The applicant may ask for it. Leave out health and recovery.',
  }),
  /** Who the applicant is, where somebody on the roster is like them: a coach's id, or `new`. */
  who: z.string().optional(),
})
export type DecisionForm = z.infer<typeof decisionForm>
