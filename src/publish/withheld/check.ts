import { createHash } from 'node:crypto'
import type { WithholdingPolicy } from '../../core/stats/withheld/policy.ts'
import type { Solver } from '../../core/stats/withheld/solver.ts'
import type { MeasureReadings } from '../../measures/model.ts'
import type { EditionContent } from '../model.ts'
import { countedOf } from './counts.ts'
import type { Counted, Place, Printed } from './model.ts'
import { placeKey } from './model.ts'
import { type Vintage, vintageOf } from './release.ts'
import { type HiddenNumbers, printedNow, printedThen } from './statement.ts'
import { type Withheld, withhold } from './withhold.ts'

/** An edition that can still be read, with the numbers that it withheld. It never changes. */
export type EarlierEdition = {
  readonly number: number
  readonly content: Pick<EditionContent, 'measures'>
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

export type Check = {
  readonly answer: Promise<Withheld>
  /** Families of counts attacked so far, of how many in the step under way. */
  readonly progress: () => { readonly done: number; readonly of: number }
}
export type Checks = (input: ToCheck) => Check

/** Drafts are looked at again and again: as many answers are kept as there are teams at work at once. */
const mostKept = 16
/** The longest that readers wait for a page while a check is under way, in milliseconds. */
const breath = 20

/** Checks of drafts: the same draft is checked once, and the solver is loaded when it is needed first. */
export function keptChecks(load: () => Promise<Solver>): Checks {
  const kept = new Map<string, Check>()
  let solver: Promise<Solver> | undefined
  const solving = (): Promise<Solver> => {
    solver ??= load()
    return solver
  }
  return (input) => {
    const counted = new Map(input.known.map(({ measure }) => [measure.slug, countedOf(measure)]))
    const printed = printedNow(input.measures, input.policy)
    const mark = markOf(input, printed, counted)
    const before = kept.get(mark)
    if (before) return before
    const check = begin(input, printed, counted, solving)
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
  solving: () => Promise<Solver>,
): Check {
  let progress = { done: 0, of: 0 }
  let rested = performance.now()
  const between = async (done: number, of: number): Promise<void> => {
    progress = { done, of }
    if (performance.now() - rested < breath) return
    await new Promise((resolve) => setImmediate(resolve))
    rested = performance.now()
  }
  const answer = async (): Promise<Withheld> => {
    const vintages = vintagesOf(earlier, counted, policy)
    return withhold({ policy, now: vintageOf(null, printed), earlier: vintages, decided }, await solving(), between)
  }
  return { answer: answer(), progress: () => progress }
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
      const printed = printedThen(content, hidden, (slug) => counted.get(slug), policy)
      const now = saidBy(printed)
      const changed = new Set(
        printed.flatMap(({ counted: { base, measureId } }) =>
          after.get(measureId) === now.get(measureId) ? [] : [base],
        ),
      )
      after = now
      const fresh = printed.filter((one) => changed.has(one.counted.base))
      return fresh.length === 0 ? [] : [vintageOf(number, fresh)]
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
