import { dayIn } from '../core/day.ts'
import { ok } from '../core/result.ts'
import { readOrganisation } from '../platform/access/store.ts'
import type { Db } from '../platform/db/db.ts'
import { turnFollowUps } from './follow-ups/actions.ts'
import { rulesInForce } from './follow-ups/plan.ts'
import { planned } from './follow-ups/rules.ts'
import { turning, unplannedContacts } from './follow-ups/store.ts'
import type { LinkageNeeds } from './needs.ts'
import { startTexts } from './texts/actions.ts'
import { hasNoTexts } from './texts/store.ts'

/**
 * What the program does by itself, in every organization: puts the drafts of consent texts in force where there are none, plans
 * follow-ups after new contacts, and lets them come due and be missed. Asking again changes nothing.
 */
export async function linkageRound(db: Db, needs: LinkageNeeds): Promise<void> {
  const organisations = await db.door('linkage.round', (door) =>
    door.selectFrom('organisation').select('org_id').orderBy('org_id').execute(),
  )
  for (const { org_id: org } of organisations) {
    const scope = { org, person: null }
    const due = await db.read(scope, async (tx) => {
      const today = dayIn((await readOrganisation(tx)).timeZone, needs.clock())
      const rules = await rulesInForce(tx)
      const toPlan = (await unplannedContacts(tx, today)).some(
        ({ on }) => planned(rules, { after: 'first contact', on, today }).length > 0,
      )
      return { today, texts: await hasNoTexts(tx), followUps: toPlan || (await turning(tx, today)).length > 0 }
    })
    const hand = { db, scope, today: due.today }
    if (due.texts) await db.act(scope, 'linkage.startTexts', async (tx) => ok(await startTexts(tx, due.today)))
    if (due.followUps) await turnFollowUps(hand, needs)
  }
}
