// Longer than most, since it is a table: who may do what with a person of the response, whoever asks and however it stands with them.
import type { Role } from './platform/http/route.ts'
import type { Somebody } from './test-house.ts'

/** What somebody may do with a thing: change it, read it, or learn nothing, not even whether it is there. */
export type Right = 'act' | 'see' | 'not there'

export const consents = ['none', 'signed', 'expired', 'revoked'] as const
export const states = ['open', 'closed', 'emptied'] as const
export type Consent = (typeof consents)[number]
export type State = (typeof states)[number]

/** How the coach who signs in stands to a referral. One that is closed is in nobody's hands any more. */
export const relations = [
  'assigned',
  'not assigned',
  'opened now',
  'opened 3 hours ago',
  'opened ahead',
  'handed on',
] as const
export type Relation = (typeof relations)[number]

type Rights = {
  /** What hangs on a referral, while it is open and after. */
  readonly referral: Readonly<Record<State, Right>>
  /** What only the team does with it: handing out, two that tell the same, opening it again. */
  readonly team: Right
  /** Reads, consents and disclosures of a person. */
  readonly privacy: Right
  /** Rows of the database with no filter of the program before them: of the tables `ofPrivacy`, beside what is in hand. */
  readonly rowsOfPrivacy: Right
  /** What they opened in an emergency and what they read; for who watches, whoever did. */
  readonly openings: Right
  readonly reads: Right
}

const always = (right: Right): Rights['referral'] => ({ open: right, closed: right, emptied: right })
const whileOpen: Rights['referral'] = { open: 'act', closed: 'not there', emptied: 'not there' }
/** Whoever is left out, and whoever was a coach and is a viewer now, or nobody of the team. */
export const nothing: Rights = {
  referral: always('not there'),
  team: 'not there',
  privacy: 'not there',
  rowsOfPrivacy: 'not there',
  openings: 'not there',
  reads: 'not there',
}
const everybody = {
  ...nothing,
  referral: always('act'),
  team: 'act',
  rowsOfPrivacy: 'act',
  openings: 'act',
  reads: 'see',
} as const

/** Whoever asks: as whom of the house they ask, and what they may. */
export type Asker = Rights & { readonly as: Somebody; readonly relation: Relation }
// Their own, and they do not make it longer.
const follows = { ...nothing, as: 'coach', openings: 'see', reads: 'see' } as const

/** THE table. Consent changes nothing of who sees; it decides what may be shared (`mayShare`). */
export const askers: Readonly<Record<string, Asker>> = {
  administrator: { ...everybody, as: 'administrator', relation: 'not assigned', privacy: 'act' },
  coordinator: { ...everybody, as: 'coordinator', relation: 'handed on' },
  editor: { ...nothing, as: 'editor', relation: 'assigned' },
  viewer: { ...nothing, as: 'viewer', relation: 'assigned' },
  'privacy officer': {
    ...nothing,
    as: 'privacy officer',
    relation: 'opened now',
    privacy: 'act',
    rowsOfPrivacy: 'see',
    openings: 'act',
    reads: 'see',
  },
  'finance officer': { ...nothing, as: 'finance officer', relation: 'opened now' },
  partner: { ...nothing, as: 'partner', relation: 'assigned' },
  'coach assigned': { ...follows, relation: 'assigned', referral: whileOpen },
  'coach not assigned': { ...follows, relation: 'not assigned' },
  // An emergency may be about what is closed already.
  'coach with emergency access': { ...follows, relation: 'opened now', referral: always('act') },
  'coach whose emergency access is over': { ...follows, relation: 'opened 3 hours ago' },
  'coach whose emergency access is dated ahead': { ...follows, relation: 'opened ahead' },
  'coach who handed it on': { ...follows, relation: 'handed on' },
  // As the administrator of their own county.
  'neighbor county': { ...nothing, as: 'neighbour', relation: 'assigned' },
  stranger: { ...nothing, as: 'stranger', relation: 'assigned' },
}

/** Who may share by a consent: whoever has the referral in hand, and only where the consent is signed and in force. */
export const mayShare = (right: Right, consent: Consent): boolean => right === 'act' && consent === 'signed'

/** Tables of people that a privacy officer may read, and those that only the team reaches. */
export const ofPrivacy: readonly string[] = ['person_served', 'consent', 'disclosure']
export const ofTeam: readonly string[] = ['referral_offer', 'referral_declined', 'referral_same', 'referral_receipt']

/** What somebody may do with a row of a table that hangs on a referral. */
export function rightOnRow(asker: Rights, table: string, state: State): Right {
  if (table === 'emergency_access') return asker.openings
  if (table === 'person_read') return asker.reads
  if (ofTeam.includes(table)) return asker.team
  const inHand = asker.referral[state]
  return inHand === 'not there' && ofPrivacy.includes(table) ? asker.rowsOfPrivacy : inHand
}

const all = ['administrator', 'coordinator'] as const
const follow = ['administrator', 'coordinator', 'coach'] as const
const watch = ['privacy officer', 'administrator'] as const
const seeSupplies = ['administrator', 'editor', 'coordinator', 'viewer'] as const

/** Every door of the three rooms: whose it is, and by which right of the table it opens where it is about somebody. */
export const doors: readonly {
  readonly may: readonly Role[]
  readonly by: 'referral' | 'team' | 'privacy' | null
  readonly of: readonly string[]
}[] = [
  {
    may: follow,
    by: 'referral',
    of: [
      'GET /referrals/:referralId',
      'GET /referrals/:referralId/script',
      'GET /referrals/:referralId/attempts/add',
      'GET /referrals/:referralId/attempts/:attemptId',
      'GET /referrals/:referralId/consents/add',
      'GET /referrals/:referralId/consents/:consentId',
      'GET /referrals/:referralId/disclosures',
      'GET /referrals/:referralId/disclosures/add',
      'GET /referrals/:referralId/event',
      'GET /referrals/:referralId/follow-ups/:followUpId',
      'GET /referrals/:referralId/onward/add',
      'GET /referrals/:referralId/onward/:onwardId',
      'GET /referrals/:referralId/person',
      'POST /referrals/:referralId/attempts/add',
      'POST /referrals/:referralId/attempts/close',
      'POST /referrals/:referralId/attempts/:attemptId',
      'POST /referrals/:referralId/attempts/:attemptId/remove',
      'POST /referrals/:referralId/close',
      'POST /referrals/:referralId/consents/add',
      'POST /referrals/:referralId/consents/add/spoken',
      'POST /referrals/:referralId/consents/:consentId',
      'POST /referrals/:referralId/disclosures/add',
      'POST /referrals/:referralId/event',
      'POST /referrals/:referralId/follow-ups/:followUpId',
      'POST /referrals/:referralId/onward/add',
      'POST /referrals/:referralId/onward/:onwardId',
      'POST /referrals/:referralId/onward/:onwardId/send',
      'POST /referrals/:referralId/onward/:onwardId/link',
      'POST /referrals/:referralId/onward/:onwardId/link/end',
      'POST /referrals/:referralId/onward/:onwardId/take-back',
      'POST /referrals/:referralId/person',
    ],
  },
  {
    may: all,
    by: 'team',
    of: [
      'GET /referrals/:referralId/hand-out',
      'GET /referrals/:referralId/same/:otherId',
      'POST /referrals/:referralId/hand-out',
      'POST /referrals/:referralId/reopen',
      'POST /referrals/:referralId/alive',
      'POST /referrals/:referralId/same/:otherId',
      'POST /referrals/:referralId/same/:otherId/apart',
    ],
  },
  { may: watch, by: 'privacy', of: ['GET /privacy/people/:personId', 'POST /referrals/emergency/:accessId/seen'] },
  // A coach answers their own offers; those of others are not there for them.
  {
    may: follow,
    by: 'team',
    of: [
      'GET /referrals/offers/:offerId',
      'POST /referrals/offers/:offerId/take',
      'POST /referrals/offers/:offerId/known',
      'POST /referrals/offers/:offerId/cannot',
    ],
  },
  {
    may: follow,
    by: null,
    of: [
      'GET /referrals',
      'GET /referrals/search',
      'POST /referrals/search',
      'GET /linkage/due',
      'GET /outreach/card',
      'GET /outreach/trips',
      'GET /outreach/trips/:tripId',
      'POST /outreach/trips/:tripId',
      'POST /outreach/trips/:tripId/remove',
      'POST /referrals/emergency',
    ],
  },
  { may: [...follow, 'privacy officer'], by: null, of: ['GET /referrals/emergency'] },
  { may: watch, by: null, of: ['GET /privacy', 'GET /privacy/consents', 'GET /privacy/disclosures'] },
  { may: ['partner'], by: null, of: ['GET /handed-over', 'GET /handed-over/add', 'POST /handed-over/add'] },
  {
    may: seeSupplies,
    by: null,
    of: ['GET /outreach/supplies', 'GET /outreach/supplies/items/:itemId', 'GET /outreach/supplies/lots/:lotId'],
  },
]
/** All else is what the organization sets for itself, or takes in: of who sees everybody. */
export const mayElse: readonly Role[] = all
