import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { fills } from '../../core/field.ts'
import { isId } from '../../core/id.ts'
import { dayOrNone, idText, line, name, oneLine, oneOf, orNone, reading, wholeNumber, wrong } from '../../core/text.ts'

export const kinds = [
  'naloxone kit',
  'fentanyl strips',
  'xylazine strips',
  'safer use',
  'hygiene',
  'wound care',
  'lockbox',
] as const
export type Kind = (typeof kinds)[number]
export const kindWords: Readonly<Record<Kind, string>> = {
  'naloxone kit': 'Naloxone kit, two doses',
  'fentanyl strips': 'Fentanyl test strips',
  'xylazine strips': 'Xylazine test strips',
  'safer use': 'Safer use',
  hygiene: 'Hygiene',
  'wound care': 'Wound care',
  lockbox: 'Lockbox',
}

/** Where something lies: the bag of a coach, or a place by what it is called. */
export type Place = { readonly coachId: string } | { readonly place: string }

/** A place as a form names it. */
export const placeKey = (place: Place): string => ('coachId' in place ? place.coachId : `at ${place.place}`)

/** The place that a form names; null for no such name. */
export function placeNamed(key: string): Place | null {
  if (isId(key)) return { coachId: key }
  return key.startsWith('at ') && key.length > 3 ? { place: key.slice(3) } : null
}

export const itemForm = z.strictObject({
  name: name('Name'),
  kind: oneOf('Kind', kinds, {
    words: kindWords,
    none: 'Choose a kind',
    help: 'A naloxone kit counts as two doses in reports.',
  }),
  lowAt: wholeNumber('Low at', {
    least: 0,
    most: 10_000,
    help: 'Today says so when no more than this are left.',
    width: 'short',
  }),
})
export type ItemForm = z.infer<typeof itemForm>
export type Item = ItemForm & { readonly id: string; readonly version: number; readonly isSample: boolean }
fills('supply_item', itemForm)

const stockPlace = (label: string) =>
  reading<string>({ label, look: 'choice', none: 'Choose a place' }, (raw) => {
    if (raw === '') return wrong(`${label} is missing. Choose one.`)
    return placeNamed(raw) ? raw : wrong(`${label} was not one of the list. Choose it again.`)
  })

const count = (label: string, least = 1) => wholeNumber(label, { least, most: 100_000, width: 'short' })

export const receiveForm = z.strictObject({
  itemId: idText('Item', { none: 'Choose an item' }),
  lot: line('Lot number', { help: 'As it stands on the box.', width: 'middle' }),
  expiresOn: dayOrNone('Expires on'),
  place: oneLine('Place', 60, { help: 'Such as Office.', width: 'middle' }),
  count: count('How many'),
})
export type ReceiveForm = z.infer<typeof receiveForm>

export const moveForm = z.strictObject({
  from: stockPlace('From'),
  toCoachId: orNone(idText('Into the bag of', { none: 'Nobody: to the place below' })),
  toPlace: oneLine('Or to the place', 60, { optional: true, width: 'middle' }),
  count: count('How many'),
})
export type MoveForm = z.infer<typeof moveForm>

export const countForm = z.strictObject({
  from: stockPlace('Where'),
  count: count('How many are there', 0),
})
export const discardForm = z.strictObject({
  from: stockPlace('From where'),
  count: count('How many go'),
})

/** How many of a lot lie at a place. */
export type Stock = {
  readonly itemId: string
  readonly lotId: string
  readonly lot: string
  readonly expiresOn: Day | null
  readonly recalledOn: Day | null
  readonly count: number
}
