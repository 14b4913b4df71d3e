import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { fills } from '../../core/field.ts'
import { dollars } from '../../core/money.ts'
import { dayOrNone, dayText, idText, line, manyLines, name, oneOf } from '../../core/text.ts'

export const kinds = ['settlement', 'grant', 'agreement', 'local'] as const
export type Kind = (typeof kinds)[number]
export const kindWords: Readonly<Record<Kind, string>> = {
  settlement: 'Opioid settlement',
  grant: 'Grant',
  agreement: 'Agreement with a payer',
  local: 'The county’s own money',
}

export const fundForm = z.strictObject({
  name: name('Name', { help: 'Such as Opioid settlement fund.' }),
  funder: line('Funder', { help: 'Who gives the money.' }),
  kind: oneOf('Kind', kinds, { words: kindWords, none: 'Choose a kind' }),
  fromOn: dayText('May be spent from', { help: 'The first day on which it may be spent.' }),
  untilOn: dayOrNone('May be spent through', { help: 'Leave it empty if it has no last day.' }),
  note: manyLines('Note', 1_000, { optional: true, rows: 3 }),
})
export type FundForm = z.infer<typeof fundForm>
fills('fund', fundForm)

export type Fund = FundForm & {
  readonly id: string
  readonly version: number
  readonly closedOn: Day | null
  readonly isSample: boolean
  /** What is in it, in cents: received and carried in, less spent, returned and carried out. */
  readonly holds: number
  /** What its funder promised in all. */
  readonly awarded: number
  readonly authorized: number
  /** Committed, and not spent yet. */
  readonly encumbered: number
  readonly spent: number
}

export const carryForm = z.strictObject({
  toFundId: idText('Into the fund', { none: 'Choose a fund' }),
  happenedOn: dayText('On'),
  amountCents: dollars('Amount', { least: 1, help: 'In dollars.' }),
  what: line('What for', { help: 'Such as What was left of year 1, as the funder agreed.' }),
})
export type CarryForm = z.infer<typeof carryForm>
