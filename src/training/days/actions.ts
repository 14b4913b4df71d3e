import { meanwhile, ok, type Problem, refuse, refuseAll } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { saveOver, verb } from '../../platform/db/verbs.ts'
import { toldInAll } from '../../platform/told.ts'
import type { TrainingNeeds } from '../needs.ts'
import { plannedNow, tellChanged } from '../places/changed.ts'
import { offerFreeSeats } from '../places/seats.ts'
import { county } from '../places/store.ts'
import { ofSession } from '../touched.ts'
import type { ClassDayForm, ClassDaysForm } from './model.ts'
import { classDayFrom, hoursInWords, overlapping, ownPlace, seriesFrom } from './rules.ts'
import { asRow, classDay, deleteClassDay, followClassDays, insertClassDays, mostAttended } from './store.ts'

const gone = refuse('training.no-session', 'This session is not there any more.')
const goneDay = refuse('training.no-class', 'This class is not there any more.')

type Added = { readonly sessionId: string; readonly form: ClassDaysForm; readonly needs: TrainingNeeds }

/** Adds a class, or a series of them, to a session; without a place and a link they are where the session is. Answers what followed. */
export const addClassDays = verb('training.addClassDays', async (tx, { sessionId, form, needs }: Added) => {
  const before = await plannedNow(tx, sessionId)
  if (!before) return gone
  const { held } = before
  const rows = seriesFrom((await county(tx)).zone, ownPlace(form, held))
  if (!rows.ok) return rows
  const clash = overlapping([...before.days, ...rows.value])
  if (clash.length > 0) return refuseAll(clash)
  const isMoved = await needs.counted(tx, ofSession(tx, sessionId), async () => {
    await insertClassDays(tx, sessionId, rows.value)
    return followClassDays(tx, sessionId)
  })
  const told = [await tellChanged(tx, before, needs), await offerFreeSeats(tx, sessionId, needs)]
  return ok({ isMoved, ...toldInAll(told) })
})

type Edited = {
  readonly id: string
  readonly version: number
  readonly form: ClassDayForm
  readonly needs: TrainingNeeds
}

/** Saves a class over the version that was read. It cannot become shorter than somebody was present. Answers what followed. */
export const editClassDay = verb('training.editClassDay', async (tx, { form, needs, ...at }: Edited) => {
  const day = await classDay(tx, at.id)
  const before = day && (await plannedNow(tx, day.sessionId))
  if (!day || !before) return goneDay
  const read = classDayFrom((await county(tx)).zone, ownPlace(form, before.held))
  if (!read.ok) return read
  const others = before.days.filter((one) => one.id !== at.id)
  const problems = [...overlapping([...others, read.value]), ...(await stillFits(tx, at.id, read.value.minutes))]
  if (problems.length > 0) return refuseAll(problems)
  const saved = await needs.counted(tx, ofSession(tx, day.sessionId), async () =>
    (await saveOver(tx, 'class_day', at, asRow(read.value)))
      ? { isMoved: await followClassDays(tx, day.sessionId) }
      : null,
  )
  return saved ? ok({ ...saved, ...(await tellChanged(tx, before, needs)) }) : meanwhile('training', 'this class')
})

const stillFits = async (tx: Tx, id: string, minutes: number): Promise<readonly Problem[]> => {
  const most = await mostAttended(tx, id)
  return most > minutes
    ? refuse(
        'training.shorter-than-attended',
        `Somebody was present for ${hoursInWords(most)} of this class. It cannot be shorter than that.`,
        'endsAt',
      ).problems
    : []
}

type Removed = { readonly id: string; readonly needs: TrainingNeeds }

/** Takes a class away. Refused once attendance was noted in it. Answers its session, and what followed. */
export const removeClassDay = verb('training.removeClassDay', async (tx, { id, needs }: Removed) => {
  const day = await classDay(tx, id)
  const before = day && (await plannedNow(tx, day.sessionId))
  if (!day || !before) return goneDay
  if ((await mostAttended(tx, id)) > 0)
    return refuse('training.has-attendance', 'Attendance is on record for this class, so it was held. It stays.')
  const isMoved = await needs.counted(tx, ofSession(tx, day.sessionId), async () => {
    await deleteClassDay(tx, id)
    return followClassDays(tx, day.sessionId)
  })
  return ok({ sessionId: day.sessionId, isMoved, ...(await tellChanged(tx, before, needs)) })
})
