import { momentInWords } from '../core/clock.ts'
import { counted } from '../core/counted.ts'
import { type Due, dueIf } from '../core/due.ts'
import { readOrganisation } from '../platform/access/store.ts'
import type { Waiting } from '../platform/waiting.ts'
import { itemsWaiting, phonesSeen } from './decide/store.ts'
import { access } from './rules.ts'

/** What is unsent for longer than a day is said. */
const aDay = 86_400_000

/** What waits of phones: what arrived and nobody decided, and what did not arrive for a day. Nobody served is named. */
export const phoneWaiting = (clock: () => Date): readonly Waiting[] => [
  {
    may: access.decide,
    due: async (tx) => {
      const [items, { timeZone }] = [await itemsWaiting(tx), await readOrganisation(tx)]
      const late = (await phonesSeen(tx)).filter(
        ({ unsentSince }) => unsentSince !== null && clock().getTime() - unsentSince.getTime() > aDay,
      )
      const say = { act: 'See phones', href: '/phones' }
      return [
        ...dueIf(items.length, {
          ...say,
          what: `${counted(items.length, 'item')} that phones sent ${items.length === 1 ? 'waits' : 'wait'} for a decision`,
          why: 'It arrived and is safe, and counts nowhere until you decide.',
          when: 'now',
        }),
        ...late.map(
          ({ who, unsentSince }): Due => ({
            ...say,
            what: `A phone of ${who} holds work that did not arrive`,
            why: `Since ${momentInWords(timeZone, unsentSince ?? clock())}. Ask them to open it where there is a network.`,
            when: 'today',
          }),
        ),
      ]
    },
  },
]
