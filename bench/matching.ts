// What we claim about matching mentors: all new coaches at once, the best way there is. Seeded people, processor time of this process.
import { createRequire } from 'node:module'
import { seededRandom } from '../src/core/stats/random.ts'
import { loadSolver } from '../src/core/stats/withheld/solver.ts'
import { matchMentors } from '../src/support/matching/rules.ts'
import { parts } from '../src/support/model.ts'
import { goal } from './goal.ts'

const random = seededRandom(20_241_124)
const solve = await loadSolver(createRequire(import.meta.url).resolve('highs/runtime'))
const pick = (all: readonly string[]): string => all[Math.floor(random() * all.length)] ?? ''
const people = (count: number, kind: string) =>
  Array.from({ length: count }, (_, at) => ({
    id: `${kind}${at}`,
    name: `${kind} ${at}`,
    zone: pick(['Wilson', 'Elm City', 'Lucama', 'Black Creek', 'Stantonsburg']),
    language: pick(['English', 'English', 'English', 'Spanish', 'Haitian Creole']),
    free: parts.filter(() => random() < 0.4),
  }))

for (const [mentors, places] of [
  [200, 1],
  [70, 3],
  [60, 3],
] as const) {
  const candidates = {
    coaches: people(200, 'coach'),
    mentors: people(mentors, 'mentor').map((one) => ({ ...one, most: places, places })),
    apart: [],
  }
  const started = process.cpuUsage()
  const { proposals } = matchMentors(candidates, solve)
  const { user, system } = process.cpuUsage(started)
  goal(`${proposals.length} pairs of 200 coaches and ${mentors} mentors of ${places}`, (user + system) / 1000, ' ms', {
    atMost: 1000,
  })
}
