import { meanwhile, ok, refuse } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put, saveOver, verb } from '../../platform/db/verbs.ts'
import type { LinkageNeeds } from '../needs.ts'
import type { ServiceForm } from './model.ts'
import { partnersNamed, services, sortedAnew } from './store.ts'

/** Adds a service of a partner. Refuses a name that this partner's services have already. Answers its id. */
export const addService = verb(
  'linkage.addService',
  async (tx, form: ServiceForm) => (await refusedService(tx, form)) ?? ok(await put(tx, 'service', form)),
)

/** Saves a service over the version that was read. */
export const changeService = verb(
  'linkage.changeService',
  async (
    tx,
    { form, needs, ...read }: { id: string; version: number; form: ServiceForm; needs: Pick<LinkageNeeds, 'counted'> },
  ) => {
    const refused = await refusedService(tx, form, read.id)
    if (refused) return refused
    const isSaved = await needs.counted(tx, sortedAnew(tx, [read.id]), () => saveOver(tx, 'service', read, form))
    return isSaved ? ok(read.id) : meanwhile('linkage', 'this service')
  },
)

async function refusedService(tx: Tx, form: ServiceForm, except?: string): Promise<ReturnType<typeof refuse> | null> {
  if (!(await partnersNamed(tx)).some(({ id }) => id === form.partnerId))
    return refuse('linkage.no-partner', 'This partner is not there any more. Choose another.', 'partnerId')
  const isTaken = (await services(tx)).some(
    ({ id, partnerId, name }) => id !== except && partnerId === form.partnerId && name === form.name,
  )
  return isTaken ? refuse('linkage.service-there', 'This partner has a service of that name already.', 'name') : null
}
