import { exhibitA, type ItemOfA } from './catalogue.ts'

/** What money is spent for: an item of Exhibit A or B of the settlement, or of a name of the organisation's own. */
export type Strategy = {
  readonly exhibit: 'A' | 'B' | 'none'
  readonly item: string
  /** What it is called, where that is not an item of Exhibit A. */
  readonly strategy: string
}

export const strategyName = ({ exhibit, item, strategy }: Strategy): string =>
  exhibit === 'A' ? (exhibitA[item as ItemOfA] ?? item) : strategy // the check of the table keeps the item to the list

/** `Exhibit A, item 8`; nothing of one that is in none. */
export const citation = ({ exhibit, item }: Strategy): string =>
  exhibit === 'none' ? '' : `Exhibit ${exhibit}, item ${item}`
