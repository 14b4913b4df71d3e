import type { JSX } from 'preact'
import type { Tx } from '../platform/db/db.ts'
import { goTo, page } from '../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../platform/http/route.ts'
import { TeamPage } from '../platform/ui/shell.tsx'
import { inWords } from '../platform/ui/words.ts'
import type { Due } from './model.ts'
import { access } from './rules.ts'

/** What waits for somebody; every room tells its own, the app gathers it. */
export type TodayNeeds = { readonly due: (visit: Visit, tx: Tx) => Promise<readonly Due[]> }

export const todayRoutes = ({ due }: TodayNeeds): readonly TeamRoute[] => [
  { method: 'GET', path: '', may: access.seeToday, answer: async (visit) => goTo(visit.to('/today')) },
  {
    method: 'GET',
    path: '/today',
    may: access.seeToday,
    answer: async (visit) =>
      page(<TodayPage visit={visit} due={await visit.db.read(visit.scope, (tx) => due(visit, tx))} />),
  },
]

function TodayPage({ visit, due }: { visit: Visit; due: readonly Due[] }): JSX.Element {
  return (
    <TeamPage visit={visit} title="Today">
      <p class="lead">
        {due.length === 0
          ? 'Nothing waits for you. The scorecard and the records are up to date.'
          : `${inWords.counted(due.length, 'thing')} to do.`}
      </p>
      <ul class="due">
        {due.map((one) => (
          <li key={one.what}>
            <h2>{one.what}</h2>
            <p>{one.why}</p>
            <a class="button" href={visit.to(one.href)}>
              {one.act}
            </a>
          </li>
        ))}
      </ul>
    </TeamPage>
  )
}
