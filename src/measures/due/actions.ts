import { ok, type Problem, refuseAll } from '../../core/result.ts'
import { verb } from '../../platform/db/verbs.ts'
import { addReading } from '../entered/actions.ts'
import { hasCounts } from '../entered/model.ts'
import { rowOf, type TypedValue } from './model.ts'

/** Adds the values of a sheet, all or none: each problem stands at its own field. Answers how many there were. */
export const enterValues = verb('measures.enterValues', async (tx, values: readonly TypedValue[], today) => {
  const problems: Problem[] = []
  for (const { measure, period, numbers } of values) {
    const typed = { ...numbers, from: period.from, status: 'final', source: measure.source, note: '' } as const
    const added = await addReading.within(tx, { measureId: measure.id, typed }, today)
    if (added.ok) continue
    const row = rowOf({ measure, period })
    const first = hasCounts(measure) ? 'numerator' : 'value'
    for (const { code, message, field = '' } of added.problems)
      problems.push({ code: `${code}-${row}`, message, field: row + (field in numbers ? field : first) })
  }
  return problems.length > 0 ? refuseAll(problems) : ok(values.length)
})
