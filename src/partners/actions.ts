import { meanwhile, ok, type Result, refuse } from '../core/result.ts'
import type { Db, Scope, Tx } from '../platform/db/db.ts'
import type { PartnerForm } from './model.ts'
import { insertPartner, partnerByName, updatePartner } from './store.ts'

/** Adds a partner; answers its id. Refuses a name that a partner has already. */
export const addPartner = (db: Db, scope: Scope, form: PartnerForm): Promise<Result<string>> =>
  db.act(
    scope,
    'partners.addPartner',
    async (tx) => (await nameIsTaken(tx, form.name)) ?? ok(await insertPartner(tx, form)),
  )

/** Saves a partner over the version that was read. Refuses a taken name, and an older version. */
export const editPartner = (
  db: Db,
  scope: Scope,
  id: string,
  version: number,
  form: PartnerForm,
): Promise<Result<string>> =>
  db.act(scope, 'partners.editPartner', async (tx) => {
    const taken = await nameIsTaken(tx, form.name, id)
    if (taken) return taken
    return (await updatePartner(tx, id, version, form)) ? ok(id) : meanwhile('partners', 'this partner')
  })

async function nameIsTaken(tx: Tx, name: string, except?: string): Promise<ReturnType<typeof refuse> | null> {
  const holder = await partnerByName(tx, name)
  return holder === null || holder === except
    ? null
    : refuse('partners.name-taken', `There is a partner called ${name} already.`, 'name')
}
