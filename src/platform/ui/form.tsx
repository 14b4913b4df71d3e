import type { ComponentChildren, JSX } from 'preact'
import type { Language } from '../../core/language.ts'
import { Typed } from '../http/form.ts'
import type { Refused } from '../http/route.ts'

const nothingTyped: Refused = { typed: new Typed(), problems: [] }

/** The state of a form: what is in it, and what was wrong. `fresh(typedFrom(record))` starts from a record. */
export const fresh = (typed: Typed = nothingTyped.typed): Refused => ({ typed, problems: [] })

/** One of several forms of a page: its fields are told apart from those of the others. */
export const oneOfSeveral = (idsBegin: string, form: Refused): Refused => ({ ...form, idsBegin: `${idsBegin}-` })

const idOf = ({ idsBegin = '' }: Refused, name: string): string => idsBegin + name

const messageFor = (form: Refused, name: string): string | undefined =>
  form.problems.find((problem) => problem.field === name)?.message

/** A form that posts to `action`; its problems come first, each linked to its field. */
export function Form({
  form,
  action,
  children,
  save,
  second,
  danger,
  upload,
  cancel,
}: {
  form: Refused
  action: string
  children?: ComponentChildren
  /** The verb on the button: "Record completion". */
  save: string
  /** Another form of the page is what people come for. */
  second?: boolean
  danger?: boolean
  upload?: boolean
  cancel?: string
}): JSX.Element {
  return (
    <form method="post" action={action} class="form" noValidate enctype={upload ? 'multipart/form-data' : undefined}>
      <Problems form={form} />
      {children}
      <div class="form-acts">
        <button type="submit" class={`button${danger ? ' danger' : second ? ' second' : ''}`}>
          {save}
        </button>
        {cancel && <a href={cancel}>Cancel</a>}
      </div>
    </form>
  )
}

export function Problems({ form, language = 'en' }: { form: Refused; language?: Language }): JSX.Element | null {
  if (form.problems.length === 0) return null
  return (
    <div class="problems" role="alert" tabindex={-1} id="problems">
      <h2>{words[language].mend(form.problems.length)}</h2>
      <ul>
        {form.problems.map((problem) => (
          <li key={problem.code}>
            {problem.field ? <a href={`#${idOf(form, problem.field)}`}>{problem.message}</a> : problem.message}
          </li>
        ))}
      </ul>
    </div>
  )
}

const words: Readonly<Record<Language, { readonly optional: string; readonly mend: (count: number) => string }>> = {
  en: { optional: 'optional', mend: (count) => (count === 1 ? 'One thing to mend' : `${count} things to mend`) },
  es: {
    optional: 'opcional',
    mend: (count) => (count === 1 ? 'Hay que corregir una cosa' : `Hay que corregir ${count} cosas`),
  },
}

type FieldProps = {
  form: Refused
  name: string
  label: string
  help?: ComponentChildren
  /** Required is the default; optional is marked. */
  optional?: boolean
  /** Of the words around the field; English where it is not said. */
  language?: Language
}

function Field({
  form,
  name,
  label,
  help,
  optional,
  language = 'en',
  children,
}: FieldProps & { children: ComponentChildren }): JSX.Element {
  const message = messageFor(form, name)
  const id = idOf(form, name)
  return (
    <div class={message ? 'field wrong' : 'field'}>
      <label for={id}>
        {label} {optional && <span class="optional">({words[language].optional})</span>}
      </label>
      {help && (
        <div class="help" id={`${id}-help`}>
          {help}
        </div>
      )}
      {message && (
        <p class="problem" id={`${id}-problem`}>
          {message}
        </p>
      )}
      {children}
    </div>
  )
}

const described = ({ form, name, help }: FieldProps): string | undefined =>
  [help && `${idOf(form, name)}-help`, messageFor(form, name) && `${idOf(form, name)}-problem`]
    .filter(Boolean)
    .join(' ') || undefined

const common = (props: FieldProps) => ({
  id: idOf(props.form, props.name),
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
        list={list && `${idOf(props.form, props.name)}-list`}
      />
      {list && (
        <datalist id={`${idOf(props.form, props.name)}-list`}>
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

/** A time of the day, as the clock on the wall shows it. */
export function TimeField(props: FieldProps): JSX.Element {
  return (
    <Field {...props}>
      <input {...common(props)} type="time" class="short" value={props.form.typed.text(props.name)} />
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

type Option = { readonly value: string; readonly name: string }

export function Choice(props: FieldProps & { options: readonly Option[]; none?: string }): JSX.Element {
  return (
    <Field {...props}>
      <select {...common(props)}>
        {props.none !== undefined && <option value="">{props.none}</option>}
        <Options options={props.options} chosen={props.form.typed.text(props.name)} />
      </select>
    </Field>
  )
}

/** A choice among many, under headings. */
export function GroupedChoice(
  props: FieldProps & {
    none: string
    groups: readonly { readonly name: string; readonly options: readonly Option[] }[]
  },
): JSX.Element {
  return (
    <Field {...props}>
      <select {...common(props)} class="wide">
        <option value="">{props.none}</option>
        {props.groups.map(({ name, options }) => (
          <optgroup key={name} label={name}>
            <Options options={options} chosen={props.form.typed.text(props.name)} />
          </optgroup>
        ))}
      </select>
    </Field>
  )
}

const Options = ({ options, chosen }: { options: readonly Option[]; chosen: string }): JSX.Element => (
  <>
    {options.map(({ value, name }) => (
      <option key={value} value={value} selected={value === chosen}>
        {name}
      </option>
    ))}
  </>
)

/** A yes-or-no tick; sent as `yes`. */
export function Tick(props: FieldProps): JSX.Element {
  const message = messageFor(props.form, props.name)
  const id = idOf(props.form, props.name)
  return (
    <div class={message ? 'field tick wrong' : 'field tick'}>
      <input
        type="checkbox"
        id={id}
        name={props.name}
        value="yes"
        checked={props.form.typed.text(props.name) === 'yes'}
        aria-describedby={described(props)}
        aria-invalid={message ? true : undefined}
      />
      <label for={id}>{props.label}</label>
      {props.help && (
        <div class="help" id={`${id}-help`}>
          {props.help}
        </div>
      )}
      {message && (
        <p class="problem" id={`${id}-problem`}>
          {message}
        </p>
      )}
    </div>
  )
}

/** A field that people do not see. A program that fills every field it finds gives itself away. */
export const Trap = (): JSX.Element => (
  <div class="visually-hidden" aria-hidden="true">
    <label for="website">Website</label>
    <input id="website" name="website" tabindex={-1} autocomplete="off" value="" />
  </div>
)

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
