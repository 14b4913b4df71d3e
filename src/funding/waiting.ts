import { addDays, type Day, dayInWords } from '../core/day.ts'
import type { Due } from '../core/due.ts'
import { inDollars } from '../core/money.ts'
import type { Tx } from '../platform/db/db.ts'
import type { Waiting } from '../platform/waiting.ts'
import type { Authorization } from './authorizations/model.ts'
import { leftOf } from './authorizations/rules.ts'
import { authorizations } from './authorizations/store.ts'
import type { Fund } from './funds/model.ts'
import { funds } from './funds/store.ts'
import { strategyName } from './model.ts'
import { access } from './rules.ts'

/** How many days ahead the end of an authorization is said: time enough for a board that meets once a month. */
const soon = 60

/** What waits for whoever keeps the money. */
export const fundingWaiting: readonly Waiting[] = [{ may: access.write, isOfDay: true, due: moneyDue }]

async function moneyDue(tx: Tx, today: Day): Promise<readonly Due[]> {
  const [kept, all] = [await funds(tx), await authorizations(tx)]
  const open = all.filter(({ fundClosedOn, untilOn }) => fundClosedOn === null && untilOn >= today)
  return [
    ...kept.filter(({ holds }) => holds < 0).map(overdrawn),
    ...open
      .filter(({ isOfSettlement, committedFrom }) => isOfSettlement && committedFrom === null)
      .map(withoutOrdinance),
    ...open.filter((one) => one.untilOn <= addDays(today, soon) && leftOf(one) > 0).map(ending),
  ]
}

const overdrawn = ({ id, name, holds }: Fund): Due => ({
  what: `${name}: ${inDollars(-holds)} more was spent than received`,
  why: 'Record what came in, or ask the funder for it.',
  act: 'Open the fund',
  href: `/funding/funds/${id}`,
})

const withoutOrdinance = (one: Authorization): Due => ({
  what: `${strategyName(one)} has no budget ordinance yet`,
  why: `Resolution ${one.resolution} allows it, and nothing of it can be spent before that.`,
  act: 'Open the authorization',
  href: `/funding/authorizations/${one.id}`,
})

const ending = (one: Authorization): Due => ({
  what: `${strategyName(one)} is authorized through ${dayInWords(one.untilOn)}, and ${inDollars(leftOf(one))} is left`,
  why: 'After that day nothing of it can be spent, unless the board amends it.',
  act: 'Open the authorization',
  href: `/funding/authorizations/${one.id}`,
})
