import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { fills } from '../../core/field.ts'
import { dollars } from '../../core/money.ts'
import { dayText, idText, line, oneOf, orNone, reading, tick, wrong } from '../../core/text.ts'
import type { Strategy } from '../model.ts'

export type EntryKind =
  | 'opening'
  | 'awarded'
  | 'received'
  | 'carried in'
  | 'carried out'
  | 'returned'
  | 'encumbered'
  | 'released'
  | 'spent'

/** What each kind is called where it stands in a list. */
export const kindWords: Readonly<Record<EntryKind, string>> = {
  opening: 'Balance when records began',
  awarded: 'Awarded',
  received: 'Received',
  'carried in': 'Carried in',
  'carried out': 'Carried out',
  returned: 'Returned to the funder',
  encumbered: 'Encumbered',
  released: 'Let go',
  spent: 'Spent',
}

const happenedOn = dayText('On', { help: 'The day it happened, not the day it is written.' })
/** Nobody writes a payment twice by a slip of the hand; two alike on a day are meant. */
const isAnother = tick('It is another one, though one just like it is in the books')
const amountCents = dollars('Amount', { least: 1, help: 'In dollars.' })

export const ofFund = ['received', 'awarded', 'returned', 'opening'] as const
/** What happens with a fund as a whole. */
export const fundMoneyForm = z.strictObject({
  kind: oneOf('What happened', ofFund, {
    words: {
      received: 'Money was received',
      awarded: 'The funder awarded it: a promise, no money yet',
      returned: 'Money went back to the funder',
      opening: 'It was there when these records begin',
    },
    none: 'Choose what happened',
  }),
  happenedOn,
  amountCents,
  what: line('What it is', { help: 'Such as Payment 4 of the distributors.' }),
  whom: line('From or to whom', { optional: true }),
  isAnother,
})
export type FundMoneyForm = z.infer<typeof fundMoneyForm>
fills('money_entry', fundMoneyForm)

/** So many authorizations one amount can be split over. */
export const places = [1, 2, 3, 4] as const
type PlaceOf = (typeof places)[number]

/** A share in percent with two decimals, as hundredths; null where it is left empty. */
const share = (label: string, optional = true) =>
  reading<number | null>({ label, look: 'number', isDecimal: true, optional, width: 'short' }, (raw) => {
    const text = raw.trim().replace(/\s*%$/, '')
    if (text === '') return null
    return /^\d{1,3}(\.\d{1,2})?$/.test(text)
      ? Math.round(Number(text) * 100)
      : wrong(`${label} is a number such as 25 or 33.33.`)
  })
const place = (number: PlaceOf) =>
  idText(number === 1 ? 'Authorization' : `Authorization ${number}`, { none: number === 1 ? 'Choose one' : 'None' })

export const spendForm = z.strictObject({
  kind: oneOf('What happened', ['spent', 'encumbered'], {
    words: { spent: 'Money was spent', encumbered: 'Money was encumbered: committed, and not paid yet' },
    none: 'Choose what happened',
  }),
  happenedOn,
  amountCents,
  what: line('What for', { help: 'Such as Stipends of October, or a number of an invoice.' }),
  whom: line('Paid to', { optional: true }),
  authorization1: place(1),
  share1: share('Share in percent', false),
  authorization2: orNone(place(2)),
  share2: share('Share 2 in percent'),
  authorization3: orNone(place(3)),
  share3: share('Share 3 in percent'),
  authorization4: orNone(place(4)),
  share4: share('Share 4 in percent'),
  isAnother,
})
export type SpendForm = z.infer<typeof spendForm>

/** What becomes of money that is encumbered. */
export const settleForm = z.strictObject({
  kind: oneOf('What happened', ['spent', 'released'], {
    words: { spent: 'It was paid', released: 'It is not needed, and is let go' },
    none: 'Choose what happened',
  }),
  encumbranceId: idText('Of which part', { none: 'Choose a part' }),
  happenedOn,
  amountCents,
  what: line('What for'),
})
export type SettleForm = z.infer<typeof settleForm>

export const reverseForm = z.strictObject({
  happenedOn: dayText('As of', { help: 'The day from which it no longer counts.' }),
  why: line('Why it is reversed', { help: 'Such as Paid twice. It stays on record.' }),
})
export type ReverseForm = z.infer<typeof reverseForm>

/** A part of an entry. */
export type Line = Strategy & {
  readonly id: string
  readonly fundId: string
  readonly fund: string
  readonly fundClosedOn: Day | null
  readonly authorizationId: string | null
  readonly encumbranceId: string | null
  readonly amountCents: number
  readonly share: number
  /** Of what was encumbered, and is neither spent nor let go yet; null of any other. */
  readonly left: number | null
}

export type Entry = {
  readonly id: string
  readonly kind: EntryKind
  readonly happenedOn: Day
  readonly amountCents: number
  readonly what: string
  readonly whom: string
  readonly carriedId: string | null
  readonly reversesId: string | null
  readonly reversedById: string | null
  readonly isSample: boolean
  readonly lines: readonly Line[]
}
