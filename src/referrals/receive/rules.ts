import { clockFaultInWords, instantAt } from '../../core/clock.ts'
import { counted } from '../../core/counted.ts'
import { type Day, dayIn, dayInWords } from '../../core/day.ts'
import { type Problem, refuse } from '../../core/result.ts'
import { isBlank } from '../../core/text.ts'
import type { ReferralPath } from '../facts.ts'
import type { ReferralForm } from './model.ts'

type Moment = Pick<ReferralForm, 'occurredOn' | 'occurredTime'>

/** When it happened; null where the day or the hour is not known. */
export const happenedAt = ({ occurredOn, occurredTime }: Moment, zone: string): Date | null =>
  occurredOn !== null && occurredTime !== null ? instantAt(zone, occurredOn, occurredTime) : null

/** The clock of a referral: it runs from the overdose, or from the receipt where its time is not known, which is flagged. */
export type ReferralClock = { readonly clockFrom: 'event' | 'receipt'; readonly dueAt: Date }

export function clockOf(occurredAt: Date | null, receivedAt: Date, windowHours: number): ReferralClock {
  const from = occurredAt ?? receivedAt
  return {
    clockFrom: occurredAt === null ? 'receipt' : 'event',
    dueAt: new Date(from.getTime() + windowHours * 3_600_000),
  }
}

/** What the way of a referral hangs on. */
export type Told = Pick<ReferralForm, 'source' | 'outcome' | 'bornOn' | 'isSaidMinor' | 'whereNow'> & {
  readonly personZone: string
  readonly eventZone: string
}

/**
 * Which way a referral goes, by the first that holds: who died is mourned; outside of the zones served, another county is told;
 * who is under 18 that day goes the way of minors; who is in jail or in a hospital is met there; family who ask are served
 * for themselves; everybody else is followed up as a survivor.
 */
export function pathOf(told: Told, zones: readonly string[], on: Day): ReferralPath {
  if (told.outcome === 'fatal') return 'grief'
  if (isOutside(told.personZone || told.eventZone, zones)) return 'outside'
  if (told.bornOn === null ? told.isSaidMinor : isMinorOn(told.bornOn, on)) return 'minor'
  if (told.whereNow === 'jail') return 'incarcerated'
  if (told.whereNow === 'hospital') return 'hospitalized'
  return told.source === 'family' ? 'family' : 'survivor'
}

/** A zone that is named and not among those served; where none is listed, the whole county is. */
export const isOutside = (zone: string, zones: readonly string[]): boolean =>
  zone.trim() !== '' && zones.length > 0 && !zones.some((one) => plain(one) === plain(zone))

const plain = (zone: string): string => zone.normalize('NFKC').trim().toLowerCase()

/** The zones of a rule, one a line. */
export const zonesIn = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** Under 18 on a day: the day of the eighteenth birthday is not. Who is born on 29 February is of age on 1 March. */
export const isMinorOn = (bornOn: Day, on: Day): boolean => yearsOn(bornOn, on) < 18

/** How many years old somebody is on a day. */
export const yearsOn = (bornOn: Day, on: Day): number =>
  Number(on.slice(0, 4)) - Number(bornOn.slice(0, 4)) - (on.slice(5) < bornOn.slice(5) ? 1 : 0)

/**
 * Whether something is told of an overdose. Who asks for themselves, or for their own family, may have none to tell of; whoever
 * else sends somebody sends them after one.
 */
export const isOfAnEvent = (
  form: Pick<ReferralForm, 'source' | 'occurredOn' | 'place' | 'eventZone' | 'outcome'>,
): boolean =>
  (form.source !== 'self' && form.source !== 'family') ||
  form.occurredOn !== null ||
  form.outcome !== 'unknown' ||
  !isBlank(form.place + form.eventZone)

/** By what somebody can be found, or else nobody can follow up. */
type Leads = Pick<ReferralForm, 'name' | 'phone' | 'address' | 'reachNote'> & { readonly place: string }

export type At = { readonly now: Date; readonly zone: string }

/** What cannot be: a day to come, a time without a day, a birth after today, and nothing that leads to anybody. */
export const problemsOfReferral = (form: ReferralForm, at: At): readonly Problem[] => [
  ...problemsOfMoment(form, at),
  ...problemsOfBirth(form.bornOn, at),
  ...problemsOfLeads(form),
]

export function problemsOfMoment({ occurredOn, occurredTime }: Moment, { now, zone }: At): readonly Problem[] {
  if (occurredOn === null)
    return occurredTime === null
      ? []
      : wrongAt(
          'occurredOn',
          'Day it happened is missing. A time alone says nothing: choose the day, or leave both empty.',
        )
  if (occurredOn > dayIn(zone, now))
    return wrongAt('occurredOn', `${dayInWords(occurredOn)} is still to come. Check the day.`)
  if (occurredTime === null) return []
  const fault = clockFaultInWords(zone, occurredOn, occurredTime)
  if (fault !== null) return wrongAt('occurredTime', fault)
  return instantAt(zone, occurredOn, occurredTime) > now
    ? wrongAt('occurredTime', 'This time is still to come. Check the time.')
    : []
}

/** Nobody who is told of is older; a year of birth that says so was mistyped. */
const oldest = 120

export function problemsOfBirth(bornOn: Day | null, { now, zone }: At): readonly Problem[] {
  if (bornOn === null) return []
  const today = dayIn(zone, now)
  if (bornOn > today) return wrongAt('bornOn', `Date of birth is still to come: ${dayInWords(bornOn)}. Check the year.`)
  return yearsOn(bornOn, today) > oldest
    ? wrongAt('bornOn', `Date of birth is more than ${counted(oldest, 'year')} ago. Check the year.`)
    : []
}

export const problemsOfLeads = ({ name, phone, address, reachNote, place }: Leads): readonly Problem[] =>
  [name, phone, address, reachNote, place].every(isBlank)
    ? wrongAt('name', 'Nothing leads to this person yet. Give a name, a phone number, an address or where it happened.')
    : []

const wrongAt = (field: string, message: string): readonly Problem[] =>
  refuse('referrals.wrong', message, field).problems
