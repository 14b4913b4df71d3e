import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { line, name, oneLine } from '../../core/text.ts'

/** What a certificate says: as it was when it was given, whatever is corrected later. */
export type Certificate = {
  readonly id: string
  readonly enrolmentId: string
  readonly number: string
  readonly code: string
  readonly holder: string
  readonly course: string
  readonly completedOn: Day
  readonly hours: number | null
  readonly issuedOn: Day
  readonly revokedOn: Day | null
  readonly reason: string
}

export const certificateForm = z.strictObject({
  holder: name('Name on the certificate'),
  number: oneLine('Number', 40, {
    help: 'Leave it empty to take the next of this year.',
    width: 'middle',
    optional: true,
  }),
})
export type CertificateForm = z.infer<typeof certificateForm>

export const revokeForm = z.strictObject({ reason: line('Reason') })
