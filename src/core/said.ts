// Days and times as they are said to anybody, in both languages.
import { clockIn } from './clock.ts'
import { type Day, dayIn } from './day.ts'
import type { Language } from './language.ts'

const dayFormats = {
  en: new Intl.DateTimeFormat('en-US', {
    timeZone: 'UTC',
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    year: 'numeric',
  }),
  es: new Intl.DateTimeFormat('es-US', {
    timeZone: 'UTC',
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    year: 'numeric',
  }),
} as const

/** `Monday, March 3, 2025`, or `lunes, 3 de marzo de 2025`. */
export const dayIs = (language: Language, day: Day): string => dayFormats[language].format(new Date(`${day}T12:00:00Z`))

/** Whose clock is meant, for whoever may be somewhere else: `Eastern Time`, `hora oriental`. */
export const zoneIs = (language: Language, zone: string): string =>
  new Intl.DateTimeFormat(`${language}-US`, { timeZone: zone, timeZoneName: 'longGeneric' })
    .formatToParts()
    .find(({ type }) => type === 'timeZoneName')?.value ?? zone

/** `5:30 p.m.` as people here say it, in both languages. */
export function timeIs(time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return `${hours % 12 || 12}:${String(minutes).padStart(2, '0')} ${hours < 12 ? 'a.m.' : 'p.m.'}`
}

/** `Monday, March 3, 2025, 5:30 p.m.`, by the clocks of the county. */
export const instantIs = (language: Language, zone: string, at: Date): string =>
  `${dayIs(language, dayIn(zone, at))}, ${timeIs(clockIn(zone, at))}`
