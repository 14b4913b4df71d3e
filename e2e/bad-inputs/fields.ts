import { fields } from './bindings.ts'
import { type FieldCase, textsOf } from './cases.ts'
import type { Door, Sent } from './doors.ts'
import { liveFaults } from './live.ts'
import { faultsIn, notPresent, type Verdict, verdictOf, writtenFaults } from './verdict.ts'
import { must, type World } from './world.ts'

/** Sends a value through every door that its field has, and judges by the kind of the case; all doors must agree. */
export async function judgeField(world: World, one: FieldCase): Promise<Verdict> {
  const doors = fields[one.field]
  if (!doors) return notPresent(`the product has no field ${one.field}`)
  const judged = judge[one.kind]
  if (!judged) return notPresent(`nothing says what ${one.kind} comes to`)
  const [faults, tried] = [[] as string[], [] as string[]]
  for (const value of textsOf(one.value))
    for (const door of doors) {
      const found = await judged(world, one, { door, value })
      if (found) tried.push(door.name)
      faults.push(...(found ?? []).map((each) => `${door.name}: ${each}`))
    }
  return tried.length === 0 ? notPresent(`no ${one.field} can be given this value`) : verdictOf(faults)
}

type Through = { readonly door: Door; readonly value: string }
/** Null where the door cannot be given the value. */
type Judge = (world: World, one: FieldCase, through: Through) => Promise<readonly string[] | null>

const accept: Judge = async (world, one, { door, value }) => {
  const before = await world.everything()
  const sent = await door.send(world, value)
  if (!sent) return null
  if (sent.refused !== null) {
    // A day or a name of a period is typed in a sheet; the form offers a list.
    if (one.field === 'measure.period' && door.name.startsWith('the form')) return faultsIn([sent.answer])
    return [`a true thing is refused: ${short(sent.refused)}`, ...faultsIn([sent.answer])]
  }
  const faults = [...faultsIn([sent.answer]), ...(await shownFaults(world, one, sent, value))]
  if (one.field.startsWith('search.')) faults.push(...writtenFaults(before, await world.everything()))
  const found = /search finds it as '([^']+)'/.exec(one.expect.join(';'))?.[1]
  if (found) faults.push(...(await searchFaults(world, found, value)))
  if (/CSV/.test(one.expect.join(';'))) faults.push(...(await exportFaults(world, one, sent, value)))
  return faults
}

const reject: Judge = async (world, one, { door, value }) => {
  const before = await world.everything()
  const sent = await door.send(world, value)
  if (!sent) return null
  if (sent.refused === null) {
    if (sent.note && /asked|shown|warn/.test(one.expect.join(';')) && /are read with/.test(sent.note)) return []
    return [`it is taken (${sent.answer.status} ${sent.answer.location})`]
  }
  return [
    ...faultsIn([sent.answer]),
    ...(sent.refused.trim() === '' ? ['no message beside the field'] : []),
    ...sent.lost.map((name) => `what was typed as ${name} is lost`),
    ...writtenFaults(before, await world.everything(), ['training_sheet']), // a sheet waits there for a decision
  ]
}

const neutralise: Judge = async (world, one, { door, value }) => {
  const mails = await world.rows('select id from mail')
  const sent = await door.send(world, value)
  if (!sent) return null
  const faults = [...faultsIn([sent.answer])]
  if (sent.answer.text.includes(value) && /<\w/.test(value)) faults.push('the answer holds the value as markup')
  if (sent.refused === null) {
    await world.publish()
    faults.push(...(await liveFaults(world, 'administrator', [...sent.team, ...sent.published].filter(isPage), value)))
    faults.push(...(await templateFaults(world, one, sent, value)))
    if (/CSV/.test(one.expect.join(';'))) faults.push(...(await exportFaults(world, one, sent, value)))
  }
  const subjects = await world.rows<{ subject: string; to_address: string }>('select subject, to_address from mail')
  if (subjects.length > mails.length + 1) faults.push('more than one message was sent')
  if (subjects.some(({ subject, to_address }) => /[\r\n]/.test(subject) || /[\s,;]/.test(to_address)))
    faults.push('a message has a header of its own')
  return faults
}

const warn: Judge = async (world, one, { door, value }) => {
  const sent = await door.send(world, value)
  if (!sent) return null
  if (sent.refused !== null) return [`it is refused and not warned of: ${short(sent.refused)}`]
  const draft = await world.ask('editor', '/team/wilson/publish')
  const seen = await world.seen(draft.text)
  const own = [...new Set(seen.marks)].filter((mark) => value.includes(mark.trim()))
  const named = /looks like ([^;]+)/
    .exec(one.expect.join(';'))?.[1]
    ?.split(/,| and /)
    .filter((each) => each.trim() !== '') ?? ['one']
  const faults = [...faultsIn([sent.answer, draft])]
  if (own.length < named.length) faults.push(`${own.length} of ${named.length} things are marked: ${own.join(' | ')}`)
  const form = { mark: seen.typed.mark ?? '', note: '' }
  must(303, await world.ask('editor', '/team/wilson/publish', { form }))
  const [edition] = await world.rows<{ accepted: readonly unknown[]; published_by: string | null }>(
    'select accepted, published_by from edition where org_id = $1 order by number desc limit 1',
    [world.org],
  )
  if (!edition?.published_by || edition.accepted.length < named.length) faults.push('who accepted what is not kept')
  return faults
}

const judge: Readonly<Partial<Record<string, Judge>>> = { accept, reject, neutralise, warn }

const short = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 160)
const isPage = (path: string): boolean => !/\.(json|csv|png)$/.test(path)
// Blanks run together on a page, and NUL cannot stand on one.
const folded = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\0\uFFFD]/g, '')
    .replace(/\s+/g, ' ')
    .trim()

/** What was kept is shown again as it was typed, everywhere it is shown. */
async function shownFaults(world: World, one: FieldCase, sent: Sent, value: string): Promise<readonly string[]> {
  const faults: string[] = []
  if (one.field === 'measure.period') return faults // it is shown in the words of its calendar
  if (one.field.startsWith('search.')) {
    const { typed } = await world.seen(sent.answer.text)
    return folded(typed.q ?? '').startsWith(folded(value).slice(0, 100)) ? [] : ['what was searched for is not shown']
  }
  for (const path of sent.team.slice(0, 1)) {
    const page = await world.ask('administrator', path)
    const seen = await world.seen(page.text)
    const all = [seen.text, ...Object.values(seen.typed)].map(folded)
    if (!/[*_`#[\]]/.test(value) && !all.some((text) => text.includes(folded(value)) || text.includes(figure(value))))
      faults.push(`it is not shown again on ${path}`)
    faults.push(...faultsIn([page]))
  }
  if (!sent.editing) return faults
  const page = await world.ask('administrator', sent.editing.path)
  const kept = (await world.seen(page.text)).typed[sent.editing.field] ?? ''
  const isPhone = /phone/.test(sent.editing.field)
  if (isPhone ? digits(kept) !== digits(value) : kept !== value.normalize('NFC').trim())
    faults.push(`it is kept as ${JSON.stringify(kept.slice(0, 80))}`)
  return faults
}

/** A number as our pages write it. */
const figure = (value: string): string =>
  /^-?\d+(\.\d+)?$/.test(value) ? Number(value).toLocaleString('en-US', { maximumFractionDigits: 6 }) : '\0'
const digits = (text: string): string => text.replace(/\D/g, '').replace(/^1/, '')

async function searchFaults(world: World, words: string, value: string): Promise<readonly string[]> {
  const page = await world.ask('viewer', `/team/wilson/coaches?q=${encodeURIComponent(words)}`)
  const { text } = await world.seen(page.text)
  return folded(text).includes(folded(value)) ? faultsIn([page]) : [`a search for “${words}” does not find it`]
}

async function templateFaults(world: World, one: FieldCase, sent: Sent, value: string): Promise<readonly string[]> {
  if (one.class !== 'template-injection') return []
  const [path] = sent.team
  if (!path) return ['it is shown nowhere']
  const { text, typed } = await world.seen((await world.ask('administrator', path)).text)
  const isLiteral = [text, ...Object.values(typed)].some((each) => folded(each).includes(folded(value)))
  return isLiteral ? [] : [`it is not shown literally on ${path}`]
}

/** A table that is taken out runs nothing, and brings the same value when it is taken in again. */
async function exportFaults(world: World, one: FieldCase, sent: Sent, value: string): Promise<readonly string[]> {
  if (one.field === 'coach.name') return sheetFaults(world, value)
  await world.publish()
  const csv = sent.published.find((path) => path.endsWith('.csv'))
  if (!csv || !/^-?\d/.test(value)) return []
  const table = (await world.send(csv)).text
  return new RegExp(`(^|,)${value.replace('.', '\\.')}(,|\\r?$)`, 'm').test(table)
    ? []
    : [`${value} is not a plain number in ${csv}`]
}

/** The list of rows at fault is a table that carries names as they came. */
async function sheetFaults(world: World, value: string): Promise<readonly string[]> {
  const send = async (sheet: string): Promise<string> => {
    const file = { field: 'file', name: 'again.csv', bytes: Buffer.from(sheet) }
    return must(303, await world.ask('coordinator', '/team/wilson/training/import', { file })).location
  }
  const quoted = `"${value.replaceAll('"', '""')}"`
  const first = await send(`Name,Course,Completed on\n${quoted},Recovery Coach Academy,no day ${world.next()}\n`)
  const table = must(200, await world.ask('coordinator', `${first}/faults.csv`)).text
  const cell = cellsOf(table).find((each) => each.includes(value.slice(0, 12)))
  if (cell === undefined) return ['the table of faults does not hold it']
  const faults = /^[=+\-@\t\r]/.test(cell) ? ['a program for tables would run it'] : []
  const back = await send(table.replace(/no day \d+/g, '2023-02-03'))
  const { text } = await world.seen((await world.ask('coordinator', back)).text)
  return folded(text).includes(folded(value)) ? faults : [...faults, 'taken in again it is not the same']
}

/** The cells of a CSV text, without its quotes. */
const cellsOf = (csv: string): string[] =>
  [...csv.matchAll(/(?:^|,|\n)(?:"((?:[^"]|"")*)"|([^,\r\n]*))/g)].map(
    ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '',
  )
