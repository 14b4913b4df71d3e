// Longer than most: every kind of field stands beside the others, since help, problem and what is saved now hang on each alike.
import type { ComponentChildren, JSX } from 'preact'
import { dayInWords, isDay } from '../../core/day.ts'
import type { Language } from '../../core/language.ts'
import { isMeanwhile } from '../../core/result.ts'
import type { Refused } from '../http/route.ts'
import { Typed } from '../http/typed.ts'

const nothingTyped: Refused = { typed: new Typed(), problems: [] }

/** The state of a form: what is in it, and what was wrong. `fresh(typedFrom(record))` starts from a record. */
export const fresh = (typed: Typed = nothingTyped.typed): Refused => ({ typed, problems: [] })

/**
 * A form over a record that others may save too: it starts from what is saved. Refused, it keeps the version at which it was
 * opened, so that what somebody saved since is not replaced unseen; refused for just that, it carries the newest, and each
 * field shows what is saved now beside what was typed.
 */
export function formOver(saved: Typed, version: number | string, refused?: Refused): Refused {
  // A button beside the form was refused: nothing was typed.
  if (!refused || refused.typed.isBlank()) return { ...fresh(saved), version, problems: refused?.problems ?? [] }
  return sentOver(saved, version, refused)
}

/** The same of what was surely sent by the form itself: where nothing is ticked, nothing but the version comes. */
export const sentOver = (saved: Typed, version: number | string, refused: Refused): Refused =>
  refused.problems.some(isMeanwhile)
    ? { ...refused, version, saved }
    : { ...refused, version: refused.typed.text('version') }

/** For a question of the moment, which no record holds. */
export const asked = ({ typed, problems, idsBegin }: Refused): Refused => ({
  typed,
  problems,
  ...(idsBegin !== undefined && { idsBegin }),
})

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
  language,
}: {
  form: Refused
  action: string
  children?: ComponentChildren
  language?: Language
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
      <Problems form={form} {...(language && { language })} />
      {form.version !== undefined && <Hidden name="version" value={form.version} />}
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

/** What is saved now in a field, where somebody saved it while the form was open and it says something else. */
export function SavedNow({
  form,
  name,
  asRead = (text) => text,
}: {
  form: Refused
  name: string
  /** What is in the field, as people read it. */
  asRead?: ((text: string) => string) | undefined
}): JSX.Element | null {
  const saved = savedNow(form, name)
  if (saved === undefined) return null
  return (
    <div class="saved-now" id={`${idOf(form, name)}-saved`}>
      <strong>Saved now:</strong> {saved === '' ? <em>empty</em> : <span>{asRead(saved)}</span>}
    </div>
  )
}

function savedNow({ saved, typed }: Refused, name: string): string | undefined {
  const [theirs, yours] = [saved?.text(name).trim(), typed.text(name).trim()]
  return theirs === yours ? undefined : theirs
}

function Field({
  form,
  name,
  label,
  help,
  optional,
  language = 'en',
  asRead,
  children,
}: FieldProps & { children: ComponentChildren; asRead?: (text: string) => string }): JSX.Element {
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
      <SavedNow form={form} name={name} asRead={asRead} />
      {children}
    </div>
  )
}

const described = ({ form, name, help }: FieldProps): string | undefined =>
  [
    help && `${idOf(form, name)}-help`,
    messageFor(form, name) && `${idOf(form, name)}-problem`,
    savedNow(form, name) !== undefined && `${idOf(form, name)}-saved`,
  ]
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
    <Field {...props} asRead={(text) => (isDay(text) ? dayInWords(text) : text)}>
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

const nameIn =
  (options: readonly Option[]) =>
  (chosen: string): string =>
    options.find(({ value }) => value === chosen)?.name ?? chosen

export function Choice(props: FieldProps & { options: readonly Option[]; none?: string }): JSX.Element {
  return (
    <Field {...props} asRead={nameIn(props.options)}>
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
    <Field {...props} asRead={nameIn(props.groups.flatMap(({ options }) => options))}>
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

/** One of several ticks that are sent under one name, each with its own value. */
export function TickAmong({
  form,
  name,
  value,
  label,
}: {
  form: Refused
  name: string
  value: string
  label: ComponentChildren
}): JSX.Element {
  const id = idOf(form, `${name}-${value}`)
  const isTicked = form.typed.all(name).includes(value)
  const isSaved = form.saved?.all(name).includes(value) ?? isTicked
  return (
    <div class="field tick">
      <input
        type="checkbox"
        id={id}
        name={name}
        value={value}
        checked={isTicked}
        aria-describedby={isSaved === isTicked ? undefined : `${id}-saved`}
      />
      <label for={id}>{label}</label>
      {isSaved !== isTicked && <SavedTick id={id} isTicked={isSaved} />}
    </div>
  )
}

const SavedTick = ({ id, isTicked }: { id: string; isTicked: boolean }): JSX.Element => (
  <div class="saved-now" id={`${id}-saved`}>
    <strong>Saved now:</strong> {isTicked ? 'checked' : 'not checked'}
  </div>
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
      {savedNow(props.form, props.name) !== undefined && (
        <SavedTick id={id} isTicked={props.form.saved?.text(props.name) === 'yes'} />
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
