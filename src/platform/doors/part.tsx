import type { ComponentChildren, JSX } from 'preact'
import type { z } from 'zod'
import type { Result } from '../../core/result.ts'
import { goTo } from '../http/answer.tsx'
import { parseTyped } from '../http/parse.ts'
import { isOneOf, type Refused, type Role, type TeamRoute, type Visit } from '../http/route.ts'
import { Typed } from '../http/typed.ts'
import { Form, formOver, fresh, oneOfSeveral, Problems, sentOver } from '../ui/form.tsx'
import { factsOf, typedOf } from './facts.tsx'
import { type Choices, Fields } from './fields.tsx'

/** Said once, or of what is shown. */
export type Of<Shown, T> = T | ((shown: Shown, visit: Visit) => T)

/** A form: what it starts from, what it takes, what it does. */
export type FormOn<Shown, Value, Answer> = {
  /** Who may send it. */
  readonly may: readonly Role[]
  /** What it takes, which the record may decide (a number as fine as its measure). */
  readonly form: Of<Shown, z.ZodType<Value>>
  /** The code of what is typed wrong: `support.group-wrong`. */
  readonly code: string
  /** What it starts from: a record, of which the form takes its own fields. */
  readonly start?: (shown: Shown, visit: Visit) => Typed | object
  readonly choices?: (shown: Shown, visit: Visit) => Choices
  /** Of a record that others may save too: the version that is shown, or the mark of what it says. */
  readonly version?: (shown: Shown) => number | string
  /**
   * Its fields, where the described ones in their order are not enough; null where it cannot be sent any more, so that only
   * what stood against it is said.
   */
  readonly fields?: (form: Refused, shown: Shown, visit: Visit) => ComponentChildren
  /** The verb on the button. */
  readonly save: Of<Shown, string>
  /** The line under which it is folded away, until somebody opens it, or it was refused. */
  readonly under?: Of<Shown, string>
  readonly send: (
    visit: Visit,
    value: Value,
    sent: { readonly shown: Shown; readonly typed: Typed },
  ) => Promise<Result<Answer>>
  /** Where it leads after, below the organisation. */
  readonly to: (answer: Answer, shown: Shown, visit: Visit) => string
  readonly said: Of<Answer, string>
  /** The largest body in bytes of a form that brings a file; `visit.file` has it. */
  readonly upload?: number
}

export type Drawn = { readonly action: string; readonly cancel?: string; readonly idsBegin?: string }

/** A form that can be drawn and sent, whatever it takes. */
export type Part<Shown> = {
  readonly may: readonly Role[]
  /** Of the door that it is sent to. */
  readonly door: Pick<TeamRoute, 'limit' | 'form'>
  /** Null for those who may not send it. */
  draw(shown: Shown, visit: Visit, refused: Refused | undefined, where: Drawn): JSX.Element | null
  /** For those who may read it only. */
  facts(shown: Shown, visit: Visit): ReturnType<typeof factsOf>
  /** What it will be saved over: also for a button beside it. */
  version(shown: Shown, visit: Visit, refused: Refused | undefined): number | string | undefined
  /** On to the next page, or what is to be mended. */
  send(shown: Shown, visit: Visit): Promise<Response | Refused>
}

export type ButtonLook = { readonly isSecond?: boolean; readonly isDanger?: boolean }

export const partOf = <Shown, Value, Answer>(
  is: FormOn<Shown, Value, Answer>,
  { isSecond = false, isDanger = false }: ButtonLook = {},
): Part<Shown> => ({
  may: is.may,
  // What the record decides is not known once the record is gone.
  door: { ...(is.upload && { limit: is.upload }), ...(typeof is.form !== 'function' && { form: is.form }) },
  facts: (shown, visit) => factsOf(told(is.form, shown, visit), startOf(is, shown, visit), is.choices?.(shown, visit)),
  version: (shown, visit, refused) => overOf(is, shown, visit, refused).version,
  draw(shown, visit, refused, { action, cancel, idsBegin }) {
    if (!isOneOf(visit, is.may)) return null
    const over = overOf(is, shown, visit, refused)
    const form = idsBegin === undefined ? over : oneOfSeveral(idsBegin, over)
    const fields = is.fields?.(form, shown, visit)
    if (fields === null) return <Problems form={form} />
    const drawn = (
      <Form
        form={form}
        action={action}
        save={told(is.save, shown, visit)}
        second={isSecond}
        danger={isDanger}
        upload={is.upload !== undefined}
        {...(cancel && { cancel })}
      >
        {fields ?? <Fields of={told(is.form, shown, visit)} form={form} choices={is.choices?.(shown, visit)} />}
      </Form>
    )
    if (is.under === undefined) return drawn
    return (
      <details open={form.problems.length > 0}>
        <summary>{told(is.under, shown, visit)}</summary>
        {drawn}
      </details>
    )
  },
  async send(shown, visit) {
    const typed = await visit.typed()
    const value = parseTyped(told(is.form, shown, visit), typed, is.code)
    const done = value.ok ? await is.send(visit, value.value, { shown, typed }) : value
    return done.ok
      ? goTo(visit.to(withSaid(is.to(done.value, shown, visit), told(is.said, done.value, visit))))
      : { typed, problems: done.problems }
  },
})

function overOf<Shown, Value, Answer>(
  is: FormOn<Shown, Value, Answer>,
  shown: Shown,
  visit: Visit,
  refused: Refused | undefined,
): Refused {
  const start = startOf(is, shown, visit)
  if (!is.version) return refused ?? fresh(start)
  const version = is.version(shown)
  return refused ? sentOver(start, version, refused) : formOver(start, version)
}

function startOf<Shown, Value, Answer>(
  { start, form }: FormOn<Shown, Value, Answer>,
  shown: Shown,
  visit: Visit,
): Typed {
  const from = start?.(shown, visit) ?? {}
  return from instanceof Typed ? from : typedOf(told(form, shown, visit), from)
}

export const told = <Shown, T>(of: Of<Shown, T>, shown: Shown, visit: Visit): T =>
  typeof of === 'function' ? (of as (shown: Shown, visit: Visit) => T)(shown, visit) : of // no T of ours is a function

/** The address of a page that says what was done, unless it says so itself (''): the word before the place on it that it leads to. */
export const withSaid = (path: string, said: string): string => {
  if (said === '') return path
  const [before = '', anchor] = path.split('#')
  return `${before}${before.includes('?') ? '&' : '?'}said=${said}${anchor === undefined ? '' : `#${anchor}`}`
}
