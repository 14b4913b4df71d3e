import { dayInWords } from '../../core/day.ts'
import { meanwhile, ok, type Problem, type Result, refuse, refuseAll } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put, saveOver, verb } from '../../platform/db/verbs.ts'
import type { Rate, RateForm } from './model.ts'
import { problemsOfRate } from './rules.ts'
import { ownRate, rates } from './store.ts'

/** Adds a rate from a day on. It ends the one before it, and a second of its kind on its day is refused. */
export const addRate = verb('claims.addRate', async (tx, form: RateForm): Promise<Result<string>> => {
  const problems = [...problemsOfRate(form), ...(await onTheDay(tx, form, null))]
  return problems.length > 0 ? refuseAll(problems) : ok(await put(tx, 'claim_rate', form))
})

/** Corrects a rate of the organization's own. Claims that were sent keep the one they were sent with. */
export const changeRate = verb(
  'claims.changeRate',
  async (tx, { form, ...read }: { id: string; version: number; form: RateForm }): Promise<Result<string>> => {
    if (!(await ownRate(tx, read.id))) return refuse('claims.no-rate', 'This rate is not there any more.')
    const problems = [...problemsOfRate(form), ...(await onTheDay(tx, form, read.id))]
    if (problems.length > 0) return refuseAll(problems)
    return (await saveOver(tx, 'claim_rate', read, form)) ? ok(read.id) : meanwhile('claims', 'this rate')
  },
)

/** Two of a kind from one day would overlap. */
async function onTheDay(tx: Tx, { kind, fromOn }: RateForm, except: Rate['id']): Promise<readonly Problem[]> {
  const other = (await rates(tx)).find(
    (one) => one.id !== null && one.id !== except && one.kind === kind && one.fromOn === fromOn,
  )
  if (!other) return []
  const message = `There is one from ${dayInWords(fromOn)} already, and two would overlap. Change that one, or choose another day.`
  return [{ code: 'claims.rate-overlaps', message, field: 'fromOn' }]
}
