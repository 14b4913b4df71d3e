import type { Reading } from '../measures/model.ts'
import type { EditionContent } from './model.ts'

/**
 * The same edition with nothing in it that a page must not say: a reading with a reason has no value and no parts, and no
 * number is anything but a finite one. Every artefact is made from the answer, so none of them can leak on its own.
 */
export function shown(content: EditionContent): EditionContent {
  return {
    ...content,
    measures: content.measures.map((measure) => ({
      ...measure,
      readings: inTimeOrder(measure.readings.map(readingShown)),
      splits: measure.splits.map((split) => ({
        ...split,
        categories: split.categories.map((category) => ({
          ...category,
          readings: inTimeOrder(category.readings.map(readingShown)),
        })),
      })),
      targets: measure.targets.flatMap((target) => {
        const value = finite(target.value)
        return value === null ? [] : [{ ...target, value }]
      }),
    })),
  }
}

function readingShown(reading: Reading): Reading {
  const value = finite(reading.value)
  if (reading.reason !== null || value === null)
    return { ...reading, value: null, numerator: null, denominator: null, reason: reading.reason ?? 'not collected' }
  return { ...reading, value, numerator: finite(reading.numerator), denominator: finite(reading.denominator) }
}

const inTimeOrder = (readings: readonly Reading[]): Reading[] =>
  readings.toSorted((a, b) => (a.period.from < b.period.from ? -1 : a.period.from > b.period.from ? 1 : 0))

// Adding zero turns -0 into 0, which no one means to publish.
const finite = (value: number | null): number | null => (value === null || !Number.isFinite(value) ? null : value + 0)
