import type { Tx } from '../../platform/db/db.ts'
import { badAddress, page } from '../../platform/http/answer.tsx'
import { isOneOf, type TeamRoute, type Visit } from '../../platform/http/route.ts'
import type { Credential } from '../credentials/model.ts'
import { access as credentialAccess } from '../credentials/rules.ts'
import { credentials } from '../credentials/store.ts'
import { mostPressingInWords } from '../credentials/words.ts'
import type { CoachNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { inUse } from '../store.ts'
import { RosterPage } from './pages.tsx'
import { rosterChoice } from './rules.ts'
import { type RosterNeeds, roster } from './store.ts'

/** The roster by stage: who is on it, how they are reached, their next shift and what of their credentials is pressing. */
export const rosterRoute = (needs: RosterNeeds & Pick<CoachNeeds, 'nextShifts'>): TeamRoute => ({
  method: 'GET',
  path: '/coaches',
  may: access.read,
  async answer(visit) {
    const choice = rosterChoice(visit.url.searchParams)
    if (!choice) return badAddress()
    const shown = await visit.db.read(visit.scope, async (tx) => {
      const found = await roster(tx, choice, needs)
      const ids = found.rows.map(({ id }) => id)
      return {
        found,
        inUse: await inUse(tx),
        nextShifts: await needs.nextShifts(tx, ids, visit.organisation.timeZone),
        credentials: isOneOf(visit, credentialAccess.read) ? await pressing(tx, ids, visit) : null,
      }
    })
    return page(<RosterPage visit={visit} choice={choice} {...shown} />)
  },
})

async function pressing(tx: Tx, coachIds: readonly string[], { today }: Visit): Promise<ReadonlyMap<string, string>> {
  const own = new Map<string, Credential[]>()
  for (const one of await credentials(tx, { coachIds })) own.set(one.coachId, [...(own.get(one.coachId) ?? []), one])
  return new Map([...own].map(([id, all]) => [id, mostPressingInWords(all, today) ?? '']))
}
