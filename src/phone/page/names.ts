import { momentInWords } from '../../core/clock.ts'
import { counted } from '../../core/counted.ts'
import { dayInWords } from '../../core/day.ts'
import type { Followed, TodayOnPhone } from '../facts.ts'

export const nameIn = (day: TodayOnPhone, { personId }: Followed): string =>
  day.people.find(({ id }) => id === personId)?.name || 'Name not known'

export function dueInWords({ attempts, dueAt, nextOn }: Followed, zone: string): string {
  if (attempts === 0) return `First attempt by ${momentInWords(zone, new Date(dueAt))}`
  return `${counted(attempts, 'attempt')}, ${nextOn === null ? 'no next step set' : `next step on ${dayInWords(nextOn)}`}`
}

/** Where no list says where the county lies. */
export const usualZone = 'America/New_York'
