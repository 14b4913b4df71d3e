import { counted } from '../core/counted.ts'
import { type Day, dayInWords } from '../core/day.ts'
import type { Due } from '../core/due.ts'
import type { Tx } from '../platform/db/db.ts'
import type { Waiting } from '../platform/waiting.ts'
import { nextStepsDue } from './following.ts'
import { access } from './rules.ts'
import { isLow, mayBeGiven, runsOutSoon } from './supplies/rules.ts'
import { items, type LotAt, stock } from './supplies/store.ts'

/** At most so many next steps stand on Today one by one. */
const most = 5

/** What waits in outreach: next steps of referrals in hand, and supplies. No line names anybody, or says what happened to them. */
export const outreachWaiting: readonly Waiting[] = [
  { may: access.follow, due: async (tx, today) => stepsDue(await nextStepsDue(tx, today), today) },
  { may: access.keepSupplies, isOfDay: true, due: suppliesDue },
]

function stepsDue(steps: Awaited<ReturnType<typeof nextStepsDue>>, today: Day): readonly Due[] {
  return steps.slice(0, most).map(({ id, receivedOn, nextOn }) => ({
    what: `The next step of the referral of ${dayInWords(receivedOn)} is due`,
    why: nextOn < today ? `It was set for ${dayInWords(nextOn)}.` : 'It was set for today.',
    act: 'Log an attempt',
    href: `/referrals/${id}/attempts/add`,
    when: 'today' as const,
  }))
}

async function suppliesDue(tx: Tx, today: Day): Promise<readonly Due[]> {
  const [all, kept] = [await stock(tx), await items(tx)]
  const left = (itemId: string): number =>
    all.filter((one) => one.itemId === itemId && mayBeGiven(one, today)).reduce((sum, { count }) => sum + count, 0)
  const low = kept.filter((one) => isLow(left(one.id), one.lowAt)).length
  const old = lots(all.filter(({ expiresOn, recalledOn }) => recalledOn === null && runsOutSoon(expiresOn, today)))
  const recalled = all.filter(({ coachId, recalledOn, count }) => recalledOn !== null && coachId !== null && count > 0)
  return [
    ...lots(recalled).map((lotId) => ({
      what: `A recalled lot is still in ${counted(recalled.filter((one) => one.lotId === lotId).length, 'bag')}`,
      why: 'Nobody gives it out any more, and it has to come back.',
      act: 'See whose bags',
      href: `/outreach/supplies/lots/${lotId}`,
      when: 'now' as const,
    })),
    ...(low === 0
      ? []
      : [
          {
            what: `${counted(low, 'item')} of supplies ${low === 1 ? 'is' : 'are'} low`,
            why: 'No more are left than the team wants to be told of.',
            act: 'See the supplies',
            href: '/outreach/supplies',
          },
        ]),
    ...(old.length === 0
      ? []
      : [
          {
            what: `${counted(old.length, 'lot')} of supplies ${old.length === 1 ? 'runs' : 'run'} out soon, or did`,
            why: 'What ran out is not given out.',
            act: 'See the supplies',
            href: '/outreach/supplies',
          },
        ]),
  ]
}

const lots = (all: readonly LotAt[]): readonly string[] => [...new Set(all.map(({ lotId }) => lotId))]
