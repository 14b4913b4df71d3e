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
]
