import { timeInWords, wallIn } from '../../core/clock.ts'
import { dayIn, dayInWords } from '../../core/day.ts'
import { languageWords, type SpokenLanguage } from '../receive/model.ts'

/** A coach who may be asked, as the rule looks at them. */
export type Candidate = {
  readonly id: string
  readonly name: string
  readonly zone: string
  /** The one they coach in most, as the roster says it: `Spanish`. */
  readonly language: string
  /** When their shift ends, if they are on one. */
  readonly onUntil: Date | null
  /** When their next shift begins, if one is planned. */
  readonly nextFrom: Date | null
  readonly isKnownToPerson: boolean
  readonly inHand: number
}

/** What a referral asks of whoever takes it. */
export type Asked = {
  readonly zone: string
  readonly language: SpokenLanguage
  readonly dueAt: Date
}

export type Ranked = Candidate & { readonly points: number; readonly why: string }

/**
 * Who should go, best first, each with the reasons: on shift now (4), or from a shift that begins before it is due (3); speaks
 * another language than English where that is asked for (4); followed the person before (3); coaches in the zone (2); one point
 * less for each referral in hand, at most 5. Equal ones stand by name.
 */
export const ranked = (
  candidates: readonly Candidate[],
  asked: Asked,
  at: { now: Date; zone: string },
): readonly Ranked[] =>
  candidates
    .map((one) => {
      const reasons = reasonsFor(one, asked, at)
      return {
        ...one,
        points: reasons.reduce((sum, [points]) => sum + points, 0),
        why: reasons.map(([, words]) => words).join(', '),
      }
    })
    .toSorted((a, b) => b.points - a.points || a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1))

type Reason = readonly [points: number, words: string]

function reasonsFor(one: Candidate, asked: Asked, at: { now: Date; zone: string }): readonly Reason[] {
  return [
    onShift(one, asked, at),
    ...(asked.language !== 'en' ? [speaking(one, asked.language)] : []),
    ...(one.isKnownToPerson ? [[3, 'followed this person before'] as const] : []),
    ...(isSame(one.zone, asked.zone) ? [[2, `coaches in ${one.zone}`] as const] : []),
    [-Math.min(one.inHand, 5), one.inHand === 0 ? 'none in hand' : `${one.inHand} in hand`],
  ]
}

function onShift({ onUntil, nextFrom }: Candidate, { dueAt }: Asked, at: { now: Date; zone: string }): Reason {
  if (onUntil !== null) return [4, `on shift until ${whenInWords(onUntil, at)}`]
  if (nextFrom === null) return [0, 'no shift planned']
  return nextFrom <= dueAt
    ? [3, `next on shift ${whenInWords(nextFrom, at)}`]
    : [0, `next on shift ${whenInWords(nextFrom, at)}, after it is due`]
}

const speaking = ({ language }: Candidate, asked: SpokenLanguage): Reason =>
  speaks(language, asked) ? [4, `speaks ${languageWords[asked]}`] : [0, `speaks ${language || 'a language not said'}`]

/** Whether what the roster says of a coach's language is the language that is asked for. */
export const speaks = (roster: string, asked: SpokenLanguage): boolean => {
  const said = roster.trim().toLowerCase()
  return (
    said === asked ||
    said.startsWith(languageWords[asked].toLowerCase()) ||
    (asked === 'es' && said.startsWith('españ'))
  )
}

const isSame = (a: string, b: string): boolean => a.trim() !== '' && a.trim().toLowerCase() === b.trim().toLowerCase()

/** `8 pm` today, else with its day: `8 am on 16 Jan 2025`. */
function whenInWords(instant: Date, { now, zone }: { now: Date; zone: string }): string {
  const { day, time } = wallIn(zone, instant)
  return day === dayIn(zone, now) ? timeInWords(time) : `${timeInWords(time)} on ${dayInWords(day)}`
}
