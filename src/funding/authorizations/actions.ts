import { newId } from '../../core/id.ts'
import { meanwhile, ok, type Result, refuse, refuseAll } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put, verb } from '../../platform/db/verbs.ts'
import { fund } from '../funds/store.ts'
import type { AmendForm, AuthorizeForm } from './model.ts'
import { problemsOfAmending, problemsOfResolution, strategyIn } from './rules.ts'
import { authorization, daysUsed } from './store.ts'

/**
 * Authorizes that money of a fund is spent for one strategy, as a resolution says it. Answers its id. Refuses what the fund is not
 * for, and of a settlement a strategy of neither exhibit.
 */
export const authorize = verb(
  'funding.authorizeSpending',
  async (tx, { fundId, form }: { fundId: string; form: AuthorizeForm }): Promise<Result<string>> => {
    const of = await fund(tx, fundId)
    if (!of) return refuse('funding.no-fund', 'This fund is not there any more.')
    const { forWhat, item: _, strategy: __, ...resolved } = form
    const strategy = strategyIn(form)
    const problems = [...('code' in strategy ? [strategy] : []), ...problemsOfResolution(resolved, of)]
    if (of.kind === 'settlement' && forWhat === 'none')
      problems.unshift({
        code: 'funding.of-no-exhibit',
        message: 'Settlement money is spent for an item of Exhibit A or B. Choose which.',
        field: 'forWhat',
      })
    if ('code' in strategy || problems.length > 0) return refuseAll(problems)
    const id = await put(tx, 'spending_authorization', { fundId, ...strategy })
    await addVersion(tx, id, 1, resolved)
    return ok(id)
  },
)

/** Keeps what an amended resolution says, or a budget ordinance that followed, as the next version. */
export const amend = verb(
  'funding.amendAuthorization',
  async (tx, { id, version, form }: { id: string; version: number; form: AmendForm }): Promise<Result<string>> => {
    const one = await authorization(tx, id)
    const of = one && (await fund(tx, one.fundId))
    if (!one || !of) return refuse('funding.no-authorization', 'This authorization is not there any more.')
    if (one.number !== version) return meanwhile('funding', 'this authorization')
    const problems = [...problemsOfResolution(form, of), ...problemsOfAmending(form, one, await daysUsed(tx, id))]
    if (problems.length > 0) return refuseAll(problems)
    await addVersion(tx, id, version + 1, form)
    return ok(id)
  },
)

const addVersion = (tx: Tx, authorizationId: string, number: number, form: AmendForm): Promise<string> =>
  put(tx, 'authorization_version', { authorizationId, number, ...form }, newId())
