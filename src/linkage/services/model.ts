import { z } from 'zod'
import { described, fills, wordsOf } from '../../core/field.ts'
import { idText, line, manyLines, oneOf, tick, webAddress } from '../../core/text.ts'
import { needs, needWords } from '../../outreach/model.ts'
import { tidyHours } from './rules.ts'

const hours = manyLines('Hours', 1_000, {
  optional: true,
  help: 'One line each, such as Mon to Fri 9 am to 4:30 pm. Other words may stand there too.',
  rows: 2,
})

export const serviceForm = z.strictObject({
  partnerId: idText('Partner', { none: 'Choose a partner' }),
  name: line('Name of the service'),
  need: oneOf('What it helps with', needs, { words: needWords, none: 'Choose one' }),
  about: manyLines('What to know', 4_000, {
    optional: true,
    help: 'What to bring, who is taken, what it costs.',
    rows: 3,
  }),
  phone: line('Phone', { optional: true, type: 'tel', width: 'middle' }),
  address: manyLines('Address', 1_000, {
    optional: true,
    help: 'One line each, such as 12 Shore Street, Elizabeth City, NC 27909.',
    rows: 2,
  }),
  hours: described(hours.transform(tidyHours), { look: 'lines', label: 'Hours', ...wordsOf(hours) }),
  languages: line('Languages spoken', { optional: true, help: 'With commas between: English, Spanish.' }),
  website: webAddress('Website', { optional: true, help: 'Such as https://example.org' }),
  isOpen: tick('Takes people now'),
})
export type ServiceForm = z.infer<typeof serviceForm>
fills('service', serviceForm)

export type Service = ServiceForm & {
  readonly id: string
  readonly partner: string
  readonly isJustice: boolean
  readonly isSample: boolean
  readonly version: number
}
