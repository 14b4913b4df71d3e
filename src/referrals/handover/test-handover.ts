import { newId } from '../../core/id.ts'
import type { Sector } from '../../partners/model.ts'
import type { TestDb } from '../../platform/db/test-db.ts'
import type { HandoverNeeds } from './needs.ts'

export const testNow = new Date('2025-01-15T17:00:00Z')

export const handoverNeeds: HandoverNeeds = {
  clock: () => testNow,
  baseUrl: 'http://localhost',
  inviting: (inviter) => ({ inviter, now: testNow, baseUrl: 'http://localhost', isMailed: true }),
}

/** A partner as the partners' room keeps it; answers its id. */
export async function addPartner(db: TestDb, org: number, name: string, sector: Sector): Promise<string> {
  const id = newId()
  await db.owner(
    `with act as (select set_config('app.act', 'test.addPartner', true))
     insert into partner (org_id, id, name, sector) select $1, $2, $3, $4 from act`,
    [org, id, name, sector],
  )
  return id
}
