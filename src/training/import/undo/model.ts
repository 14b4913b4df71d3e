import { z } from 'zod'
import { oneLine } from '../../../core/text.ts'

/** A record of an import, and what has come to hang on it since. */
export type Hanging = {
  readonly id: string
  readonly coach: string
  readonly course: string
  /** The number of the certificate that holds for it. */
  readonly certificate: string | null
  /** The kinds of credentials whose papers may rest on it. */
  readonly credentials: string | null
  readonly isCorrected: boolean
  readonly hasAttendance: boolean
  readonly hasAnswers: boolean
  /** The coach signed up for this seat. */
  readonly hasPlace: boolean
}

/** What somebody decided about records that something hangs on. `hanging` is how many of them were shown. */
export type UndoForm = {
  readonly hanging: number
  readonly choice: 'leave' | 'take' | null
  readonly reason: string
}

export const undoForm = z.strictObject({
  hanging: z
    .string()
    .prefault('0')
    .transform((raw) => Number(raw)),
  choice: z
    .string()
    .prefault('')
    .transform((raw) => (['leave', 'take'] as const).find((one) => one === raw) ?? null),
  reason: oneLine('Reason', 200, { optional: true }),
})
