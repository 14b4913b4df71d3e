import { z } from 'zod'
import { idText, line, manyLines, oneOf, tick } from '../../core/text.ts'

export const kindsOfHelp = [
  'treatment',
  'recovery support',
  'harm reduction',
  'primary care',
  'mental health',
  'housing',
  'employment',
  'food',
  'transport',
  'papers',
  'legal',
] as const
export type KindOfHelp = (typeof kindsOfHelp)[number]
export const helpWords: Readonly<Record<KindOfHelp, string>> = {
  treatment: 'Treatment',
  'recovery support': 'Recovery support',
  'harm reduction': 'Harm reduction',
  'primary care': 'Primary care',
  'mental health': 'Mental health',
  housing: 'Housing',
  employment: 'Work',
  food: 'Food',
  transport: 'Rides',
  papers: 'Papers and ID',
  legal: 'Legal help',
}

export const serviceForm = z.strictObject({
  partnerId: idText('Partner', { none: 'Choose a partner' }),
  name: line('Name of the service'),
  need: oneOf('What it helps with', kindsOfHelp, { words: helpWords, none: 'Choose one' }),
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
