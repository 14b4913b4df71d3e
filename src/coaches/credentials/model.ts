import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { described, fills } from '../../core/field.ts'
import { decimal } from '../../core/number.ts'
import { dayText, idText, line, name, oneLine, oneOf, tick, title, wholeNumber } from '../../core/text.ts'

export type Kind = {
  readonly id: string
  readonly name: string
  readonly about: string
  /** From this day on every active coach has to hold it. */
  readonly requiredFrom: Day | null
  readonly version: number
}

/** What a kind of credential asks from a day on. */
export type Rule = {
  readonly effectiveOn: Day
  readonly courseHours: number
  /** The kind of course that is approved for it, as the training records name kinds. */
  readonly courseKind: string
  /** How many months before the papers are sent such a course may lie at most; 0: any time. */
  readonly courseMonths: number
  readonly furtherHours: number
  readonly referenceCount: number
  /** 0: it never has to be renewed. */
  readonly renewalMonths: number
  readonly continuingHours: number
  readonly ethicsHours: number
  /** So many days before the last day it is due. */
  readonly noticeDays: number
  readonly lateDays: number
}

/**
 * NC Certified Peer Support Specialist, as a rule table. Sources: https://pss.unc.edu/certification (40-hour course, usable for
 * two years, 20 further hours, two references) and https://pss.unc.edu/certification/recertification (every two years by the
 * last day of the month due, 20 hours of continuing education of which 3 ethics, notice 60-90 days before, 30 days late).
 */
export const cpss = {
  name: 'NC CPSS',
  about: 'North Carolina Certified Peer Support Specialist.',
  rule: {
    courseHours: 40,
    courseKind: 'peer support',
    courseMonths: 24,
    furtherHours: 20,
    referenceCount: 2,
    renewalMonths: 24,
    continuingHours: 20,
    ethicsHours: 3,
    noticeDays: 90,
    lateDays: 30,
  },
} as const

/** A stretch for which a credential was given or renewed. What never ends has no days but the first. */
export type Term = {
  readonly fromOn: Day
  readonly noticeFrom: Day | null
  readonly expiresOn: Day | null
  readonly lateUntil: Day | null
}

export type Credential = {
  readonly id: string
  readonly coachId: string
  readonly coach: string
  readonly kindId: string
  readonly kind: string
  readonly begunOn: Day
  readonly submittedOn: Day | null
  readonly referenceCount: number
  readonly number: string
  readonly verifiedOn: Day | null
  readonly verifiedBy: string
  readonly terms: readonly Term[]
  readonly isSample: boolean
  readonly version: number
}

export const states = ['in progress', 'submitted', 'valid', 'due', 'late window', 'lapsed', 'reapply'] as const
export type State = (typeof states)[number]
/** What somebody does with a credential; the days do the rest. */
export const steps = ['submit', 'return', 'grant', 'renew', 'reapply'] as const
export type Step = (typeof steps)[number]

/** Hours of learning on a day: of a class, or entered. What takes an entry back has hours below zero. */
export type Hours = {
  readonly key: string
  readonly on: Day
  readonly hours: number
  readonly ethicsHours: number
  readonly title: string
  readonly source: 'class' | 'entered' | 'taken back'
  /** The kind of course of a class; '' for what was entered. */
  readonly courseKind: string
  readonly fileId: string | null
  readonly reversesId: string | null
}

export type EvidenceFile = {
  readonly id: string
  readonly name: string
  readonly type: EvidenceType
  readonly bytes: number
  readonly addedOn: Day
}
export const evidenceTypes = ['application/pdf', 'image/png', 'image/jpeg'] as const
export type EvidenceType = (typeof evidenceTypes)[number]
export const largestEvidence = 10 * 1024 * 1024

const hours = (label: string, least = 0) => decimal(label, { least, most: 999 })
const ofRule = (label: string, most: number, help?: string) => wholeNumber(label, { most, ...(help && { help }) })

const ruleFields = {
  effectiveOn: dayText('These rules hold from'),
  courseHours: hours('Hours of the approved course'),
  courseKind: described(oneLine('Kind of course that is approved', 60), {
    label: 'Kind of course that is approved',
    look: 'choice',
  }),
  courseMonths: ofRule('Months for which the course counts', 600, '0 means that it always counts.'),
  furtherHours: hours('More hours, of any kind'),
  referenceCount: ofRule('References', 9),
  renewalMonths: ofRule('Months between renewals', 600, '0 means that it never runs out.'),
  continuingHours: hours('Hours of continuing education for a renewal'),
  ethicsHours: hours('Of these on ethics'),
  noticeDays: ofRule('Days before the last day when the reminder goes out', 365),
  lateDays: ofRule('Days after the last day when it may still be renewed', 365, '0 means that it lapses at once.'),
}
export const ruleForm = z.strictObject(ruleFields)
export type RuleForm = z.infer<typeof ruleForm>
export const kindForm = z.strictObject({
  name: oneLine('Name', 80),
  about: described(line('What it is', { optional: true }), {
    label: 'What it is',
    look: 'lines',
    rows: 2,
    optional: true,
  }),
  ...ruleFields,
})
export type KindForm = z.infer<typeof kindForm>
export const requiredForm = z.strictObject({
  isRequired: tick('Every active coach has to hold it'),
  from: dayText('From', { optional: true }),
})
fills('credential_kind', kindForm)

const number = oneLine('Number of the certificate', 60, { optional: true, width: 'middle' })
export const beginForm = z.strictObject({
  kindId: idText('Credential'),
  way: oneOf('How it stands', ['begins now', 'holds it'], {
    words: { 'begins now': 'Begins to work toward it', 'holds it': 'Holds it already' },
  }),
  on: dayText('Day', { help: 'On which work toward it began, or on which it was given or last renewed.' }),
  expiresOn: dayText('Last day on the certificate', {
    optional: true,
    help: 'Left empty, it follows from the rules.',
  }),
  number,
})
export type BeginForm = z.infer<typeof beginForm>

export const stepForm = z.strictObject({ step: oneOf('Step', steps), on: dayText('Day'), number })
export type StepForm = z.infer<typeof stepForm>

export const editForm = z.strictObject({
  number,
  referenceCount: wholeNumber('References received', { most: 9 }),
  verifiedOn: dayText('Checked with the issuer on', { optional: true }),
  verifiedBy: name('Checked by', { optional: true, width: 'middle' }),
})
export type EditForm = z.infer<typeof editForm>
fills('credential', editForm)

export const hoursForm = z.strictObject({
  title: title('What it was'),
  on: dayText('Day'),
  hours: hours('Hours', 0.25),
  ethicsHours: hours('Of these on ethics'),
})
export type HoursForm = z.infer<typeof hoursForm>
export const reverseForm = z.strictObject({ entryId: idText('Entry'), reason: line('Reason') })
export const nothingForm = z.strictObject({})
