import { counted } from '../core/counted.ts'
import { dueIf } from '../core/due.ts'
import type { Waiting } from '../platform/waiting.ts'
import { access } from './rules.ts'
import { countIn } from './store.ts'

/** What waits for who leads the team. */
export const claimsWaiting: readonly Waiting[] = [
  {
    may: access.supervise,
    isOfDay: true,
    due: async (tx) => {
      const sent = await countIn(tx, 'sent')
      return dueIf(sent, {
        what: `${counted(sent, 'claim')} of coaches ${sent === 1 ? 'waits' : 'wait'} for the team’s approval`,
        why: 'Coaches paid for this themselves, or did the work, and wait for their money.',
        act: 'Look at them',
        href: '/claims?state=sent',
      })
    },
  },
  {
    may: access.finance,
    isOfDay: true,
    due: async (tx) => {
      const [approved, cleared] = [await countIn(tx, 'approved'), await countIn(tx, 'cleared')]
      return [
        ...dueIf(approved, {
          what: `${counted(approved, 'claim')} of coaches ${approved === 1 ? 'waits' : 'wait'} to be approved for payment`,
          why: 'The team approved them. Look at what will be paid, and approve them together.',
          act: 'Look at them',
          href: '/claims/clear',
        }),
        ...dueIf(cleared, {
          what: `${counted(cleared, 'claim')} of coaches ${cleared === 1 ? 'is' : 'are'} ready to be paid`,
          why: 'They are approved in full, and their coaches wait for the money.',
          act: 'Pay them',
          href: '/claims/pay',
        }),
      ]
    },
  },
]
