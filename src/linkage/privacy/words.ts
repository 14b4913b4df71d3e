import { counted } from '../../core/counted.ts'
import { dayInWords } from '../../core/day.ts'
import type { ManyRead } from './store.ts'

/** By what right somebody read a person, as it is said. */
export const rightWords: Readonly<Record<string, string>> = {
  team: 'Sees all of the team',
  assigned: 'Follows them up',
  emergency: 'Opened it in an emergency',
  privacy: 'Watches over privacy',
}

/** More people in a day than this are said in words. */
export const manyPeople = 30

/** Since how many days back it is said. */
export const manyDays = 30

/** `Ann Reed read 41 people on 3 Nov 2026.` */
export const manyInWords = ({ reader, people, on }: ManyRead): string =>
  `${reader} read ${counted(people, 'person', 'people')} on ${dayInWords(on)}.`

export const privacyTabs = {
  name: 'Privacy',
  pages: [
    { path: '/privacy', name: 'Who read what' },
    { path: '/privacy/disclosures', name: 'What was shared' },
    { path: '/privacy/consents', name: 'Consents' },
    { path: '/referrals/emergency', name: 'Emergency access' },
  ],
} as const
