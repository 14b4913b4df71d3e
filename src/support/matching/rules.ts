import type { Solver } from '../../core/stats/withheld/solver.ts'
import type { Part } from '../model.ts'
import type { Apart, Newcomer, Offering, Proposal } from './model.ts'

/**
 * Mentors for all of these coaches at once: as many coaches as can be get one, and of all ways to do so the one whose pairs fit
 * best together (the assignment problem as a transportation program; its corners are whole, so the simplex answers whole
 * pairs). Nobody is paired with themself, above a limit, or with whom they are apart. In the order of the coaches.
 */
export function matchMentors({ coaches, mentors, apart }: Candidates, solve: Solver): Matched {
  const edges = possible({ coaches, mentors, apart })
  const chosen = best(edges, coaches.length, mentors, solve)
  const proposals = chosen.flatMap(({ coach, mentor }) => {
    const [one, other] = [coaches[coach], mentors[mentor]]
    return one && other ? [{ coach: one, mentor: other, ...explain(one, other) }] : []
  })
  const matched = new Set(proposals.map(({ coach }) => coach.id))
  return { proposals, unmatched: coaches.filter(({ id }) => !matched.has(id)) }
}

export type Matched = { readonly proposals: readonly Proposal[]; readonly unmatched: readonly Newcomer[] }

export type Candidates = {
  readonly coaches: readonly Newcomer[]
  readonly mentors: readonly Offering[]
  readonly apart: readonly Apart[]
}

/** A pair that may be, by the places of coach and mentor in their lists, and how much it is worth. */
export type Edge = { readonly coach: number; readonly mentor: number; readonly worth: number }

/** Every pair that may be. */
export function possible({ coaches, mentors, apart }: Candidates): readonly Edge[] {
  // A pair more outweighs whatever all others together might gain from one less.
  const aPair = 1 + bestFit * coaches.length
  const shut = new Set(apart.map(({ mentorId, coachId }) => `${mentorId} ${coachId}`))
  return coaches.flatMap((one, coach) =>
    mentors.flatMap((other, mentor) =>
      one.id === other.id || other.places < 1 || shut.has(`${other.id} ${one.id}`)
        ? []
        : [{ coach, mentor, worth: aPair + fit(one, other) }],
    ),
  )
}

const bestFit = 17

/** How well two fit, 0 to 17: a common language weighs most, then the zone, then the free time that both have; then load. */
export function fit(coach: Newcomer, mentor: Offering): number {
  const language = coach.language === mentor.language ? 8 : 0
  const zone = coach.zone !== null && coach.zone === mentor.zone ? 4 : 0
  const time = Math.min(4, 2 * bothFree(coach, mentor).length)
  const isUntaken = mentor.places === mentor.most ? 1 : 0
  return language + zone + time + isUntaken
}

const bothFree = (coach: Newcomer, mentor: Offering): readonly Part[] =>
  coach.free.filter((part) => mentor.free.includes(part))

/** Why two were put together, in words, and what is missing. */
export function explain(coach: Newcomer, mentor: Offering): Pick<Proposal, 'reasons' | 'doubts'> {
  const shared = bothFree(coach, mentor)
  const isTimeKnown = coach.free.length > 0 && mentor.free.length > 0
  const isSameZone = coach.zone !== null && coach.zone === mentor.zone
  const isSameLanguage = coach.language === mentor.language
  return {
    reasons: [
      ...(isSameZone ? [`same zone (${coach.zone})`] : []),
      ...(isSameLanguage ? [`both speak ${coach.language}`] : []),
      ...(shared.length > 0 ? [`both free on ${listed(shared)}`] : []),
    ],
    doubts: [
      ...(isSameLanguage ? [] : [`${coach.language} and ${mentor.language}`]),
      ...(isSameZone ? [] : [coach.zone && mentor.zone ? 'another zone' : 'zone not known']),
      ...(shared.length > 0 ? [] : [isTimeKnown ? 'no free time in common' : 'free time not known']),
    ],
  }
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

// Columns: one a possible pair, from 0 to 1, then one a coach for "nobody", then one a mentor for places that stay free.
// Rows: each coach has one pair or nobody; each mentor has as many pairs as places, less the free ones.
function best(
  edges: readonly Edge[],
  coaches: number,
  mentors: readonly Offering[],
  solve: Solver,
): readonly Pick<Edge, 'coach' | 'mentor'>[] {
  if (edges.length === 0) return []
  const nobody = (coach: number): number => edges.length + coach
  const free = (mentor: number): number => edges.length + coaches + mentor
  const ofCoach = Array.from({ length: coaches }, (_, coach) => [nobody(coach)])
  const ofMentor = mentors.map((_, mentor) => [free(mentor)])
  edges.forEach(({ coach, mentor }, column) => {
    ofCoach[coach]?.push(column)
    ofMentor[mentor]?.push(column)
  })
  const row = (columns: readonly number[], equals: number) => ({ columns, by: columns.map(() => 1), equals })
  const places = mentors.map((mentor) => Math.max(0, mentor.places))
  const program = {
    lower: Array.from({ length: edges.length + coaches + mentors.length }, () => 0),
    upper: [...Array.from({ length: edges.length + coaches }, () => 1), ...places],
    rows: [
      ...ofCoach.map((columns) => row(columns, 1)),
      ...ofMentor.map((columns, at) => row(columns, places[at] ?? 0)),
    ],
  }
  const answer = solve(program, ({ smallest }) => smallest(new Map(edges.map(({ worth }, at) => [at, -worth]))))
  if (!answer) throw new Error('the matching has an answer always: nobody is paired')
  return edges.filter((_, column) => (answer.x[column] ?? 0) > 0.5)
}
