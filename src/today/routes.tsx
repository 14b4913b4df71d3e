import type { JSX } from 'preact'
import { counted } from '../core/counted.ts'
import type { Due } from '../core/due.ts'
import { together } from '../core/together.ts'
import { goTo, page } from '../platform/http/answer.tsx'
import { isOneOf, type TeamRoute, type Visit } from '../platform/http/route.ts'
import { homeOf, TeamPage } from '../platform/ui/shell.tsx'
import type { Waiting } from '../platform/waiting.ts'
import { access, atAGlance, inOrder } from './rules.ts'

/** `waiting` is what waits in each room, in the order of the rooms. */
export const todayRoutes = (waiting: readonly Waiting[]): readonly TeamRoute[] => [
  {
    method: 'GET',
    path: '',
    may: access.enter,
    answer: async (visit) => goTo(visit.to(homeOf(visit.role))),
  },
  {
    method: 'GET',
    path: '/today',
    may: access.seeToday,
    answer: async (visit) => page(<TodayPage visit={visit} due={await dueFor(visit, waiting)} />),
  },
]

const dueFor = (visit: Visit, waiting: readonly Waiting[]): Promise<readonly Due[]> =>
  visit.db.read(visit.scope, async (tx) => {
    const theirs = waiting.filter(({ may }) => isOneOf(visit, may))
    return inOrder((await together(...theirs.map(({ due }) => due(tx, visit.today)))).flat())
  })

function TodayPage({ visit, due }: { visit: Visit; due: readonly Due[] }): JSX.Element {
  return (
    <TeamPage visit={visit} title="Today">
      <p class="lead">
        {due.length === 0
          ? 'Nothing waits for you. The scorecard and the records are up to date.'
          : `${counted(due.length, 'thing')} to do.`}
      </p>
      <Lines visit={visit} due={due.slice(0, atAGlance)} isFirst />
      {due.length > atAGlance && (
        <details class="more">
          <summary>{due.length - atAGlance} more</summary>
          <Lines visit={visit} due={due.slice(atAGlance)} />
        </details>
      )}
    </TeamPage>
  )
}

const Lines = ({
  visit,
  due,
  isFirst = false,
}: {
  visit: Visit
  due: readonly Due[]
  isFirst?: boolean
}): JSX.Element => (
  <ul class="due">
    {due.map((one, index) => (
      <li key={one.what}>
        <h2>{one.what}</h2>
        <p>{one.why}</p>
        <a class={isFirst && index === 0 ? 'button' : 'button second'} href={visit.to(one.href)}>
          {one.act}
        </a>
      </li>
    ))}
  </ul>
)
