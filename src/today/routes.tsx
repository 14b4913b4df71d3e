import type { JSX } from 'preact'
import type { Day } from '../core/day.ts'
import type { Tx } from '../platform/db/db.ts'
import { goTo, page } from '../platform/http/answer.tsx'
import type { Role, TeamRoute, Visit } from '../platform/http/route.ts'
import { TeamPage } from '../platform/ui/shell.tsx'
import { inWords } from '../platform/ui/words.ts'
import type { Due } from './model.ts'
import { access, dueFor, type Standing } from './rules.ts'

/** What this room asks of all others; the app supplies it. */
export type TodayNeeds = {
  readonly standing: (tx: Tx, today: Day) => Promise<Standing>
  /** What a role may write, and so what it is reminded of. */
  readonly may: (role: Role) => Parameters<typeof dueFor>[0]
}

export const todayRoutes = ({ standing, may }: TodayNeeds): readonly TeamRoute[] => [
  {
    method: 'GET',
    path: '',
    may: access.enter,
    answer: async (visit) => goTo(visit.to(visit.role === 'coach' ? '/mine' : '/today')),
  },
  {
    method: 'GET',
    path: '/today',
    may: access.seeToday,
    answer: async (visit) => {
      const stands = await visit.db.read(visit.scope, (tx) => standing(tx, visit.today))
      return page(<TodayPage visit={visit} due={dueFor(may(visit.role), stands)} />)
    },
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
        {due.map((one, index) => (
          <li key={one.what}>
            <h2>{one.what}</h2>
            <p>{one.why}</p>
            <a class={index === 0 ? 'button' : 'button second'} href={visit.to(one.href)}>
              {one.act}
            </a>
          </li>
        ))}
      </ul>
    </TeamPage>
  )
}
