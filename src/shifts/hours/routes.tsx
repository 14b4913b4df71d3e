import { isId } from '../../core/id.ts'
import { goTo, page } from '../../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import type { ShiftsNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { confirmSaid } from './actions.ts'
import { HoursPage } from './pages.tsx'
import { waitingPlaces, waitingShifts } from './store.ts'

/** Hours worked that wait for a coordinator. */
export const hoursRoutes = (needs: ShiftsNeeds): readonly TeamRoute[] => [
  { method: 'GET', path: '/shifts/hours', may: access.read, answer: (visit) => show(visit, needs) },
  { method: 'POST', path: '/shifts/hours', may: access.write, answer: (visit) => confirm(visit, needs) },
]

const most = 100

async function show(visit: Visit, needs: ShiftsNeeds): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    shifts: await waitingShifts(tx, needs.clock(), most),
    total: await waitingPlaces(tx, needs.clock()),
  }))
  return page(<HoursPage visit={visit} {...shown} />)
}

/** What was on the page is confirmed as it read there; what a coach changed meanwhile stays for the next look. */
async function confirm(visit: Visit, needs: ShiftsNeeds): Promise<Response> {
  const read = (await visit.typed()).all('place').flatMap((each) => {
    const [placeId = '', version = ''] = each.split(' ')
    return isId(placeId) ? [{ placeId, version: Number(version) }] : []
  })
  await confirmSaid(visit.db, visit.scope, read, needs)
  return goTo(visit.to('/shifts/hours?said=saved'))
}
