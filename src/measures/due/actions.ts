import { ok, type Problem, refuseAll } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { verb } from '../../platform/db/verbs.ts'
import { addReading } from '../entered/actions.ts'
import { hasCounts } from '../entered/model.ts'
import { enteredReadings } from '../entered/store.ts'
import { saidOf } from '../import/words.ts'
import type { ValueDue } from '../rules.ts'
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
      problems.push({
        code: `${code}-${row}`,
        message: code === 'measures.already-entered' ? await enteredInWords(tx, { measure, period }) : message,
        field: row + (field in numbers ? field : first),
      })
  }
  return problems.length > 0 ? refuseAll(problems) : ok(values.length)
})

/** What somebody else entered meanwhile, so that both values are seen. */
async function enteredInWords(tx: Tx, { measure, period }: ValueDue): Promise<string> {
  const all = await enteredReadings(tx, measure)
  const there = all.find((one) => one.dimension === '' && one.period.from === period.from)
  const says = there ? `: ${saidOf(there, measure)}` : ''
  return `Somebody entered ${period.label} meanwhile${says}. Leave this empty to keep it, or edit that reading.`
}
