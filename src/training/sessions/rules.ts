import { counted, nounFor } from '../../core/counted.ts'
import { type Day, dayInWords, daysBetween } from '../../core/day.ts'
import { ok, type Problem, refuse, refuseAll } from '../../core/result.ts'
import { seriesFrom, timesUntil } from '../days/rules.ts'
import type { Outcome, Seat, Session, SessionForm, Times } from './model.ts'

const longestSession = 366

/** What is wrong with the days and places of a session, whatever is in it. */
export function sessionProblems(form: SessionForm): readonly Problem[] {
  const endsOn = form.endsOn || form.startsOn
  const problems: Problem[] = []
  if (endsOn < form.startsOn)
    problems.push({
      code: 'training.ends-before-start',
      message: `The last day is before the first, ${dayInWords(form.startsOn)}.`,
      field: 'endsOn',
    })
  else if (daysBetween(form.startsOn, endsOn) >= longestSession)
    problems.push({
      code: 'training.session-too-long',
      message: 'A session lasts a year at most. Check the years of both days.',
      field: 'endsOn',
    })
  if (form.place === '' && form.link === '')
    problems.push({ code: 'training.session-nowhere', message: 'Type a place, a link, or both.', field: 'place' })
  return problems
}

type Days = Pick<SessionForm, 'startsOn' | 'endsOn'>

/** The classes of a session that is scheduled: none without times, one on its day, or one on each day of its rhythm. */
export function classesOf(
  { startsOn, endsOn }: Days,
  { startsAt, endsAt, every }: Times,
  zone: string,
): ReturnType<typeof seriesFrom> {
  if (startsAt === null && endsAt === null) return ok([])
  if (startsAt === null || endsAt === null)
    return refuse(
      'training.half-a-time',
      `${startsAt === null ? 'Start' : 'End'} is missing. Type both times, or leave both empty.`,
      startsAt === null ? 'startsAt' : 'endsAt',
    )
  const lastDay = endsOn || startsOn
  if (lastDay > startsOn && every === null)
    return refuse('training.no-rhythm', 'Choose how far apart its days are.', 'every')
  const rhythm = every ?? 'day'
  // A last day before the first is said of its session.
  const times = lastDay < startsOn ? ok(1) : timesUntil(lastDay, { heldOn: startsOn, every: rhythm })
  const one = { heldOn: startsOn, startsAt, endsAt, place: '', link: '' }
  const read = seriesFrom(zone, { ...one, times: times.ok ? times.value : 1, every: rhythm })
  const problems = [...(times.ok ? [] : times.problems), ...(read.ok ? [] : read.problems.map(onFirstDay))]
  return problems.length > 0 ? refuseAll(problems) : read
}

// A class says the day that it is held on; of a session it is the first.
const onFirstDay = (problem: Problem): Problem =>
  problem.field === 'heldOn' ? { ...problem, field: 'startsOn' } : problem

/** Whether what is on record already still fits the session once changed: seats taken, outcomes not before its first day, hours. */
export function mayChangeSession(
  form: SessionForm,
  seats: readonly Seat[],
  { offered, minutes }: Pick<Session, 'offered' | 'minutes'>,
): readonly Problem[] {
  const endsOn = form.endsOn || form.startsOn
  const held = seats.filter(holdsASeat)
  const earliest = held.map((seat) => seat.outcomeOn ?? endsOn).sort()[0]
  const most = Math.max(0, ...seats.map((seat) => seat.hours ?? 0))
  return [
    ...(form.capacity !== null && form.capacity < held.length + offered
      ? refuse(
          'training.too-few-seats',
          offered > 0
            ? `${counted(held.length, 'coach is', 'coaches are')} enrolled, and ${counted(offered, 'more seat is', 'more seats are')} held for people who were offered one. Fewer seats than that do not fit.`
            : `${counted(held.length, 'coach is', 'coaches are')} enrolled. Fewer seats than that do not fit.`,
          'capacity',
        ).problems
      : []),
    ...(earliest !== undefined && earliest < form.startsOn
      ? refuse(
          'training.outcome-before-start',
          `An outcome is on record for ${dayInWords(earliest)}, before this first day.`,
          'startsOn',
        ).problems
      : []),
    ...(most > mostHours({ startsOn: form.startsOn, endsOn, minutes })
      ? refuse('training.too-many-hours', `${most} attended hours are on record, more than these days have.`, 'endsOn')
          .problems
      : []),
  ]
}

/** A session that has classes begins and ends with them. */
export const daysSay = (
  form: SessionForm,
  held: Pick<Session, 'startsOn' | 'endsOn' | 'minutes'>,
): readonly Problem[] =>
  held.minutes !== null && (form.startsOn !== held.startsOn || (form.endsOn || form.startsOn) !== held.endsOn)
    ? refuse(
        'training.days-say',
        `The classes of this session run from ${dayInWords(held.startsOn)} to ${dayInWords(held.endsOn)}. Change its classes instead.`,
        'startsOn',
      ).problems
    : []

/** Whether the seats still suffice once outcomes have changed: who had withdrawn may be back. */
export function seatsAfter(
  session: Pick<Session, 'capacity' | 'offered'>,
  seats: readonly Seat[],
  changes: readonly Pick<Seat, 'id' | 'outcome'>[],
): readonly Problem[] {
  const outcomeOf = new Map(changes.map(({ id, outcome }) => [id, outcome]))
  const before = seats.filter(holdsASeat).length
  const after = seats.filter((seat) => holdsASeat({ outcome: outcomeOf.get(seat.id) ?? seat.outcome })).length
  const back = seats.find(
    (seat) => !holdsASeat(seat) && holdsASeat({ outcome: outcomeOf.get(seat.id) ?? seat.outcome }),
  )
  return session.capacity !== null && after > before && after + session.offered > session.capacity && back
    ? refuse(
        'training.full',
        `${allSeats(session.capacity)} taken or held for somebody. Add seats to the session first.`,
        `outcome-${back.id}`,
      ).problems
    : []
}

const allSeats = (count: number): string => (count === 1 ? 'The only seat is' : `All ${count} seats are`)

/** Whether one more coach may take a seat. */
export function mayEnrol(session: Session, seats: readonly Seat[], coachId: string, field: string): readonly Problem[] {
  if (session.isCancelled) return refuse('training.cancelled', 'This session was canceled.', field).problems
  const own = seats.find((seat) => seat.coachId === coachId)
  if (own)
    return refuse('training.enrolled-already', `${own.coach} has a seat in this session already.`, field).problems
  const taken = seats.filter(holdsASeat).length + session.offered
  if (session.capacity !== null && taken >= session.capacity)
    return refuse(
      'training.full',
      `${allSeats(session.capacity)} taken. Add seats to the session first, or take a coach off it.`,
      field,
    ).problems
  return []
}

/** Who withdrew has given the seat back; everybody else has one. */
export const holdsASeat = ({ outcome }: Pick<Seat, 'outcome'>): boolean => outcome !== 'withdrawn'

/** The hours that a session has: those of its classes, or of whole days while no class is on record. */
export const mostHours = ({ startsOn, endsOn, minutes }: Pick<Session, 'startsOn' | 'endsOn' | 'minutes'>): number =>
  minutes === null ? (daysBetween(startsOn, endsOn) + 1) * 24 : Math.round((minutes / 60) * 100) / 100

/** The most hours of a course taken elsewhere that are believed. */
export const mostHoursElsewhere = 1_000

/** What happened with a coach in a class, to be judged. `session` is null for a course taken elsewhere. */
export type Claimed = {
  readonly outcome: Outcome
  readonly hours: number | null
  readonly on: Day | null
  readonly isShortConfirmed: boolean
}
type Held = {
  readonly session: Pick<Session, 'startsOn' | 'endsOn' | 'minutes'> | null
  readonly requiredHours: number
  readonly today: Day
}

/**
 * What keeps an outcome from being recorded: no day, a day to come or before the session began, more hours than its days
 * have, or a completion with fewer hours than required that nobody has confirmed. `field` names an input of the form.
 */
export function outcomeProblems(
  claimed: Claimed,
  { session, requiredHours, today }: Held,
  field: (name: 'hours' | 'on') => string,
): readonly Problem[] {
  if (claimed.outcome === 'enrolled') return []
  const problems: Problem[] = []
  const { on, hours } = claimed
  if (on === null)
    problems.push({ code: 'training.no-day', message: 'The day it happened is missing.', field: field('on') })
  else if (on > today)
    problems.push({
      code: 'training.day-to-come',
      message: `${dayInWords(on)} is still to come. Record it once it has happened.`,
      field: field('on'),
    })
  else if (session && claimed.outcome !== 'withdrawn' && on < session.startsOn)
    problems.push({
      code: 'training.before-start',
      message: `${dayInWords(on)} is before the session began, on ${dayInWords(session.startsOn)}.`,
      field: field('on'),
    })
  const most = session ? mostHours(session) : mostHoursElsewhere
  if (hours !== null && hours > most)
    problems.push({
      code: 'training.too-many-hours',
      message: `${counted(hours, 'hour is', 'hours are')} more than ${session ? (session.minutes === null ? 'the days of the session have' : 'all classes of the session last') : 'a course lasts'}. The most is ${most.toLocaleString('en-US')}.`,
      field: field('hours'),
    })
  else if (isShort(claimed, requiredHours) && !claimed.isShortConfirmed)
    problems.push({
      code: 'training.short',
      message: `The course requires ${counted(requiredHours, 'hour')} and ${hours ?? 0} ${nounFor(hours ?? 0, 'was', 'were')} attended. Correct the hours, change the outcome, or check “Count it anyway”.`,
      field: field('hours'),
    })
  return problems
}

/** Completed with fewer hours than required. Hours that nobody noted are not few. */
export const isShort = ({ outcome, hours }: Pick<Claimed, 'outcome' | 'hours'>, requiredHours: number): boolean =>
  outcome === 'completed' && hours !== null && hours < requiredHours

/** The outcome as it is kept: a confirmation stays only where there was something to confirm. */
export const asKept = <T extends Claimed>(claimed: T, requiredHours: number): T => ({
  ...claimed,
  isShortConfirmed: claimed.isShortConfirmed && isShort(claimed, requiredHours),
})
