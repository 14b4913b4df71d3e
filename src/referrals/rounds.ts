import { dayIn } from '../core/day.ts'
import { ok } from '../core/result.ts'
import { readOrganisation } from '../platform/access/store.ts'
import type { Db, Scope, Tx } from '../platform/db/db.ts'
import type { ReferralsNeeds } from './needs.ts'
import { forgetOldRecords, isAnyOld, oldOn } from './old/store.ts'
import { untriedPast, writeOverdue } from './store.ts'

type Needs = Pick<ReferralsNeeds, 'counted' | 'clock'>

/**
 * What the program does by itself with referrals, in every organization: it writes down which passed their time without an attempt,
 * and empties each class of record once its months are over. Asking again changes nothing.
 */
export async function referralRound(db: Db, needs: Needs): Promise<void> {
  const organisations = await db.door('referrals.round', (door) =>
    door.selectFrom('organisation').select('org_id').orderBy('org_id').execute(),
  )
  for (const { org_id: org } of organisations) {
    await markOverdue(db, { org, person: null }, needs)
    await forgetOld(db, { org, person: null }, needs)
  }
}

async function markOverdue(db: Db, scope: Scope, { counted, clock }: Needs): Promise<void> {
  const now = clock()
  if ((await db.read(scope, (tx) => untriedPast(tx, now))).length === 0) return
  await db.act(scope, 'referrals.markOverdue', async (tx) => {
    const ids = await untriedPast(tx, now)
    const { timeZone } = await readOrganisation(tx)
    await counted(tx, { referral: ids }, () => writeOverdue(tx, ids, timeZone))
    return ok(ids.length)
  })
}

async function forgetOld(db: Db, scope: Scope, { clock }: Needs): Promise<void> {
  const due = async (tx: Tx) => {
    const on = dayIn((await readOrganisation(tx)).timeZone, clock())
    return { on, old: await oldOn(tx, on) }
  }
  if (!isAnyOld((await db.read(scope, due)).old)) return
  await db.act(scope, 'referrals.forgetPeople', async (tx) => {
    const { on, old } = await due(tx)
    await forgetOldRecords(tx, old, on)
    return ok(old.people.length)
  })
}
