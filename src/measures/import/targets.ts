import type { Tx } from '../../platform/db/db.ts'
import { setTarget, targetsOf } from '../entered/store.ts'
import type { Measure, Period, Target } from '../model.ts'
import type { Fate, TargetChange } from './model.ts'

/** A target that a sheet brings, and the one that stands for its period. */
export type TargetComing = {
  readonly line: number
  readonly period: Period
  readonly value: number
  readonly note: string
  readonly before: Target | null
}

/** The targets that rows would set or change. Rows at fault, in conflict or said twice bring none. */
export function targetsComing(fates: readonly Fate[], kept: readonly Target[]): readonly TargetComing[] {
  const standing = new Map(kept.map((target) => [target.period.from, target]))
  return fates.flatMap((fate) => {
    if (fate.kind === 'fault' || fate.kind === 'conflict' || fate.kind === 'twice') return []
    const { line, period, target, note } = fate.row
    const before = standing.get(period.from) ?? null
    if (target === null || target === undefined || before?.value === target) return []
    // A remark belongs to the value of its row, and to the target where there is no value.
    const own = fate.kind === 'target' ? note : undefined
    return [{ line, period, value: target, note: own ?? before?.note ?? '', before }]
  })
}

/** Sets targets; answers what it takes to take them back. */
export async function writeTargets(
  tx: Tx,
  measure: Measure,
  coming: readonly TargetComing[],
): Promise<readonly TargetChange[]> {
  for (const { period, value, note } of coming) await setTarget(tx, measure.id, period, { value, note })
  const standing = await standingTargets(tx, measure)
  return coming.map(({ period, before }) => ({
    id: standing.get(period.from)?.id ?? '',
    version: standing.get(period.from)?.version ?? 0,
    from: period.from,
    label: period.label,
    before: before && { value: before.value, note: before.note },
  }))
}

/** The periods whose target is not as the import left it. */
export async function targetsTouched(tx: Tx, measure: Measure, changes: readonly TargetChange[]) {
  const standing = await standingTargets(tx, measure)
  return changes.filter(({ id, version, from }) => {
    const target = standing.get(from)
    return target?.id !== id || target.version !== version
  })
}

/** Puts targets back as they were before an import. Those that nobody touched since, as `targetsTouched` says. */
export async function undoTargets(tx: Tx, measure: Measure, changes: readonly TargetChange[]): Promise<void> {
  const standing = await standingTargets(tx, measure)
  for (const { from, before } of changes) {
    const target = standing.get(from)
    if (target) await setTarget(tx, measure.id, target.period, before)
  }
}

const standingTargets = async (tx: Tx, measure: Measure): Promise<ReadonlyMap<string, Target>> =>
  new Map(((await targetsOf(tx, [measure])).get(measure.id) ?? []).map((target) => [target.period.from, target]))
