import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { seededRandom } from '../../core/stats/random.ts'
import { loadSolver } from '../../core/stats/withheld/solver.ts'
import { type Part, parts } from '../model.ts'
import type { Newcomer, Offering } from './model.ts'
import { type Candidates, explain, fit, matchMentors, possible } from './rules.ts'

const solve = await loadSolver(createRequire(import.meta.url).resolve('highs/runtime'))

const coach = (id: string, more: Partial<Newcomer> = {}): Newcomer => ({
  id,
  name: id,
  zone: 'Wilson',
  language: 'English',
  free: [],
  ...more,
})
const mentor = (id: string, places = 1, more: Partial<Offering> = {}): Offering => ({
  ...coach(id),
  most: places,
  places,
  ...more,
})
const pairs = (candidates: Candidates): readonly string[] =>
  matchMentors(candidates, solve).proposals.map((one) => `${one.coach.id}-${one.mentor.id}`)

test('a proposal says in words what speaks for it and what is missing', () => {
  const evenings: readonly Part[] = ['weekday evenings', 'weekend mornings']
  expect(explain(coach('a', { free: evenings }), mentor('m', 1, { free: ['weekday evenings'] }))).toEqual({
    reasons: ['same zone (Wilson)', 'both speak English', 'both free on weekday evenings'],
    doubts: [],
  })
  expect(
    explain(
      coach('a', { zone: null, language: 'Spanish', free: ['weekday mornings'] }),
      mentor('m', 1, { free: evenings }),
    ),
  ).toEqual({ reasons: [], doubts: ['Spanish and English', 'zone not known', 'no free time in common'] })
})

test('who fits one mentor alone gets them, and the other coach gets the other', () => {
  const spanish = { language: 'Spanish' }
  expect(
    pairs({
      coaches: [coach('a'), coach('b', spanish)],
      mentors: [mentor('m', 1, spanish), mentor('n')],
      apart: [],
    }),
  ).toEqual(['a-n', 'b-m'])
})

test('as many coaches as can be get a mentor, also where single pairs would fit better', () => {
  // `a` fits `m` best, but `b` can have nobody else.
  const candidates = {
    coaches: [coach('a'), coach('b', { language: 'Arabic', zone: null })],
    mentors: [mentor('m'), mentor('n', 1, { language: 'Spanish', zone: null })],
    apart: [{ mentorId: 'n', coachId: 'b' }],
  }
  expect(pairs(candidates)).toEqual(['a-n', 'b-m'])
})

test('nobody is their own mentor', () => {
  expect(pairs({ coaches: [coach('a')], mentors: [mentor('a')], apart: [] })).toEqual([])
})

test('no mentor gets more coaches than places, and the others are named', () => {
  const found = matchMentors(
    { coaches: [coach('a'), coach('b'), coach('c')], mentors: [mentor('m', 2), mentor('full', 0)], apart: [] },
    solve,
  )
  expect(found.proposals.map((one) => one.mentor.id)).toEqual(['m', 'm'])
  expect(found.unmatched).toHaveLength(1)
})

test('who declined a mentor is not paired with them again', () => {
  expect(pairs({ coaches: [coach('a')], mentors: [mentor('m')], apart: [{ mentorId: 'm', coachId: 'a' }] })).toEqual([])
})

test('without coaches or mentors there is nothing to propose', () => {
  expect(matchMentors({ coaches: [], mentors: [mentor('m')], apart: [] }, solve)).toEqual({
    proposals: [],
    unmatched: [],
  })
  expect(matchMentors({ coaches: [coach('a')], mentors: [], apart: [] }, solve).unmatched).toHaveLength(1)
})

test('no other way to pair them is better: all ways are tried on small cases', () => {
  const seed = 20_241_124
  const random = seededRandom(seed)
  for (let round = 0; round < 120; round++) {
    const candidates = small(random)
    const found = matchMentors(candidates, solve)
    const aPair = 1 + 17 * candidates.coaches.length
    const worth = found.proposals.reduce((sum, one) => sum + aPair + fit(one.coach, one.mentor), 0)
    expect(worth, `seed ${seed}, round ${round}`).toBe(bestOfAll(candidates))
    expect(new Set(found.proposals.map((one) => one.coach.id)).size).toBe(found.proposals.length)
    for (const { id, places } of candidates.mentors)
      expect(found.proposals.filter((one) => one.mentor.id === id).length).toBeLessThanOrEqual(places)
  }
})

function small(random: () => number): Candidates {
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T // the lists are not empty
  const somebody = (id: string) =>
    coach(id, {
      zone: pick(['Wilson', 'Elm City', 'Lucama', null]),
      language: pick(['English', 'English', 'Spanish']),
      free: parts.filter(() => random() < 0.4),
    })
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  const coaches = ids.slice(0, 1 + Math.floor(random() * 5)).map(somebody)
  // A mentor may be new too, and would be their own otherwise.
  const mentors = ids.slice(3, 4 + Math.floor(random() * 4)).map((id) => {
    const places = Math.floor(random() * 3)
    return { ...somebody(id), most: places + Math.floor(random() * 2), places }
  })
  const apart = coaches.flatMap((one) =>
    mentors.flatMap((other) => (random() < 0.2 ? [{ coachId: one.id, mentorId: other.id }] : [])),
  )
  return { coaches, mentors, apart }
}

/** The most that any way of pairing is worth, by trying all. */
function bestOfAll(candidates: Candidates): number {
  const edges = possible(candidates)
  const left = candidates.mentors.map(({ places }) => places)
  const from = (at: number): number => {
    if (at === candidates.coaches.length) return 0
    let most = from(at + 1)
    for (const { mentor: one, worth } of edges.filter((edge) => edge.coach === at)) {
      if ((left[one] ?? 0) < 1) continue
      left[one] = (left[one] ?? 0) - 1
      most = Math.max(most, worth + from(at + 1))
      left[one] = (left[one] ?? 0) + 1
    }
    return most
  }
  return from(0)
}
