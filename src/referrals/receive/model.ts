import { z } from 'zod'
import { phone } from '../../coaches/model.ts'
import { isClockTime } from '../../core/clock.ts'
import {
  dayOrNone,
  idText,
  manyLines,
  name,
  oneLine,
  oneOf,
  oneOrNone,
  orNone,
  reading,
  tick,
  wrong,
} from '../../core/text.ts'

/** Who tells the team. Law enforcement may tell, and is never told. */
export const sources = [
  'ems',
  'emergency department',
  'jail',
  'law enforcement',
  '2-1-1',
  'family',
  'self',
  'team',
] as const
export type ReferralSource = (typeof sources)[number]

export const sourceWords: Readonly<Record<ReferralSource, string>> = {
  ems: 'Emergency medical services',
  'emergency department': 'Emergency department',
  jail: 'Jail',
  'law enforcement': 'Law enforcement',
  '2-1-1': '2-1-1',
  family: 'Family or somebody close',
  self: 'The person themselves',
  team: 'Somebody of the team',
}

/** The languages that a person may be spoken to in, by their short names (BCP 47). */
export const languageWords = {
  en: 'English',
  es: 'Spanish',
  ar: 'Arabic',
  fr: 'French',
  ht: 'Haitian Creole',
  hi: 'Hindi',
  ko: 'Korean',
  vi: 'Vietnamese',
  zh: 'Chinese',
  ase: 'American Sign Language',
  other: 'Another language',
} as const
export type SpokenLanguage = keyof typeof languageWords
const spokenLanguages = Object.keys(languageWords) as [SpokenLanguage, ...SpokenLanguage[]] // its own keys, English first

export const outcomes = ['unknown', 'nonfatal', 'fatal'] as const
export const naloxoneGivers = ['unknown', 'nobody', 'ems', 'law enforcement', 'bystander', 'self'] as const
export const transports = ['unknown', 'transported', 'refused'] as const
export const whereabouts = ['jail', 'hospital'] as const

/** Yes, no, or not known: what nobody asked is never no. */
const yesOrNo = (label: string, help: string): z.ZodType<boolean | null, string | undefined> =>
  reading<boolean | null>(
    {
      label,
      help,
      look: 'choice',
      optional: true,
      none: 'Not known',
      options: [
        { value: 'yes', name: 'Yes' },
        { value: 'no', name: 'No' },
      ],
    },
    (raw) => {
      if (raw === '') return null
      if (raw === 'yes' || raw === 'true') return true
      return raw === 'no' || raw === 'false' ? false : wrong(`${label} was not one of the list. Choose it again.`)
    },
  )

/** One of a fixed list; the first where nothing is said. */
const oneOfOrFirst = <const T extends string>(
  label: string,
  values: readonly [T, ...T[]],
  words: Readonly<Record<T, string>>,
): z.ZodType<T, string | undefined> => {
  const options = values.map((value) => ({ value, name: words[value] }))
  return reading<T>({ label, look: 'choice', options }, (raw) => {
    if (raw === '') return values[0]
    return values.find((value) => value === raw) ?? wrong(`${label} was not one of the list. Choose it again.`)
  })
}

const clockTime = (label: string): z.ZodType<string | null, string | undefined> =>
  orNone(
    reading({ label, look: 'time', help: 'Leave it empty if nobody knows it.' }, (raw) =>
      isClockTime(raw.trim()) ? raw.trim() : wrong(`${label} is not a time of the day. It looks like 18:30.`),
    ),
  )

/** What is told of the person: any of it may be missing, as long as something leads to them. */
export const personFields = {
  name: name('Name of the person', { optional: true }),
  phone: phone(),
  bornOn: dayOrNone('Date of birth'),
  isSaidMinor: tick('They are under 18', { help: 'Where nobody knows the date of birth.' }),
  address: oneLine('Address', 300, { optional: true }),
  reachNote: manyLines('What helps to reach them', 1_000, {
    optional: true,
    rows: 2,
    help: 'Such as: after 4 pm, ask at the shelter.',
  }),
  personZone: oneLine('Zone where they stay', 60, { optional: true }),
  language: oneOfOrFirst('Language', spokenLanguages, languageWords),
  needsInterpreter: tick('They need an interpreter'),
  prefers: oneOfOrFirst('Reach them by', ['phone', 'text', 'in person'], {
    phone: 'Phone',
    text: 'Text',
    'in person': 'In person',
  }),
  isSafeToText: yesOrNo('Safe to text', 'Nobody else reads their messages.'),
  isSafeToLeaveMessage: yesOrNo('Safe to leave a message', 'Nobody else listens to it.'),
  housing: oneOfOrFirst('Housing', ['unknown', 'housed', 'unhoused'], {
    unknown: 'Not known',
    housed: 'Has a home',
    unhoused: 'Has no home now',
  }),
} as const

/** What happened, when and where. */
export const eventFields = {
  occurredOn: dayOrNone('Day it happened', { help: 'Leave it empty if nobody knows it.' }),
  occurredTime: clockTime('Time it happened'),
  place: oneLine('Where it happened', 300, { optional: true }),
  eventZone: oneLine('Zone where it happened', 60, { optional: true }),
  outcome: oneOfOrFirst('Outcome', outcomes, {
    unknown: 'Not known',
    nonfatal: 'They survived',
    fatal: 'They died',
  }),
  naloxoneBy: oneOfOrFirst('Naloxone given by', naloxoneGivers, {
    unknown: 'Not known',
    nobody: 'Nobody',
    ems: 'Emergency medical services',
    'law enforcement': 'Law enforcement',
    bystander: 'A bystander',
    self: 'Themselves',
  }),
  transport: oneOfOrFirst('Taken to hospital', transports, {
    unknown: 'Not known',
    transported: 'Yes',
    refused: 'They refused',
  }),
} as const

/**
 * A referral as every way in sends it: the team's form, a partner's, JSON and a line of a file. Texts by name, absent the same
 * as empty. Days and hours are of the county's clock.
 */
export const referralForm = z.strictObject({
  source: oneOf('Who tells of it', sources, { words: sourceWords, none: 'Choose one' }),
  sender: oneLine('Who sends it, and how to reach them', 300, { optional: true }),
  sourceRecord: oneLine('Their own number for it', 120, {
    optional: true,
    help: 'The same number again is taken as the same referral.',
  }),
  ...eventFields,
  ...personFields,
  whereNow: oneOrNone('Where they are now', whereabouts, {
    words: { jail: 'In jail', hospital: 'In a hospital' },
    none: 'At home or not known',
  }),
  note: manyLines('What else they say', 2_000, { optional: true, rows: 3 }),
})
export type ReferralForm = z.infer<typeof referralForm>

/** The same as somebody of the team writes it down: for a partner who called, or one more person of the same event. */
export const teamReferralForm = referralForm.extend({
  partnerId: orNone(idText('Partner', { none: 'No partner' })),
})

/** What came of a referral: `isKnown` where the same partner sent the same number before, so that nothing was added. */
export type Received = {
  readonly id: string
  readonly personId: string
  readonly eventId: string | null
  readonly isKnown: boolean
}
