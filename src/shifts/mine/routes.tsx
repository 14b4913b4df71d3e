import { hoursBetween } from '../../core/clock.ts'
import { markOf } from '../../core/mark.ts'
import type { Result } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { ownDoors } from '../../platform/doors/own-doors.tsx'
import { oneForm, pageOfForms } from '../../platform/doors/page-of-forms.tsx'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { type Typed, typedFrom } from '../../platform/http/typed.ts'
import { fresh } from '../../platform/ui/form.tsx'
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
import { linkForm, ownSessionForm, type VirtualSession } from '../virtual/model.ts'
import { meetingLink, virtualSession, virtualSessionsOf, wasSessionOf } from '../virtual/store.ts'
import { CalendarPage, MyVirtualPage } from './more-pages.tsx'
import { MyShiftPage, MyShiftsPage, NobodyPage } from './pages.tsx'
import { mineOf, ownShift } from './store.ts'

/** Whoever is no coach does not come so far. */
const ownId = ({ coachId }: Visit): string => coachId ?? ''
const byOf = (visit: Visit) => ({ coachId: ownId(visit), as: 'coach', zone: visit.organisation.timeZone }) as const

type Virtual = { readonly sessions: readonly VirtualSession[]; readonly link: string }

/** A coach's own shifts. Every address is of the coach who asks; what is not theirs is not there. */
export const mineRoutes = (needs: ShiftsNeeds): readonly TeamRoute[] =>
  ownDoors(
    (visit) => <NobodyPage visit={visit} />,
    [
      { method: 'GET', path: '/mine/shifts', may: access.mine, answer: (visit) => showAll(visit, needs) },
      { method: 'GET', path: '/mine/shifts/:shiftId', may: access.mine, answer: (visit) => showOne(visit, needs) },
      buttonDoor({
        path: '/mine/shifts/:shiftId/take',
        may: access.changeMine,
        send: (visit) => takePlace(visit, { shiftId: visit.params.shiftId ?? '', by: byOf(visit), needs }),
        about: 'shiftId',
        back: () => '/mine/shifts',
        to: (_, { params }) => `/mine/shifts/${params.shiftId}`,
        said: 'taken',
      }),
      onPlace(needs, 'release', async (visit, placeId, typed) => {
        const form = parseTyped(releaseForm, typed, 'shifts.wrong')
        if (!form.ok) return form
        const { note } = form.value
        const late = { needs, tellLate: tellLate(needs.baseUrl) }
        return releasePlace(visit, { placeId, coachId: ownId(visit), note, ...late })
      }),
      onPlace(needs, 'offer', async (visit, placeId, typed) => {
        const form = parseTyped(offerForm, typed, 'shifts.wrong')
        return form.ok ? offerPlace(visit, { placeId, by: byOf(visit), form: form.value, needs }) : form
      }),
      onPlace(needs, 'start', (visit, placeId) => startShift(visit, { placeId, by: byOf(visit), needs })),
      onPlace(needs, 'hours', async (visit, placeId, typed) => {
        const form = parseTyped(hoursForm, typed, 'shifts.wrong')
        return form.ok ? sayHours(visit, { placeId, coachId: ownId(visit), ...form.value, needs }) : form
      }),
      // An offer that somebody else took a moment ago looks like one that never was: its sentence is always said.
      buttonDoor({
        path: '/mine/offers/:offerId/take',
        may: access.changeMine,
        send: (visit) => takeOffer(visit, { offerId: visit.params.offerId ?? '', by: byOf(visit), needs }),
        back: () => '/mine/shifts',
        said: 'saved',
      }),
      buttonDoor({
        path: '/mine/offers/:offerId/end',
        may: access.changeMine,
        send: (visit) => endOffer(visit, { offerId: visit.params.offerId ?? '', coachId: ownId(visit), needs }),
        back: () => '/mine/shifts',
        said: 'saved',
      }),
      { method: 'GET', path: '/mine/calendar', may: access.mine, answer: (visit) => calendar(visit) },
      // The address is on this answer alone, so no other page follows it.
      {
        method: 'POST',
        path: '/mine/calendar',
        may: access.changeMine,
        answer: async (visit) => {
          const made = await makeFeed(visit, { coachId: ownId(visit), now: needs.clock() })
          return calendar(visit, made.ok ? `${needs.baseUrl}/calendar/${made.value}.ics` : null)
        },
      },
      buttonDoor({
        path: '/mine/calendar/revoke',
        may: access.changeMine,
        send: (visit) => revokeFeed(visit, { coachId: ownId(visit), now: needs.clock() }),
        back: () => '/mine/calendar',
        said: 'ended',
      }),
      ...pageOfForms({
        path: '/mine/virtual',
        seenBy: access.mine,
        read: async (tx, visit): Promise<Virtual> => ({
          sessions: await virtualSessionsOf(tx, ownId(visit), 50),
          link: await meetingLink(tx, ownId(visit)),
        }),
        forms: {
          session: oneForm({
            path: '/mine/virtual',
            may: access.changeMine,
            form: ownSessionForm,
            code: 'shifts.wrong',
            start: (_: Virtual, visit) => ({ heldOn: visit.today, kind: 'video' }),
            save: 'Record session',
            send: (visit, form) => recordVirtualSession(visit, { form: { ...form, coachId: ownId(visit) }, needs }),
            to: () => '/mine/virtual',
            said: 'recorded',
          }),
          link: oneForm({
            path: '/mine/virtual/link',
            may: access.changeMine,
            isSecond: true,
            form: linkForm,
            code: 'shifts.wrong',
            start: ({ link }: Virtual) => ({ link }),
            version: ({ link }) => markOf(link),
            save: 'Save link',
            send: (visit, { link }, { typed }) =>
              setMeetingLink(visit, { coachId: ownId(visit), link, opened: typed.text('version') }),
            to: () => '/mine/virtual',
            said: 'saved',
          }),
        },
        view: ({ visit, shown, forms }) => <MyVirtualPage visit={visit} sessions={shown.sessions} forms={forms} />,
      }),
      buttonDoor({
        path: '/mine/virtual/:sessionId/remove',
        may: access.changeMine,
        // Of a session of another coach nothing is said; their own that is gone already has its sentence.
        read: async (tx, visit) => {
          const id = visit.params.sessionId ?? ''
          return (await virtualSession(tx, id))?.coachId === visit.coachId || (await wasSessionOf(tx, id, ownId(visit)))
        },
        send: (visit) =>
          removeVirtualSession(visit, { id: visit.params.sessionId ?? '', ownerId: ownId(visit), needs }),
        about: 'sessionId',
        back: () => '/mine/virtual',
        said: 'removed',
      }),
    ],
    isThere,
  )

type OnPlace = (visit: Visit, placeId: string, typed: Typed) => Promise<Result<unknown>>

/** An act on a coach's own place: on to the shift, or its page again with what to mend. Not theirs is not there. */
const onPlace = (needs: ShiftsNeeds, path: string, act: OnPlace): TeamRoute => ({
  method: 'POST',
  path: `/mine/places/:placeId/${path}`,
  may: access.changeMine,
  async answer(visit) {
    const placeId = visit.params.placeId ?? ''
    const typed = await visit.typed()
    const done = await act(visit, placeId, typed)
    const { found, wasTheirs } = await visit.db.read(visit.scope, async (tx) => {
      const place = await shiftOfPlace(tx, placeId)
      const given = place ? await releasesOf(tx, place.shift.id) : []
      return {
        found: place,
        wasTheirs: given.some((one) => one.placeId === placeId && one.coachId === visit.coachId),
      }
    })
    const isTheirs = found?.place.coachId === visit.coachId
    if (done.ok) return goTo(visit.to(`/mine/shifts${isTheirs ? `/${found.shift.id}` : ''}?said=saved`))
    const form = { typed, problems: done.problems }
    if (isTheirs) return showOne(visit, needs, { shiftId: found.shift.id, form })
    // They gave it up in another window, or were taken off it.
    return found && wasTheirs ? showAll(visit, needs, form) : notFound()
  },
})

/** What a path names must be there; then whoever is no coach is told so. */
const isThere = async (tx: Tx, { params }: Visit): Promise<boolean> =>
  (params.shiftId === undefined || (await shift(tx, params.shiftId)) !== null) &&
  (params.placeId === undefined || (await shiftOfPlace(tx, params.placeId)) !== null) &&
  (params.offerId === undefined || (await openOffer(tx, params.offerId)) !== null) &&
  (params.sessionId === undefined || (await virtualSession(tx, params.sessionId)) !== null)

async function showAll(visit: Visit, needs: ShiftsNeeds, form?: Refused): Promise<Response> {
  const asked = { today: visit.today, zone: visit.organisation.timeZone }
  const mine = await visit.db.read(visit.scope, (tx) => mineOf(tx, ownId(visit), asked, needs))
  return page(
    <MyShiftsPage visit={visit} coachId={ownId(visit)} mine={mine} now={needs.clock()} form={form ?? fresh()} />,
    form ? 422 : 200,
  )
}

/** A shift that is a coach's, or that has an open place; any other is not there for them. */
async function showOne(
  visit: Visit,
  needs: ShiftsNeeds,
  { shiftId = visit.params.shiftId ?? '', form }: { shiftId?: string; form?: Refused } = {},
): Promise<Response> {
  const now = needs.clock()
  const asked = { shiftId, today: visit.today, zone: visit.organisation.timeZone }
  const shown = await visit.db.read(visit.scope, (tx) => ownShift(tx, ownId(visit), asked, needs))
  if (!shown) return notFound()
  const planned = hoursBetween(shown.shift.startsAt, shown.shift.endsAt)
  const saved = typedFrom({ hours: shown.place?.hours ?? planned, note: shown.place?.hoursNote })
  const start = fresh(shown.shift.startsAt <= now ? saved : undefined)
  const shownForm = form?.typed.isBlank() ? { ...start, problems: form.problems } : (form ?? start)
  return page(<MyShiftPage visit={visit} now={now} shown={shown} form={shownForm} />, form ? 422 : 200)
}

async function calendar(visit: Visit, address: string | null = null): Promise<Response> {
  const madeAt = await visit.db.read(visit.scope, (tx) => feedMadeAt(tx, ownId(visit)))
  return page(<CalendarPage visit={visit} madeAt={madeAt} address={address} />)
}
