import type { MineSection } from '../../platform/ui/mine.ts'
import { Facts } from '../../platform/ui/records.tsx'
import { phoneInWords } from '../model.ts'
import { coach } from '../store.ts'

/** What this room says on a coach's own page: who they are to the team, and how they are reached. */
export const coachesMine: readonly MineSection[] = [
  {
    key: 'details',
    title: 'How we reach you',
    order: 90,
    section: async (tx, coachId, _today, to) => {
      const found = await coach(tx, coachId)
      if (!found) return null
      return (
        <>
          <Facts
            facts={[
              ['Mail address', found.email ?? ''],
              ['Phone', found.phone ? phoneInWords(found.phone) : ''],
              ['Zone', found.zone ?? ''],
              ['Language', found.language],
            ]}
          />
          <p class="acts">
            <a class="button second" href={to('/mine/details')}>
              Change my details
            </a>
          </p>
        </>
      )
    },
  },
]
