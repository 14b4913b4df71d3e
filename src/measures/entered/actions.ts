import type { Day } from '../../core/day.ts'
import { changedSince, meanwhile, ok, refuse } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { verb } from '../../platform/db/verbs.ts'
import type { Measure } from '../model.ts'
import { noMeasure } from '../settings/actions.ts'
import { findMeasure } from '../store.ts'
import type { TypedReading, TypedTarget } from './model.ts'
import { fittingReading, fittingTarget } from './rules.ts'
import { deleteEntered, enteredReadings, insertEntered, setTarget, targetsOf, updateEntered } from './store.ts'

type Typed = { readonly measureId: string; readonly typed: TypedReading }
type Read = { readonly id: string; readonly version: number }

/** Adds a reading to an entered measure. Answers its id. */
export const addReading = verb('measures.addReading', async (tx, { measureId, typed }: Typed, today) => {
  const measure = await enteredMeasure(tx, measureId)
  if (!measure) return noMeasure()
  const others = (await enteredReadings(tx, measure)).filter(isWhole)
  const fitting = fittingReading(measure, typed, { others, editing: null, today })
  if (!fitting.ok) return fitting
  const [id = ''] = await insertEntered(tx, [{ measureId, ...fitting.value }])
  return ok(id)
})

/** Saves a reading that was read at `version`. */
export const saveReading = verb(
  'measures.saveReading',
  async (tx, { measureId, id, version, typed }: Typed & Read, today) => {
    const measure = await enteredMeasure(tx, measureId)
    const readings = measure ? await enteredReadings(tx, measure) : []
    const before = readings.find((reading) => reading.id === id)
    if (!measure || !before) return noMeasure()
    if (before.version !== version) return meanwhile('measures', 'this reading')
    const others = readings.filter(
      ({ dimension, category }) => dimension === before.dimension && category === before.category,
    )
    const fitting = fittingReading(measure, typed, { others, editing: id, today })
    if (!fitting.ok) return fitting
    const { dimension, category } = before
    const saved = await updateEntered(tx, id, version, { measureId, dimension, category, ...fitting.value })
    return saved ? ok(id) : meanwhile('measures', 'this reading')
  },
)

/** Takes a reading away; its lines of history stay. */
export const removeReading = verb(
  'measures.removeReading',
  async (tx, { measureId, id, version }: Read & { measureId: string }) =>
    (await deleteEntered(tx, measureId, id, version)) ? ok(measureId) : changedSince('measures', 'this reading'),
)

type TargetChange = { readonly measureId: string; readonly version: number }

/** Sets or changes the target of a period. `version` is that of the target as it was read, 0 when there was none. */
export const saveTarget = verb(
  'measures.setTarget',
  async (tx, { measureId, version, typed }: TargetChange & { typed: TypedTarget }) => {
    const measure = await findMeasure(tx, measureId)
    if (!measure) return noMeasure()
    const fitting = fittingTarget(measure, typed)
    if (!fitting.ok) return fitting
    const { period, ...target } = fitting.value
    if ((await targetVersion(tx, measure, period.from)) !== version) return meanwhile('measures', 'this target')
    await setTarget(tx, measureId, period, target)
    return ok(measureId)
  },
)

/** Takes the target of a period away. */
export const removeTarget = verb(
  'measures.removeTarget',
  async (tx, { measureId, version, from }: TargetChange & { from: Day }) => {
    const measure = await findMeasure(tx, measureId)
    if (!measure) return noMeasure()
    const before = (await targetsOf(tx, [measure])).get(measureId)?.find(({ period }) => period.from === from)
    if (!before) return refuse('measures.no-target', 'There is no target for this period any more.')
    if (before.version !== version) return changedSince('measures', 'this target')
    await setTarget(tx, measureId, before.period, null)
    return ok(measureId)
  },
)

async function targetVersion(tx: Tx, measure: Measure, from: Day): Promise<number> {
  const targets = (await targetsOf(tx, [measure])).get(measure.id) ?? []
  return targets.find(({ period }) => period.from === from)?.version ?? 0
}

async function enteredMeasure(tx: Tx, id: string): Promise<Measure | undefined> {
  const measure = await findMeasure(tx, id)
  return measure?.definition === null ? measure : undefined
}

const isWhole = (reading: { dimension: string }): boolean => reading.dimension === ''
