import type { JSX } from 'preact'
import { isId } from '../../core/id.ts'
import { factsTyped } from '../doors/facts.tsx'
import { type Gone, howItWent } from '../history.ts'
import { page } from '../http/answer.tsx'
import type { TeamRoute, Visit } from '../http/route.ts'
import { Instant } from './instant.tsx'
import { Facts } from './records.tsx'
import { TeamPage } from './shell.tsx'
import { inWords } from './words.ts'

/**
 * The answer of every button and form whose record is gone: a button pressed twice, or somebody was quicker. It says what
 * happened, keeps what was typed and leads back. Null where the record never was, is there, or was not of the coach who asks.
 */
export async function goneMeanwhile(
  visit: Visit,
  route: TeamRoute,
  routes: readonly TeamRoute[],
): Promise<Response | null> {
  const isOfCoach = visit.role === 'coach' || route.path.startsWith('/mine/')
  for (const [name, id] of Object.entries(visit.params).filter(([, value]) => isId(value))) {
    const gone = await visit.db.read(visit.scope, (tx) => howItWent(tx, id))
    if (!gone || (isOfCoach && (gone.coachId === null || gone.coachId !== visit.coachId))) continue
    const back = above(route.path.split(`/:${name}`)[0] ?? '', visit, routes)
    const typed = factsTyped(route.form, await visit.typed())
    return page(<GonePage visit={visit} gone={gone} typed={typed} back={back} />, 422)
  }
  return null
}

/** The nearest page above a path that the person may open. */
function above(path: string, visit: Visit, routes: readonly TeamRoute[]): string {
  const isOpen = routes.some((one) => one.method === 'GET' && one.path === path && one.may.includes(visit.role))
  if (isOpen) return path.replace(/:(\w+)/g, (_, name: string) => visit.params[name] ?? '')
  return path === '' ? path : above(path.slice(0, path.lastIndexOf('/')), visit, routes)
}

const GonePage = ({
  visit,
  gone,
  typed,
  back,
}: {
  visit: Visit
  gone: Gone
  typed: ReturnType<typeof factsTyped>
  back: string
}): JSX.Element => (
  <TeamPage visit={visit} title="Nothing was changed">
    <div class="problems" role="alert">
      <p>
        This is not there any more. The last that happened to it: {inWords.act(gone.act)}, by{' '}
        {gone.personId === visit.actor.id ? 'you' : gone.who}, <Instant at={gone.at} />.
      </p>
    </div>
    {typed.length > 0 && (
      <section>
        <h2>What you typed</h2>
        <Facts facts={typed} />
      </section>
    )}
    <p>
      <a href={visit.to(back)}>Back to the page</a>
    </p>
  </TeamPage>
)
