import { z } from 'zod'
import type { Day } from '../core/day.ts'
import { fills } from '../core/field.ts'
import { dollars } from '../core/money.ts'
import { dayText, idText, line, tick } from '../core/text.ts'
import { tripForm } from '../outreach/trips/model.ts'

export type ClaimKind = 'mileage' | 'stipend' | 'tuition' | 'supplies'
export const kindWords: Readonly<Record<ClaimKind, string>> = {
  mileage: 'Mileage',
  stipend: 'Stipend',
  tuition: 'Tuition or fee',
  supplies: 'Supplies',
}

export const states = ['draft', 'sent', 'returned', 'approved', 'cleared', 'paid'] as const
export type ClaimState = (typeof states)[number]
export const stateWords: Readonly<Record<ClaimState, string>> = {
  draft: 'Draft',
  sent: 'Sent',
  returned: 'Returned',
  approved: 'Approved by the team',
  cleared: 'Approved by finance',
  paid: 'Paid',
}

/** How a coach is engaged, which says what is paid back. */
export type PayClass = 'volunteer' | 'stipended' | 'employed' | 'contractor'
export type Engaged = { readonly kind: PayClass; readonly fromOn: Day }

/** What a claim can be for: a trip, a shift or a class that happened, or a course that somebody paid for. */
export type Claimable = {
  readonly source: 'trip' | 'shift' | 'class' | 'course'
  readonly id: string
  readonly happenedOn: Day
  readonly miles: number | null
  readonly title: string
}

const isDraft = tick('Keep it as a draft, and send it later')

export const milesForm = tripForm.extend({
  fromPlace: line('From', { optional: true, help: 'Such as Library. No street of a person you visit.' }),
  toPlace: line('To', { optional: true }),
  isDraft,
})
export type MilesForm = z.infer<typeof milesForm>

const amountCents = dollars('Amount', { least: 1, help: 'In dollars, as on the receipt.' })

export const suppliesForm = z.strictObject({
  happenedOn: dayText('Bought on'),
  amountCents,
  what: line('What you bought', { help: 'Such as Bus passes. Nobody’s name.' }),
  isDraft,
})
export type SuppliesForm = z.infer<typeof suppliesForm>

export const tuitionForm = z.strictObject({
  enrolmentId: idText('Course', { none: 'Choose a course' }),
  happenedOn: dayText('Paid on'),
  amountCents,
  what: line('What you paid', { help: 'Such as Tuition, or Fee of the exam.' }),
  isDraft,
})
export type TuitionForm = z.infer<typeof tuitionForm>
fills('claim', milesForm)
fills('claim', suppliesForm)

export const returnForm = z.strictObject({
  why: line('What is to be mended', { help: 'The coach reads this.' }),
})
fills('claim_step', returnForm)

export type Claim = {
  readonly id: string
  readonly version: number
  readonly coachId: string
  readonly coach: string
  readonly kind: ClaimKind
  readonly state: ClaimState
  readonly happenedOn: Day
  readonly amountCents: number
  readonly what: string
  readonly miles: number | null
  readonly odometerStart: number | null
  readonly odometerEnd: number | null
  readonly fromPlace: string
  readonly toPlace: string
  readonly tenthsAMile: number | null
  readonly tripId: string | null
  readonly shiftPlaceId: string | null
  readonly enrolmentId: string | null
  readonly isSample: boolean
  readonly receipts: readonly Receipt[]
  readonly steps: readonly StepTaken[]
}
export type Receipt = { readonly id: string; readonly name: string }
export type StepTaken = {
  readonly step: Exclude<ClaimState, 'draft'>
  readonly takenOn: Day
  readonly by: string
  readonly why: string
}
