import { z } from 'zod'
import { idText, line, oneOf, oneOrNone, orNone } from '../../core/text.ts'
import { purposes, purposeWords } from '../consents/model.ts'

export const exceptions = [
  'medical emergency',
  'audit',
  'crime on premises',
  'child abuse report',
  'court order',
] as const
export type Exception = (typeof exceptions)[number]

export const copies = ['scope in words', 'copy of the consent'] as const
export type Copy = (typeof copies)[number] | 'none'

/** By what right something is shared: a consent that is named, or an exception with why. */
export type Basis = { readonly consentId: string } | { readonly exception: Exception; readonly why: string }

/** The fields that say it; a consent or an exception, which is checked when both are read. */
export const basisFields = {
  consentId: orNone(idText('By which consent', { none: 'No consent' })),
  exception: oneOrNone('Or by an exception', exceptions, { none: 'No exception' }),
  exceptionWhy: line('Why the exception', {
    optional: true,
    help: 'Only for an exception: what happened, without a name.',
  }),
}

/** Something told by phone, on paper or in person. `what` holds what is ticked, one value each. */
export const shareForm = z.strictObject({
  recipientId: idText('Who receives it', { none: 'Choose a partner' }),
  what: z.string().optional(),
  purpose: oneOf('What for', purposes, { words: purposeWords, none: 'Choose one' }),
  ...basisFields,
  copy: oneOf('What goes with it', copies, {
    words: { 'scope in words': 'What the consent covers, in words', 'copy of the consent': 'A copy of the consent' },
  }),
})
export type ShareForm = z.infer<typeof shareForm>

export type Disclosure = {
  readonly id: string
  readonly personId: string
  readonly recipient: string
  readonly what: readonly string[]
  readonly purpose: string
  readonly consentId: string | null
  readonly exception: string | null
  readonly exceptionWhy: string
  readonly notice: string | null
  readonly copy: Copy
  readonly at: Date
  readonly onwardId: string | null
  readonly isSample: boolean
}
