import { counted, nounFor } from '../core/counted.ts'

/** How many people an act wrote to, and how many it should have written to who have no mail address here. */
export type Told = { readonly told: number; readonly untold: number }

export const toldNobody: Told = { told: 0, untold: 0 }

/** Of an act that wrote to several people, one after the other. */
export const toldInAll = (all: readonly Told[]): Told => ({
  told: all.reduce((sum, { told }) => sum + told, 0),
  untold: all.reduce((sum, { untold }) => sum + untold, 0),
})

/** What stands behind `?said=saved` where an act told somebody. Numbers alone: no address holds a name. */
export const toldInAddress = ({ told, untold }: Told): string =>
  `${told > 0 ? `&told=${told}` : ''}${untold > 0 ? `&untold=${untold}` : ''}`

let isMailed = true
/** Told once by the app: whether a mail server is set up. Without one nothing is sent, and no page says that it was. */
export const setMailed = (isIt: boolean): void => {
  isMailed = isIt
}
export const isAnythingMailed = (): boolean => isMailed

/** What a page says after an act that told somebody; '' after any other. */
export function toldInWords(address: URLSearchParams): string {
  const [told, untold] = [numberIn(address.get('told')), numberIn(address.get('untold'))]
  return [
    told === 0 ? '' : isMailed ? `${people(told)} told by mail.` : notSent(told),
    untold === 0
      ? ''
      : `${counted(untold, 'person', 'people')} ${untold === 1 ? 'has' : 'have'} no mail address here and ${untold === 1 ? 'is' : 'are'} not told.`,
  ]
    .filter(Boolean)
    .join(' ')
}

const people = (count: number): string => `${counted(count, 'person', 'people')} ${count === 1 ? 'is' : 'are'}`

const notSent = (count: number): string =>
  `No mail server is set up, so nothing was sent: an administrator finds the ${nounFor(count, 'letter')} for ${counted(count, 'person', 'people')} under Admin, Mail.`

const numberIn = (text: string | null): number => (text !== null && /^\d{1,5}$/.test(text) ? Number(text) : 0)

const mailStates: Readonly<Record<string, string>> = {
  waiting: 'on its way',
  sending: 'on its way',
  sent: 'sent',
  kept: 'kept here: no mail server is set up',
  failed: 'not delivered',
  unsure: 'may not have arrived',
}

/** How far a letter has come; of one that is not there any more nobody says that it was sent. */
export const mailStateInWords = (state: string | null): string => mailStates[state ?? ''] ?? 'not known'
