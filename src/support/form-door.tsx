import type { ComponentChildren } from 'preact'
import type { Result } from '../core/result.ts'
import type { Tx } from '../platform/db/db.ts'
import { goTo, notFound, page } from '../platform/http/answer.tsx'
import type { Refused, Role, TeamRoute, Visit } from '../platform/http/route.ts'
import type { Typed } from '../platform/http/typed.ts'
import { Form, formOver, fresh } from '../platform/ui/form.tsx'
import { TeamPage } from '../platform/ui/shell.tsx'

/** A page with one form and the door that it posts to. */
export type FormDoor<Shown> = {
  readonly path: string
  /** Who may send it, and, unless `seenBy` says otherwise, open it. */
  readonly may: readonly Role[]
  readonly seenBy?: readonly Role[]
  /** What the page is about; null when it is not there, or not theirs. */
  readonly read: (tx: Tx, visit: Visit) => Promise<Shown | null>
  readonly title: (shown: Shown) => string
  readonly trail: (shown: Shown) => readonly { readonly name: string; readonly path: string }[]
  /** What the form starts from. */
  readonly start: (shown: Shown, visit: Visit) => Typed
  /** Of a record that others may save too: the version that is shown. */
  readonly version?: (shown: Shown) => number | string
  readonly above?: (shown: Shown, visit: Visit) => ComponentChildren
  readonly fields: (form: Refused, shown: Shown, visit: Visit) => ComponentChildren
  readonly below?: (shown: Shown, visit: Visit) => ComponentChildren
  /** The verb on the button. */
  readonly save: string
  readonly send: (visit: Visit, typed: Typed) => Promise<Result<unknown>>
  /** Where it leads after, below the organisation, and where cancelling leads. */
  readonly back: (shown: Shown) => string
  readonly said: string
}

/** The two doors of a form: what was refused comes back with what was typed. */
export function formDoor<Shown>(door: FormDoor<Shown>): readonly TeamRoute[] {
  const show = async (visit: Visit, refused?: Refused): Promise<Response> => {
    const shown = await visit.db.read(visit.scope, (tx) => door.read(tx, visit))
    if (shown === null) return notFound()
    const start = door.start(shown, visit)
    const form = door.version ? formOver(start, door.version(shown), refused) : (refused ?? fresh(start))
    const back = visit.to(door.back(shown))
    return page(
      <TeamPage visit={visit} title={door.title(shown)} trail={door.trail(shown)}>
        {door.above?.(shown, visit)}
        <Form form={form} action={visit.url.pathname} save={door.save} cancel={back}>
          {door.fields(form, shown, visit)}
        </Form>
        {door.below?.(shown, visit)}
      </TeamPage>,
      refused ? 422 : 200,
    )
  }
  const send = async (visit: Visit): Promise<Response> => {
    const shown = await visit.db.read(visit.scope, (tx) => door.read(tx, visit))
    if (shown === null) return notFound()
    const typed = await visit.typed()
    const done = await door.send(visit, typed)
    return done.ok
      ? goTo(visit.to(withSaid(door.back(shown), door.said)))
      : show(visit, { typed, problems: done.problems })
  }
  return [
    { method: 'GET', path: door.path, may: door.seenBy ?? door.may, answer: (visit) => show(visit) },
    { method: 'POST', path: door.path, may: door.may, answer: send },
  ]
}

const withSaid = (path: string, said: string): string => {
  const [before = '', anchor] = path.split('#')
  return `${before}?said=${said}${anchor === undefined ? '' : `#${anchor}`}`
}
