import type { ComponentChildren, JSX } from 'preact'
import { Typed } from '../http/form.ts'
import type { Refused } from '../http/route.ts'

const nothingTyped: Refused = { typed: new Typed(), problems: [] }

/** The state of a form: what is in it, and what was wrong. `fresh(typedFrom(record))` starts from a record. */
export const fresh = (typed: Typed = nothingTyped.typed): Refused => ({ typed, problems: [] })

const messageFor = (form: Refused, name: string): string | undefined =>
  form.problems.find((problem) => problem.field === name)?.message

/** A form that posts to `action`; its problems come first, each linked to its field. */
export function Form({
  form,
  action,
  children,
  save,
  danger,
  upload,
  cancel,
}: {
  form: Refused
  action: string
  children?: ComponentChildren
  /** The verb on the button: "Record completion". */
  save: string
  danger?: boolean
  upload?: boolean
  cancel?: string
}): JSX.Element {
  return (
    <form method="post" action={action} class="form" noValidate enctype={upload ? 'multipart/form-data' : undefined}>
      <Problems form={form} />
      {children}
      <div class="form-acts">
        <button type="submit" class={danger ? 'button danger' : 'button'}>
          {save}
        </button>
        {cancel && <a href={cancel}>Cancel</a>}
      </div>
    </form>
  )
}

export function Problems({ form }: { form: Refused }): JSX.Element | null {
  if (form.problems.length === 0) return null
  return (
    <div class="problems" role="alert" tabindex={-1} id="problems">
      <h2>{form.problems.length === 1 ? 'One thing to mend' : `${form.problems.length} things to mend`}</h2>
      <ul>
        {form.problems.map((problem) => (
          <li key={problem.code}>
            {problem.field ? <a href={`#${problem.field}`}>{problem.message}</a> : problem.message}
          </li>
        ))}
      </ul>
    </div>
  )
}

type FieldProps = {
  form: Refused
  name: string
  label: string
  help?: ComponentChildren
  /** Required is the default; optional is marked. */
  optional?: boolean
}

function Field({
  form,
  name,
  label,
  help,
  optional,
  children,
}: FieldProps & { children: ComponentChildren }): JSX.Element {
  const message = messageFor(form, name)
  return (
    <div class={message ? 'field wrong' : 'field'}>
      <label for={name}>
        {label} {optional && <span class="optional">(optional)</span>}
      </label>
      {help && (
        <div class="help" id={`${name}-help`}>
          {help}
        </div>
      )}
      {message && (
        <p class="problem" id={`${name}-problem`}>
          {message}
        </p>
      )}
      {children}
    </div>
  )
}

const described = ({ form, name, help }: FieldProps): string | undefined =>
  [help && `${name}-help`, messageFor(form, name) && `${name}-problem`].filter(Boolean).join(' ') || undefined

const common = (props: FieldProps) => ({
  id: props.name,
  name: props.name,
  required: !props.optional,
  'aria-describedby': described(props),
  'aria-invalid': messageFor(props.form, props.name) ? true : undefined,
})

/** One line of text. `type` chooses the keyboard a phone shows. */
export function TextField(
  props: FieldProps & {
    type?: 'text' | 'email' | 'tel' | 'url' | 'password' | 'search'
    inputMode?: 'numeric' | 'decimal'
    autoComplete?: string
    width?: 'short' | 'middle'
    list?: readonly string[]
  },
): JSX.Element {
  const { type = 'text', inputMode, autoComplete, width, list } = props
  return (
    <Field {...props}>
      <input
        {...common(props)}
        type={type as 'text'} // the typings know each kind of input apart; here they are one
        inputMode={inputMode}
        autoComplete={autoComplete ?? 'off'}
        class={width}
        value={type === 'password' ? undefined : props.form.typed.text(props.name)}
        list={list && `${props.name}-list`}
      />
      {list && (
        <datalist id={`${props.name}-list`}>
          {list.map((item) => (
            <option key={item} value={item} />
          ))}
        </datalist>
      )}
    </Field>
  )
}

export function DayField(props: FieldProps): JSX.Element {
  return (
    <Field {...props}>
      <input {...common(props)} type="date" class="short" value={props.form.typed.text(props.name)} />
    </Field>
  )
}

/** Several lines. With `rich`, the editor island takes over where there is JavaScript; the text stays Markdown. */
export function TextArea(props: FieldProps & { rows?: number; rich?: boolean }): JSX.Element {
  return (
    <Field {...props}>
      <textarea {...common(props)} rows={props.rows ?? 6} data-rich={props.rich ? 'markdown' : undefined}>
        {props.form.typed.text(props.name)}
      </textarea>
    </Field>
  )
}

export function Choice(
  props: FieldProps & { options: readonly { readonly value: string; readonly name: string }[]; none?: string },
): JSX.Element {
  const chosen = props.form.typed.text(props.name)
  return (
    <Field {...props}>
      <select {...common(props)}>
        {props.none !== undefined && <option value="">{props.none}</option>}
        {props.options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === chosen}>
            {option.name}
          </option>
        ))}
      </select>
    </Field>
  )
}

/** A yes-or-no tick; sent as `yes`. */
export function Tick(props: FieldProps): JSX.Element {
  return (
    <div class="field tick">
      <input
        type="checkbox"
        id={props.name}
        name={props.name}
        value="yes"
        checked={props.form.typed.text(props.name) === 'yes'}
        aria-describedby={described(props)}
      />
      <label for={props.name}>{props.label}</label>
      {props.help && (
        <div class="help" id={`${props.name}-help`}>
          {props.help}
        </div>
      )}
    </div>
  )
}

export function FileField(props: FieldProps & { accept: string }): JSX.Element {
  return (
    <Field {...props}>
      <input {...common(props)} type="file" accept={props.accept} />
    </Field>
  )
}

/** A value that travels with the form unseen: the version that was read, an id made once. */
export const Hidden = ({ name, value }: { name: string; value: string | number }): JSX.Element => (
  <input type="hidden" name={name} value={value} />
)
