import { counted } from '../core/counted.ts'
import { type Claim, type Claimable, kindWords } from './model.ts'

/** What a claim is for, in short: `23 miles, Library to Hospital`. */
export function whatInWords(claim: Pick<Claim, 'kind' | 'what' | 'miles' | 'fromPlace' | 'toPlace'>): string {
  const { kind, what, miles, fromPlace, toPlace } = claim
  if (kind !== 'mileage') return what === '' ? kindWords[kind] : what
  const way = fromPlace !== '' && toPlace !== '' ? `, ${fromPlace} to ${toPlace}` : ''
  return `${counted(miles ?? 0, 'mile')}${way}`
}

/** What the button says: `Claim 23 miles`. */
export function claimInWords({ source, miles }: Pick<Claimable, 'source' | 'miles'>): string {
  return source === 'trip' ? `Claim ${counted(miles ?? 0, 'mile')}` : `Claim the stipend for this ${source}`
}
