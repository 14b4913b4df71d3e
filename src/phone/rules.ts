import { addDays, type Day } from '../core/day.ts'
import type { ItemAnswer } from './facts.ts'

/** Who may pass which door of this room. */
export const access = { decide: ['administrator', 'coordinator'] } as const

/** A clock that is off by more than this is said, in milliseconds. */
export const clockMayBeOff = 5 * 60_000
/** A phone may have had no network for so long, in days. */
export const longestWithout = 62
const aDay = 86_400_000

export type SetRight = { readonly at: Date; readonly isGuessed: boolean }

/**
 * When something was done that a phone says was at `said`, while it believes that it is `phoneNow`: set right by the difference to
 * our clock. Where that leads into a time to come, or too far back, the phone's clock was changed in between: then it is
 * taken as done now. Never refused.
 */
export function setRight(said: Date | null, phoneNow: Date | null, now: Date): SetRight {
  if (said === null || phoneNow === null) return { at: now, isGuessed: true }
  const off = now.getTime() - phoneNow.getTime()
  const at = said.getTime() + (Math.abs(off) > clockMayBeOff ? off : 0)
  if (at > now.getTime() && at <= now.getTime() + clockMayBeOff) return { at: now, isGuessed: false }
  return at > now.getTime() || at < now.getTime() - longestWithout * aDay
    ? { at: now, isGuessed: true }
    : { at: new Date(at), isGuessed: false }
}

/** What only a person decides: the same id with other content, and what somebody saved meanwhile. */
export const isConflict = (codes: readonly string[]): boolean =>
  codes.some((code) => code.endsWith('.changed-meanwhile') || code.endsWith('.sent-as-other'))

/** What is refused since it is not there for who sends it: not in their hands now, or never. */
export const isNotThere = (codes: readonly string[]): boolean =>
  codes.some((code) => /\.(not-in-hand|gone|closed|no-attempt)$/.test(code))

/** A correction stands after what it corrects, however they came; all else in the order of the phone's list. */
export const inOrder = <T extends { readonly act: string }>(items: readonly T[]): readonly T[] =>
  items.toSorted((a, b) => Number(a.act === 'correction') - Number(b.act === 'correction'))

/** Whether a referral belongs on a phone today: each in hand, but those whose next step is later than tomorrow. */
export const isForPhone = ({ nextOn }: { readonly nextOn: Day | null }, today: Day): boolean =>
  nextOn === null || nextOn <= addDays(today, 1)

/** Our answer to what a person may mend, or has to know. */
export const told = (
  standing: ItemAnswer['standing'],
  code: string,
  message: string,
): Pick<ItemAnswer, 'standing' | 'problems'> => ({
  standing,
  problems: [{ code, message }],
})
