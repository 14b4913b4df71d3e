import { changedSince, meanwhile, ok, type Result, refuse, refuseAll } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put, saveOver, verb } from '../../platform/db/verbs.ts'
import type { FundForm } from './model.ts'
import { problemsOfFund, whyNotClosed } from './rules.ts'
import { daysAuthorized, fund, fundNamed, hasLines } from './store.ts'

/** Adds a fund; answers its id. Refuses a name that a fund has already. */
export const addFund = verb('funding.addFund', async (tx, form: FundForm): Promise<Result<string>> => {
  const taken = await nameIsTaken(tx, form.name)
  if (taken) return taken
  const problems = problemsOfFund(form, { used: null, hasMoney: false })
  return problems.length > 0 ? refuseAll(problems) : ok(await put(tx, 'fund', form))
})

type Read = { readonly id: string; readonly version: number }

/** Saves a fund over the version that was read. Its days go on holding all that is authorized, its kind stays once it has money. */
export const changeFund = verb(
  'funding.changeFund',
  async (tx, { form, ...read }: Read & { form: FundForm }): Promise<Result<string>> => {
    const was = await fund(tx, read.id)
    if (!was) return refuse('funding.no-fund', 'This fund is not there any more.')
    const taken = await nameIsTaken(tx, form.name, read.id)
    if (taken) return taken
    const problems = problemsOfFund(form, {
      fund: was,
      used: await daysAuthorized(tx, read.id),
      hasMoney: await hasLines(tx, read.id),
    })
    if (problems.length > 0) return refuseAll(problems)
    return (await saveOver(tx, 'fund', read, form)) ? ok(read.id) : meanwhile('funding', 'this fund')
  },
)

/** Closes a fund in which nothing is left, so that nothing more is written into it; or opens it again. */
export const closeFund = verb(
  'funding.closeFund',
  async (tx, { isClosed, ...read }: Read & { isClosed: boolean }, today): Promise<Result<string>> => {
    const was = await fund(tx, read.id)
    if (!was) return refuse('funding.no-fund', 'This fund is not there any more.')
    if (was.version === read.version && (was.closedOn !== null) === isClosed)
      return refuse('funding.stands', isClosed ? 'This fund is closed already.' : 'This fund is open.')
    const against = isClosed ? whyNotClosed(was) : null
    if (against) return refuseAll([against])
    return (await saveOver(tx, 'fund', read, { closedOn: isClosed ? today : null }))
      ? ok(read.id)
      : changedSince('funding', 'this fund')
  },
)

async function nameIsTaken(tx: Tx, name: string, except?: string): Promise<ReturnType<typeof refuse> | null> {
  const holder = await fundNamed(tx, name)
  return holder === null || holder === except
    ? null
    : refuse('funding.name-taken', `There is a fund called ${name} already.`, 'name')
}
