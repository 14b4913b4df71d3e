import type { FactWindow } from '../core/fact.ts'

/** Who a coach is, for the rooms that name one: the columns of the view `coach_named`. `search` is `searchKey(name)`. */
export type CoachNamed = {
  readonly id: string
  readonly name: string
  readonly search: string
  readonly email: string | null
  readonly language: string
  readonly is_sample: boolean
}

// Letters that no Unicode decomposition takes apart, as people without them on their keyboard type them.
const plainLetters: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
}

/** A name as it is looked for: `Siobhán O’Brien-Ñuñez` is found by `siobhan obrien nunez`. Two names with one key read the same. */
export const searchKey = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[øłđðþßæœı]/g, (letter) => plainLetters[letter] ?? letter)
    .replace(/['’‘ʼʻ`´.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** One row an application; what was put aside as none is not there. */
export const application = {
  name: 'application',
  view: 'application_fact',
  subject: 'application',
  isPersonLevel: false,
  isOfCoach: true,
  days: { submittedOn: 'submitted_on', decidedOn: 'decided_on' },
  dimensions: { outcome: 'outcome', language: 'language' },
  flags: {},
  amounts: { daysToDecision: 'days_to_decision' },
} as const satisfies FactWindow

/** One row a step of a coach's path. `activeChange` is 1 when somebody becomes active and -1 when they stop or pause. */
export const coachMove = {
  name: 'coach_move',
  view: 'coach_move_fact',
  subject: 'step of a coach',
  isPersonLevel: false,
  isOfCoach: true,
  days: { movedOn: 'moved_on' },
  dimensions: { stage: 'stage', zone: 'zone', language: 'language' },
  flags: { isLoss: 'is_loss' },
  amounts: { activeChange: 'active_change' },
  running: ['activeChange'],
} as const satisfies FactWindow

/** One row a coach who came on board, on the first day they were active. Kept means active or on leave a year later. */
export const coachStart = {
  name: 'coach_start',
  view: 'coach_start_fact',
  subject: 'coach who came on board',
  isPersonLevel: false,
  isOfCoach: true,
  days: { startedOn: 'started_on' },
  dimensions: { zone: 'zone', language: 'language', kind: 'kind' },
  flags: { isKeptAYear: 'is_kept_a_year' },
  amounts: { daysFromInterest: 'days_from_interest' },
  knownAfterDays: { isKeptAYear: 366 },
} as const satisfies FactWindow

/**
 * How many active coaches hold what, as changes: one row a coach, kind of credential, day and standing. `change` adds up to how
 * many active coaches hold it; `requiredChange` to how many have to, of whom those with `isCurrent` do. Counted once a day is over.
 */
export const credentialStanding = {
  name: 'credential_standing',
  view: 'credential_standing_fact',
  subject: 'change of a credential',
  isPersonLevel: false,
  isOfCoach: true,
  days: { changedOn: 'changed_on' },
  dimensions: { kind: 'kind' },
  flags: { isCurrent: 'is_current' },
  amounts: { change: 'change', requiredChange: 'required_change' },
  running: ['change', 'requiredChange'],
} as const satisfies FactWindow
