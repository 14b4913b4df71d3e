import { hoursBetween } from '../../core/clock.ts'
import type { Tx } from '../../platform/db/db.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { Fields } from '../../platform/doors/fields.tsx'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { oneForm, pageOfForms } from '../../platform/doors/page-of-forms.tsx'
import { isOneOf, type TeamRoute, type Visit } from '../../platform/http/route.ts'
import { type Told, toldInAddress, toldNobody } from '../../platform/told.ts'
import { addShift } from '../cover/actions.ts'
import { tellLate } from '../gaps/round.ts'
import type { Asked } from '../gaps/rules.ts'
import { gapsAhead } from '../gaps/store.ts'
import { lastWaiting } from '../gaps/waiting.ts'
import { cancelShift, settlePlace } from '../hours/actions.ts'
import { assignForm, shiftForm, takeOffForm, whatHappened } from '../model.ts'
import type { ShiftsNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { shift, shiftOfPlace } from '../store.ts'
import { confirmPlace, givePlace, releasePlace } from '../taking/actions.ts'
import { openPlaces } from '../taking/rules.ts'
import { offersOf, releasesOf } from '../taking/store.ts'
import { trail } from '../words.ts'
import { candidatesFor } from './candidates.ts'
import { type OnePlace, type OneShift, PlacePage, ShiftPage } from './pages.tsx'

const zoneOf = ({ organisation }: Visit): string => organisation.timeZone
const savedAndTold = (told: Told): string => `saved${toldInAddress(told)}`

/** One shift and its places, for coordinators. */
export const oneRoutes = (needs: ShiftsNeeds): readonly TeamRoute[] => [
  ...formDoor({
    path: '/shifts/add',
    may: access.write,
    read: async () => ({}),
    title: 'Add shift',
    trail,
    above: (_, visit) => (
      <p>
        For a single shift. What is needed every week is <a href={visit.to('/shifts/needs')}>coverage</a>.
      </p>
    ),
    form: shiftForm,
    code: 'shifts.wrong',
    start: (_, { url }) => ({ day: url.searchParams.get('day'), starts: '18:00', ends: '22:00', coaches: 1 }),
    save: 'Add shift',
    send: (visit, form) => addShift(visit, { form, zone: zoneOf(visit) }),
    back: '/shifts',
    to: (id) => `/shifts/${id}`,
    said: 'added',
  }),
  ...pageOfForms({
    path: '/shifts/:shiftId',
    seenBy: access.read,
    read: (tx, visit) => oneShift(tx, visit, needs),
    history: ({ shift: { id, places } }) => [id, ...places.map((place) => place.id)],
    forms: {
      assign: oneForm({
        path: '/shifts/:shiftId/assign',
        may: access.write,
        form: assignForm,
        code: 'shifts.wrong',
        fields: (form, { isOver, candidates: { may } }: OneShift) =>
          isOver && may.length > 0 ? <Fields of={assignForm} form={form} choices={{ coachId: byName(may) }} /> : null,
        save: 'Give the place',
        send: (visit, { coachId }, { shown }) =>
          givePlace(visit, { shiftId: shown.shift.id, coachId, zone: zoneOf(visit), needs }),
        to: (_, shown) => `/shifts/${shown.shift.id}`,
        said: savedAndTold,
      }),
    },
    view: ({ visit, shown, forms, history }) => (
      <ShiftPage visit={visit} shown={shown} assign={forms.assign} history={history} />
    ),
  }),
  buttonDoor({
    path: '/shifts/:shiftId/give',
    may: access.write,
    form: assignForm,
    code: 'shifts.wrong',
    send: (visit, { coachId }) =>
      givePlace(visit, { shiftId: visit.params.shiftId ?? '', coachId, zone: zoneOf(visit), needs }),
    about: 'shiftId',
    back: ({ params }) => `/shifts/${params.shiftId}`,
    said: savedAndTold,
  }),
  buttonDoor({
    path: '/shifts/:shiftId/cancel',
    may: access.write,
    send: (visit) => cancelShift(visit, { shiftId: visit.params.shiftId ?? '', needs }),
    about: 'shiftId',
    back: ({ params }) => `/shifts/${params.shiftId}`,
    said: savedAndTold,
  }),
  ...pageOfForms({
    path: '/shifts/places/:placeId',
    seenBy: access.read,
    read: async (tx, { params }) => onePlace(tx, params.placeId ?? '', needs),
    history: ({ place }) => [place.id],
    forms: {
      settle: oneForm({
        path: '/shifts/places/:placeId/settle',
        may: access.write,
        form: whatHappened,
        code: 'shifts.wrong',
        start: ({ shift: held, place }: OnePlace) => ({
          outcome: place.state === 'missed' ? 'missed' : 'completed',
          hours: place.state === 'missed' ? '' : (place.hours ?? hoursBetween(held.startsAt, held.endsAt)),
          note: place.hoursNote,
        }),
        version: ({ place }) => place.version,
        fields: (form, { hasBegun }) => (hasBegun ? <Fields of={whatHappened} form={form} /> : null),
        save: 'Confirm',
        send: (visit, form, { shown: { place }, typed }) =>
          settlePlace(visit, { placeId: place.id, version: typed.version(), ...form, needs }),
        to: (_, { place }) => `/shifts/places/${place.id}`,
        said: 'saved',
      }),
      takeOff: oneForm({
        path: '/shifts/places/:placeId/release',
        may: access.write,
        form: takeOffForm,
        code: 'shifts.wrong',
        fields: (form, { hasBegun }: OnePlace) => (hasBegun ? null : <Fields of={takeOffForm} form={form} />),
        save: 'Take off this shift',
        isDanger: true,
        send: (visit, { note }, { shown: { place } }) =>
          releasePlace(visit, { placeId: place.id, coachId: null, note, needs, tellLate: tellLate(needs.baseUrl) }),
        to: (_, shown) => `/shifts/${shown.shift.id}`,
        said: ({ told = toldNobody }) => savedAndTold(told),
      }),
    },
    view: ({ visit, shown, forms, history }) => (
      <PlacePage visit={visit} shown={shown} forms={forms} history={history} />
    ),
  }),
  buttonDoor({
    path: '/shifts/places/:placeId/confirm',
    may: access.write,
    send: (visit) => confirmPlace(visit, { placeId: visit.params.placeId ?? '', needs }),
    about: 'placeId',
    back: ({ params }) => `/shifts/places/${params.placeId}`,
    said: 'saved',
  }),
]

async function oneShift(tx: Tx, visit: Visit, needs: ShiftsNeeds): Promise<OneShift | null> {
  const found = await shift(tx, visit.params.shiftId ?? '')
  if (!found) return null
  const [now, zone] = [needs.clock(), zoneOf(visit)]
  const hasGap = openPlaces(found, now).length > 0
  const mayGive = isOneOf(visit, access.write)
  const releases = await releasesOf(tx, found.id)
  return {
    shift: found,
    hasGap,
    isOver: found.endsAt <= now,
    nextGap: mayGive && !hasGap ? ((await gapsAhead(tx, now, visit.today, lastWaiting(visit.today)))[0] ?? null) : null,
    releases,
    offers: await offersOf(
      tx,
      found.places.map(({ id }) => id),
    ),
    candidates:
      mayGive && hasGap ? await candidatesFor(tx, { shift: found, releases, zone }, needs) : { may: [], mayNot: [] },
  }
}

const byName = (all: readonly Asked[]): readonly Asked[] =>
  all.toSorted((one, other) => one.name.localeCompare(other.name))

async function onePlace(tx: Tx, placeId: string, needs: ShiftsNeeds): Promise<OnePlace | null> {
  const found = await shiftOfPlace(tx, placeId)
  return found && found.place.coachId !== null ? { ...found, hasBegun: found.shift.startsAt <= needs.clock() } : null
}
