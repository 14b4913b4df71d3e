import { counted } from '../core/counted.ts'
import { type Due, dueIf } from '../core/due.ts'
import type { Tx } from '../platform/db/db.ts'
import type { Waiting } from '../platform/waiting.ts'
import { unseenOpenings } from './emergency/store.ts'
import { leftBehind } from './handout/store.ts'
import { access } from './rules.ts'
import { untriedNow } from './store.ts'

/** How referrals stand at a moment, in numbers. */
export type Standing = {
  readonly overdue: number
  readonly dueToday: number
  readonly waiting: number
  readonly left: number
}

/** What waits: to be handed out, to be tried before it is due, and to be handed over when a shift ended. */
export const referralsWaiting = (clock: () => Date): readonly Waiting[] => [
  { may: access.seeAll, due: async (tx) => referralsDue(await standingAt(tx, clock())) },
  {
    may: access.watch,
    due: async (tx) => openingsDue(await unseenOpenings(tx)),
  },
]

const standingAt = async (tx: Tx, now: Date): Promise<Standing> => ({
  ...(await untriedNow(tx, now)),
  left: (await leftBehind(tx, now)).length,
})

export const referralsDue = ({ overdue, dueToday, waiting, left }: Standing): readonly Due[] => [
  ...dueIf(overdue, {
    what: `${counted(overdue, 'referral')} ${is(overdue)} overdue`,
    why: 'Nobody has tried yet, and the time for the first attempt is over.',
    act: overdue === 1 ? 'Look at it' : 'Look at them',
    href: '/referrals?show=overdue',
    when: 'now',
  }),
  ...dueIf(left, {
    what: `${counted(left, 'referral')} ${is(left)} with coaches whose shift ended`,
    why: 'Nobody was reached on them yet.',
    act: left === 1 ? 'Hand it over' : 'Hand them over',
    href: '/referrals/hand-over',
    when: 'now',
  }),
  ...dueIf(dueToday, {
    what: `${counted(dueToday, 'referral')} ${is(dueToday)} due within 24 hours`,
    why: 'The first attempt is not made yet.',
    act: dueToday === 1 ? 'Look at it' : 'Look at them',
    href: '/referrals',
    when: 'today',
  }),
  ...dueIf(waiting, {
    what: `${counted(waiting, 'referral')} ${waiting === 1 ? 'waits' : 'wait'} to be handed out`,
    why: 'No coach has it in hand.',
    act: 'Hand out',
    href: '/referrals?show=waiting',
    when: 'today',
  }),
]

const is = (count: number): string => (count === 1 ? 'is' : 'are')

const openingsDue = (count: number): readonly Due[] =>
  dueIf(count, {
    what: `${counted(count, 'record')} ${count === 1 ? 'was' : 'were'} opened in an emergency`,
    why: 'Nobody has looked at why yet.',
    act: 'Look at it',
    href: '/referrals/emergency',
    when: 'now',
  })
