import { counted } from '../../core/counted.ts'
import { type Day, dayInWords } from '../../core/day.ts'
import { type Problem, refuse } from '../../core/result.ts'
import { stopped } from '../../core/text.ts'
import type { Decline, Mentor, Pair } from './model.ts'

/** What stands against a pair, each with what to do. None: they may be paired. */
export function pairProblems(asked: {
  readonly coach: { readonly id: string; readonly name: string }
  readonly mentor: Mentor | null
  readonly current: Pair | null
  readonly declines: readonly Decline[]
  readonly fromOn: Day
  readonly today: Day
}): readonly Problem[] {
  const { coach, mentor, current, fromOn, today } = asked
  if (!mentor) return wrong('no-mentor', 'This coach is no mentor. Choose one of the list.', 'mentorId')
  if (mentor.id === coach.id) return wrong('own-mentor', 'Nobody is their own mentor. Choose another.', 'mentorId')
  const declined = asked.declines.find((one) => one.mentorId === mentor.id && one.coachId === coach.id)
  if (declined && declined.declinedBy !== 'coordinator')
    return wrong('declined', `${namesOf(declined, coach, mentor)} declined this pair. Choose another.`, 'mentorId')
  if (!mentor.isOpen)
    return wrong('closed', `${mentor.name} takes on nobody at the moment. Choose another.`, 'mentorId')
  if (mentor.pairs >= mentor.most)
    return wrong(
      'full',
      `${mentor.name} has ${mentor.pairs} of ${counted(mentor.most, 'coach', 'coaches')}. Choose another.`,
      'mentorId',
    )
  if (current)
    return wrong('has-mentor', `${stopped(`${coach.name} has a mentor: ${current.mentor}`)} End that pair first.`)
  if (fromOn > today)
    return wrong('day-to-come', `${dayInWords(fromOn)} is still to come. A pair begins today or earlier.`, 'fromOn')
  return []
}

/** What stands against the end of a pair. */
export function endProblems(pair: Pair, toOn: Day, today: Day): readonly Problem[] {
  if (pair.toOn !== null) return wrong('ended', `This pair ended on ${dayInWords(pair.toOn)}.`)
  if (toOn < pair.fromOn)
    return wrong('end-first', `The pair began on ${dayInWords(pair.fromOn)}. It ends on that day or later.`, 'toOn')
  if (toOn > today)
    return wrong('day-to-come', `${dayInWords(toOn)} is still to come. A pair ends today or earlier.`, 'toOn')
  return []
}

const namesOf = ({ declinedBy }: Decline, coach: { readonly name: string }, mentor: Mentor): string =>
  declinedBy === 'coach' ? coach.name : mentor.name

const wrong = (code: string, message: string, field?: string): readonly Problem[] =>
  refuse(`support.${code}`, message, field).problems
