import { meanwhile, ok, refuse, refuseAll } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { verb } from '../../platform/db/verbs.ts'
import type { Place, Shift } from '../model.ts'
import type { ShiftsNeeds } from '../needs.ts'
import { after } from '../rules.ts'
import { setPlace, shift, shiftOfPlace } from '../store.ts'
import { gone } from '../taking/actions.ts'
import { hoursProblems } from '../taking/rules.ts'
import { overtakeOffers } from '../taking/store.ts'
import { tellCoaches } from '../taking/telling.ts'

/** A coach says how many hours they worked in their own place. A coordinator's word stands: then it is not changed any more. */
export const sayHours = verb(
  'shifts.sayHours',
  async (tx, said: { placeId: string; coachId: string; hours: number; note: string; needs: ShiftsNeeds }) => {
    const found = await shiftOfPlace(tx, said.placeId)
    if (found?.place.coachId !== said.coachId) return gone
    if (found.place.isSettled)
      return refuse('shifts.settled', 'A coordinator has confirmed these hours. Ask them if they are wrong.', 'hours')
    const step = found.place.state === 'completed' ? 'correct to completed' : 'complete'
    if (found.place.state === 'missed' || !after(found.place.state, step))
      return refuse('shifts.not-worked', 'A coordinator wrote that this shift was missed. Ask them if that is wrong.')
    const problems = hoursProblems(found.shift, said.hours, said.needs.clock())
    if (problems.length > 0) return refuseAll(problems)
    await end(tx, found, { outcome: 'completed', hours: said.hours, note: said.note, isSettled: false }, said.needs)
    return ok(said.placeId)
  },
)

const coachIn = ({ coachId }: Place): readonly string[] => (coachId === null ? [] : [coachId])

type Ending = {
  readonly outcome: 'completed' | 'missed'
  readonly hours: number
  readonly note: string
  readonly isSettled: boolean
}

async function end(tx: Tx, { shift: held, place }: { shift: Shift; place: Place }, ending: Ending, needs: ShiftsNeeds) {
  await overtakeOffers(tx, [place.id], needs.clock())
  await needs.counted(tx, { shift_place: [place.id], coach_first_shift: coachIn(place) }, () =>
    setPlace(tx, place, {
      state: ending.outcome,
      hours: ending.outcome === 'completed' ? ending.hours : null,
      hoursNote: ending.note,
      isSettled: ending.isSettled,
      passedOn: held.day,
    }),
  )
}

/** A place as it was read. */
type Read = { readonly placeId: string; readonly version: number }

/**
 * A coordinator confirms or corrects what happened in a coach's place: hours worked, or missed. The history keeps what stood
 * before. Refused when somebody saved it after it was read.
 */
export const settlePlace = verb(
  'shifts.settlePlace',
  async (tx, { placeId, version, needs, ...ending }: Omit<Ending, 'isSettled'> & Read & { needs: ShiftsNeeds }) => {
    const found = await shiftOfPlace(tx, placeId)
    if (!found || found.place.coachId === null) return gone
    if (found.place.version !== version) return meanwhile('shifts', 'this place')
    const { state } = found.place
    const isOver = state === 'completed' || state === 'missed'
    const step = isOver
      ? ending.outcome === 'completed'
        ? 'correct to completed'
        : 'correct to missed'
      : ending.outcome === 'completed'
        ? 'complete'
        : 'miss'
    if (!after(state, step)) return refuse('shifts.not-worked', 'This place cannot be completed or missed.')
    if (found.shift.startsAt > needs.clock()) return refuse('shifts.not-yet', 'This shift has not begun.', 'outcome')
    const problems = ending.outcome === 'completed' ? hoursProblems(found.shift, ending.hours, needs.clock()) : []
    if (problems.length > 0) return refuseAll(problems)
    await end(tx, found, { ...ending, isSettled: true }, needs)
    return ok(placeId)
  },
)

/** Cancels a shift that has not ended: every place that is not over. Coaches see it as cancelled in their calendars, and are told by mail. */
export const cancelShift = verb(
  'shifts.cancelShift',
  async (tx, { shiftId, needs }: { shiftId: string; needs: ShiftsNeeds }) => {
    const held = await shift(tx, shiftId)
    if (!held) return gone
    const places = held.places.filter(({ state }) => after(state, 'cancel'))
    if (places.length === 0) return refuse('shifts.not-cancelled', 'Nothing of this shift can be canceled any more.')
    if (held.startsAt <= needs.clock() && places.some(({ coachId }) => coachId !== null))
      return refuse('shifts.begun', 'This shift has begun. Say for each coach whether they came.')
    const ids = places.map(({ id }) => id)
    await overtakeOffers(tx, ids, needs.clock())
    await needs.counted(tx, { shift_place: ids }, async () => {
      for (const place of places) await setPlace(tx, place, { state: 'cancelled' })
    })
    return ok(await tellCoaches(tx, { coachIds: places.flatMap(coachIn), news: 'cancelled', shift: held }, needs))
  },
)

/** Confirms hours as coaches said them, where nothing changed since they were read. Answers how many. */
export const confirmSaid = verb(
  'shifts.confirmHours',
  async (tx, { read, needs }: { read: readonly Read[]; needs: ShiftsNeeds }) => {
    let confirmed = 0
    for (const { placeId, version } of read) {
      const place = (await shiftOfPlace(tx, placeId))?.place
      if (place?.state !== 'completed' || place.isSettled || place.version !== version) continue
      await needs.counted(tx, { shift_place: [placeId] }, () =>
        setPlace(tx, place, { state: 'completed', isSettled: true }),
      )
      confirmed += 1
    }
    return ok(confirmed)
  },
)
