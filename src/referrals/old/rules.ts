import type { Day } from '../../core/day.ts'

/** The classes of record that are kept for a time of their own, with what is usual and what is least, in months. */
export const recordClasses = [
  'referral that led to nobody',
  'referral that led to somebody',
  'consents and disclosures',
  'who read whom',
] as const
export type RecordClass = (typeof recordClasses)[number]

type Kept = { readonly name: string; readonly usual: number; readonly least: number; readonly what: string }
/** Six years are asked by 45 CFR 164.316 and 164.530(j) of what was agreed, shared and read; the others are the county's to say. */
export const keptFor: Readonly<Record<RecordClass, Kept>> = {
  'referral that led to nobody': {
    name: 'Referrals on which nobody was reached',
    usual: 24,
    least: 1,
    what: 'after all of the person are closed: who it was about, what was said, and its traces in the history',
  },
  'referral that led to somebody': {
    name: 'Referrals on which somebody was reached, agreed or was sent on',
    usual: 72,
    least: 1,
    what: 'after all of the person are closed and no consent holds any more: who it was about, and every note',
  },
  'consents and disclosures': {
    name: 'Consents and what was shared',
    usual: 72,
    least: 72,
    what: 'after the consent ended: signature and name; after it was shared: the reason in words. That it was agreed and shared stays',
  },
  'who read whom': { name: 'Who read whom', usual: 72, least: 72, what: 'after the read: the line of it' },
}

export type RetentionRule = {
  readonly id: string
  readonly recordClass: RecordClass
  readonly months: number
  readonly fromOn: Day
}

/** The months in force on a day for a class of record. */
export const retentionInForce = (rules: readonly RetentionRule[], recordClass: RecordClass, on: Day): number =>
  rules
    .filter((rule) => rule.recordClass === recordClass && rule.fromOn <= on)
    .toSorted((a, b) => (a.fromOn < b.fromOn ? -1 : 1))
    .at(-1)?.months ?? keptFor[recordClass].usual
