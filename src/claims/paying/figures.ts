import { markOf } from '../../core/mark.ts'
import type { Claim } from '../model.ts'

/** What one coach is paid: all of their claims together. */
export type Payee = {
  readonly id: string
  readonly coach: string
  readonly cents: number
  readonly claims: readonly Claim[]
}

/** Claims by coach, in the order of names. */
export function payees(claims: readonly Claim[]): readonly Payee[] {
  return [...new Set(claims.map(({ coachId }) => coachId))]
    .map((id) => {
      const own = claims.filter(({ coachId }) => coachId === id)
      return { id, coach: own[0]?.coach ?? '', cents: totalOf(own), claims: own }
    })
    .toSorted((one, other) => one.coach.localeCompare(other.coach, 'en') || (one.id < other.id ? -1 : 1))
}

export const totalOf = (claims: readonly Pick<Claim, 'amountCents'>[]): number =>
  claims.reduce((sum, { amountCents }) => sum + amountCents, 0)

/** A mark of just these claims and amounts, so that nobody pays what they did not see. */
export const seenMark = (claims: readonly Claim[]): string =>
  markOf(claims.map(({ id, amountCents }) => `${id} ${amountCents}`).toSorted())
