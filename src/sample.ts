import { loadSample as loadCoaches } from './coaches/sample.ts'
import { ok } from './core/result.ts'
import { loadSample as loadMeasures } from './measures/sample.ts'
import { loadSample as loadPartners } from './partners/sample.ts'
import { addOrganisation } from './platform/access/set-up.ts'
import type { Db } from './platform/db/db.ts'
import { type PublishNeeds, publishEdition } from './publish/actions.ts'
import { loadSample as loadScorecard } from './scorecard/sample.ts'
import { loadSample as loadTraining } from './training/sample.ts'

/** Wilson County: the real page the product starts from, and around it an invented team, marked as sample; published as edition 1. */
export async function loadSample(db: Db, administratorId: string, needs: PublishNeeds, now: Date): Promise<void> {
  const added = await addOrganisation(db, { slug: 'wilson', name: 'Wilson County', isSample: true }, administratorId)
  if (!added.ok) throw new Error(added.problems.map((problem) => problem.message).join(' '))
  const scope = { org: added.value.org, person: null }
  await db.act(scope, 'sample.load', async (tx) => {
    const partners = await loadPartners(tx)
    await loadTraining(tx, { partners, coaches: await loadCoaches(tx) })
    await loadScorecard(tx, { partners, measures: await loadMeasures(tx) })
    return ok(undefined)
  })
  const published = await publishEdition(db, scope, { timeZone: 'America/New_York' }, needs, {
    now,
    note: '',
    mark: null,
  })
  if (!published.ok) throw new Error(published.problems.map((problem) => problem.message).join(' '))
}
