import { counted } from '../../core/counted.ts'
import type { MineSection } from '../../platform/ui/mine.ts'
import { isInHand } from '../rules.ts'
import { claimsOfCoach } from '../store.ts'

/** What this room says on a coach's own page: what came back, and the way to their claims. */
export const claimsMine: readonly MineSection[] = [
  {
    key: 'claims',
    title: 'Your claims',
    order: 7,
    section: async (tx, coachId, _, to) => {
      const own = await claimsOfCoach(tx, coachId)
      const returned = own.filter(({ state }) => state === 'returned').length
      const under = own.filter((one) => !isInHand(one) && one.state !== 'paid').length
      return (
        <>
          {returned > 0 && (
            <p>
              <strong>{counted(returned, 'claim')} came back to you.</strong> Open your claims to see why.
            </p>
          )}
          {under > 0 && <p>{counted(under, 'claim')} under way.</p>}
          <p class="acts">
            <a class="button second" href={to('/mine/claims')}>
              Claim miles, a stipend or costs
            </a>
          </p>
        </>
      )
    },
  },
]
