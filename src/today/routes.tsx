import type { JSX } from 'preact'
import { counted } from '../core/counted.ts'
import type { Due } from '../core/due.ts'
import { together } from '../core/together.ts'
import type { Beginning } from '../platform/beginning.ts'
import { keptUntilWritten } from '../platform/db/kept.ts'
import { goTo, page } from '../platform/http/answer.tsx'
import { isOneOf, type TeamRoute, type Visit } from '../platform/http/route.ts'
import { homeOf, TeamPage } from '../platform/ui/shell.tsx'
import type { Waiting } from '../platform/waiting.ts'
import { access, areDone, atAGlance, inOrder } from './rules.ts'

/** What waits in each room, in the order of the rooms, and the steps of a county's first days. */
type Needs = { readonly waiting: readonly Waiting[]; readonly begins: readonly Beginning[] }

export const todayRoutes = ({ waiting: all, begins }: Needs): readonly TeamRoute[] => {
  const waiting = all.map((one) => (one.isOfDay ? { ...one, due: keptUntilWritten(one.due) } : one))
  return [
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
      answer: async (visit) => {
        const [due, steps] = await together(dueFor(visit, waiting), stepsFor(visit, begins))
        return page(<TodayPage visit={visit} due={due} steps={steps} />)
      },
    },
  ]
}

const dueFor = (visit: Visit, waiting: readonly Waiting[]): Promise<readonly Due[]> =>
  visit.db.read(visit.scope, async (tx) => {
    const theirs = waiting.filter(({ may }) => isOneOf(visit, may))
    return inOrder((await together(...theirs.map(({ due }) => due(tx, visit.today)))).flat())
  })

type Step = Beginning & { readonly isOver: boolean }

/** The first steps for whoever sets a county up, until all that can be done on these pages is done. */
async function stepsFor(visit: Visit, begins: readonly Beginning[]): Promise<readonly Step[]> {
  if (!isOneOf(visit, access.begin) || visit.organisation.isSample) return []
  const done = await visit.db.read(visit.scope, (tx) => together(...begins.map(({ isDone }) => isDone(tx))))
  const steps = begins.map((step, at) => ({ ...step, isOver: done[at] ?? false }))
  return areDone(steps) ? [] : steps
}

function TodayPage({ visit, due, steps }: { visit: Visit; due: readonly Due[]; steps: readonly Step[] }): JSX.Element {
  return (
    <TeamPage visit={visit} title="Today">
      {steps.length > 0 && <Steps visit={visit} steps={steps} />}
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

const Steps = ({ visit, steps }: { visit: Visit; steps: readonly Step[] }): JSX.Element => (
  <section class="steps" aria-labelledby="steps">
    <h2 id="steps">Getting started</h2>
    <p>
      {steps.filter(({ isOver }) => isOver).length} of {steps.length} done. Each is checked off by itself.
    </p>
    <ol class="due">
      {steps.map(({ what, why, act, href, ready = [], isOver }) =>
        isOver ? (
          <li key={what}>
            <h3>
              <span aria-hidden="true">✓</span> {what}: done
            </h3>
          </li>
        ) : (
          <li key={what}>
            <h3>{what}</h3>
            <p>{why}</p>
            {ready.length > 0 && (
              <ul>
                {ready.map((one) => (
                  <li key={one.href}>
                    <a href={visit.to(one.href)}>{one.name}</a>
                  </li>
                ))}
              </ul>
            )}
            <a class="button second" href={visit.to(href)}>
              {act}
            </a>
          </li>
        ),
      )}
    </ol>
  </section>
)

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
