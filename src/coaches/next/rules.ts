import { type Day, dayInWords } from '../../core/day.ts'
import { stopped } from '../../core/text.ts'
import type { ClassAhead, CourseTaken, SeatHeld } from '../beside/model.ts'
import type { Credential, Kind } from '../credentials/model.ts'
import { stateOn } from '../credentials/rules.ts'
import type { Item, Onboarding } from '../onboarding/model.ts'
import type { Standing } from '../path/model.ts'
import type { Act, Next } from './model.ts'

export type NextFacts = {
  readonly coachId: string
  readonly today: Day
  readonly standing: { readonly stage: Standing; readonly since: Day } | null
  /** The seat of theirs that has no outcome yet. */
  readonly seat: SeatHeld | null
  /** The next class of an approved coach course; asked for while they wait for one. */
  readonly ahead: Pick<ClassAhead, 'days' | 'free'> | null
  /** Their application while nobody has decided it. */
  readonly application: { readonly id: string } | null
  readonly own: readonly Credential[]
  /** The kinds that every active coach has to hold. */
  readonly required: readonly Pick<Kind, 'id' | 'name'>[]
  readonly supervisionDueOn: Day | null
  /** Whether they have worked a shift. */
  readonly hasWorked: boolean
  readonly onboarding: Onboarding
}

/** The next act with a coach by where they stand. Of several the one that is late comes first. */
export function nextAct(facts: NextFacts): Next {
  const { standing, seat, coachId } = facts
  if (!standing)
    return seat
      ? inClass(seat, facts.today)
      : { act: step(coachId, 'Record where they stand'), why: 'No step toward coaching is on record yet.' }
  const since = dayInWords(standing.since)
  switch (standing.stage) {
    case 'prospect':
    case 'applicant':
    case 'screened':
      return applied(facts, standing.stage)
    case 'accepted':
    case 'in training':
      return seat ? inClass(seat, facts.today) : intoClass(facts)
    case 'trained':
    case 'onboarding':
      return firstOpen(facts.onboarding.before) ?? nothingDue(facts)
    case 'active':
    case 'reactivated':
      return (
        late(facts) ?? (facts.hasWorked ? null : firstOpen(facts.onboarding.after)) ?? soon(facts) ?? nothingDue(facts)
      )
    case 'on leave':
      return {
        act: step(coachId, 'Record their return', 'active'),
        why: `On leave since ${since}. Record the day they are back.`,
      }
    case 'inactive':
      return {
        act: step(coachId, 'Record that they coach again', 'reactivated'),
        why: `They have not coached since ${since}. Record the day they begin again.`,
      }
    default:
      return { act: null, why: 'Nothing is due. If they apply again, record that step.' }
  }
}

/** Whether somebody waits to be put in a class: they are accepted, or their last class was not passed. */
export const waitsForClass = (stage: Standing | null, seat: SeatHeld | null): boolean =>
  seat === null && (stage === 'accepted' || stage === 'in training')

/** The seat that matters first: in a coach course before another, then the one whose class comes first. */
export const seatOf = (taken: readonly Pick<CourseTaken, 'seat'>[]): SeatHeld | null =>
  taken
    .flatMap(({ seat }) => seat ?? [])
    .sort(
      (one, other) =>
        Number(other.isCoachCourse) - Number(one.isCoachCourse) || (one.startsOn < other.startsOn ? -1 : 1),
    )[0] ?? null

/** The class that somebody who is to become a coach would be put in. Full ones count: a seat can be added. */
export const nextCoachClass = (ahead: readonly ClassAhead[]): ClassAhead | null =>
  ahead.find(({ isCoachCourse }) => isCoachCourse) ?? null

const step = (coachId: string, name: string, to?: Standing): Act => ({
  name,
  to: `/coaches/${coachId}/step${to ? `?to=${encodeURIComponent(to)}` : ''}`,
})

function applied({ application, coachId }: NextFacts, stage: 'prospect' | 'applicant' | 'screened'): Next {
  if (application)
    return {
      act: { name: 'Open their application', to: `/coaches/applications/${application.id}` },
      why: 'Their application is not decided yet.',
    }
  if (stage === 'prospect')
    return {
      act: step(coachId, 'Record that they applied', 'applicant'),
      why: 'They have shown interest and not applied yet.',
    }
  return stage === 'applicant'
    ? {
        act: step(coachId, 'Record the screening', 'screened'),
        why: 'They applied. The screening is not on record yet.',
      }
    : {
        act: step(coachId, 'Record the decision', 'accepted'),
        why: 'They are screened. The decision is not on record yet.',
      }
}

/** Who waits for a class. That a class is full is said here, so that nobody opens it for nothing. */
function intoClass({ ahead, coachId }: NextFacts): Next {
  if (!ahead)
    return {
      act: { name: 'Schedule a class', to: '/training/sessions/add' },
      why: 'They wait for a class, and no class of a coach course is planned.',
    }
  return {
    act: { name: 'Enroll in a class', to: `/coaches/${coachId}/classes` },
    why: `They wait for a class. The next one, ${ahead.days}, has ${seatsInWords(ahead.free)}.`,
  }
}

/** `no seat free`, `1 seat free`, `seats for all`. */
export const seatsInWords = (free: number | null): string =>
  free === null ? 'seats for all' : `${free === 0 ? 'no' : free} ${free > 1 ? 'seats' : 'seat'} free`

/** A class that is over waits for its outcome from the day after its last. */
function inClass({ startsOn, endsOn, days, href, record }: SeatHeld, today: Day): Next {
  if (endsOn < today)
    return {
      act: { name: 'Record completion', to: record },
      why: `Their class, ${days}, is over. What came of it is not on record.`,
    }
  return {
    act: { name: 'Open their class', to: href },
    why:
      startsOn > today
        ? `They have a seat in the class of ${days}.`
        : `They are in the class of ${days}. Take attendance there.`,
  }
}

const firstOpen = (items: readonly Item[]): Next | null => {
  const open = items.find(({ isDone, act }) => !isDone && act !== null)
  return open ? { act: open.act, why: open.why } : null
}

/** What a coach at work is late with: a credential that ran out, or is missing, and supervision. */
function late({ own, required, supervisionDueOn, today, coachId }: NextFacts): Next | null {
  const ranOut = withState(own, today, 'lapsed') ?? withState(own, today, 'late window')
  if (ranOut)
    return {
      act: { name: `Open ${ranOut.kind}`, to: `/coaches/credentials/${ranOut.id}` },
      why: `${ranOut.kind} ran out on ${lastDayOf(ranOut, today)}.`,
    }
  const missing = required.find(({ id }) => !own.some(({ kindId }) => kindId === id))
  if (missing)
    return {
      act: { name: `Add ${missing.name}`, to: `/coaches/${coachId}/credentials/add` },
      why: `Every active coach has to hold ${stopped(missing.name)} None is on record.`,
    }
  return supervisionDueOn !== null && supervisionDueOn <= today
    ? {
        act: { name: 'Record supervision', to: `/support/coaches/${coachId}/session` },
        why:
          supervisionDueOn === today
            ? 'Supervision is due today.'
            : `Supervision was due on ${dayInWords(supervisionDueOn)}.`,
      }
    : null
}

/** A credential that is to be renewed, while it still holds. */
function soon({ own, today }: NextFacts): Next | null {
  const due = withState(own, today, 'due')
  return due
    ? {
        act: { name: `Open ${due.kind}`, to: `/coaches/credentials/${due.id}` },
        why: `${due.kind} has to be renewed by ${lastDayOf(due, today)}.`,
      }
    : null
}

const nothingDue = ({ supervisionDueOn }: NextFacts): Next => ({
  act: null,
  why: supervisionDueOn
    ? `Nothing is due. The next supervision is due by ${dayInWords(supervisionDueOn)}.`
    : 'Nothing is due.',
})

const withState = (own: readonly Credential[], today: Day, state: ReturnType<typeof stateOn>): Credential | undefined =>
  own.find((one) => stateOn(one, today) === state)

const lastDayOf = ({ terms }: Credential, today: Day): string => {
  const last = terms.findLast(({ fromOn }) => fromOn <= today)?.expiresOn
  return last ? dayInWords(last) : 'an unknown day'
}
