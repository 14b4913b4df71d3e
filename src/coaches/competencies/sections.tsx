import type { MineSection } from '../../platform/ui/mine.ts'
import { areas } from './model.ts'
import { Plan } from './pages.tsx'
import { goalsOf, ratingsOf } from './store.ts'

/** What this part says on a coach's own page: what is planned, and how far the rating is. */
export const competenciesMine: readonly MineSection[] = [
  {
    key: 'development',
    title: 'Your development',
    order: 60,
    section: async (tx, coachId, _today, to) => {
      const open = (await goalsOf(tx, coachId)).filter(({ doneOn }) => doneOn === null)
      const rated = new Set(
        (await ratingsOf(tx, coachId)).filter(({ rater }) => rater === 'self').map(({ area }) => area),
      )
      return (
        <>
          <Plan goals={open} />
          <p>
            You have rated yourself in {rated.size} of {areas.length} areas.
          </p>
          <p class="acts">
            <a class="button second" href={to('/mine/competencies')}>
              Your areas and your plan
            </a>
          </p>
        </>
      )
    },
  },
]
