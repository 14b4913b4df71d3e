import { z } from 'zod'
import { fills } from '../../core/field.ts'
import {
  line,
  mailAddress,
  manyLines,
  name,
  oneOf,
  reading,
  tick,
  webAddress,
  wholeNumber,
  wrong,
} from '../../core/text.ts'

/** The roles that an administrator gives. */
export const staffRoles = [
  'administrator',
  'editor',
  'coordinator',
  'viewer',
  'privacy officer',
  'finance officer',
] as const
/** A recovery coach is invited from the roster, and sees their own records only; a partner from its page, and sees what it sent. */
export type Role = (typeof staffRoles)[number] | 'coach' | 'partner'

/** What each role may do, in the words of the screens. */
export const roleWords: Readonly<Record<Role, string>> = {
  administrator: 'Everything, and who may sign in.',
  editor: 'The scorecard, its words, and publishing.',
  coordinator: 'Coaches, training and partners.',
  viewer: 'Sees the team’s pages and changes nothing.',
  'privacy officer': 'Who read what, consents and disclosures. No notes.',
  'finance officer': 'Funds, and what is spent of them. Nobody who is served.',
  coach: 'Their own page, and what they follow up.',
  partner: 'Hands over referrals, and sees whether theirs were received.',
}

export type Member = {
  readonly id: string
  readonly personId: string
  readonly name: string
  readonly email: string
  readonly role: Role
}

export type Invitation = {
  readonly id: string
  readonly email: string
  readonly role: Role
  readonly invitedBy: string
  readonly expiresAt: Date
}

export type SignInMethod = 'link' | 'password' | 'passkey' | 'invitation'

export type Session = {
  readonly id: string
  readonly method: SignInMethod
  readonly device: string
  readonly createdAt: Date
  readonly lastSeenAt: Date
}

export type Passkey = {
  readonly id: string
  readonly name: string
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
}

/** What happened to a person's own sign-in; `accountEventWords` says it. */
export type AccountEvent = { readonly id: number; readonly at: Date; readonly what: string; readonly device: string }

/** Which small counts are not published: a named policy, or the organisation's own numbers. */
export const smallCountPolicies = ['cms', 'wonder', 'own'] as const
export type SmallCounts = {
  readonly policy: (typeof smallCountPolicies)[number]
  readonly most: number
  readonly hidesZeros: boolean
  /** Null for no such rule. */
  readonly leastAtRisk: number | null
}

export type OrganisationFacts = {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly about: string
  readonly contact: string
  readonly website: string
  readonly timeZone: string
  readonly brand: string
  readonly smallCounts: SmallCounts
  readonly isSample: boolean
  readonly version: number
}

const typed = (most: number): z.ZodType<string, string | undefined> => z.string().max(most).prefault('')

export const signInForm = z.strictObject({
  email: mailAddress(),
  password: typed(1_000),
  way: typed(20),
  returnTo: typed(2_000),
})

export const invitationForm = z.strictObject({ email: mailAddress(), role: oneOf('Role', staffRoles) })
export const roleForm = z.strictObject({ role: oneOf('Role', staffRoles) })
export const personForm = z.strictObject({ name: name() })
export const addressForm = z.strictObject({ email: mailAddress() })
export const passkeyForm = z.strictObject({ id: typed(2_000), name: name() })
export const passwordForm = z.strictObject({ current: typed(1_000), password: typed(1_000) })
/** Somebody new says who they are; somebody known only agrees. */
export const acceptForm = z.strictObject({ name: name('Your name'), password: typed(1_000) })

export const newOrganisationForm = z.strictObject({ name: name(), slug: z.string().max(100).prefault('') })

const timeZone = reading({ label: 'Time zone', look: 'choice', help: 'Says when a day ends.' }, (raw) =>
  isTimeZone(raw) ? raw : wrong('Time zone was not one of the list. Choose it again.'),
)

const people = wholeNumber('Fewest people for a rate', { least: 1, most: 1_000_000 })
const atRisk = reading<number | null>(
  {
    label: 'Fewest people for a rate',
    look: 'number',
    help: 'A rate of a population with fewer people than this is withheld. Leave it empty for no such rule.',
    optional: true,
  },
  (raw) => {
    if (raw.trim() === '') return null
    const read = people.safeParse(raw)
    return read.success ? read.data : wrong(read.error.issues[0]?.message ?? '')
  },
)

const brand = reading(
  {
    label: 'Color',
    look: 'line',
    help: 'Such as #1f4e5f.',
    width: 'short',
  },
  (raw) => {
    const text = raw.trim().toLowerCase()
    return /^#[0-9a-f]{6}$/.test(text)
      ? text
      : wrong('Color is a number sign and six digits or letters a to f, such as #1f4e5f.')
  },
)

export const organisationForm = z.strictObject({
  name: name('Name', { help: 'It stands above the public page.' }),
  about: manyLines('About', 2_000, {
    optional: true,
    help: 'Who you are, in a few sentences a resident understands.',
    rows: 4,
  }),
  contact: line('Contact', {
    optional: true,
    help: 'Whom a reader may ask, and how: a role and a phone number or mail address.',
  }),
  website: webAddress('Website', { optional: true, width: 'middle' }),
  time_zone: timeZone,
  brand,
  small_counts: oneOf('Counts not published', smallCountPolicies, {
    words: {
      cms: '1 to 10 (the rule of CMS)',
      wonder: '0 to 9 (the rule of CDC WONDER)',
      own: 'Our own rule, set below',
    },
  }),
  withhold_most: wholeNumber('The largest count withheld', {
    least: 1,
    most: 1_000,
    help: '10 withholds 1 to 10.',
  }),
  withhold_zeros: tick('Withhold zeros too'),
  withhold_least_at_risk: atRisk,
})
fills('organisation', organisationForm)

function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+){0,2}$/.test(zone)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) instanceof Intl.DateTimeFormat
  } catch {
    return false
  }
}
