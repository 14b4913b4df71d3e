import type { JSX } from 'preact'
import { dayInWords } from '../core/day.ts'
import { inDollars } from '../core/money.ts'
import type { List } from '../platform/doors/list-door.tsx'
import type { Authorization } from './authorizations/model.ts'
import { leftOf } from './authorizations/rules.ts'
import { type Entry, kindWords, type Line } from './ledger/model.ts'
import { citation, type Strategy, strategyName } from './model.ts'

export const trail = [{ name: 'Funding', path: '/funding' }]
export const fundingTabs = {
  name: 'Funding',
  pages: [
    { path: '/funding', name: 'Funds' },
    { path: '/funding/entries', name: 'Entries' },
    { path: '/funding/years', name: 'Budget and spending' },
  ],
} as const

export const Sample = ({ is }: { is: boolean }): JSX.Element | null => (is ? <span class="sample">sample</span> : null)

/** `Post-overdose response team (Exhibit A, item 8)`. */
export const strategyInFull = (of: Strategy): string =>
  citation(of) === '' ? strategyName(of) : `${strategyName(of)} (${citation(of)})`

/** An authorization as a choice names it: strategy, fund, and what is left. */
export const asChoice = (one: Authorization): { readonly id: string; readonly name: string } => ({
  id: one.id,
  name: `${strategyName(one)}, ${one.fund}, resolution ${one.resolution}: ${inDollars(leftOf(one))} left`,
})

export const authorizationsList: List<Authorization> = {
  isTight: true,
  caption: 'What may be spent, by strategy',
  columns: [
    ['Strategy', (one) => strategyInFull(one)],
    ['Authorized', ({ amountCents }) => inDollars(amountCents), 'number'],
    ['Encumbered', ({ encumbered }) => inDollars(encumbered), 'number'],
    ['Spent', ({ spent }) => inDollars(spent), 'number'],
    ['Left', (one) => inDollars(leftOf(one)), 'number'],
  ],
  to: ({ id }) => `/funding/authorizations/${id}`,
  empty: 'Nothing may be spent yet. Authorize what a resolution of the board allows.',
}

/** Entries with what is in them of some lines: all of them, those of a fund, those of an authorization. */
export const entriesList = (isOf: (line: Line) => boolean = () => true): List<Entry> => ({
  isTight: true,
  caption: 'Entries, newest first',
  columns: [
    ['What', ({ what }) => what],
    ['Day', ({ happenedOn }) => dayInWords(happenedOn)],
    ['Kind', kindOf],
    [
      'Amount',
      ({ lines }) => inDollars(lines.filter(isOf).reduce((sum, { amountCents }) => sum + amountCents, 0)),
      'number',
    ],
  ],
  to: ({ id }) => `/funding/entries/${id}`,
  empty: 'Nothing is written down yet.',
})

/** `Spent`, `Spent; reversed`, `Reversal: spent`. */
const kindOf = ({ kind, reversesId, reversedById }: Entry): string => {
  if (reversesId !== null) return `Reversal: ${kindWords[kind].toLowerCase()}`
  return reversedById === null ? kindWords[kind] : `${kindWords[kind]}; reversed`
}
