import type { Day } from '../../core/day.ts'
import { daysBetween } from '../../core/day.ts'
import { yearsOn } from '../receive/rules.ts'

/** What two referrals are compared by. `name` is a name in the form in which alike ones are the same. */
export type Compared = {
  readonly phone: string
  readonly name: string
  readonly bornOn: Day | null
  readonly zone: string
  readonly occurredOn: Day | null
  readonly occurredAt: Date | null
}

/** Why two referrals may be about one person, or tell of one event; none where nothing speaks for it. */
export function reasonsToBeSame(a: Compared, b: Compared): readonly string[] {
  const isNear = areNear(a, b)
  const isName = a.name !== '' && a.name === b.name
  const isBorn = a.bornOn !== null && a.bornOn === b.bornOn
  const isZone = a.zone.trim() !== '' && a.zone.trim().toLowerCase() === b.zone.trim().toLowerCase()
  return [
    ...(a.phone !== '' && a.phone === b.phone ? ['same phone number'] : []),
    ...(isName && isBorn ? ['same name and date of birth'] : []),
    ...(isName && !isBorn && isNear ? ['same name, at most a day apart'] : []),
    ...(isZone && isNear && isAge(a, b) ? ['same zone, at most a day apart, same age'] : []),
  ]
}

/** By the hour where both are known, else by the day. */
function areNear(a: Compared, b: Compared): boolean {
  if (a.occurredAt !== null && b.occurredAt !== null)
    return Math.abs(a.occurredAt.getTime() - b.occurredAt.getTime()) <= 24 * 3_600_000
  return a.occurredOn !== null && b.occurredOn !== null && Math.abs(daysBetween(a.occurredOn, b.occurredOn)) <= 1
}

function isAge(a: Compared, b: Compared): boolean {
  if (a.bornOn === null || b.bornOn === null || a.occurredOn === null) return false
  return yearsOn(a.bornOn, a.occurredOn) === yearsOn(b.bornOn, a.occurredOn)
}
