import { together } from '../../core/together.ts'
import { isOneOf } from '../../platform/http/route.ts'
import type { Section } from '../../platform/ui/section.ts'
import type { ReferralInHand } from '../../referrals/facts.ts'
import type { OutreachNeeds } from '../needs.ts'
import { access, isEnough, mayCorrect, whyNoVolunteer } from '../rules.ts'
import { Attempts, ProposeClosing } from './pages.tsx'
import { seesAll } from './shown.ts'
import { attemptsOf, reachOf } from './store.ts'

/** What was tried for a referral, on its page: newest first, with the one next act. */
export const attemptsSection = (needs: OutreachNeeds): Section<ReferralInHand> => ({
  key: 'attempts',
  title: 'Attempts',
  order: 10,
  section: async (tx, referral, visit) => {
    if (!isOneOf(visit, access.follow)) return null
    const [attempts, reach, keys] = await together(
      attemptsOf(tx, referral.id),
      reachOf(tx, referral.id),
      needs.seals.keysOf(tx),
    )
    const at = `/referrals/${referral.id}`
    const isOpen = referral.state !== 'closed'
    const whyNot = seesAll(visit) ? null : whyNoVolunteer(referral.path)
    const by = { seesAll: seesAll(visit), coachId: visit.coachId }
    const most = reach?.attemptsAtMost ?? 0
    return (
      <>
        {isOpen && whyNot === null && (
          <p class="acts">
            <a class="button" href={visit.to(`${at}/attempts/add`)}>
              Log an attempt
            </a>
            <a href={visit.to(`${at}/script`)}>What to say</a>
          </p>
        )}
        {whyNot && <p role="alert">{whyNot}</p>}
        {isOpen &&
          isEnough(
            attempts.map(({ outcome }) => outcome),
            most,
          ) && <ProposeClosing visit={visit} at={at} most={most} />}
        {attempts.length === 0 ? (
          <p class="empty">Nobody has tried yet.</p>
        ) : (
          <Attempts
            attempts={attempts}
            noteOf={({ id, note }) => keys.open({ table: 'attempt', column: 'note', id }, note)}
            to={(one) => (mayCorrect(one, by, visit.today) ? visit.to(`${at}/attempts/${one.id}`) : null)}
          />
        )}
      </>
    )
  },
})
