import type { Day } from '../../core/day.ts'
import { periodsBetween } from '../../core/period.ts'
import type { Tx } from '../../platform/db/db.ts'
import { authorizations } from '../authorizations/store.ts'
import type { PublicMoney } from '../facts.ts'
import { publicYear, yearsOf } from './figures.ts'
import { calendarOf } from './model.ts'
import { moved, standing, yearRule } from './store.ts'

/** What everybody may read of the books; undefined where no money came, went or was there before. */
export async function publicMoney(tx: Tx, today: Day): Promise<PublicMoney | undefined> {
  const lines = await moved(tx)
  const [first] = lines
  if (!first) return undefined
  const periods = periodsBetween(calendarOf(await yearRule(tx)), `${first.month}-01`, today)
  const years = yearsOf(periods, { moved: lines, authorizations: await authorizations(tx) }).map(publicYear)
  const begun = years.findIndex(
    ({ opening, received, byStrategy }) => opening + received !== 0 || byStrategy.length > 0,
  )
  return begun === -1 ? undefined : { years: years.slice(begun), ...(await standing(tx)) }
}
