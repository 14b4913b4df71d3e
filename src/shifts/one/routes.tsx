import { hoursBetween } from '../../core/clock.ts'
import type { Result } from '../../core/result.ts'
import { historyOf } from '../../platform/history.ts'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { Typed, typedFrom } from '../../platform/http/typed.ts'
import { type Told, toldInAddress, toldNobody } from '../../platform/told.ts'
import { formOver, fresh } from '../../platform/ui/form.tsx'
import { addShift } from '../cover/actions.ts'
import { tellLate } from '../gaps/round.ts'
import { cancelShift, settlePlace } from '../hours/actions.ts'
import { assignForm, hoursOnly, releaseForm, shiftForm, whatHappened } from '../model.ts'
import type { ShiftsNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { shift, shiftOfPlace } from '../store.ts'
import { confirmPlace, givePlace, releasePlace } from '../taking/actions.ts'
import { openPlaces } from '../taking/rules.ts'
import { offersOf, releasesOf } from '../taking/store.ts'
import { candidatesFor } from './candidates.ts'
import { AddShiftPage, PlacePage, ShiftPage } from './pages.tsx'

/** One shift and its places, for coordinators. */
export const oneRoutes = (needs: ShiftsNeeds): readonly TeamRoute[] => [
  { method: 'GET', path: '/shifts/add', may: access.write, answer: (visit) => addPage(visit) },
  { method: 'POST', path: '/shifts/add', may: access.write, answer: add },
  { method: 'GET', path: '/shifts/:shiftId', may: access.read, answer: (visit) => show(visit, needs) },
  { method: 'POST', path: '/shifts/:shiftId/assign', may: access.write, answer: (visit) => assign(visit, needs) },
  { method: 'POST', path: '/shifts/:shiftId/cancel', may: access.write, answer: (visit) => cancel(visit, needs) },
  { method: 'GET', path: '/shifts/places/:placeId', may: access.read, answer: (visit) => showPlace(visit, needs) },
  {
    method: 'POST',
    path: '/shifts/places/:placeId/settle',
    may: access.write,
    answer: (visit) => settle(visit, needs),
  },
  {
    method: 'POST',
    path: '/shifts/places/:placeId/confirm',
    may: access.write,
    answer: (visit) => confirm(visit, needs),
  },
  {
    method: 'POST',
    path: '/shifts/places/:placeId/release',
    may: access.write,
    answer: (visit) => release(visit, needs),
  },
]

const shiftIdOf = (visit: Visit): string => visit.params.shiftId ?? ''
const toShift = (visit: Visit, id: string, told: Told = toldNobody): Response =>
  goTo(visit.to(`/shifts/${id}?said=saved${toldInAddress(told)}`))
const placeIdOf = (visit: Visit): string => visit.params.placeId ?? ''

async function show(visit: Visit, needs: ShiftsNeeds, form?: Refused): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => {
    const found = await shift(tx, shiftIdOf(visit))
    if (!found) return null
    const ids = found.places.map(({ id }) => id)
    return {
      shift: found,
      releases: await releasesOf(tx, found.id),
      offers: await offersOf(tx, ids),
      candidates:
        access.write.some((role) => role === visit.role) && openPlaces(found, needs.clock()).length > 0
          ? await candidatesFor(tx, found, visit.organisation.timeZone, needs)
          : [],
      history: await historyOf(tx, [found.id, ...ids]),
    }
  })
  if (!shown) return notFound()
  return page(<ShiftPage visit={visit} now={needs.clock()} {...shown} form={form ?? fresh()} />, form ? 422 : 200)
}

const addPage = async (visit: Visit, form?: Refused): Promise<Response> =>
  page(
    <AddShiftPage
      visit={visit}
      form={
        form ?? fresh(typedFrom({ day: visit.url.searchParams.get('day'), starts: '18:00', ends: '22:00', coaches: 1 }))
      }
    />,
    form ? 422 : 200,
  )

async function add(visit: Visit): Promise<Response> {
  const typed = await visit.typed()
  const form = parseTyped(shiftForm, typed, 'shifts.wrong')
  const asked = { zone: visit.organisation.timeZone, today: visit.today }
  const added = form.ok ? await addShift(visit.db, visit.scope, { form: form.value, ...asked }) : form
  return added.ok
    ? goTo(visit.to(`/shifts/${added.value}?said=added`))
    : addPage(visit, { typed, problems: added.problems })
}

async function assign(visit: Visit, needs: ShiftsNeeds): Promise<Response> {
  const typed = await visit.typed()
  const form = parseTyped(assignForm, typed, 'shifts.wrong')
  const asked = { shiftId: shiftIdOf(visit), zone: visit.organisation.timeZone, needs }
  const taken = form.ok ? await givePlace(visit.db, visit.scope, { ...asked, ...form.value }) : form
  return taken.ok
    ? toShift(visit, shiftIdOf(visit), taken.value)
    : show(visit, needs, { typed, problems: taken.problems })
}

async function cancel(visit: Visit, needs: ShiftsNeeds): Promise<Response> {
  const done = await cancelShift(visit.db, visit.scope, { shiftId: shiftIdOf(visit), needs })
  return done.ok
    ? toShift(visit, shiftIdOf(visit), done.value)
    : show(visit, needs, { typed: new Typed(), problems: done.problems })
}

async function showPlace(visit: Visit, needs: ShiftsNeeds, form?: Refused): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => {
    const found = await shiftOfPlace(tx, placeIdOf(visit))
    return found && { ...found, history: await historyOf(tx, [found.place.id]) }
  })
  if (!shown || shown.place.coachId === null) return notFound()
  const { place, shift: held, history } = shown
  const planned = hoursBetween(held.startsAt, held.endsAt)
  const saved = typedFrom({
    outcome: place.state === 'missed' ? 'missed' : 'completed',
    hours: place.state === 'missed' ? '' : (place.hours ?? planned),
    note: place.hoursNote,
  })
  return page(
    <PlacePage
      visit={visit}
      shift={held}
      placeId={place.id}
      now={needs.clock()}
      history={history}
      form={formOver(held.startsAt <= needs.clock() ? saved : new Typed(), place.version, form)}
    />,
    form ? 422 : 200,
  )
}

const placeDone = (
  visit: Visit,
  needs: ShiftsNeeds,
  typed: Typed,
  done: Result<unknown>,
): Promise<Response> | Response =>
  done.ok
    ? goTo(visit.to(`/shifts/places/${placeIdOf(visit)}?said=saved`))
    : showPlace(visit, needs, { typed, problems: done.problems })

async function settle(visit: Visit, needs: ShiftsNeeds): Promise<Response> {
  const typed = await visit.typed()
  const form = parseTyped(whatHappened, typed, 'shifts.wrong')
  if (!form.ok) return placeDone(visit, needs, typed, form)
  const { outcome, note } = form.value
  const hours =
    outcome === 'missed'
      ? ({ ok: true, value: { hours: 0 } } as const)
      : parseTyped(hoursOnly, new Typed([['hours', form.value.hours]]), 'shifts.wrong')
  if (!hours.ok) return placeDone(visit, needs, typed, hours)
  const [placeId, version] = [placeIdOf(visit), typed.version()]
  const asked = { placeId, version, outcome, note, hours: hours.value.hours, needs }
  return placeDone(visit, needs, typed, await settlePlace(visit.db, visit.scope, asked))
}

async function confirm(visit: Visit, needs: ShiftsNeeds): Promise<Response> {
  const done = await confirmPlace(visit.db, visit.scope, placeIdOf(visit), needs)
  return placeDone(visit, needs, await visit.typed(), done)
}

async function release(visit: Visit, needs: ShiftsNeeds): Promise<Response> {
  const typed = await visit.typed()
  const form = parseTyped(releaseForm, typed, 'shifts.wrong')
  if (!form.ok) return placeDone(visit, needs, typed, form)
  const held = await visit.db.read(visit.scope, (tx) => shiftOfPlace(tx, placeIdOf(visit)))
  if (!held) return notFound()
  const done = await releasePlace(visit.db, visit.scope, {
    placeId: placeIdOf(visit),
    coachId: null,
    note: form.value.note,
    needs,
    tellLate: tellLate(needs.baseUrl),
  })
  return done.ok
    ? toShift(visit, held.shift.id, done.value.told)
    : showPlace(visit, needs, { typed, problems: done.problems })
}
