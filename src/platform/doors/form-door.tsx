import type { ComponentChildren, JSX } from 'preact'
import type { Tx } from '../db/db.ts'
import type { HistoryLine } from '../history.ts'
import { notFound, page } from '../http/answer.tsx'
import type { Refused, Role, TeamRoute, Visit } from '../http/route.ts'
import { Facts, RecordPage } from '../ui/records.tsx'
import { type Tabs, TeamPage, type Trail } from '../ui/shell.tsx'
import { type HistoryBeside, historyBeside } from './history-beside.ts'
import { type FormOn, type Of, partOf, told } from './part.tsx'

/** A page with one form and the door that it posts to. */
export type FormDoor<Shown, Value, Answer> = Omit<FormOn<Shown, Value, Answer>, 'to'> & {
  readonly path: string
  /** Who may open it, where those are more than may send it: they read what it holds. */
  readonly seenBy?: readonly Role[]
  /** What the page is about; null when it is not there, or not theirs. */
  readonly read: (tx: Tx, visit: Visit) => Promise<Shown | null>
  readonly title: Of<Shown, string>
  readonly trail?: Of<Shown, Trail>
  readonly tabs?: Of<Shown, Tabs>
  readonly above?: (shown: Shown, visit: Visit) => ComponentChildren
  /** `version` is that which the form will be saved over. */
  readonly below?: (shown: Shown, visit: Visit, version: number | string | undefined) => ComponentChildren
  /** What it is written about: at its side, and above it where there is no room. */
  readonly aside?: (tx: Tx, shown: Shown, visit: Visit) => Promise<ComponentChildren>
  /** The records whose history stands beside. */
  readonly history?: (shown: Shown) => HistoryBeside
  /** Where cancelling leads, and saving too unless `to` says otherwise; below the organisation. */
  readonly back: Of<Shown, string>
  readonly to?: (answer: Answer, shown: Shown, visit: Visit) => string
}

/** The two doors of a form: what was refused comes back with what was typed. */
export function formDoor<Shown, Value, Answer>(door: FormDoor<Shown, Value, Answer>): readonly TeamRoute[] {
  const part = partOf({ ...door, to: door.to ?? ((_, shown, visit) => told(door.back, shown, visit)) })
  const show = async (visit: Visit, refused?: Refused): Promise<Response> => {
    const read = await visit.db.read(visit.scope, async (tx) => {
      const shown = await door.read(tx, visit)
      if (shown === null) return null
      const aside = await door.aside?.(tx, shown, visit)
      return { shown, aside, history: await historyBeside(tx, door.history?.(shown)) }
    })
    if (read === null) return notFound()
    const { shown, aside, history } = read
    const back = visit.to(told(door.back, shown, visit))
    // A page that somebody came to read has nothing to cancel.
    const where = { action: visit.url.pathname, ...(back !== visit.url.pathname && { cancel: back }) }
    return page(
      <TeamPage
        visit={visit}
        title={told(door.title, shown, visit)}
        trail={told(door.trail ?? [], shown, visit)}
        tabs={door.tabs && told(door.tabs, shown, visit)}
      >
        <Beside history={history} aside={aside}>
          {door.above?.(shown, visit)}
          {part.draw(shown, visit, refused, where) ?? (
            <section aria-label={told(door.title, shown, visit)}>
              <Facts facts={part.facts(shown, visit)} />
            </section>
          )}
          {door.below?.(shown, visit, part.version(shown, visit, refused))}
        </Beside>
      </TeamPage>,
      refused ? 422 : 200,
    )
  }
  const send = async (visit: Visit): Promise<Response> => {
    const shown = await visit.db.read(visit.scope, (tx) => door.read(tx, visit))
    if (shown === null) return notFound()
    const answer = await part.send(shown, visit)
    return answer instanceof Response ? answer : show(visit, answer)
  }
  return [
    { method: 'GET', path: door.path, may: door.seenBy ?? door.may, answer: (visit) => show(visit) },
    { method: 'POST', path: door.path, may: door.may, answer: send, ...part.door },
  ]
}

function Beside({
  history,
  aside,
  children,
}: {
  history: readonly HistoryLine[] | null
  aside: ComponentChildren
  children: ComponentChildren
}): JSX.Element {
  const body = aside ? <About aside={aside}>{children}</About> : <>{children}</>
  return history === null ? body : <RecordPage history={history}>{body}</RecordPage>
}

const About = ({ aside, children }: { aside: ComponentChildren; children: ComponentChildren }): JSX.Element => (
  <div class="with-aside">
    <div>{aside}</div>
    <div>{children}</div>
  </div>
)
