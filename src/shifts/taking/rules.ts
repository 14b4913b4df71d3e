import { momentInWords } from '../../core/clock.ts'
import { counted, nounFor } from '../../core/counted.ts'
import { type Problem, refuse } from '../../core/result.ts'
import type { Place, Shift, ShiftRules, Span } from '../model.ts'
import { after, ahead, held } from '../rules.ts'

/** A coach who would take a place, with the shifts that are theirs around that time. `name` is null where the coach is spoken to. */
export type Taker = {
  readonly coachId: string
  readonly name: string | null
  /** Whether the coach stands as active today. */
  readonly isActive: boolean
  /** The credentials that are valid on the day of the shift. */
  readonly credentials: ReadonlySet<string>
  readonly own: readonly (Span & { readonly placeId: string; readonly shiftId: string })[]
}

/** What the rules need to know besides: the instant, the zone in which times are said, and the organisation's settings. */
export type Setting = {
  readonly now: Date
  readonly zone: string
  readonly rules: ShiftRules
  /** Whether a shift that is over may be written down: then what keeps a coach from taking one does not matter any more. */
  readonly mayBeOver?: boolean
}

const anHour = 3_600_000

/**
 * Why a coach may not take a place in a shift; empty when they may. Whether a place is open is asked apart: a swap needs none.
 * Each refusal says what stands in the way, so that the coach knows what would help.
 */
export function reasonsAgainst(
  wanted: Shift,
  taker: Taker,
  { now, zone, rules, mayBeOver = false }: Setting,
): readonly Problem[] {
  const who = speaking(taker.name)
  const isOver = wanted.endsAt <= now
  if (isOver && !mayBeOver) return refuse('shifts.over', 'This shift is over.').problems
  const problems: Problem[] = []
  const say = (code: string, message: string): void => void problems.push({ code: `shifts.${code}`, message })
  if (!isOver && !taker.isActive)
    say('not-active', `${who.is} not active at the moment. Only active coaches take shifts.`)
  if (!isOver && wanted.credential !== '' && !taker.credentials.has(wanted.credential))
    say(
      'no-credential',
      `This shift needs the credential ${wanted.credential}, and none is on record for ${who.them} on that day.`,
    )
  if (taker.own.some(({ shiftId }) => shiftId === wanted.id))
    return refuse('shifts.in-it-already', `${who.have} a place in this shift already.`).problems
  const clash = taker.own.find((span) => span.startsAt < wanted.endsAt && wanted.startsAt < span.endsAt)
  if (clash)
    say(
      'overlap',
      `${who.have} another shift at that time, ${momentInWords(zone, clash.startsAt)} to ${momentInWords(zone, clash.endsAt)}.`,
    )
  const near =
    clash || isOver ? undefined : taker.own.find((span) => restBetween(span, wanted) < rules.restHours * anHour)
  if (near)
    say(
      'rest',
      near.endsAt <= wanted.startsAt
        ? `${who.have} a shift until ${momentInWords(zone, near.endsAt)}. There ${nounFor(rules.restHours, 'is', 'are')} ${counted(rules.restHours, 'hour')} of rest between shifts.`
        : `${who.have} a shift from ${momentInWords(zone, near.startsAt)}. There ${nounFor(rules.restHours, 'is', 'are')} ${counted(rules.restHours, 'hour')} of rest between shifts.`,
    )
  return problems
}

const restBetween = (one: Span, other: Span): number =>
  one.endsAt <= other.startsAt
    ? other.startsAt.getTime() - one.endsAt.getTime()
    : one.startsAt.getTime() - other.endsAt.getTime()

const speaking = (name: string | null): { is: string; have: string; them: string } =>
  name === null
    ? { is: 'You are', have: 'You have', them: 'you' }
    : { is: `${name} is`, have: `${name} has`, them: name }

/** The place that somebody gets, afterwards also one that nobody took; null when all are taken. */
export const openPlace = (shift: Shift, now: Date): Place | null => openPlaces(shift, now)[0] ?? null

/** The places without a coach that one may still be given, also when the shift is over. */
export const openPlaces = (shift: Shift, now: Date): readonly Place[] =>
  shift.places.filter(
    ({ state, coachId }) => coachId === null && after(state, shift.endsAt <= now ? 'claim afterwards' : 'claim'),
  )

/** What is said to whoever came too late. */
export const allTaken = refuse('shifts.full', 'All places of this shift are taken. The last one went to somebody else.')

/** Whether a coach would go alone on a first visit: such a shift in person has two coaches at least. */
export const isAlone = (shift: Shift, rules: ShiftRules): boolean =>
  rules.isTwoOnFirstVisit &&
  shift.isFirstVisit &&
  shift.mode === 'in person' &&
  shift.places.filter(({ state }) => held.includes(state)).length < 2

export const alone = refuse(
  'shifts.alone',
  'Nobody goes alone on a first visit. Wait until a second coach has taken a place, or ask a coordinator to find one.',
)

/** Whether a first visit is planned for one coach alone, when need or shift are written down. */
export function kindProblems(
  { mode, coaches, isFirstVisit, link }: Pick<Shift, 'mode' | 'coaches' | 'isFirstVisit' | 'link'>,
  rules: ShiftRules,
): readonly Problem[] {
  const problems: Problem[] = []
  if (rules.isTwoOnFirstVisit && isFirstVisit && mode === 'in person' && coaches < 2)
    problems.push({
      code: 'shifts.alone-planned',
      message: 'Nobody goes alone on a first visit. Plan two coaches or three.',
      field: 'coaches',
    })
  if (isFirstVisit && mode !== 'in person')
    problems.push({
      code: 'shifts.first-visit-not-there',
      message: 'A first visit is made in person. Uncheck it, or choose in person.',
      field: 'isFirstVisit',
    })
  if (link !== '' && mode === 'in person')
    problems.push({
      code: 'shifts.link-not-used',
      message: 'A shift in person has no meeting link. Leave it empty, or choose another way.',
      field: 'link',
    })
  return problems
}

/** Whether it is late to give a place up. */
export const isLate = ({ startsAt }: Span, now: Date, rules: ShiftRules): boolean =>
  startsAt.getTime() - now.getTime() < rules.lateHours * anHour

/** What speaks against giving a place up. */
export function releaseProblems(
  shift: Shift,
  place: Place,
  { now, rules, note }: Omit<Setting, 'zone'> & { readonly note: string },
): readonly Problem[] {
  if (!ahead.includes(place.state)) return refuse('shifts.not-held', 'This place is not held any more.').problems
  if (shift.startsAt <= now)
    return refuse('shifts.begun', 'This shift has begun. Tell a coordinator, who can correct it.').problems
  if (isLate(shift, now, rules) && note === '')
    return refuse(
      'shifts.note-needed',
      `This shift begins in less than ${counted(rules.lateHours, 'hour')}. Write one line for the coordinators, who look for somebody else. Name nobody you serve.`,
      'note',
    ).problems
  return []
}

/** How long before it begins a coach may say that a shift has started, in minutes. */
const earlyStart = 30

/** What speaks against starting a shift now. */
export function startProblems(shift: Shift, place: Place, { now, zone, rules }: Setting): readonly Problem[] {
  if (!ahead.includes(place.state)) return refuse('shifts.not-held', 'This place is not held any more.').problems
  if (now.getTime() < shift.startsAt.getTime() - earlyStart * 60_000)
    return refuse('shifts.too-early', `This shift begins on ${momentInWords(zone, shift.startsAt)}.`).problems
  if (now >= shift.endsAt) return refuse('shifts.over', 'This shift is over. Say how many hours you worked.').problems
  return isAlone(shift, rules) ? alone.problems : []
}

/** Hours over the planned end that are believed, for whoever had to stay. */
const mostOver = 4

/** What speaks against hours worked: before the end, or more than can have been. */
export function hoursProblems(shift: Shift, hours: number, now: Date): readonly Problem[] {
  if (shift.endsAt > now && shift.startsAt > now)
    return refuse('shifts.not-yet', 'This shift has not begun. Say the hours once it is over.', 'hours').problems
  const most = Math.min(26, (shift.endsAt.getTime() - shift.startsAt.getTime()) / anHour + mostOver)
  const worked = (now.getTime() - shift.startsAt.getTime()) / anHour
  if (hours > most)
    return refuse(
      'shifts.too-many-hours',
      `${counted(hours, 'hour is', 'hours are')} more than this shift had. The most is ${Math.floor(most * 100) / 100}.`,
      'hours',
    ).problems
  if (hours > worked + 0.5)
    return refuse('shifts.hours-to-come', 'So much time has not passed since this shift began.', 'hours').problems
  return []
}
