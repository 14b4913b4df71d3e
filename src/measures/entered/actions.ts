import type { Day } from '../../core/day.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Db, Scope, Tx } from '../../platform/db/db.ts'
import type { Measure } from '../model.ts'
import { meanwhile, noMeasure } from '../settings/actions.ts'
import { findMeasure } from '../store.ts'
import type { TypedReading, TypedTarget } from './model.ts'
import { fittingReading, fittingTarget } from './rules.ts'
import { deleteEntered, enteredReadings, insertEntered, setTarget, targetsOf, updateEntered } from './store.ts'

type Typed = { readonly measureId: string; readonly typed: TypedReading; readonly today: Day }

/** Adds a reading to an entered measure. Answers its id. */
export const addReading = (db: Db, scope: Scope, { measureId, typed, today }: Typed): Promise<Result<string>> =>
  db.act(scope, 'measures.addReading', async (tx) => {
    const measure = await enteredMeasure(tx, measureId)
    if (!measure) return noMeasure()
    const others = (await enteredReadings(tx, measure)).filter(isWhole)
    const fitting = fittingReading(measure, typed, { others, editing: null, today })
    if (!fitting.ok) return fitting
    const [id = ''] = await insertEntered(tx, [{ measureId, ...fitting.value }])
    return ok(id)
  })

/** Saves a reading that was read at `version`. */
export const saveReading = (
  db: Db,
  scope: Scope,
  { measureId, id, version, typed, today }: Typed & { id: string; version: number },
): Promise<Result<string>> =>
  db.act(scope, 'measures.saveReading', async (tx) => {
    const measure = await enteredMeasure(tx, measureId)
    const readings = measure ? await enteredReadings(tx, measure) : []
    const before = readings.find((reading) => reading.id === id)
    if (!measure || !before) return noMeasure()
    if (before.version !== version) return meanwhile()
    const others = readings.filter(
      ({ dimension, category }) => dimension === before.dimension && category === before.category,
    )
    const fitting = fittingReading(measure, typed, { others, editing: id, today })
    if (!fitting.ok) return fitting
    const { dimension, category } = before
    const saved = await updateEntered(tx, id, version, { measureId, dimension, category, ...fitting.value })
    return saved ? ok(id) : meanwhile()
  })

/** Takes a reading away; its lines of history stay. */
export const removeReading = (
  db: Db,
  scope: Scope,
  { measureId, id, version }: { measureId: string; id: string; version: number },
): Promise<Result<string>> =>
  db.act(scope, 'measures.removeReading', async (tx) =>
    (await deleteEntered(tx, measureId, id, version)) ? ok(measureId) : meanwhile(),
  )

type TargetChange = { readonly measureId: string; readonly version: number }

/** Sets or changes the target of a period. `version` is that of the target as it was read, 0 when there was none. */
export const saveTarget = (
  db: Db,
  scope: Scope,
  { measureId, version, typed }: TargetChange & { typed: TypedTarget },
): Promise<Result<string>> =>
  db.act(scope, 'measures.setTarget', async (tx) => {
    const measure = await findMeasure(tx, measureId)
    if (!measure) return noMeasure()
    const fitting = fittingTarget(measure, typed)
    if (!fitting.ok) return fitting
    const { period, ...target } = fitting.value
    if ((await targetVersion(tx, measure, period.from)) !== version) return meanwhile()
    await setTarget(tx, measureId, period, target)
    return ok(measureId)
  })

/** Takes the target of a period away. */
export const removeTarget = (
  db: Db,
  scope: Scope,
  { measureId, version, from }: TargetChange & { from: Day },
): Promise<Result<string>> =>
  db.act(scope, 'measures.removeTarget', async (tx) => {
    const measure = await findMeasure(tx, measureId)
    if (!measure) return noMeasure()
    const before = (await targetsOf(tx, [measure])).get(measureId)?.find(({ period }) => period.from === from)
    if (!before) return refuse('measures.no-target', 'There is no target for this period any more.')
    if (before.version !== version) return meanwhile()
    await setTarget(tx, measureId, before.period, null)
    return ok(measureId)
  })

async function targetVersion(tx: Tx, measure: Measure, from: Day): Promise<number> {
  const targets = (await targetsOf(tx, [measure])).get(measure.id) ?? []
  return targets.find(({ period }) => period.from === from)?.version ?? 0
}

async function enteredMeasure(tx: Tx, id: string): Promise<Measure | undefined> {
  const measure = await findMeasure(tx, id)
  return measure?.definition === null ? measure : undefined
}

const isWhole = (reading: { dimension: string }): boolean => reading.dimension === ''
