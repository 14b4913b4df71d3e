// Longer than most: one short answer for every act of a coach on their own shifts.
import { hoursBetween } from '../../core/clock.ts'
import { addDays } from '../../core/day.ts'
import { markOf } from '../../core/mark.ts'
import type { Result } from '../../core/result.ts'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { Typed, typedFrom } from '../../platform/http/typed.ts'
import { formOver, fresh } from '../../platform/ui/form.tsx'
import { notDone } from '../../platform/ui/not-done.tsx'
import { makeFeed, revokeFeed } from '../calendar/actions.ts'
import { feedMadeAt } from '../calendar/store.ts'
import { tellLate } from '../gaps/round.ts'
import { sayHours } from '../hours/actions.ts'
import { hoursForm, offerForm, releaseForm } from '../model.ts'
import type { ShiftsNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { shift, shiftOfPlace } from '../store.ts'
import { endOffer, offerPlace, releasePlace, startShift, takeOffer, takePlace } from '../taking/actions.ts'
import { openOffer, releasesOf } from '../taking/store.ts'
import { recordVirtualSession, removeVirtualSession, setMeetingLink } from '../virtual/actions.ts'
import { linkForm, ownSessionForm } from '../virtual/model.ts'
import { meetingLink, virtualSession, virtualSessionsOf, wasSessionOf } from '../virtual/store.ts'
import { whenInWords } from '../words.ts'
import { CalendarPage, MyVirtualPage } from './more-pages.tsx'
import { MyShiftPage, MyShiftsPage, NobodyPage, ownPlace } from './pages.tsx'
import { colleagues, mineOf, placesOfOthers } from './store.ts'

/** A coach's own shifts. Every address is of the coach who asks; what is not theirs is not there. */
export const mineRoutes = (needs: ShiftsNeeds): readonly TeamRoute[] => {
  const see = (path: string, answer: Own): TeamRoute => ({
    method: 'GET',
    path,
    may: access.mine,
    answer: (visit) => asCoach(visit, needs, answer),
  })
  const act = (path: string, answer: Own): TeamRoute => ({
    method: 'POST',
    path,
    may: access.changeMine,
    answer: (visit) => asCoach(visit, needs, answer),
  })
  return [
    see('/mine/shifts', showAll),
    see('/mine/shifts/:shiftId', (visit, coachId) => showOne(visit, coachId, needs)),
    act('/mine/shifts/:shiftId/take', take),
    act('/mine/places/:placeId/release', release),
    act('/mine/places/:placeId/offer', offer),
    act('/mine/places/:placeId/start', start),
    act('/mine/places/:placeId/hours', hours),
    act('/mine/offers/:offerId/take', takeOffered),
    act('/mine/offers/:offerId/end', endOffered),
    see('/mine/calendar', (visit, coachId) => calendar(visit, coachId)),
    act('/mine/calendar', makeAddress),
    act('/mine/calendar/revoke', endAddress),
    see('/mine/virtual', (visit, coachId) => virtual(visit, coachId)),
    act('/mine/virtual', recordSession),
    act('/mine/virtual/link', keepLink),
    act('/mine/virtual/:sessionId/remove', removeSession),
  ]
}

type Own = (visit: Visit, coachId: string, needs: ShiftsNeeds) => Promise<Response>

/** What a path names must be there; then whoever is no coach is told so, and a coach is answered. */
async function asCoach(visit: Visit, needs: ShiftsNeeds, answer: Own): Promise<Response> {
  if (visit.coachId !== null) return answer(visit, visit.coachId, needs)
  const { shiftId, placeId, offerId, sessionId } = visit.params
  const isThere = await visit.db.read(
    visit.scope,
    async (tx) =>
      (shiftId === undefined || (await shift(tx, shiftId)) !== null) &&
      (placeId === undefined || (await shiftOfPlace(tx, placeId)) !== null) &&
      (offerId === undefined || (await openOffer(tx, offerId)) !== null) &&
      (sessionId === undefined || (await virtualSession(tx, sessionId)) !== null),
  )
  return isThere ? page(<NobodyPage visit={visit} />, visit.request.method === 'GET' ? 200 : 422) : notFound()
}

const byOf = (visit: Visit, coachId: string) => ({ coachId, as: 'coach', zone: visit.organisation.timeZone }) as const

async function showAll(visit: Visit, coachId: string, needs: ShiftsNeeds, form?: Refused): Promise<Response> {
  const asked = { today: visit.today, zone: visit.organisation.timeZone }
  const mine = await visit.db.read(visit.scope, (tx) => mineOf(tx, coachId, asked, needs))
  return page(
    <MyShiftsPage visit={visit} coachId={coachId} mine={mine} now={needs.clock()} form={form ?? fresh()} />,
    form ? 422 : 200,
  )
}

/** A shift that is a coach's, or that has an open place; any other is not there for them. */
async function showOne(visit: Visit, coachId: string, needs: ShiftsNeeds, form?: Refused): Promise<Response> {
  return showShift(visit, { shiftId: visit.params.shiftId ?? '', coachId, needs, form })
}

async function showShift(
  visit: Visit,
  {
    shiftId,
    coachId,
    needs,
    form,
  }: { shiftId: string; coachId: string; needs: ShiftsNeeds; form?: Refused | undefined },
): Promise<Response> {
  const [now, zone] = [needs.clock(), visit.organisation.timeZone]
  const shown = await visit.db.read(visit.scope, async (tx) => {
    const found = await shift(tx, shiftId)
    if (!found) return null
    const mine = await mineOf(tx, coachId, { today: visit.today, zone }, needs)
    const place = ownPlace(found, coachId) ?? null
    const open = mine.open.find((one) => one.shift.id === shiftId)
    if (!place && !open) return null
    const returns = place ? await placesOfOthers(tx, coachId, now, addDays(visit.today, 62)) : []
    return {
      shift: found,
      place,
      offer: mine.made.find(({ placeId }) => placeId === place?.id) ?? null,
      against: open?.against ?? '',
      meeting: found.mode === 'virtual' ? found.link || (place ? await meetingLink(tx, coachId) : '') : '',
      colleagues: place ? await colleagues(tx, coachId) : [],
      returns: returns.map((one) => ({ value: one.placeId, name: `${one.coach}: ${whenInWords(one.shift, zone)}` })),
    }
  })
  if (!shown) return notFound()
  const planned = hoursBetween(shown.shift.startsAt, shown.shift.endsAt)
  const saved = typedFrom({ hours: shown.place?.hours ?? planned, note: shown.place?.hoursNote })
  const start = fresh(shown.shift.startsAt <= now ? saved : undefined)
  const shownForm = form?.typed.isBlank() ? { ...start, problems: form.problems } : (form ?? start)
  return page(<MyShiftPage visit={visit} now={now} {...shown} form={shownForm} />, form ? 422 : 200)
}

async function take(visit: Visit, coachId: string, needs: ShiftsNeeds): Promise<Response> {
  const shiftId = visit.params.shiftId ?? ''
  const taken = await takePlace(visit.db, visit.scope, { shiftId, by: byOf(visit, coachId), needs })
  if (taken.ok) return goTo(visit.to(`/mine/shifts/${shiftId}?said=saved`))
  if (taken.problems.some(({ code }) => code === 'shifts.no-shift')) return notFound()
  return showAll(visit, coachId, needs, { typed: new Typed(), problems: taken.problems })
}

/** After an act on a coach's own place: on to the shift, or its page again with what to mend. Not theirs is not there. */
async function done(
  visit: Visit,
  coachId: string,
  needs: ShiftsNeeds,
  { typed, result }: { typed: Typed; result: Result<unknown> },
): Promise<Response> {
  const placeId = visit.params.placeId ?? ''
  const { found, wasTheirs } = await visit.db.read(visit.scope, async (tx) => {
    const place = await shiftOfPlace(tx, placeId)
    const given = place ? await releasesOf(tx, place.shift.id) : []
    return {
      found: place,
      wasTheirs: given.some((one) => one.placeId === placeId && one.coachId === coachId),
    }
  })
  if (result.ok)
    return goTo(
      visit.to(
        found?.place.coachId === coachId ? `/mine/shifts/${found.shift.id}?said=saved` : '/mine/shifts?said=saved',
      ),
    )
  // They gave it up in another window, or were taken off it.
  if (found?.place.coachId !== coachId && wasTheirs)
    return showAll(visit, coachId, needs, { typed, problems: result.problems })
  if (found?.place.coachId !== coachId) return notFound()
  return showShift(visit, { shiftId: found.shift.id, coachId, needs, form: { typed, problems: result.problems } })
}

async function release(visit: Visit, coachId: string, needs: ShiftsNeeds): Promise<Response> {
  const typed = await visit.typed()
  const form = parseTyped(releaseForm, typed, 'shifts.wrong')
  const asked = { placeId: visit.params.placeId ?? '', coachId, needs, tellLate: tellLate(needs.baseUrl) }
  const result = form.ok ? await releasePlace(visit.db, visit.scope, { ...asked, note: form.value.note }) : form
  return done(visit, coachId, needs, { typed, result })
}

async function offer(visit: Visit, coachId: string, needs: ShiftsNeeds): Promise<Response> {
  const typed = await visit.typed()
  const form = parseTyped(offerForm, typed, 'shifts.wrong')
  const asked = { placeId: visit.params.placeId ?? '', by: byOf(visit, coachId), needs }
  const result = form.ok ? await offerPlace(visit.db, visit.scope, { ...asked, form: form.value }) : form
  return done(visit, coachId, needs, { typed, result })
}

async function start(visit: Visit, coachId: string, needs: ShiftsNeeds): Promise<Response> {
  const asked = { placeId: visit.params.placeId ?? '', by: byOf(visit, coachId), needs }
  return done(visit, coachId, needs, { typed: new Typed(), result: await startShift(visit.db, visit.scope, asked) })
}

async function hours(visit: Visit, coachId: string, needs: ShiftsNeeds): Promise<Response> {
  const typed = await visit.typed()
  const form = parseTyped(hoursForm, typed, 'shifts.wrong')
  const asked = { placeId: visit.params.placeId ?? '', coachId, needs }
  const result = form.ok ? await sayHours(visit.db, visit.scope, { ...asked, ...form.value }) : form
  return done(visit, coachId, needs, { typed, result })
}

async function takeOffered(visit: Visit, coachId: string, needs: ShiftsNeeds): Promise<Response> {
  const asked = { offerId: visit.params.offerId ?? '', by: byOf(visit, coachId), needs }
  return afterOffer(visit, coachId, needs, await takeOffer(visit.db, visit.scope, asked))
}

async function endOffered(visit: Visit, coachId: string, needs: ShiftsNeeds): Promise<Response> {
  const asked = { offerId: visit.params.offerId ?? '', coachId, needs }
  return afterOffer(visit, coachId, needs, await endOffer(visit.db, visit.scope, asked))
}

/** An offer that somebody else took a moment ago looks like one that never was: the page says so beside what is left. */
const afterOffer = (
  visit: Visit,
  coachId: string,
  needs: ShiftsNeeds,
  result: Result<unknown>,
): Promise<Response> | Response =>
  result.ok
    ? goTo(visit.to('/mine/shifts?said=saved'))
    : showAll(visit, coachId, needs, { typed: new Typed(), problems: result.problems })

async function calendar(visit: Visit, coachId: string, address: string | null = null): Promise<Response> {
  const madeAt = await visit.db.read(visit.scope, (tx) => feedMadeAt(tx, coachId))
  return page(<CalendarPage visit={visit} madeAt={madeAt} address={address} />)
}

// The address is on this answer alone, so no other page follows it.
async function makeAddress(visit: Visit, coachId: string, needs: ShiftsNeeds): Promise<Response> {
  const made = await makeFeed(visit.db, visit.scope, coachId, needs.clock())
  return calendar(visit, coachId, made.ok ? `${needs.baseUrl}/calendar/${made.value}.ics` : null)
}

async function endAddress(visit: Visit, coachId: string, needs: ShiftsNeeds): Promise<Response> {
  await revokeFeed(visit.db, visit.scope, coachId, needs.clock())
  return goTo(visit.to('/mine/calendar?said=ended'))
}

async function virtual(
  visit: Visit,
  coachId: string,
  { form, link }: { form?: Refused; link?: Refused } = {},
): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    sessions: await virtualSessionsOf(tx, coachId, 50),
    link: await meetingLink(tx, coachId),
  }))
  return page(
    <MyVirtualPage
      visit={visit}
      sessions={shown.sessions}
      link={formOver(typedFrom({ link: shown.link }), markOf(shown.link), link)}
      form={form ?? fresh(typedFrom({ heldOn: visit.today, kind: 'video' }))}
    />,
    form || link ? 422 : 200,
  )
}

async function recordSession(visit: Visit, coachId: string, needs: ShiftsNeeds): Promise<Response> {
  const typed = await visit.typed()
  const form = parseTyped(ownSessionForm, typed, 'shifts.wrong')
  const result = form.ok ? await recordVirtualSession(visit, { form: { ...form.value, coachId }, needs }) : form
  return result.ok
    ? goTo(visit.to('/mine/virtual?said=recorded'))
    : virtual(visit, coachId, { form: { typed, problems: result.problems } })
}

async function keepLink(visit: Visit, coachId: string): Promise<Response> {
  const typed = await visit.typed()
  const form = parseTyped(linkForm, typed, 'shifts.wrong')
  if (!form.ok) return virtual(visit, coachId, { link: { typed, problems: form.problems } })
  const asked = { coachId, link: form.value.link, opened: typed.text('version') }
  const kept = await setMeetingLink(visit, asked)
  return kept.ok
    ? goTo(visit.to('/mine/virtual?said=saved'))
    : virtual(visit, coachId, { link: { typed, problems: kept.problems } })
}

async function removeSession(visit: Visit, coachId: string, needs: ShiftsNeeds): Promise<Response> {
  const asked = { id: visit.params.sessionId ?? '', ownerId: coachId, needs }
  const result = await removeVirtualSession(visit, asked)
  if (result.ok) return goTo(visit.to('/mine/virtual?said=removed'))
  // Of a session of another coach nothing is said; their own that is gone already has its sentence.
  const { sessionId = '' } = visit.params
  const wasTheirs = await visit.db.read(visit.scope, (tx) => wasSessionOf(tx, sessionId, coachId))
  return wasTheirs ? notDone(visit, { id: sessionId, problems: result.problems, back: '/mine/virtual' }) : notFound()
}
