import { type Day, dayIn } from '../../core/day.ts'
import { ok } from '../../core/result.ts'
import { readOrganisation } from '../../platform/access/store.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import { emptyApplications, oldApplications } from './old.ts'

/**
 * What the program does by itself with applications, in every organisation: those that led to no coach are emptied of what
 * says who sent them, as long after the decision as the opening says. Asking again changes nothing.
 */
export async function applicationRound(db: Db, { clock }: { readonly clock: () => Date }): Promise<void> {
  const organisations = await db.door('coaches.round', (door) =>
    door.selectFrom('organisation').select('org_id').orderBy('org_id').execute(),
  )
  const today = async (tx: Tx): Promise<Day> => dayIn((await readOrganisation(tx)).timeZone, clock())
  for (const { org_id: org } of organisations) {
    const scope = { org, person: null }
    const isDue = await db.read(scope, async (tx) => (await oldApplications(tx, await today(tx))).length > 0)
    if (isDue)
      await db.act(scope, 'coaches.emptyApplications', async (tx) => {
        const on = await today(tx)
        const ids = await oldApplications(tx, on)
        await emptyApplications(tx, ids, on)
        return ok(ids.length)
      })
  }
}
