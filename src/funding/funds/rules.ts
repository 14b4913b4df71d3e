import { type Day, dayInWords } from '../../core/day.ts'
import { inDollars } from '../../core/money.ts'
import type { Problem } from '../../core/result.ts'
import type { Fund, FundForm } from './model.ts'

/** What stands against the days and the kind of a fund that is changed, each at its field. */
export function problemsOfFund(
  form: FundForm,
  is: {
    readonly fund?: Fund
    readonly used: { readonly from: Day; readonly until: Day } | null
    readonly hasMoney: boolean
  },
): readonly Problem[] {
  const problems: Problem[] = []
  if (form.untilOn !== null && form.untilOn < form.fromOn)
    problems.push({
      code: 'funding.ends-first',
      message: 'The last day is before the first. Change one of them.',
      field: 'untilOn',
    })
  if (is.used && form.fromOn > is.used.from)
    problems.push({
      code: 'funding.after-authorized',
      message: `Something is authorized from ${dayInWords(is.used.from)}. Begin on that day or earlier.`,
      field: 'fromOn',
    })
  if (is.used && form.untilOn !== null && form.untilOn < is.used.until)
    problems.push({
      code: 'funding.before-authorized',
      message: `Something is authorized through ${dayInWords(is.used.until)}. End on that day or later.`,
      field: 'untilOn',
    })
  if (is.fund && is.hasMoney && form.kind !== is.fund.kind)
    problems.push({
      code: 'funding.kind-stays',
      message: 'There is money in its books, so its kind stays. Add another fund instead.',
      field: 'kind',
    })
  return problems
}

/** Why nothing is written into a fund; null while it is open. */
export const whyClosed = ({ name, closedOn }: Pick<Fund, 'name' | 'closedOn'>): Problem | null =>
  closedOn === null
    ? null
    : {
        code: 'funding.fund-closed',
        message: `${name} was closed on ${dayInWords(closedOn)}. Open it again first.`,
      }

/** Why nothing goes from a fund into another; null where it may. */
export function whyNotCarried(from: Fund, to: Fund | null): Problem | null {
  const against = (code: string, message: string): Problem => ({ code: `funding.${code}`, message, field: 'toFundId' })
  if (!to) return against('no-such-fund', 'This fund is not there any more. Choose another.')
  if (to.id === from.id) return against('same-fund', 'It is in this fund already. Choose another.')
  if (to.closedOn !== null)
    return against('to-closed', `${to.name} was closed on ${dayInWords(to.closedOn)}. Choose one that is open.`)
  if (to.kind !== from.kind || to.funder.toLowerCase() !== from.funder.toLowerCase())
    return against('other-money', 'Money of different funders or kinds is not mixed. Choose one of the same.')
  return null
}

/** Why a fund is not closed; null where it may be. */
export function whyNotClosed({ holds, encumbered }: Pick<Fund, 'holds' | 'encumbered'>): Problem | null {
  if (encumbered !== 0)
    return {
      code: 'funding.still-encumbered',
      message: `${inDollars(encumbered)} is still encumbered. Pay it or let it go first.`,
    }
  if (holds !== 0)
    return {
      code: 'funding.not-empty',
      message:
        holds > 0
          ? `${inDollars(holds)} is still in it. Carry it forward or return it first.`
          : `${inDollars(-holds)} more was spent than received. Record what is still to come first.`,
    }
  return null
}
