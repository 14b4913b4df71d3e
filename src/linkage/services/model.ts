import { z } from 'zod'
import { idText, line, manyLines, oneOf, tick } from '../../core/text.ts'
import { needs, needWords } from '../../outreach/model.ts'

export const serviceForm = z.strictObject({
  partnerId: idText('Partner', { none: 'Choose a partner' }),
  name: line('Name of the service'),
  need: oneOf('What it helps with', needs, { words: needWords, none: 'Choose one' }),
  about: manyLines('What to know', 1_000, { optional: true, help: 'Hours, what to bring, who is taken.', rows: 3 }),
  phone: line('Phone', { optional: true, type: 'tel', width: 'middle' }),
  isOpen: tick('Takes people now'),
})
export type ServiceForm = z.infer<typeof serviceForm>

export type Service = ServiceForm & {
  readonly id: string
  readonly partner: string
  readonly isJustice: boolean
  readonly isSample: boolean
  readonly version: number
}
