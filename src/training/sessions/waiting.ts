import type { Due } from '../../core/due.ts'
import type { Waiting } from '../../platform/waiting.ts'
import { access } from '../rules.ts'
import { waitingSessions } from './store.ts'

/** Classes that are over and have seats without an outcome. */
export const classesWaiting: Waiting = {
  may: access.write,
  isOfDay: true,
  due: async (tx, today) => classesDue(await waitingSessions(tx, today)),
}

export const classesDue = (count: number): readonly Due[] =>
  count === 0
    ? []
    : [
        {
          what: count === 1 ? 'A class waits for its outcomes' : `${count} classes wait for their outcomes`,
          why: 'The class is over. Until outcomes are recorded, nobody who was there counts.',
          act: 'Record outcomes',
          href: '/training?view=waiting',
        },
      ]
