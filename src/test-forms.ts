/** One thing that a person fills in, or that travels with the form unseen. */
export type Field = {
  readonly name: string
  readonly kind: 'hidden' | 'tick' | 'choice' | 'text' | 'file'
  /** The type or the input mode of a text: `date`, `email`, `numeric`, … */
  readonly type: string
  /** What it holds; of a tick, what it sends when it is ticked. */
  readonly value: string
  readonly isTicked: boolean
  readonly isRequired: boolean
  readonly options: readonly { readonly value: string; readonly name: string }[]
}

/** A form of a page as a browser reads it. */
export type FormOnPage = {
  readonly action: string
  /** Where it is sent and what travels unseen, but for the version: one form of several to the same address. */
  readonly name: string
  readonly fields: readonly Field[]
}

/** The forms of a page that are sent, in their order. Reads what our own pages write, no other HTML. */
export const formsIn = (html: string): readonly FormOnPage[] =>
  [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].flatMap(([, attributes = '', inner = '']) => {
    if (attributeOf(attributes, 'method') !== 'post') return []
    const action = attributeOf(attributes, 'action') ?? ''
    const fields = fieldsIn(inner)
    const unseen = fields.filter(({ kind, name }) => kind === 'hidden' && !name.startsWith('version'))
    return [{ action, fields, name: [action, ...unseen.map(({ name, value }) => `${name}=${value}`)].join(' ') }]
  })

const controls =
  /<input\b([^>]*)>|<textarea\b([^>]*)>([\s\S]*?)<\/textarea>|<select\b([^>]*)>([\s\S]*?)<\/select>|<button\b([^>]*)>/g

function fieldsIn(html: string): readonly Field[] {
  const fields: Field[] = []
  const named: Field[] = []
  for (const found of html.matchAll(controls)) {
    const [whole, input, area, text = '', select, options = '', button] = found
    if (input !== undefined) addInput(fields, input, labelBehind(html.slice(found.index + whole.length)))
    if (area !== undefined)
      fields.push({
        ...blank,
        name: attributeOf(area, 'name') ?? '',
        value: plain(text).replace(/^\n/, ''),
        isRequired: isRequired(area),
      })
    if (select !== undefined)
      fields.push({ ...choiceOf(attributeOf(select, 'name') ?? '', options), isRequired: isRequired(select) })
    if (button === undefined) continue
    const name = attributeOf(button, 'name')
    const value = attributeOf(button, 'value') ?? ''
    named.push({ ...blank, name: name ?? '', kind: 'hidden', value })
  }
  // A button without a name saves; where each has one, the first is taken.
  return named.some(({ name }) => name === '') ? fields : [...fields, ...named.slice(0, 1)]
}

const blank: Field = {
  name: '',
  kind: 'text',
  type: 'text',
  value: '',
  isTicked: false,
  isRequired: false,
  options: [],
}

/** What is said behind an input within its label; '' where its label stands elsewhere. */
const labelBehind = (html: string): string =>
  plain(/^(?:(?!<input|<label)[\s\S])*?(?=<\/label>)/.exec(html)?.[0] ?? '')
    .replace(/\s+/g, ' ')
    .trim()

function addInput(fields: Field[], attributes: string, label: string): void {
  const name = attributeOf(attributes, 'name')
  if (name === undefined) return // a browser sends nothing of it
  const type = attributeOf(attributes, 'type') ?? 'text'
  const value = attributeOf(attributes, 'value') ?? ''
  const isTicked = /\schecked\b/.test(attributes)
  const kinds: Readonly<Record<string, Field['kind']>> = { hidden: 'hidden', checkbox: 'tick', file: 'file' }
  if (type !== 'radio') {
    fields.push({
      ...blank,
      name,
      kind: kinds[type] ?? 'text',
      type: attributeOf(attributes, 'inputmode') ?? type,
      value,
      isTicked,
      isRequired: isRequired(attributes),
    })
    return
  }
  const at = fields.findIndex((field) => field.name === name)
  const before = fields[at] ?? { ...blank, name, kind: 'choice' }
  const options = [...before.options, { value, name: label || value }]
  fields.splice(at === -1 ? fields.length : at, 1, { ...before, options, value: isTicked ? value : before.value })
}

const isRequired = (attributes: string): boolean => /\srequired\b/.test(attributes)

function choiceOf(name: string, html: string): Field {
  const found = [...html.matchAll(/<option\b([^>]*)>([\s\S]*?)<\/option>/g)].map(([, attributes = '', text = '']) => ({
    value: attributeOf(attributes, 'value') ?? plain(text),
    name: plain(text),
    isChosen: /\sselected\b/.test(attributes),
  }))
  const chosen = found.find(({ isChosen }) => isChosen) ?? found[0]
  const options = found.map(({ value, name: called }) => ({ value, name: called }))
  return { ...blank, name, kind: 'choice', value: chosen?.value ?? '', options }
}

/** What an attribute says; '' where it stands without a value, as an empty one does. */
function attributeOf(attributes: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}(?:="([^"]*)")?(?=[\\s/]|$)`, 'i').exec(` ${attributes}`)
  return found ? plain(found[1] ?? '') : undefined
}

/** A piece of a page as it is read: no markup, no entities. */
export const plain = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

/** What a page says of a form that did not pass: its problems, and what somebody saved meanwhile. */
export const saidOfForm = (html: string): string =>
  [
    ...html.matchAll(/<div class="problems"[\s\S]*?<\/div>/g),
    ...html.matchAll(/<p class="problem"[\s\S]*?<\/p>/g),
    ...html.matchAll(/<div class="saved-now"[\s\S]*?<\/div>/g),
  ]
    .map(([part]) => plain(part))
    .join('\n')

/** A form with something plausible in what is empty: in what must be filled in, or in every field. */
export const completed = (form: FormOnPage, which: 'required' | 'all'): FormOnPage => ({
  ...form,
  fields: form.fields.map((field) =>
    field.value === '' && (which === 'all' || field.isRequired) && (field.kind === 'text' || field.kind === 'choice')
      ? { ...field, value: plausible(field) }
      : field,
  ),
})

function plausible({ type, options, name }: Field): string {
  if (options.length > 0) return options.find(({ value }) => value !== '')?.value ?? ''
  if (/website|url|link/i.test(name)) return 'https://words.example.org'
  return examples[type] ?? 'Words'
}

const examples: Readonly<Record<string, string>> = {
  date: '2025-01-15',
  time: '16:00',
  numeric: '2',
  decimal: '2',
  email: 'words@example.org',
  tel: '252-555-0142',
  url: 'https://words.example.org',
}

/** What a browser sends for a form, with some fields changed; `null` leaves a tick out. */
export function filled(form: FormOnPage, changes: Readonly<Record<string, string>> = {}): FormData {
  const data = new FormData()
  for (const field of form.fields) {
    if (field.kind === 'file' || field.name === '') continue
    const value = changes[keyOf(field)] ?? field.value
    if (field.kind === 'tick' && !(changes[keyOf(field)] === undefined ? field.isTicked : value === 'checked')) continue
    data.append(field.name, field.kind === 'tick' ? field.value : value)
  }
  for (const [name, value] of Object.entries(changes))
    if (!form.fields.some((field) => keyOf(field) === name)) data.append(name, value)
  return data
}

/** Ticks of one name are told apart by what they send. */
export const keyOf = ({ name, kind, value }: Field): string =>
  kind === 'tick' && value !== 'yes' ? `${name}=${value}` : name

/** What a field says: its text, its choice, `checked` or `not checked`. */
export const held = (field: Field): string =>
  field.kind === 'tick' ? (field.isTicked ? 'checked' : 'not checked') : field.value
