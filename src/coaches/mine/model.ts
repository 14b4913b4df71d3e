import { z } from 'zod'
import { mailAddress, oneLine } from '../../core/text.ts'
import { phone } from '../model.ts'

/** What coaches change themselves. Their name and whom they are stays with the coordinator. */
export const detailsForm = z.strictObject({
  email: mailAddress('Mail address', { optional: true }),
  phone,
  zone: oneLine('Zone', 60, { optional: true }),
  language: oneLine('Language', 60),
})
export type Details = z.infer<typeof detailsForm>
