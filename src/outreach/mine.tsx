import { momentInWords } from '../core/clock.ts'
import { counted } from '../core/counted.ts'
import { dayIn, dayInWords } from '../core/day.ts'
import { readOrganisation } from '../platform/access/store.ts'
import type { MineSection } from '../platform/ui/mine.ts'
import { type Followed, followedBy } from './following.ts'

/** What this room says on a coach's own page: the referrals in their hands, what is due, and one tap to log an attempt. */
export const outreachMine: MineSection = {
  key: 'referrals',
  title: 'Your referrals',
  order: 5,
  section: async (tx, coachId, today, to) => {
    const followed = await followedBy(tx, coachId)
    if (followed.length === 0) return null
    const { timeZone } = await readOrganisation(tx)
    return (
      <>
        <ul class="shift-cards">
          {followed.map((one) => (
            <li key={one.id} class="shift">
              <a class="shift-when" href={to(`/referrals/${one.id}`)}>
                Referral of {dayInWords(one.receivedOn)}
              </a>
              {one.isSample && <span class="sample">sample</span>}
              <span>{dueInWords(one, today, timeZone)}</span>
              <a class="button second" href={to(`/referrals/${one.id}/attempts/add`)}>
                Log an attempt
              </a>
            </li>
          ))}
        </ul>
        <p class="acts">
          <a href={to('/outreach/card')}>The card to leave</a>
          <a href={to('/outreach/trips')}>Your trips</a>
        </p>
      </>
    )
  },
}

function dueInWords({ attempts, dueAt, nextOn }: Followed, today: string, zone: string): string {
  if (attempts === 0)
    return `First attempt by ${momentInWords(zone, dueAt)}${dayIn(zone, dueAt) < today ? ', which is over' : ''}`
  const tried = counted(attempts, 'attempt')
  if (nextOn === null) return `${tried}, no next step set`
  return `${tried}, next step ${nextOn === today ? 'today' : `on ${dayInWords(nextOn)}`}`
}
