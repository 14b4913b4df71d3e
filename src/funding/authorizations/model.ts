import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { fills } from '../../core/field.ts'
import { dollars } from '../../core/money.ts'
import { dayOrNone, dayText, name, oneLine, oneOf, oneOrNone } from '../../core/text.ts'
import { exhibitA, itemsOfA } from '../catalogue.ts'
import type { Strategy } from '../model.ts'

export const ordinances = ['annual budget', 'capital project', 'settlement project'] as const
const ordinanceWords: Readonly<Record<(typeof ordinances)[number], string>> = {
  'annual budget': 'Annual budget ordinance',
  'capital project': 'Capital project ordinance',
  'settlement project': 'Settlement project ordinance',
}

const forWhat = [...itemsOfA, 'B', 'none'] as const
const forWhatWords = Object.fromEntries([
  ...itemsOfA.map((item) => [item, `Exhibit A, item ${item}: ${exhibitA[item]}`]),
  ['B', 'An item of Exhibit B'],
  ['none', 'Of neither exhibit'],
]) as Readonly<Record<(typeof forWhat)[number], string>> // made of just these

/** What a resolution says, and the budget ordinance that follows it. */
const asResolved = {
  resolution: name('Resolution', { help: 'Its number, such as 2025-14.' }),
  resolvedOn: dayText('Passed on'),
  amountCents: dollars('Amount', { least: 1, help: 'In dollars, for all of its days.' }),
  fromOn: dayText('May be spent from'),
  untilOn: dayText('May be spent through'),
  ordinanceKind: oneOrNone('Budget ordinance', ordinances, {
    words: ordinanceWords,
    none: 'None yet',
    help: 'Until there is one, settlement money is neither spent nor encumbered.',
  }),
  ordinanceOn: dayOrNone('Budget ordinance of'),
}

export const authorizeForm = z.strictObject({
  forWhat: oneOf('Strategy', forWhat, { words: forWhatWords, none: 'Choose a strategy' }),
  item: oneLine('Item of Exhibit B', 20, { optional: true, width: 'short', help: 'Such as C.4.' }),
  strategy: name('What it is called', { optional: true, help: 'For an item of Exhibit B, or of neither exhibit.' }),
  ...asResolved,
})
export type AuthorizeForm = z.infer<typeof authorizeForm>

export const amendForm = z.strictObject(asResolved)
export type AmendForm = z.infer<typeof amendForm>
fills('authorization_version', amendForm)

/** One version of an authorization, counted from 1. */
export type Version = AmendForm & { readonly id: string; readonly number: number }

/** An authorization as its newest version says it, with what was made of it. */
export type Authorization = Version &
  Strategy & {
    readonly fundId: string
    readonly fund: string
    readonly fundClosedOn: Day | null
    /** From when on it may be committed at all, where the fund is of a settlement: null until its ordinance is there. */
    readonly committedFrom: Day | null
    readonly isOfSettlement: boolean
    readonly isSample: boolean
    readonly encumbered: number
    readonly spent: number
  }
