import { z } from 'zod'
import { mailAddress, oneLine } from '../../core/text.ts'
import { phone } from '../model.ts'

/** What coaches change themselves. Their name and whom they are stays with the coordinator. */
export const detailsForm = z.strictObject({
  email: mailAddress('Mail address', {
    optional: true,
    autoComplete: 'email',
    help: 'Where the team writes to you. How you sign in does not change.',
  }),
  phone: phone({ autoComplete: 'tel' }),
  zone: oneLine('Zone', 60, { optional: true, help: 'The part of the county where you coach.', width: 'middle' }),
  language: oneLine('Language', 60, { help: 'The one you coach in most.', width: 'middle' }),
})
export type Details = z.infer<typeof detailsForm>
