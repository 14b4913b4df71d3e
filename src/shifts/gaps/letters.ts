// What the program writes to coordinators about gaps. Plain text; nobody served is in it.

import { momentInWords } from '../../core/clock.ts'
import { counted } from '../../core/counted.ts'
import type { Gap } from './store.ts'

export type Letter = { readonly subject: string; readonly text: string }

/** All gaps that are new to somebody, in the order of time. */
export const gapLetter = (gaps: readonly Gap[], zone: string, link: string): Letter => ({
  subject: `${counted(gaps.length, 'shift place')} without a coach`,
  text: `These places have nobody yet:

${gaps.map((gap) => `- ${momentInWords(zone, gap.startsAt)} to ${momentInWords(zone, gap.endsAt)}, ${gap.mode}`).join('\n')}

The week, to find somebody:

${link}

Each gap is told once. A place that comes open again is told again.
`,
})

/** A place that came open late. The coach's note is on the page, not in the mail. */
export const lateLetter = (gap: Gap, zone: string, link: string): Letter => ({
  subject: `A coach gave up a shift: ${momentInWords(zone, gap.startsAt)}`,
  text: `A place came open late, and nobody has it now:

- ${momentInWords(zone, gap.startsAt)} to ${momentInWords(zone, gap.endsAt)}, ${gap.mode}

Why, and whom to ask:

${link}
`,
})
