import { createHash } from 'node:crypto'
import type { WithholdingPolicy } from '../../core/stats/withheld/policy.ts'
import type { MeasureReadings } from '../../measures/model.ts'
import type { EditionContent } from '../model.ts'
import { countedOf } from './counts.ts'
import type { Counted, Place, Printed } from './model.ts'
import { placeKey } from './model.ts'
import type { ToWithhold } from './release.ts'
import { type Vintage, vintageOf } from './release.ts'
import { type HiddenNumbers, printedNow, printedThen } from './statement.ts'
import type { Withheld } from './withhold.ts'

/** An edition that can still be read, with the numbers that it withheld. It never changes. */
export type EarlierEdition = {
  readonly number: number
  readonly content: Pick<EditionContent, 'measures' | 'asOf'>
  readonly hidden: HiddenNumbers
}

export type ToCheck = {
  readonly org: number
  readonly policy: WithholdingPolicy
  /** Measures that the new edition shows. */
  readonly measures: readonly MeasureReadings[]
  /** Every measure of the organisation: what earlier editions counted. */
  readonly known: readonly MeasureReadings[]
  readonly earlier: readonly EarlierEdition[]
  readonly decided: readonly Place[]
}

/** Families of counts attacked so far, of how many in the step under way. */
export type Progress = { readonly done: number; readonly of: number }
/** Does what `withhold` says, wherever, and tells how far it is. */
export type Withholding = (what: ToWithhold, hear: (progress: Progress) => void) => Promise<Withheld>

export type Check = {
  readonly answer: Promise<Withheld>
  readonly progress: () => Progress
}
export type Checks = (input: ToCheck) => Check

/** Drafts are looked at again and again: as many answers are kept as there are teams at work at once. */
const mostKept = 16

/** Checks of drafts: the same draft is checked once. */
export function keptChecks(withholding: Withholding): Checks {
  const kept = new Map<string, Check>()
  return (input) => {
    const counted = new Map(input.known.map(({ measure, definedAs }) => [measure.slug, countedOf(measure, definedAs)]))
    const printed = printedNow(input.measures, input.policy)
    const mark = markOf(input, printed, counted)
    const before = kept.get(mark)
    if (before) return before
    const check = begin(input, printed, counted, withholding)
    kept.set(mark, check)
    for (const old of [...kept.keys()].slice(0, Math.max(0, kept.size - mostKept))) kept.delete(old)
    check.answer.catch(() => kept.delete(mark)) // whoever waits for it hears of it
    return check
  }
}

// Earlier editions never change, so that their numbers name them.
const markOf = (
  { org, policy, decided, earlier }: ToCheck,
  printed: readonly Printed[],
  counted: ReadonlyMap<string, Counted>,
): string =>
  createHash('sha256')
    .update(
      JSON.stringify([org, policy, decided.map(placeKey), earlier.map(({ number }) => number), printed, [...counted]]),
    )
    .digest('hex')

function begin(
  { policy, decided, earlier }: ToCheck,
  printed: readonly Printed[],
  counted: ReadonlyMap<string, Counted>,
  withholding: Withholding,
): Check {
  let progress: Progress = { done: 0, of: 0 }
  const what = { policy, now: vintageOf(null, printed), earlier: vintagesOf(earlier, counted, policy), decided }
  const answer = withholding(what, (now) => {
    progress = now
  })
  return { answer, progress: () => progress }
}

/**
 * Earlier editions, newest first. What a measure says as it said it in the edition after is left out, together with all that hangs
 * together with it: it is in the check already.
 */
function vintagesOf(
  earlier: readonly EarlierEdition[],
  counted: ReadonlyMap<string, Counted>,
  policy: WithholdingPolicy,
): Vintage[] {
  let after = new Map<string, string>()
  return earlier
    .toSorted((a, b) => b.number - a.number)
    .flatMap(({ number, content, hidden }) => {
      // A number that stayed the same was another thing while its period ran.
      const printed = printedThen(content, hidden, (slug) => counted.get(slug), policy).map((one) =>
        one.to >= content.asOf ? { ...one, isOpen: true } : one,
      )
      const now = saidBy(printed)
      const changed = new Set(
        printed.flatMap(({ counted: { base, measureId } }) =>
          after.get(measureId) === now.get(measureId) ? [] : [base],
        ),
      )
      after = now
      const fresh = printed.filter((one) => changed.has(one.counted.base))
      return fresh.length === 0 ? [] : [vintageOf(number, fresh, content.asOf)]
    })
}

function saidBy(printed: readonly Printed[]): Map<string, string> {
  const all = new Map<string, Printed[]>()
  for (const one of printed) {
    const own = all.get(one.measureId)
    if (own) own.push(one)
    else all.set(one.measureId, [one])
  }
  return new Map([...all].map(([id, own]) => [id, JSON.stringify(own)]))
}
