import type { Claim, ClaimState } from './model.ts'

/** Who may pass which door of this room. What is owed to a person is seen by nobody else of the team. */
export const access = {
  read: ['administrator', 'coordinator', 'finance officer'],
  /** Who leads the team: the first approval. */
  supervise: ['administrator', 'coordinator'],
  /** Who keeps the money: rates, the second approval, and paying. */
  finance: ['administrator', 'finance officer'],
  /** Who coaches as well as leading the team has claims too. */
  mine: ['administrator', 'coordinator', 'coach'],
} as const

/** What may be done with a claim, from where, and where it leads. */
export const steps = {
  send: { from: ['draft', 'returned'], to: 'sent' },
  return: { from: ['sent', 'approved', 'cleared'], to: 'returned' },
  approve: { from: ['sent'], to: 'approved' },
  clear: { from: ['approved'], to: 'cleared' },
  pay: { from: ['cleared'], to: 'paid' },
} as const satisfies Readonly<
  Record<string, { readonly from: readonly ClaimState[]; readonly to: Exclude<ClaimState, 'draft'> }>
>
export type Step = keyof typeof steps

export const isOpenTo = (step: Step, { state }: Pick<Claim, 'state'>): boolean =>
  (steps[step].from as readonly ClaimState[]).includes(state) // widened to be asked for any state

/** Whether its coach may still change it. */
export const isInHand = (claim: Pick<Claim, 'state'>): boolean => isOpenTo('send', claim)
