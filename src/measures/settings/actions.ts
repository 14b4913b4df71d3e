import type { Day } from '../../core/day.ts'
import { meanwhile, ok, refuse, refuseAll } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { verb } from '../../platform/db/verbs.ts'
import { factWindows } from '../catalogue.ts'
import { recount } from '../cells.ts'
import type { Defined } from '../definition/model.ts'
import { checkDefinition, many, spaced } from '../definition/rules.ts'
import { enteredReadings, targetsOf } from '../entered/store.ts'
import type { Measure } from '../model.ts'
import { findMeasure, insertMeasures, measureAt, type NewMeasure, updateMeasure } from '../store.ts'
import type { Settings } from './model.ts'
import { completeProblems, type InUse, settingsProblems } from './rules.ts'

const savedMeanwhile = () => meanwhile('measures', 'this measure')
export const noMeasure = () => refuse('measures.unknown', 'This measure is not there.')

const nothingInUse: InUse = { readings: [], targets: [], hasRates: false }

/** Adds a measure, entered or computed; a computed one is counted at once. Answers its id. */
export const addMeasure = verb(
  'measures.addMeasure',
  async (tx, { settings, defined }: { settings: Settings; defined: Defined | null }, today) => {
    const checked = defined && check(defined)
    const shape = defined?.shape ?? settings.shape
    const problems = [
      ...(checked && !checked.ok ? checked.problems : []),
      ...(shape === null
        ? [{ code: 'measures.shape-missing', message: 'Kind of number is missing. Choose one.', field: 'shape' }]
        : settingsProblems(settings, { before: null, shape, inUse: nothingInUse, today })),
      ...(await slugProblems(tx, settings.slug, null)),
    ]
    if (problems.length > 0 || shape === null) return refuseAll(problems)
    const definition = checked?.ok ? checked.value : null
    const ids = await insertMeasures(tx, [{ ...settings, shape, definition, isSample: false }])
    const id = ids.get(settings.slug) ?? ''
    if (definition) await recount(tx, [{ id, shape, definition }])
    return ok(id)
  },
)

type Read = { readonly id: string; readonly version: number }

/** Saves what is said of a measure. What it counts stays. */
export const saveSettings = verb(
  'measures.saveSettings',
  async (tx, { id, version, settings }: Read & { settings: Settings }, today) => {
    const before = await findMeasure(tx, id)
    if (!before) return noMeasure()
    if (before.version !== version) return savedMeanwhile()
    const shape = before.definition ? before.shape : (settings.shape ?? before.shape)
    const inUse = await inUseOf(tx, before)
    const problems = [
      ...settingsProblems(settings, { before, shape, inUse, today }),
      ...(await slugProblems(tx, settings.slug, id)),
    ]
    if (problems.length > 0) return refuseAll(problems)
    const { definition, isSample } = before
    const saved = await updateMeasure(tx, id, version, { ...settings, shape, definition, isSample })
    return saved ? ok(id) : savedMeanwhile()
  },
)

/** Changes what a computed measure counts, and counts it anew in the same transaction. */
export const changeDefinition = verb(
  'measures.changeDefinition',
  async (tx, { id, version, defined }: Read & { defined: Defined }) => {
    const before = await findMeasure(tx, id)
    if (!before?.definition) return noMeasure()
    if (before.version !== version) return savedMeanwhile()
    const checked = check(defined)
    if (!checked.ok) return checked
    const { shape } = defined
    const unit = unitAfter(before.unit, defined)
    const after: NewMeasure = { ...before, shape, unit, definition: checked.value }
    if (!(await updateMeasure(tx, id, version, after))) return savedMeanwhile()
    await recount(tx, [{ id, shape, definition: checked.value }])
    return ok(id)
  },
)

/** Says up to which day records are complete (closes the books), or with null that they are open. */
export const closeBooks = verb(
  'measures.closeBooks',
  async (tx, { id, version, through }: Read & { through: Day | null }, today) => {
    const before = await findMeasure(tx, id)
    if (!before?.definition) return noMeasure()
    if (before.version !== version) return savedMeanwhile()
    const problems = completeProblems(through, before, today)
    if (problems.length > 0) return refuseAll(problems)
    const saved = await updateMeasure(tx, id, version, { ...before, collectedThrough: through })
    return saved ? ok(id) : savedMeanwhile()
  },
)

// A share is in %, and nothing else is: leaving a share, the unit becomes what is counted.
function unitAfter(unit: string, { shape, definition }: Defined): string {
  if (shape === 'share') return '%'
  if (unit !== '%') return unit
  const window = factWindows.find((one) => one.name === definition.fact)
  return definition.amount ? spaced(definition.amount) : many(window?.subject ?? 'record')
}

function check({ shape, definition }: Defined): ReturnType<typeof checkDefinition> {
  const window = factWindows.find((one) => one.name === definition.fact)
  return window
    ? checkDefinition(definition, shape, window)
    : refuse('measures.fact-unknown', 'Choose what is counted from the list.', 'fact')
}

async function slugProblems(tx: Tx, slug: string, own: string | null) {
  const taken = slug === '' ? undefined : await measureAt(tx, slug)
  if (!taken || taken.id === own) return []
  return [{ code: 'measures.address-taken', message: `“${taken.title}” has this address already.`, field: 'slug' }]
}

async function inUseOf(tx: Tx, measure: Measure): Promise<InUse> {
  const readings = await enteredReadings(tx, measure)
  return {
    readings: readings.map(({ period }) => period),
    hasRates: measure.shape === 'amount' && readings.some(({ denominator }) => denominator !== null),
    targets: ((await targetsOf(tx, [measure])).get(measure.id) ?? []).map(({ period }) => period),
  }
}
