import { type Day, daysBetween } from '../../../core/day.ts'
import type { LikeReferral, ReadRow, RowFate, RowFault } from './model.ts'

/** A referral that is here of somebody whom a row may mean. */
export type Here = LikeReferral & { readonly occurredOn: Day | null }

export type Around = {
  /** Referrals of this partner by its own number. */
  readonly numbered: ReadonlyMap<string, LikeReferral>
  /** Referrals of whom a row may mean, by its line. */
  readonly likely: ReadonlyMap<number, readonly Here[]>
  readonly today: Day
}

/** What happens with each row: new, here already by its number, said twice by the file, or at fault. A new one may be like one that is here. */
export function fatesOf(
  good: readonly ReadRow[],
  faults: ReadonlyMap<number, readonly RowFault[]>,
  around: Around,
): readonly RowFate[] {
  const said = new Map<string, number>()
  const fates: RowFate[] = [...faults].map(([line, of]) => ({ kind: 'fault', line, faults: of }))
  for (const { line, form } of good) {
    const names = [JSON.stringify(form), ...(form.sourceRecord === '' ? [] : [`number ${form.sourceRecord}`])]
    const same = names.map((name) => said.get(name)).find((at) => at !== undefined)
    for (const name of names) if (!said.has(name)) said.set(name, line)
    const here = around.numbered.get(form.sourceRecord)
    if (here) fates.push({ kind: 'already', line, referral: here })
    else if (same !== undefined) fates.push({ kind: 'twice', line, same })
    else
      fates.push({
        kind: 'new',
        line,
        form,
        like: likeOf(form.occurredOn, around.likely.get(line) ?? [], around.today),
      })
  }
  return fates.sort((one, other) => one.line - other.line)
}

/** Two who tell of one overdose may differ by a day; where a day is not known, what came in the last week counts. */
export function likeOf(occurredOn: Day | null, here: readonly Here[], today: Day): LikeReferral | null {
  return (
    here.find(({ occurredOn: other, receivedOn }) =>
      occurredOn !== null && other !== null
        ? Math.abs(daysBetween(occurredOn, other)) <= 1
        : Math.abs(daysBetween(receivedOn, today)) <= 7,
    ) ?? null
  )
}

export type FateCounts = Readonly<Record<RowFate['kind'] | 'like', number>>

export const countsOf = (fates: readonly RowFate[]): FateCounts => {
  const count = (is: (fate: RowFate) => boolean): number => fates.filter(is).length
  return {
    new: count(({ kind }) => kind === 'new'),
    like: count((fate) => fate.kind === 'new' && fate.like !== null),
    already: count(({ kind }) => kind === 'already'),
    twice: count(({ kind }) => kind === 'twice'),
    fault: count(({ kind }) => kind === 'fault'),
  }
}

/** How long a file waits to be decided on, in milliseconds. */
export const waits = 24 * 3_600_000
/** As many rows as a file may have: two years of a large county. */
export const mostRows = 20_000
