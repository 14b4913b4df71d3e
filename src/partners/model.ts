import { z } from 'zod'
import { fills } from '../core/field.ts'
import { manyLines, name, oneOf, webAddress } from '../core/text.ts'

export const sectors = [
  'health',
  'emergency',
  'government',
  'coalition',
  'recovery',
  'education',
  'justice',
  'faith',
  'business',
  'residents',
  'other',
] as const
export type Sector = (typeof sectors)[number]

/** What each sector is called on screen. */
export const sectorWords: Readonly<Record<Sector, string>> = {
  health: 'Health care',
  emergency: 'Emergency services',
  government: 'Government',
  coalition: 'Coalition',
  recovery: 'Recovery organization',
  education: 'Education and training',
  justice: 'Courts and police',
  faith: 'Faith community',
  business: 'Business',
  residents: 'Residents',
  other: 'Other',
}

export const partnerForm = z.strictObject({
  name: name('Name'),
  sector: oneOf('Sector', sectors, { words: sectorWords, none: 'Choose a sector' }),
  about: manyLines('What they do', 1_000, {
    optional: true,
    help: 'One or two sentences that may be shown to the public.',
    rows: 3,
  }),
  website: webAddress('Website', { optional: true, help: 'Such as https://example.org' }),
})
export type PartnerForm = z.infer<typeof partnerForm>
fills('partner', partnerForm)

export type Partner = PartnerForm & { readonly id: string; readonly version: number }
