import { counted } from '../core/counted.ts'
import { inDollars } from '../core/money.ts'
import type { PublicMoney, PublicYear } from '../funding/facts.ts'

type Difference = { readonly what: string; readonly before: string; readonly after: string }

/** More figures than this are told together. */
const mostTold = 4

/** What the public will read otherwise of received and spent money, each year by its first day. */
export function moneyDifferences(
  before: PublicMoney | undefined,
  after: PublicMoney | undefined,
): readonly Difference[] {
  if (!before || !after) return before === after ? [] : [{ what: 'Money', before: said(before), after: said(after) }]
  const days = [...new Set([...before.years, ...after.years].map(({ from }) => from))].toSorted()
  const all: Difference[] = []
  for (const day of days) {
    const [was, is] = [before, after].map(({ years }) => years.find(({ from }) => from === day))
    all.push(...yearDifferences(was, is, all.length === 0))
  }
  const about = ({ kinds, isSample }: PublicMoney): string =>
    [...kinds.toSorted(), ...(isSample ? ['sample'] : [])].join(', ')
  if (about(before) !== about(after)) all.push({ what: 'Money', before: about(before), after: about(after) })
  const [first] = all
  if (!first || all.length <= mostTold) return all
  const example = `such as ${first.what.replace('Money: ', '')}:`
  return [
    {
      what: 'Money',
      before: `${counted(all.length, 'figure')}, ${example} ${first.before || 'nothing'}`,
      after: `${example} ${first.after || 'nothing'}`,
    },
  ]
}

const said = (money: PublicMoney | undefined): string =>
  money ? `received and spent, ${money.years.map(({ label }) => label).join(', ')}` : ''

/** What a year began with follows from those before it: it is told where nothing else is. */
function yearDifferences(was: PublicYear | undefined, is: PublicYear | undefined, isFirst: boolean): Difference[] {
  const told = (what: string, of: (year: PublicYear) => string): Difference[] => {
    const [before = '', after = ''] = [was, is].map((year) => year && of(year))
    return before === after ? [] : [{ what: `Money: ${(is ?? was)?.label}, ${what}`, before, after }]
  }
  const sums = [
    ...(isFirst && was && is ? told('at its start', ({ opening }) => inDollars(opening)) : []),
    ...told('received', ({ received }) => inDollars(received)),
    ...told('spent', ({ spent }) => inDollars(spent)),
  ]
  return sums.length > 0 ? sums : told('by strategy', strategies)
}

const strategies = ({ byStrategy }: PublicYear): string =>
  byStrategy.map(({ name, spent }) => `${name} ${inDollars(spent)}`).join(' · ')
