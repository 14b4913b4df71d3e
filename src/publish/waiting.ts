import type { Due } from '../core/due.ts'
import { figureInWords } from '../measures/figures.ts'
import type { Waiting } from '../platform/waiting.ts'
import { contentIn, type PublishNeeds } from './actions.ts'
import { changesSince } from './changes.ts'
import { access } from './rules.ts'

/** What publishing would change for the public. */
export const publishWaiting = (needs: PublishNeeds): Waiting => ({
  may: access.publish,
  isOfDay: true,
  due: async (tx, today) => {
    const { previous, content } = await contentIn(tx, needs, today)
    // A county's name alone is nothing to publish.
    if (!previous && content.results.length + content.measures.length === 0) return []
    return changesDue(changesSince(previous, content, figureInWords).length, previous?.number ?? null)
  },
})

/** `edition` is the one that is public; null before the first. */
export const changesDue = (changes: number, edition: number | null): readonly Due[] =>
  changes === 0
    ? []
    : [
        {
          what: changes === 1 ? 'One change is not public yet' : `${changes} changes are not public yet`,
          why: edition === null ? 'Nothing is published yet.' : `Edition ${edition} is what the public sees.`,
          act: 'See the changes',
          href: '/publish',
        },
      ]
