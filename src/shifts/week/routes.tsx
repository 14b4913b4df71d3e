import { z } from 'zod'
import { mondayOf } from '../../core/clock.ts'
import { addDays, type Day } from '../../core/day.ts'
import { ok, type Result } from '../../core/result.ts'
import { dayText } from '../../core/text.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { badAddress, page } from '../../platform/http/answer.tsx'
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
  ofWeek('make', (visit, monday) => makeShifts(visit, { ahead: aheadOf(visit, monday), state: 'draft', needs })),
  ofWeek('open', (visit, from) => openDrafts(visit, { from, to: addDays(from, 6) })),
  ofWeek('confirm', (visit, monday) => confirmWeek(visit, { monday, needs })),
]

const weekForm = z.strictObject({ week: dayText('Week').transform(mondayOf) })

/** A button of the week. What was done by somebody else already is fine: the week shows how it stands. */
const ofWeek = (path: string, act: (visit: Visit, monday: Day) => Promise<Result<unknown>>): TeamRoute =>
  buttonDoor({
    path: `/shifts/${path}`,
    may: access.write,
    form: weekForm,
    code: 'shifts.wrong',
    send: async (visit, { week }) => {
      const done = await act(visit, week)
      return done.ok ? ok(week) : done
    },
    back: () => '/shifts',
    to: (monday) => `/shifts?week=${monday}`,
    said: 'saved',
  })

const aheadOf = (visit: Visit, monday: string) => ({
  from: monday,
  to: addDays(monday, 6),
  today: visit.today,
  zone: visit.organisation.timeZone,
})

async function show(visit: Visit, needs: ShiftsNeeds): Promise<Response> {
  const monday = weekAsked(visit.url.searchParams, visit.today)
  if (monday === null) return badAddress()
  const { shifts, ...shown } = await visit.db.read(visit.scope, async (tx) => ({
    shifts: await shiftsBetween(tx, monday, addDays(monday, 6)),
    unmade: (await unmadeBetween(tx, aheadOf(visit, monday))).length,
    waiting: await waitingPlaces(tx, needs.clock()),
  }))
  const week = weekOf(monday, shifts, visit.organisation.timeZone)
  return page(<WeekPage visit={visit} monday={monday} week={week} now={needs.clock()} {...shown} />)
}
