import { badAddress, notFound, page } from '../../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import { access } from '../rules.ts'
import type { TrainedQuery } from '../store.ts'
import { CohortPage, PipelinePage } from './pages.tsx'
import { attritionByYear, cohorts } from './rules.ts'
import { everybody, movesByMonth } from './store.ts'

/** How many stand where, and where they are lost. */
export const pipelineRoutes = (trained: TrainedQuery): readonly TeamRoute[] => [
  { method: 'GET', path: '/coaches/pipeline', may: access.read, answer: (visit) => show(visit, trained) },
]

async function show(visit: Visit, trained: TrainedQuery): Promise<Response> {
  const year = visit.url.searchParams.get('cohort')
  if (year !== null && !/^\d{4}$/.test(year)) return badAddress()
  const { all, moves } = await visit.db.read(visit.scope, async (tx) => ({
    all: await everybody(tx, trained),
    moves: year === null ? await movesByMonth(tx) : [],
  }))
  if (year === null) return page(<PipelinePage visit={visit} all={all} years={attritionByYear(moves, visit.today)} />)
  const cohort = cohorts(all).find((one) => one.year === year)
  return cohort ? page(<CohortPage visit={visit} cohort={cohort} />) : notFound()
}
