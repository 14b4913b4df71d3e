import type { MineSection } from '../platform/ui/mine.ts'
import { openOffersOf } from './handout/store.ts'
import { languageWords } from './receive/model.ts'
import { dueInWords } from './words.ts'

/** What this room says on a coach's own page: each referral that they are asked to take, and have not answered. No more of it is known. */
export const referralsMine = (clock: () => Date): MineSection => ({
  key: 'offers',
  title: 'Offered to you',
  order: 4,
  section: async (tx, coachId, _today, to) => {
    const offers = await openOffersOf(tx, coachId)
    return offers.length === 0 ? null : (
      <ul class="shift-cards">
        {offers.map(({ id, dueAt, zone, language }) => (
          <li key={id} class="shift">
            <strong class="shift-when">A referral waits for your answer</strong>
            <span>
              {[`First attempt ${dueInWords(dueAt, clock())}`, zone, languageWords[language]]
                .filter(Boolean)
                .join(', ')}
            </span>
            <a class="button" href={to(`/referrals/offers/${id}`)}>
              Answer
            </a>
          </li>
        ))}
      </ul>
    )
  },
})
