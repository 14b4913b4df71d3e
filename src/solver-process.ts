import { createRequire } from 'node:module'
import { loadSolver } from './core/stats/withheld/solver.ts'
import { workApart } from './platform/apart.ts'
import type { Progress } from './publish/withheld/check.ts'
import { type Withheld, withhold } from './publish/withheld/withhold.ts'
import type { SolverTask } from './solver.ts'
import { type Matched, matchMentors } from './support/matching/rules.ts'

/** How often it tells how far it is, in milliseconds. */
const nowAndThen = 100

workApart<SolverTask, Withheld | Matched, Progress>(async (task, tell) => {
  const solver = await loadSolver(createRequire(import.meta.url).resolve('highs/runtime'))
  if (task.kind === 'match') return matchMentors(task.candidates, solver)
  let told = performance.now()
  return withhold(task.what, solver, async (done, of) => {
    if (performance.now() - told < nowAndThen) return
    told = performance.now()
    tell({ done, of })
    await new Promise((resolve) => setImmediate(resolve)) // whoever waits may be gone
  })
})
