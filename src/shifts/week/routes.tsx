import { mondayOf } from '../../core/clock.ts'
import { addDays, isDay } from '../../core/day.ts'
import type { Result } from '../../core/result.ts'
import { badAddress, goTo, page } from '../../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import { makeShifts, openDrafts, unmadeBetween } from '../cover/actions.ts'
import { waitingPlaces } from '../hours/store.ts'
import type { ShiftsNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { shiftsBetween } from '../store.ts'
import { confirmWeek } from './actions.ts'
import { WeekPage } from './pages.tsx'
import { weekAsked, weekOf } from './rules.ts'

/** The week of shifts, and what is done with all of it at once. */
export const weekRoutes = (needs: ShiftsNeeds): readonly TeamRoute[] => [
  { method: 'GET', path: '/shifts', may: access.read, answer: (visit) => show(visit, needs) },
  {
    method: 'POST',
    path: '/shifts/make',
    may: access.write,
    answer: (visit) =>
      act(visit, (monday) =>
        makeShifts(visit.db, visit.scope, { ahead: aheadOf(visit, monday), state: 'draft', needs }),
      ),
  },
  {
    method: 'POST',
    path: '/shifts/open',
    may: access.write,
    answer: (visit) => act(visit, (from) => openDrafts(visit.db, visit.scope, { from, to: addDays(from, 6) })),
  },
  {
    method: 'POST',
    path: '/shifts/confirm',
    may: access.write,
    answer: (visit) => act(visit, (monday) => confirmWeek(visit.db, visit.scope, monday, needs)),
  },
]

const aheadOf = (visit: Visit, monday: string) => ({
  from: monday,
  to: addDays(monday, 6),
  today: visit.today,
  zone: visit.organisation.timeZone,
})

async function show(visit: Visit, needs: ShiftsNeeds): Promise<Response> {
  const monday = weekAsked(visit.url.searchParams, visit.today)
  if (monday === null) return badAddress()
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    shifts: await shiftsBetween(tx, monday, addDays(monday, 6)),
    unmade: (await unmadeBetween(tx, aheadOf(visit, monday))).length,
    waiting: await waitingPlaces(tx, needs.clock()),
  }))
  const week = weekOf(monday, shown.shifts, visit.organisation.timeZone)
  return page(
    <WeekPage
      visit={visit}
      monday={monday}
      week={week}
      now={needs.clock()}
      unmade={shown.unmade}
      waiting={shown.waiting}
    />,
  )
}

async function act(visit: Visit, work: (monday: string) => Promise<Result<unknown>>): Promise<Response> {
  const asked = (await visit.typed()).text('week')
  const monday = mondayOf(isDay(asked) ? asked : visit.today)
  await work(monday) // whatever was done by somebody else already is fine: the week shows how it stands
  return goTo(visit.to(`/shifts?week=${monday}&said=saved`))
}
