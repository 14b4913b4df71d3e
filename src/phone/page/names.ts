import { momentInWords } from '../../core/clock.ts'
import { counted } from '../../core/counted.ts'
import { type Day, dayIn, dayInWords } from '../../core/day.ts'
import type { Followed, TodayOnPhone } from '../facts.ts'
import type { Phone } from './phone-state.ts'

export const nameIn = (day: TodayOnPhone, { personId }: Followed): string =>
  day.people.find(({ id }) => id === personId)?.name || 'Name not known'

export function dueInWords({ attempts, dueAt, nextOn }: Followed, zone: string): string {
  if (attempts === 0) return `First attempt by ${momentInWords(zone, new Date(dueAt))}`
  return `${counted(attempts, 'attempt')}, ${nextOn === null ? 'no next step set' : `next step on ${dayInWords(nextOn)}`}`
}

/** Where no list says where the county lies. */
export const usualZone = 'America/New_York'

/** Today, by the phone's clock as far as it was set right; never before the day that the server told. */
export function todayOn(phone: Phone, zone: string): Day {
  const byClock = dayIn(zone, new Date(Date.now() + phone.clockOff()))
  const told = phone.day()?.today ?? byClock
  return told > byClock ? told : byClock
}
