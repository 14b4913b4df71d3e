import { isId } from '../../core/id.ts'
import type { Problem } from '../../core/result.ts'
import { goTo, page } from '../../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import { inWords } from '../../platform/ui/words.ts'
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

async function show(visit: Visit, needs: ShiftsNeeds, problems: readonly Problem[] = []): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    shifts: await waitingShifts(tx, needs.clock(), most),
    total: await waitingPlaces(tx, needs.clock()),
  }))
  return page(<HoursPage visit={visit} {...shown} problems={problems} />, problems.length > 0 ? 422 : 200)
}

/** What was on the page is confirmed as it read there; what a coach changed meanwhile stays for the next look. */
async function confirm(visit: Visit, needs: ShiftsNeeds): Promise<Response> {
  const read = (await visit.typed()).all('place').flatMap((each) => {
    const [placeId = '', version = ''] = each.split(' ')
    return isId(placeId) ? [{ placeId, version: Number(version) }] : []
  })
  const done = await confirmSaid(visit.db, visit.scope, read, needs)
  const confirmed = done.ok ? done.value : 0
  if (confirmed === read.length) return goTo(visit.to('/shifts/hours?said=saved'))
  const left = read.length - confirmed
  return show(visit, needs, [
    {
      code: 'shifts.hours-changed',
      message: `${inWords.counted(confirmed, 'entry is', 'entries are')} confirmed. ${inWords.counted(left, 'entry', 'entries')} changed after you opened the page, or ${left === 1 ? 'was' : 'were'} confirmed by somebody else: look again.`,
    },
  ])
}
