import { type Due, dueIf } from '../../core/due.ts'
import type { Waiting } from '../../platform/waiting.ts'
import { access } from './rules.ts'
import { waitingApplications } from './store.ts'

/** Applications to coach that nobody has decided yet. */
export const applicationsWaiting: Waiting = {
  may: access.review,
  isOfDay: true,
  due: async (tx) => applicationsDue(await waitingApplications(tx)),
}

export const applicationsDue = (count: number): readonly Due[] =>
  dueIf(count, {
    what: count === 1 ? 'One person waits to become a coach' : `${count} people wait to become coaches`,
    why: 'They applied on a public page and have no answer yet.',
    act: 'Read the applications',
    href: '/coaches/applications',
  })
