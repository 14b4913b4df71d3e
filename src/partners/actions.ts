import { meanwhile, ok, refuse } from '../core/result.ts'
import type { Tx } from '../platform/db/db.ts'
import { put, saveOver, verb } from '../platform/db/verbs.ts'
import type { PartnerForm } from './model.ts'
import { partnerByName } from './store.ts'

/** Adds a partner; answers its id. Refuses a name that a partner has already. */
export const addPartner = verb(
  'partners.addPartner',
  async (tx, form: PartnerForm) => (await nameIsTaken(tx, form.name)) ?? ok(await put(tx, 'partner', form)),
)

/** Saves a partner over the version that was read. Refuses a taken name, and an older version. */
export const editPartner = verb(
  'partners.editPartner',
  async (tx, { form, ...read }: { id: string; version: number; form: PartnerForm }) => {
    const taken = await nameIsTaken(tx, form.name, read.id)
    if (taken) return taken
    return (await saveOver(tx, 'partner', read, form)) ? ok(read.id) : meanwhile('partners', 'this partner')
  },
)

async function nameIsTaken(tx: Tx, name: string, except?: string): Promise<ReturnType<typeof refuse> | null> {
  const holder = await partnerByName(tx, name)
  return holder === null || holder === except
    ? null
    : refuse('partners.name-taken', `There is a partner called ${name} already.`, 'name')
}
