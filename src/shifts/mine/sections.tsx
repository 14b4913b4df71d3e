import { addDays } from '../../core/day.ts'
import { readOrganisation } from '../../platform/access/store.ts'
import type { MineSection } from '../../platform/ui/mine.ts'
import type { ShiftsNeeds } from '../needs.ts'
import { ownPlace } from '../rules.ts'
import { shiftsOfCoach } from '../store.ts'
import { ownStateInWords } from '../words.ts'
import { Cards, wantsHours } from './pages.tsx'

/** How many shifts a coach's own page shows; the rest is a tap away. */
const mostShown = 3

/** What this room says on a coach's own page: the next shifts, and hours to say. */
export const shiftsMine = (needs: ShiftsNeeds): readonly MineSection[] => [
  {
    key: 'shifts',
    title: 'Your shifts',
    order: 2,
    section: async (tx, coachId, today, to) => {
      const { timeZone } = await readOrganisation(tx)
      const now = needs.clock()
      const own = await shiftsOfCoach(tx, coachId, addDays(today, -31), addDays(today, 400))
      const toSay = own.filter((shift) => wantsHours(shift, coachId, now))
      const coming = own.filter(({ endsAt }) => endsAt > now)
      return (
        <>
          {coming.length === 0 && <p class="empty">No shift is yours at the moment.</p>}
          <Cards
            visit={{ to, zone: timeZone }}
            shifts={[...toSay, ...coming.slice(0, mostShown)]}
            next={coming[0]}
            more={(shift) => {
              const place = ownPlace(shift, coachId)
              return <span>{toSay.includes(shift) ? 'How long did you work?' : place && ownStateInWords(place)}</span>
            }}
          />
          <p class="acts">
            <a class="button second" href={to('/mine/shifts')}>
              All your shifts, and open ones
            </a>
          </p>
        </>
      )
    },
  },
]
