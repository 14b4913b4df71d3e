import type { Day } from '../../core/day.ts'
import type { Reading } from '../../measures/model.ts'
import type { EditionContent, MeasureShown } from '../model.ts'
import { type Place, placeIn } from './model.ts'

/** The numbers that an edition would show of one measure in a period that is not over: what comes to them tells later. */
export type RunningNumber = {
  readonly measureId: string
  readonly title: string
  readonly label: string
  readonly from: Day
  /** Of the whole and of its breakdowns, shown or not: they are withheld together. */
  readonly places: readonly Place[]
}

/** Numbers of people in periods that still run, which a later edition may have to withhold because few came since. */
export const runningNumbers = ({ measures, asOf }: Pick<EditionContent, 'measures' | 'asOf'>): RunningNumber[] =>
  measures.flatMap((measure) => {
    const { counted, title } = measure
    if (!counted || counted.isStanding) return []
    const found = new Map<Day, RunningNumber & { readonly isShown: boolean }>()
    for (const { dimension, category, reading } of protectedIn(measure)) {
      const { period, status, value } = reading
      if (status !== 'open' && period.to < asOf) continue
      const { measureId } = counted
      const before = found.get(period.from)
      found.set(period.from, {
        measureId,
        title,
        label: period.label,
        from: period.from,
        places: [...(before?.places ?? []), placeIn(measureId, dimension, category, period)],
        isShown: (before?.isShown ?? false) || (value !== null && value !== 0),
      })
    }
    return [...found.values()].filter(({ isShown }) => isShown)
  })

type Protected = Pick<Place, 'dimension' | 'category'> & { readonly reading: Reading }

/** Readings of people; of coaches the breakdowns only. */
const protectedIn = ({ counted, readings, splits }: MeasureShown): Protected[] => [
  ...(counted?.isPersonLevel ? readings.map((reading) => ({ dimension: '', category: '', reading })) : []),
  ...(counted?.isPersonLevel || counted?.protectsGroups
    ? splits.flatMap(({ dimension, categories }) =>
        categories.flatMap(({ name, readings: own }) => own.map((reading) => ({ dimension, category: name, reading }))),
      )
    : []),
]
