import { type Day, dayInWords } from '../../core/day.ts'
import { inDollars } from '../../core/money.ts'
import type { Problem } from '../../core/result.ts'
import type { Fund } from '../funds/model.ts'
import type { Strategy } from '../model.ts'
import type { AmendForm, Authorization, AuthorizeForm } from './model.ts'

/** What may still be committed or spent, in cents. */
export const leftOf = ({
  amountCents,
  encumbered,
  spent,
}: Pick<Authorization, 'amountCents' | 'encumbered' | 'spent'>) => amountCents - encumbered - spent

/** The strategy that a form names; a problem where it leaves out what its exhibit asks for. */
export function strategyIn({ forWhat, item, strategy }: AuthorizeForm): Strategy | Problem {
  if (forWhat !== 'B' && forWhat !== 'none')
    return item === '' && strategy === ''
      ? { exhibit: 'A', item: forWhat, strategy: '' }
      : {
          code: 'funding.not-of-a',
          message: 'An item of Exhibit A has its name. Leave the fields for Exhibit B and for what it is called empty.',
          field: item === '' ? 'strategy' : 'item',
        }
  if (strategy === '')
    return { code: 'funding.no-strategy', message: 'What it is called is missing.', field: 'strategy' }
  if (forWhat === 'none' && item !== '')
    return {
      code: 'funding.not-of-b',
      message: 'Only what is in Exhibit B has an item. Leave it empty.',
      field: 'item',
    }
  if (forWhat === 'B' && item === '')
    return { code: 'funding.no-item', message: 'Item of Exhibit B is missing.', field: 'item' }
  return { exhibit: forWhat, item: item.toUpperCase(), strategy }
}

/** What stands against what a resolution says, each at its field. */
export function problemsOfResolution(form: AmendForm, fund: Pick<Fund, 'fromOn' | 'untilOn' | 'closedOn'>): Problem[] {
  const problems: Problem[] = []
  const against = (code: string, field: keyof AmendForm, message: string): void => {
    problems.push({ code: `funding.${code}`, message, field })
  }
  if (fund.closedOn !== null)
    against('fund-closed', 'resolution', `The fund was closed on ${dayInWords(fund.closedOn)}. Open it again first.`)
  if (form.untilOn < form.fromOn)
    against('ends-first', 'untilOn', 'The last day is before the first. Change one of them.')
  if (form.fromOn < fund.fromOn)
    against(
      'before-fund',
      'fromOn',
      `The fund may be spent from ${dayInWords(fund.fromOn)}. Begin on that day or later.`,
    )
  if (fund.untilOn !== null && form.untilOn > fund.untilOn)
    against('after-fund', 'untilOn', `The fund may be spent through ${dayInWords(fund.untilOn)}. End by that day.`)
  if ((form.ordinanceKind === null) !== (form.ordinanceOn === null))
    against(
      'half-an-ordinance',
      form.ordinanceOn === null ? 'ordinanceOn' : 'ordinanceKind',
      'A budget ordinance has a kind and a day. Say both, or leave both empty.',
    )
  return problems
}

/** What a later version may not take back: what is spent or encumbered, and a day on which it was. */
export function problemsOfAmending(
  form: AmendForm,
  one: Pick<Authorization, 'encumbered' | 'spent'>,
  used: { readonly first: Day; readonly last: Day } | null,
): Problem[] {
  const problems: Problem[] = []
  const taken = one.encumbered + one.spent
  if (form.amountCents < taken)
    problems.push({
      code: 'funding.less-than-used',
      message: `${inDollars(taken)} is spent or encumbered already. Authorize that much or more, or reverse some first.`,
      field: 'amountCents',
    })
  if (used && form.fromOn > used.first)
    problems.push({
      code: 'funding.after-first',
      message: `Money was spent or encumbered on ${dayInWords(used.first)}. Begin on that day or earlier.`,
      field: 'fromOn',
    })
  if (used && form.untilOn < used.last)
    problems.push({
      code: 'funding.before-last',
      message: `Money was spent or encumbered on ${dayInWords(used.last)}. End on that day or later.`,
      field: 'untilOn',
    })
  return problems
}

/** Why nothing of an authorization is spent or encumbered on a day; null where it may be. */
export function whyNotOn(
  one: Pick<Authorization, 'fromOn' | 'untilOn' | 'fundClosedOn' | 'fund' | 'isOfSettlement' | 'committedFrom'>,
  day: Day,
): string | null {
  if (one.fundClosedOn !== null)
    return `${one.fund} was closed on ${dayInWords(one.fundClosedOn)}. Open it again first, or choose another fund.`
  if (day < one.fromOn || day > one.untilOn)
    return `It is authorized for ${dayInWords(one.fromOn)} to ${dayInWords(one.untilOn)}, and ${dayInWords(day)} is not among these days.`
  if (one.isOfSettlement && one.committedFrom === null)
    return 'It has no budget ordinance yet. Settlement money is spent or encumbered after that only.'
  if (one.isOfSettlement && one.committedFrom !== null && day < one.committedFrom)
    return `Its resolution and budget ordinance are in place from ${dayInWords(one.committedFrom)}. Settlement money pays for nothing before that.`
  return null
}
