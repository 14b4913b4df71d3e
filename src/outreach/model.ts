import { z } from 'zod'
import { type ClockTime, isClockTime } from '../core/clock.ts'
import type { Day } from '../core/day.ts'
import {
  dayOrNone,
  dayText,
  idText,
  manyLines,
  oneOf,
  oneOrNone,
  orNone,
  reading,
  tick,
  wholeNumber,
  wrong,
} from '../core/text.ts'

export const modes = ['phone', 'text', 'in person', 'video', 'bedside'] as const
export type Mode = (typeof modes)[number]
export const modeWords: Readonly<Record<Mode, string>> = {
  phone: 'Phone call',
  text: 'Text message',
  'in person': 'In person',
  video: 'Video call',
  bedside: 'At the bedside',
}

export const outcomes = [
  'reached',
  'engaged',
  'reached family',
  'no answer',
  'left neutral message',
  'not there',
  'wrong address',
  'moved',
  'incarcerated',
  'hospitalized',
  'in treatment',
  'declined now',
  'declined for good',
  'deferred for safety',
  'deferred for privacy',
  'deceased',
] as const
export type Outcome = (typeof outcomes)[number]
export const outcomeWords: Readonly<Record<Outcome, string>> = {
  reached: 'Talked with them',
  engaged: 'Talked with them, and they want help',
  'in treatment': 'Talked with them, they are in care already',
  'declined now': 'They said not now',
  'declined for good': 'They said never again',
  'reached family': 'Talked with family or friends only',
  'no answer': 'No answer',
  'left neutral message': 'Left a neutral message or the card',
  'not there': 'Not there',
  'wrong address': 'Wrong address or number',
  moved: 'Moved away',
  incarcerated: 'In jail',
  hospitalized: 'In the hospital',
  'deferred for safety': 'Put off: not safe',
  'deferred for privacy': 'Put off: not private',
  deceased: 'They died',
}
/** As they stand under each other, by whom an attempt reached. */
export const outcomeGroups: readonly { readonly name: string; readonly outcomes: readonly Outcome[] }[] = [
  {
    name: 'Reached',
    outcomes: ['reached', 'engaged', 'in treatment', 'declined now', 'declined for good', 'reached family'],
  },
  { name: 'Reached nobody', outcomes: ['no answer', 'left neutral message', 'not there', 'wrong address'] },
  { name: 'Put off', outcomes: ['deferred for safety', 'deferred for privacy'] },
  { name: 'Learned', outcomes: ['moved', 'incarcerated', 'hospitalized', 'deceased'] },
]

export const reasonsInPerson = ['no number', 'number does not work', 'asked for it', 'no phone of their own'] as const
export type WhyInPerson = (typeof reasonsInPerson)[number] | ''
export const reasonWords: Readonly<Record<(typeof reasonsInPerson)[number], string>> = {
  'no number': 'There is no number',
  'number does not work': 'The number does not work',
  'asked for it': 'They asked for a visit',
  'no phone of their own': 'They have no phone of their own',
}

export const needs = [
  'treatment',
  'recovery support',
  'harm reduction',
  'primary care',
  'mental health',
  'housing',
  'employment',
  'food',
  'transport',
  'papers',
  'legal',
] as const
export type Need = (typeof needs)[number]
export const needWords: Readonly<Record<Need, string>> = {
  treatment: 'Treatment',
  'recovery support': 'Recovery support',
  'harm reduction': 'Harm reduction',
  'primary care': 'A doctor or nurse',
  'mental health': 'Mental health',
  housing: 'Housing',
  employment: 'Work',
  food: 'Food',
  transport: 'Rides',
  papers: 'Papers, ID',
  legal: 'Legal help',
}

const answers = ['yes', 'no'] as const
const yesOrNo = (label: string) => oneOrNone(label, answers, { words: { yes: 'Yes', no: 'No' }, none: 'Not asked' })

const clockTime = (label: string) =>
  reading<ClockTime>({ label, look: 'time' }, (raw) => {
    const text = raw.trim().padStart(5, '0').slice(0, 5)
    if (raw.trim() === '') return wrong(`${label} is missing.`)
    return isClockTime(text) ? text : wrong(`${label} is not a time of the day. It looks like 18:30.`)
  })

const counts = (name: string) => orNone(wholeNumber(name, { least: 0, most: 50 }))

export const needField = (need: Need): string => `need-${need.replaceAll(' ', '-')}`
export const gaveField = (itemId: string): string => `gave-${itemId}`

/** What is handed out, as a form names it. */
export type Item = { readonly id: string; readonly name: string }

/**
 * The form of an attempt: of whoever sees all, also who tried and from where something was given. An id made with it travels
 * along, so that the same form sent twice is one attempt.
 */
export function attemptFormOf(items: readonly Item[], seesAll: boolean) {
  const always = {
    attemptId: idText('Attempt'),
    mode: oneOf('How', modes, { words: modeWords }),
    outcome: oneOf('What came of it', outcomes, { words: outcomeWords }),
    whyInPerson: oneOrNone('Why in person first', reasonsInPerson, {
      words: reasonWords,
      none: 'A call or a message came first',
    }),
    companionId: orNone(idText('Who came along', { none: 'Nobody of the coaches' })),
    hasOtherCompanion: tick('Somebody of EMS or another partner came along'),
    isAskedByFamily: tick('Family or friends asked for it themselves'),
    isCounted: tick('Counted: there were as many as you gave'),
    hasNaloxone: yesOrNo('Naloxone in hand now'),
    isTrained: tick('Shown how to stay safer'),
    mayCallAgain: yesOrNo('May we call again'),
    nextOn: dayOrNone('Next step on'),
    note: manyLines('Note', 2_000, {
      optional: true,
      rows: 3,
      help: 'Only what the next coach needs. It is kept sealed.',
    }),
    on: dayText('Day'),
    at: clockTime('Time'),
  }
  const ofStaff = {
    coachId: orNone(idText('Who tried', { none: 'You, as coordinator' })),
    from: reading<string>({ label: 'Given from', look: 'choice', none: 'The bag of who tried' }, (raw) => raw),
  }
  const byName = {
    ...Object.fromEntries(needs.map((need) => [needField(need), tick(needWords[need])])),
    ...Object.fromEntries(items.map(({ id, name }) => [gaveField(id), counts(name)])),
  }
  // Those that are not in every form are read by name below.
  const shape = { ...always, ...byName, ...(seesAll && ofStaff) } as typeof always
  return z.strictObject(shape).transform((typed): AttemptForm => {
    const fields: Readonly<Record<string, unknown>> = typed
    const is = (name: string): boolean => fields[name] === true
    const text = (name: string): string | null => {
      const value = fields[name]
      return typeof value === 'string' && value !== '' ? value : null
    }
    const answered = (answer: 'yes' | 'no' | null): boolean | null => (answer === null ? null : answer === 'yes')
    return {
      attemptId: typed.attemptId,
      mode: typed.mode,
      outcome: typed.outcome,
      whyInPerson: typed.whyInPerson ?? '',
      companionId: typed.companionId,
      hasOtherCompanion: typed.hasOtherCompanion,
      needs: needs.filter((need) => is(needField(need))),
      gave: items.flatMap(({ id }) => {
        const count = fields[gaveField(id)]
        return typeof count === 'number' && count > 0 ? [{ itemId: id, count }] : []
      }),
      isAskedByFamily: typed.isAskedByFamily,
      isCounted: typed.isCounted,
      hasNaloxone: answered(typed.hasNaloxone),
      isTrained: typed.isTrained,
      mayCallAgain: answered(typed.mayCallAgain),
      nextOn: typed.nextOn,
      note: typed.note,
      on: typed.on,
      at: typed.at,
      coachId: text('coachId'),
      from: text('from'),
    }
  })
}

export type Given = { readonly itemId: string; readonly count: number }
export type AttemptForm = {
  readonly attemptId: string
  readonly mode: Mode
  readonly outcome: Outcome
  readonly whyInPerson: WhyInPerson
  readonly companionId: string | null
  readonly hasOtherCompanion: boolean
  readonly needs: readonly Need[]
  readonly gave: readonly Given[]
  readonly isAskedByFamily: boolean
  /** That the stock was counted, and there was as much as was given. */
  readonly isCounted: boolean
  readonly hasNaloxone: boolean | null
  readonly isTrained: boolean
  readonly mayCallAgain: boolean | null
  readonly nextOn: Day | null
  readonly note: string
  readonly on: Day
  readonly at: ClockTime
  readonly coachId: string | null
  /** Where it was given from; null for the bag of who tried. */
  readonly from: string | null
}
