import type { Scope } from '../db/db.ts'
import type { OpenCall } from './open-route.ts'

/** The organisation whose address it is (`:county`), with nobody acting; null for an address that is nobody's. */
export async function countyOf({ db, params }: OpenCall): Promise<Scope | null> {
  const found = await db.door('access.findCounty', (door) =>
    door
      .selectFrom('organisation')
      .select('org_id')
      .where('slug', '=', params.county ?? '')
      .executeTakeFirst(),
  )
  return found ? { org: found.org_id, person: null } : null
}
