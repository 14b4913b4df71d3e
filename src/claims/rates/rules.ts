import { counted } from '../../core/counted.ts'
import { addDays, type Day } from '../../core/day.ts'
import { inDollars } from '../../core/money.ts'
import type { Problem } from '../../core/result.ts'
import { ratesOfLaw } from './catalogue.ts'
import { type Rate, type RateForm, type RateKind, rateKinds, type StandingRate, unitOf } from './model.ts'

/** All rates in their order, an organization's own before what the law says on the same day; each ends where the next begins. */
export function standingRates(own: readonly Rate[]): readonly StandingRate[] {
  const isOwn = (law: RateForm): boolean => own.some(({ kind, fromOn }) => kind === law.kind && fromOn === law.fromOn)
  const all = [...own, ...ratesOfLaw.filter((law) => !isOwn(law)).map((law) => ({ ...law, id: null, version: 0 }))]
  return rateKinds.flatMap((kind) => {
    const ofKind = all.filter((one) => one.kind === kind).toSorted((one, other) => (one.fromOn < other.fromOn ? -1 : 1))
    return ofKind.map((one, at) => {
      const next = ofKind[at + 1]
      return { ...one, untilOn: next ? addDays(next.fromOn, -1) : null }
    })
  })
}

/** The rate of a kind that holds on a day; null where none does. */
export const rateOn = (rates: readonly StandingRate[], kind: RateKind, day: Day): StandingRate | null =>
  rates.find((one) => one.kind === kind && one.fromOn <= day && (one.untilOn === null || day <= one.untilOn)) ?? null

/** Dollars of a rate as cents. */
export const centsOf = ({ value }: Pick<Rate, 'value'>): number => Math.round(value * 100)

/** `72.5 cents a mile`, `$40.00`, `60 days`, `20%`. */
export function valueInWords({ kind, value }: Pick<Rate, 'kind' | 'value'>): string {
  const unit = unitOf[kind]
  if (unit === 'cents') return `${value} cents a mile`
  if (unit === 'days') return counted(value, 'day')
  return unit === 'percent' ? `${value}%` : inDollars(centsOf({ value }))
}

/** What stands against a rate, at its field: too fine, or more than makes sense. */
export function problemsOfRate({ kind, value }: RateForm): readonly Problem[] {
  const unit = unitOf[kind]
  const wrong = (message: string): readonly Problem[] => [{ code: 'claims.rate-value', message, field: 'value' }]
  if (unit === 'cents' && Math.round(value * 10) / 10 !== value)
    return wrong('A mile is paid in cents with one decimal at most, such as 72.5.')
  if (unit === 'cents' && value > 500)
    return wrong('That is more than 5 dollars for a mile. Write cents, such as 72.5.')
  if ((unit === 'days' || unit === 'percent') && !Number.isInteger(value))
    return wrong(`Write whole ${unit}, such as ${unit === 'days' ? 60 : 20}.`)
  if (unit === 'percent' && value > 100) return wrong('That is more than 100%. Write 100 or less.')
  return unit === 'days' && (value < 1 || value > 730) ? wrong('Write from 1 to 730 days.') : []
}
