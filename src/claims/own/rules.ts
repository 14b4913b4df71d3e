import { addDays, type Day, dayInWords } from '../../core/day.ts'
import { inDollars } from '../../core/money.ts'
import { ok, type Problem, type Result, refuse } from '../../core/result.ts'
import type { Claim, Engaged, PayClass } from '../model.ts'
import type { StandingRate } from '../rates/model.ts'
import { centsOf, rateOn } from '../rates/rules.ts'

/** The most that is asked for in one claim, so that a slip of the hand is noticed. */
export const mostOfClaim = 10_000_00

const askFinance = 'Ask who keeps the money to add a rate for that day.'

/** How a coach was engaged on a day, the latest engagement first; who is not said to be anything gives their time. */
export const payClassOn = (engaged: readonly Engaged[], day: Day): PayClass =>
  engaged.find(({ fromOn }) => fromOn <= day)?.kind ?? 'volunteer'

/** Miles by the rate of the day they were driven, which stays with the claim: to the cent, half a cent up. */
export function amountOfMiles(
  rates: readonly StandingRate[],
  { miles, day, payClass }: { miles: number; day: Day; payClass: PayClass },
): Result<{ readonly tenthsAMile: number; readonly amountCents: number }> {
  const isPaid = payClass === 'employed' || payClass === 'contractor'
  const rate = rateOn(rates, isPaid ? 'paid mile' : 'unpaid mile', day)
  if (!rate || rate.value === 0)
    return refuse('claims.no-mileage', `Miles of ${dayInWords(day)} are not paid back. ${askFinance}`, 'drivenOn')
  const tenthsAMile = Math.round(rate.value * 10)
  const amountCents = Math.round((Math.round(miles * 10) * tenthsAMile) / 100)
  return amountCents > 0
    ? ok({ tenthsAMile, amountCents })
    : refuse('claims.too-short', 'That is less than a cent. Put several trips together.', 'miles')
}

/** What a shift or a class is worth to a coach: by the shift or class, never by how many people were reached. */
export function amountOfStipend(
  rates: readonly StandingRate[],
  { source, day, payClass }: { source: 'shift' | 'class'; day: Day; payClass: PayClass },
): Result<number> {
  if (payClass === 'employed') return refuse('claims.employed', 'Your pay covers this, so there is no stipend for it.')
  if (payClass === 'volunteer')
    return refuse(
      'claims.volunteer',
      'You were a volunteer on that day, and volunteers get no stipend. If that is wrong, ask a coordinator.',
    )
  const rate = rateOn(rates, `${source} stipend`, day)
  return rate && rate.value > 0
    ? ok(centsOf(rate))
    : refuse('claims.no-stipend', `There is no stipend for a ${source} on ${dayInWords(day)}. ${askFinance}`)
}

/** What stands against sending a claim on a day. */
export function problemsOfSending(
  { kind, happenedOn, amountCents }: Pick<Claim, 'kind' | 'happenedOn' | 'amountCents'>,
  { today, rates, hasReceipt }: { today: Day; rates: readonly StandingRate[]; hasReceipt: boolean },
): readonly Problem[] {
  const problems: Problem[] = []
  const day = kind === 'mileage' ? 'drivenOn' : 'happenedOn' // a form of miles calls its day as a trip does
  if (happenedOn > today)
    problems.push({ code: 'claims.ahead', message: 'This day is still to come. Claim what happened.', field: day })
  const window = rateOn(rates, 'claim window', happenedOn)?.value
  const last = window === undefined ? null : addDays(happenedOn, window)
  if (last !== null && today > last)
    problems.push({
      code: 'claims.too-late',
      message: `A claim for ${dayInWords(happenedOn)} could be sent through ${dayInWords(last)}. Ask who keeps the money what can be done.`,
      field: day,
    })
  const receiptFrom = rateOn(rates, 'receipt from', happenedOn)
  const isOfReceipt = kind === 'tuition' || kind === 'supplies'
  if (isOfReceipt && receiptFrom && !hasReceipt && amountCents >= centsOf(receiptFrom))
    problems.push({
      code: 'claims.no-receipt',
      message: `From ${inDollars(centsOf(receiptFrom))} a receipt is asked. Add a photo or a PDF of it.`,
      field: 'file',
    })
  return problems
}

export const tooMuch = (amountCents: number): readonly Problem[] =>
  amountCents > mostOfClaim
    ? [
        {
          code: 'claims.too-much',
          message: `A claim is ${inDollars(mostOfClaim)} at most. Check the amount, or claim it in parts.`,
          field: 'amountCents',
        },
      ]
    : []
