import { dayIn } from '../../core/day.ts'
import { readOrganisation } from '../../platform/access/store.ts'
import type { Db } from '../../platform/db/db.ts'
import type { SupportNeeds } from '../needs.ts'
import { countMonths, monthsToCount } from './actions.ts'

/** What the program does by itself: counts the months that are over, in every organisation. Asking again changes nothing. */
export async function supportRound(db: Db, needs: SupportNeeds): Promise<void> {
  const organisations = await db.door('support.round', (door) =>
    door.selectFrom('organisation').select('org_id').orderBy('org_id').execute(),
  )
  for (const { org_id: org } of organisations) {
    const scope = { org, person: null }
    const due = await db.read(scope, async (tx) => {
      const today = dayIn((await readOrganisation(tx)).timeZone, needs.clock())
      return { today, isAny: (await monthsToCount(tx, today)).length > 0 }
    })
    if (due.isAny) await countMonths({ db, scope, today: due.today }, { needs })
  }
}
