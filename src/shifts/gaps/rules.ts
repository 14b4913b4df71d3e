import { weekdayInWords } from '../../core/clock.ts'
import { counted } from '../../core/counted.ts'
import { type Day, monthInWords, monthOf } from '../../core/day.ts'
import type { Shift, Span } from '../model.ts'

/** A coach who may take a place in a shift, as the order of whom to ask first looks at them. */
export type Askable = {
  readonly id: string
  readonly name: string
  readonly phone: string | null
  readonly zone: string
  /** The one they coach in most, as the roster says it. */
  readonly language: string
  /** Hours of the month of the shift: those worked, and those planned. */
  readonly hours: number
  /** The last day of the weeks before on which they worked the same hours of the same weekday. */
  readonly lastWorkedOn: Day | null
  /** Their other shifts within two days of it. */
  readonly own: readonly Span[]
  readonly gaveItUp: boolean
}

/** The shift, and the languages of those who are on it. */
export type Wanted = Span & Pick<Shift, 'day' | 'mode' | 'place'> & { readonly spoken: readonly string[] }

export type Asked = Askable & { readonly points: number; readonly why: string }

/** How many stand on top. */
export const firstAsked = 3

/**
 * Whom to ask first, each with the reasons: worked the same shift in the weeks before (3); coaches where it meets (2); speaks a language
 * that nobody else on it speaks (2); has no other shift within two days (1); one point less for each 8 hours of that month, at most 3;
 * gave this shift up (10 less, so behind all others). Of equal ones the one with the fewest hours comes first, then by name.
 */
export const best = (all: readonly Askable[], wanted: Wanted): readonly Asked[] =>
  all
    .map((one) => {
      const reasons = reasonsFor(one, wanted)
      return {
        ...one,
        points: reasons.reduce((sum, [points]) => sum + points, 0),
        why: asSentence(reasons.map(([, words]) => words).join('; ')),
      }
    })
    .toSorted(
      (a, b) =>
        b.points - a.points || a.hours - b.hours || a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1),
    )

const asSentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`

type Reason = readonly [points: number, words: string]

const reasonsFor = (one: Askable, wanted: Wanted): readonly Reason[] => [
  ...(one.gaveItUp ? [[-10, 'gave this shift up'] as const] : []),
  ...(one.lastWorkedOn === null ? [] : [[3, `worked this shift on ${weekdayInWords(one.lastWorkedOn)}`] as const]),
  ...where(one, wanted),
  ...speaking(one, wanted),
  rested(one, wanted),
  busy(one, wanted),
]

/** Only where people meet does it matter where a coach is. */
function where({ zone }: Askable, { mode, place }: Wanted): readonly Reason[] {
  if (mode !== 'in person' || zone.trim() === '') return []
  return isNamedIn(zone, place) ? [[2, `coaches in ${zone}, where they meet`]] : [[0, `coaches in ${zone}`]]
}

const isNamedIn = (zone: string, place: string): boolean => ` ${words(place)} `.includes(` ${words(zone)} `)

const words = (text: string): string =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ')

function speaking({ language }: Askable, { spoken }: Wanted): readonly Reason[] {
  const own = words(language)
  if (spoken.length > 0 && !spoken.some((one) => words(one) === own))
    return [[2, `speaks ${language}, as nobody else on it does`]]
  return own === 'english' ? [] : [[0, `speaks ${language}`]]
}

/** Another shift so near is allowed, or they would not be here; who has none is fresher. */
function rested({ own }: Askable, wanted: Wanted): Reason {
  if (own.length === 0) return [1, 'no other shift within two days']
  const hours = Math.min(...own.map((span) => between(span, wanted))) / 3_600_000
  return [0, `${counted(Math.floor(hours), 'hour')} between it and another shift`]
}

const between = (one: Span, other: Span): number =>
  Math.max(0, other.startsAt.getTime() - one.endsAt.getTime(), one.startsAt.getTime() - other.endsAt.getTime())

function busy({ hours }: Askable, { day }: Wanted): Reason {
  const month = monthInWords(monthOf(day))
  return [
    -Math.min(3, Math.floor(hours / 8)) || 0,
    hours === 0 ? `no hours in ${month} yet` : `${counted(hours, 'hour')} in ${month}`,
  ]
}
