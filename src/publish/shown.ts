import type { EditionContent } from './model.ts'
import { finite, readingsShown } from './values.ts'

/**
 * The same edition with nothing in it that a page must not say: a reading with a reason has no value and no parts, and no
 * number is anything but a finite one. Every artefact is made from the answer, so none of them can leak on its own.
 */
export function shown(content: EditionContent): EditionContent {
  return {
    ...content,
    measures: content.measures.map((measure) => ({
      ...measure,
      readings: readingsShown(measure.readings),
      splits: measure.splits.map((split) => ({
        ...split,
        categories: split.categories.map((category) => ({ ...category, readings: readingsShown(category.readings) })),
      })),
      targets: measure.targets.flatMap((target) => {
        const value = finite(target.value)
        return value === null ? [] : [{ ...target, value }]
      }),
    })),
  }
}
