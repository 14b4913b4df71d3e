import { z } from 'zod'
import { isId } from '../../core/id.ts'
import { oneLine, reading, wholeNumber, wrong } from '../../core/text.ts'

/** An instant as a phone writes it; null for none, and for one that no clock can show. */
const instant = (label: string): z.ZodType<Date | null, string | undefined> =>
  z
    .string()
    .prefault('')
    .transform((raw) => {
      const at = new Date(raw)
      const year = at.getUTCFullYear()
      return Number.isNaN(at.getTime()) || year < 1970 || year > 9999 ? null : at
    })
    .describe(label)

const id = (label: string) =>
  reading<string>({ label, look: 'line' }, (raw) => (isId(raw) ? raw : wrong(`${label} is no id.`)))

/** The first line: what a phone says of itself. What a newer app says beside it is let through. */
export const headLine = z.object({
  app: oneLine('App', 40, { optional: true }),
  /** What its clock shows now. */
  clock: instant('Clock'),
  /** What it holds that was not sent, this batch among it, and since when. */
  unsent: wholeNumber('Unsent', { least: 0, most: 1_000_000 }).catch(0),
  unsentSince: instant('Unsent since'),
  refused: wholeNumber('Refused', { least: 0, most: 1_000_000 }).catch(0),
})
export type HeadLine = z.infer<typeof headLine>

/** Each line after it: an item, with the form as it was typed as JSON in a text, so that a broken form breaks its own item alone. */
export const itemLine = z.object({
  id: id('Item'),
  act: oneLine('Act', 40),
  about: id('What it is about'),
  /** When its form was opened, by the phone's clock. */
  startedAt: instant('Started at'),
  app: oneLine('App', 40, { optional: true }),
  payload: z.string().max(40_000, 'This is larger than 40,000 letters.'),
})
export type ItemLine = z.infer<typeof itemLine>

/** So many items at a time. */
export const mostItems = 50
