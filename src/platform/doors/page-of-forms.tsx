import type { JSX } from 'preact'
import type { Tx } from '../db/db.ts'
import type { HistoryLine } from '../history.ts'
import { notFound, page } from '../http/answer.tsx'
import type { Refused, Role, TeamRoute, Visit } from '../http/route.ts'
import { type HistoryBeside, historyBeside } from './history-beside.ts'
import { type ButtonLook, type FormOn, type Of, type Part, partOf, told } from './part.tsx'

/** One form of a page that has several. */
export type FormOfPage<Shown> = Part<Shown> & { readonly path: string; readonly cancel?: Of<Shown, string> }

/**
 * `path` is where it is sent, `cancel` where cancelling leads; `isSecond` says that people come for another form of the page,
 * `isDanger` that it takes something away.
 */
export const oneForm = <Shown, Value, Answer>(
  is: FormOn<Shown, Value, Answer> & Pick<FormOfPage<Shown>, 'path' | 'cancel'> & ButtonLook,
): FormOfPage<Shown> => ({ ...partOf(is, is), path: is.path, ...(is.cancel && { cancel: is.cancel }) })

export type PageOfForms<Shown, Names extends string> = {
  readonly path: string
  readonly seenBy: readonly Role[]
  /** What the page is about; null when it is not there, or not theirs. */
  readonly read: (tx: Tx, visit: Visit) => Promise<Shown | null>
  readonly history?: (shown: Shown) => HistoryBeside
  readonly forms: Readonly<Record<Names, FormOfPage<Shown>>>
  /** The page; each form is drawn by now, null for those who may not send it. */
  readonly view: (at: {
    readonly visit: Visit
    readonly shown: Shown
    readonly forms: Readonly<Record<Names, JSX.Element | null>>
    /** What each will be saved over: also for a button beside it. */
    readonly versions: Readonly<Record<Names, number | string | undefined>>
    readonly history: readonly HistoryLine[]
  }) => JSX.Element
}

/** The doors of a page with several forms: one that was refused comes back with what was typed, and the others fresh. */
export function pageOfForms<Shown, Names extends string>(door: PageOfForms<Shown, Names>): readonly TeamRoute[] {
  const named = Object.entries<FormOfPage<Shown>>(door.forms)
  const byName = <T,>(of: (name: string, form: FormOfPage<Shown>) => T): Record<Names, T> =>
    Object.fromEntries(named.map(([name, form]) => [name, of(name, form)])) as Record<Names, T> // the names of its forms
  const show = async (visit: Visit, refused?: { name: string; form: Refused }): Promise<Response> => {
    const read = await visit.db.read(visit.scope, async (tx) => {
      const shown = await door.read(tx, visit)
      return shown === null ? null : { shown, history: (await historyBeside(tx, door.history?.(shown))) ?? [] }
    })
    if (read === null) return notFound()
    const again = (name: string): Refused | undefined => (refused?.name === name ? refused.form : undefined)
    const forms = byName((name, form) =>
      form.draw(read.shown, visit, again(name), {
        action: addressOf(visit, form.path),
        ...(form.cancel && { cancel: visit.to(told(form.cancel, read.shown, visit)) }),
        // Where a page has one form only, there is nothing to tell apart.
        ...(named.length > 1 && { idsBegin: name }),
      }),
    )
    const versions = byName((name, form) => form.version(read.shown, visit, again(name)))
    return page(door.view({ visit, ...read, forms, versions }), refused ? 422 : 200)
  }
  const send = async (visit: Visit, name: string, form: FormOfPage<Shown>): Promise<Response> => {
    const shown = await visit.db.read(visit.scope, (tx) => door.read(tx, visit))
    if (shown === null) return notFound()
    const answer = await form.send(shown, visit)
    return answer instanceof Response ? answer : show(visit, { name, form: answer })
  }
  return [
    { method: 'GET', path: door.path, may: door.seenBy, answer: (visit) => show(visit) },
    ...named.map(
      ([name, form]): TeamRoute => ({
        method: 'POST',
        path: form.path,
        may: form.may,
        ...form.door,
        answer: (visit) => send(visit, name, form),
      }),
    ),
  ]
}

const addressOf = (visit: Visit, path: string): string =>
  visit.to(path.replace(/:(\w+)/g, (_, name: string) => visit.params[name] ?? ''))
