// What a coach is told when they are paid. Plain text; nobody who was served is in it.
import { type Day, dayInWords } from '../../core/day.ts'
import { inDollars } from '../../core/money.ts'
import { whatInWords } from '../words.ts'
import type { Payee } from './figures.ts'

export const paidLetter = (
  { coach, cents, claims }: Payee,
  { paidOn, link }: { readonly paidOn: Day; readonly link: string },
): { readonly subject: string; readonly text: string } => ({
  subject: `${inDollars(cents)} for your claims`,
  text: `Hello ${coach},

These claims of yours are paid on ${dayInWords(paidOn)}, ${inDollars(cents)} together:

${claims.map((one) => `- ${dayInWords(one.happenedOn)}, ${whatInWords(one)}: ${inDollars(one.amountCents)}`).join('\n')}

All your claims:

${link}
`,
})
