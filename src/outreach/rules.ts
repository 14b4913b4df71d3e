// Longer than most, since every rule of an attempt stands beside the others: what may come of it, what it asks, where it leads.
import { addDays, type Day, dayInWords } from '../core/day.ts'
import type { Problem } from '../core/result.ts'
import type { ClosedBy, ReferralMove, ReferralPath, Tried } from '../referrals/facts.ts'
import type { Mode, Outcome, WhyInPerson } from './model.ts'

/** Who may pass which door of this room. A coach reaches the referrals in their hands, and no other. */
export const access = {
  follow: ['administrator', 'coordinator', 'coach'],
  seeAll: ['administrator', 'coordinator'],
  seeSupplies: ['administrator', 'editor', 'coordinator', 'viewer'],
  keepSupplies: ['administrator', 'coordinator'],
} as const

const direct: readonly Outcome[] = ['reached', 'engaged', 'in treatment', 'declined now', 'declined for good']
const deferred: readonly Outcome[] = ['deferred for safety', 'deferred for privacy']
/** What tells something of a survivor; there is none in a referral that goes to a family. */
const ofSurvivor: readonly Outcome[] = [...direct, 'incarcerated', 'hospitalized', 'deceased']

/** Whether somebody was talked with; only then something can have been given. */
export const isContact = (outcome: Outcome): boolean => direct.includes(outcome) || outcome === 'reached family'
export const isDeferred = (outcome: Outcome): boolean => deferred.includes(outcome)
/** Whether a referral goes to a family, who are then whom it is for. */
export const isForFamily = (path: ReferralPath): boolean => path === 'grief' || path === 'family'
export const mayComeOf = (path: ReferralPath, outcome: Outcome): boolean =>
  !(isForFamily(path) && ofSurvivor.includes(outcome))

/** Why no volunteer goes out for a referral, and who does it instead; null where they do. */
export const whyNoVolunteer = (path: ReferralPath): string | null => notForVolunteers[path] ?? null
const notForVolunteers: Partial<Readonly<Record<ReferralPath, string>>> = {
  minor:
    'A volunteer does not follow up somebody under 18. A coordinator goes on, together with the family’s guardian or the county’s services for children.',
  outside:
    'A volunteer does not go outside the county. A coordinator hands this over to the team that serves that place.',
}

/** An attempt with all that decides whether it may be kept. */
export type Try = {
  readonly path: ReferralPath
  readonly mode: Mode
  readonly outcome: Outcome
  readonly whyInPerson: WhyInPerson
  /** Whether whoever tried is a coach, and no coordinator. */
  readonly isByVolunteer: boolean
  readonly hasCompanion: boolean
  readonly isFirstVisit: boolean
  readonly asksTwoOnFirstVisit: boolean
  /** Whether a call or a message came before, and whether there is a number to call. */
  readonly wasCalled: boolean
  readonly hasNumber: boolean
  /** The first field of what was given, null where nothing was. */
  readonly gave: string | null
  readonly isAskedByFamily: boolean
  readonly isTrained: boolean
  readonly hasNaloxone: boolean | null
  readonly mayCallAgain: boolean | null
  readonly on: Day
  readonly nextOn: Day | null
}

/** What stands against an attempt, each at its field; none where it may be kept. */
export const problemsOf = (one: Try): readonly Problem[] =>
  [whoMayGo, whatComesOfIt, callFirst, notAlone, onlyAfterContact, onlyWhenAsked, whatComesNext].flatMap(
    (rule) => rule(one) ?? [],
  )

const problem = (code: string, message: string, field?: string): Problem => ({
  code: `outreach.${code}`,
  message,
  ...(field !== undefined && { field }),
})

type Rule = (one: Try) => Problem | null

const whoMayGo: Rule = ({ path, isByVolunteer }) => {
  const why = whyNoVolunteer(path)
  return isByVolunteer && why !== null ? problem('no-volunteer', why) : null
}

const whatComesOfIt: Rule = ({ path, outcome }) =>
  mayComeOf(path, outcome)
    ? null
    : problem(
        'not-for-family',
        'This referral is for a family. Choose whether you reached them, nobody, or why you put it off.',
        'outcome',
      )

/** A call or a message comes before a visit, unless there is a reason. (PRONTO, 5.1.) */
const callFirst: Rule = ({ mode, outcome, whyInPerson, wasCalled, hasNumber }) =>
  mode !== 'in person' || isDeferred(outcome) || whyInPerson !== '' || wasCalled || !hasNumber
    ? null
    : problem(
        'call-first',
        'Nobody called or wrote first. Say why you went in person, so that the next one knows.',
        'whyInPerson',
      )

const notAlone: Rule = ({ mode, outcome, isFirstVisit, asksTwoOnFirstVisit, hasCompanion }) =>
  mode !== 'in person' || isDeferred(outcome) || !isFirstVisit || !asksTwoOnFirstVisit || hasCompanion
    ? null
    : problem(
        'not-alone',
        'Nobody goes alone on a first visit. Say who came along, or choose “Put off: not safe” if nobody could.',
        'companionId',
      )

/** Nothing is left behind where nobody was met. (PRONTO, 5.3.) */
const onlyAfterContact = ({ outcome, gave, isTrained, hasNaloxone }: Try): readonly Problem[] | null => {
  if (isContact(outcome)) return null
  const nobody = 'You talked with nobody,'
  return [
    ...(gave === null
      ? []
      : [
          problem(
            'nobody-to-give',
            `${nobody} so nothing is left there. Empty this, or correct what came of it.`,
            gave,
          ),
        ]),
    ...(isTrained
      ? [problem('nobody-to-train', `${nobody} so nobody was shown how. Clear the box.`, 'isTrained')]
      : []),
    ...(hasNaloxone === null
      ? []
      : [problem('nobody-to-ask', `${nobody} so this is not known. Choose “Not asked”.`, 'hasNaloxone')]),
  ]
}

/** A family is served when it asks, and learns nothing by that. */
const onlyWhenAsked: Rule = ({ outcome, gave, isAskedByFamily }) =>
  outcome !== 'reached family' || gave === null || isAskedByFamily
    ? null
    : problem(
        'family-asks',
        'Give something to a family only when they ask for it themselves, and tell them nothing about anybody. Check that they asked, or empty this.',
        gave,
      )

const whatComesNext: Rule = ({ outcome, mayCallAgain, on, nextOn }) => {
  if (outcome === 'declined for good' && mayCallAgain === true)
    return problem(
      'for-good',
      '“Never again” and “may call again” do not go together. Choose one of the two.',
      'mayCallAgain',
    )
  if (nextOn === null) return null
  if (outcome === 'declined for good' || outcome === 'deceased')
    return problem('no-next', 'This closes the referral, so there is no next step. Empty the day.', 'nextOn')
  if (outcome === 'declined now' && mayCallAgain !== true)
    return problem('no-retry', 'They did not say that you may call again, so there is no next step.', 'nextOn')
  if (nextOn < on)
    return problem('next-before', `The next step is before ${dayInWords(on)}. Choose a later day.`, 'nextOn')
  return nextOn > addDays(on, 366)
    ? problem('next-far', 'The next step is more than a year away. Check the year.', 'nextOn')
    : null
}

/** What of an attempt says where it leads. */
export type Leading = Pick<Try, 'path' | 'outcome' | 'mayCallAgain' | 'on' | 'nextOn'>

/** Where an attempt leads its referral; null where it moves nothing. */
export function moveOf(one: Leading): ReferralMove | null {
  const closing = closes(one)
  if (closing !== null) return { to: 'closed', ...closing }
  const to = leadsTo(one)
  return to && { to }
}

/** How far an attempt leads its referral by itself, whatever else it does; null for one that was put off. */
export function leadsTo({ path, outcome }: Pick<Try, 'path' | 'outcome'>): Tried | null {
  if (isDeferred(outcome)) return null
  if (outcome === 'engaged') return 'engaged'
  return direct.includes(outcome) || (outcome === 'reached family' && isForFamily(path)) ? 'reached' : 'attempting'
}

/** How far the attempts of a referral lead it, each by itself. */
export const triedIn = (
  { path }: { readonly path: ReferralPath },
  attempts: readonly { readonly outcome: Outcome }[],
): readonly Tried[] => attempts.flatMap(({ outcome }) => leadsTo({ path, outcome }) ?? [])

/** Whether people are asked how they are after it: they were talked with themselves, and did not decline. */
export const followsContact = (outcome: Outcome): boolean =>
  outcome === 'reached' || outcome === 'engaged' || outcome === 'in treatment'

/**
 * What an attempt closes its referral with; null where it stays open. Who moved away or is in jail stays open while a next step is
 * set; who declined for now, while they said that they may be called again.
 */
export function closes({ path, outcome, mayCallAgain, on, nextOn }: Leading): ClosedBy | null {
  switch (outcome) {
    case 'declined for good':
    case 'deceased':
      return { reason: outcome, on }
    case 'declined now':
      return mayCallAgain === true ? null : { reason: outcome, on }
    case 'reached family':
      return isForFamily(path) && mayCallAgain === false && nextOn === null ? { reason: 'declined for good', on } : null
    case 'moved':
      return nextOn === null ? { reason: outcome, on } : null
    case 'incarcerated':
      return path !== 'incarcerated' && nextOn === null ? { reason: outcome, on } : null
    default:
      return null
  }
}

/** Whether so much was tried without reaching anybody that a page proposes to close. What was put off was not tried. */
export const isEnough = (outcomes: readonly Outcome[], most: number): boolean =>
  outcomes.filter((outcome) => !isDeferred(outcome)).length >= most && !outcomes.some(isContact)

/** Whether an attempt may be corrected or taken back: by who sees everybody, or by its coach on the day it was logged. */
export const mayCorrect = (
  attempt: { readonly coachId: string | null; readonly loggedOn: Day | null },
  by: { readonly seesAll: boolean; readonly coachId: string | null },
  today: Day,
): boolean => by.seesAll || (by.coachId !== null && attempt.coachId === by.coachId && attempt.loggedOn === today)

/** How far back an attempt may be logged, in days. */
export const mostBack = 30
