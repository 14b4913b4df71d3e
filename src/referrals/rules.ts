import type { ReferralState, Tried } from './facts.ts'

/** Who may pass which door of this room. What a coach sees behind it is what is assigned to them. */
export const access = {
  seeAll: ['administrator', 'coordinator'],
  write: ['administrator', 'coordinator'],
  /** Referrals in hand. */
  follow: ['administrator', 'coordinator', 'coach'],
  hand: ['partner'],
  watch: ['privacy officer'],
} as const

/** What may be done with a referral, from which states, and where it leads. A closed one is opened again, and says so in its history. */
export const steps = {
  accept: { from: ['received'], to: 'accepted' },
  assign: {
    from: ['received', 'accepted', 'assigned', 'attempting', 'reached', 'engaged', 'linked', 'following up'],
    to: 'assigned',
  },
  attempt: { from: ['received', 'accepted', 'assigned', 'attempting'], to: 'attempting' },
  reach: { from: ['received', 'accepted', 'assigned', 'attempting', 'reached'], to: 'reached' },
  engage: { from: ['received', 'accepted', 'assigned', 'attempting', 'reached', 'engaged'], to: 'engaged' },
  link: { from: ['reached', 'engaged', 'linked'], to: 'linked' },
  'follow up': { from: ['linked', 'following up'], to: 'following up' },
  close: {
    from: ['received', 'accepted', 'assigned', 'attempting', 'reached', 'engaged', 'linked', 'following up'],
    to: 'closed',
  },
  reopen: { from: ['closed'], to: 'accepted' },
} as const satisfies Readonly<Record<string, { readonly from: readonly ReferralState[]; readonly to: ReferralState }>>
export type ReferralStep = keyof typeof steps

/** Where a step leads from a state; null where it is forbidden. Handing on what is further along leaves it where it is. */
export function after(state: ReferralState, step: ReferralStep): ReferralState | null {
  const from: readonly ReferralState[] = steps[step].from
  if (!from.includes(state)) return null
  return step === 'assign' && state !== 'received' && state !== 'accepted' ? state : steps[step].to
}

export type ReferralRecords = {
  /** Whether somebody has it in hand. */
  readonly isAssigned: boolean
  readonly tried: readonly Tried[]
  /** Whether a first appointment was kept, and whether somebody was asked how they are since. */
  readonly isConnected: boolean
  readonly isFollowedUp: boolean
}

/** Where an open referral stands by what is on record of it, whatever it stood at before: the way back when a record was wrong. */
export function standingOf({ isAssigned, tried, isConnected, isFollowedUp }: ReferralRecords): ReferralState {
  const furthest = (['engaged', 'reached', 'attempting'] as const).find((one) => tried.includes(one))
  if (!furthest) return isAssigned ? 'assigned' : 'accepted'
  if (furthest === 'attempting' || !isConnected) return furthest
  return isFollowedUp ? 'following up' : 'linked'
}

/** Whether nobody has tried yet. */
export const isUntried = (state: ReferralState): boolean =>
  state === 'received' || state === 'accepted' || state === 'assigned'

/** Still to be tried for the first time, and past its time. */
export const isOverdue = (
  { state, dueAt }: { readonly state: ReferralState; readonly dueAt: Date },
  now: Date,
): boolean => dueAt < now && isUntried(state)
