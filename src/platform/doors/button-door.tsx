import { z } from 'zod'
import type { Result } from '../../core/result.ts'
import type { Tx } from '../db/db.ts'
import { goTo, notFound } from '../http/answer.tsx'
import { parseTyped } from '../http/parse.ts'
import type { Role, TeamRoute, Visit } from '../http/route.ts'
import type { Typed } from '../http/typed.ts'
import { notDone } from '../ui/not-done.tsx'
import { type Of, told, withSaid } from './part.tsx'

/** A button and what it does. */
export type ButtonDoor<Value, Answer, Shown> = {
  readonly path: string
  readonly may: readonly Role[]
  /** Whether the page that the button stands on is there; where that is left out, the verb alone says so. */
  readonly read?: (tx: Tx, visit: Visit) => Promise<Shown>
  /** What travels with it unseen; nothing, where that is left out. */
  readonly form?: z.ZodType<Value>
  readonly code?: string
  /** `typed` carries the version that the page was opened at. */
  readonly send: (visit: Visit, value: Value, typed: Typed) => Promise<Result<Answer>>
  /**
   * Which part of the path, or of the form, names the record that it is about: what was there and is gone has its sentence,
   * what never was has none. Left out where the page is everybody's own, such as `/mine/mentor`: its sentence is always said.
   */
  readonly about?: string
  /** The page that it stands on, below the organisation; after it too, unless `to` says otherwise. */
  readonly back: (visit: Visit, shown: NonNullable<Shown>) => string
  readonly to?: (answer: Answer, visit: Visit, shown: NonNullable<Shown>) => string
  readonly said: Of<Answer, string>
}

/** The door of a button: on to the next page, or a small page that says why nothing was changed. */
export const buttonDoor = <Value, Answer, Shown>(door: ButtonDoor<Value, Answer, Shown>): TeamRoute => ({
  method: 'POST',
  path: door.path,
  may: door.may,
  async answer(visit) {
    const { read } = door
    const found = read ? await visit.db.read(visit.scope, (tx) => read(tx, visit)) : null
    if (read && !found) return notFound()
    const shown = found as NonNullable<Shown> // a door that reads nothing says nothing of it
    const typed = await visit.typed()
    // Without a form of its own the verb takes nothing.
    const value = parseTyped((door.form ?? nothing) as z.ZodType<Value>, typed, door.code ?? 'form.wrong')
    const done = value.ok ? await door.send(visit, value.value, typed) : value
    const back = door.back(visit, shown)
    if (done.ok)
      return goTo(visit.to(withSaid(door.to?.(done.value, visit, shown) ?? back, told(door.said, done.value, visit))))
    const id = door.about === undefined ? null : (visit.params[door.about] ?? typed.text(door.about))
    return notDone(visit, { id, problems: done.problems, back })
  },
})

const nothing = z.strictObject({})
