import { domainToASCII } from 'node:url'
import type { Answer, Who, World } from './world.ts'

// How a value goes through a form or a sheet of the product, and what became of it.

/** What became of a value that was sent through one door. */
export type Sent = {
  readonly answer: Answer
  /** The message that refused it; null when it was taken. */
  readonly refused: string | null
  /** What else was typed, and is lost when it is not in the answer. */
  readonly lost: readonly string[]
  /** Where it is shown once it is kept: pages of the team, and pages that everybody reads. */
  readonly team: readonly string[]
  readonly published: readonly string[]
  /** The page of a form in whose field it stands exactly as it was kept. */
  readonly editing?: { readonly path: string; readonly field: string }
  /** What a preview says of it, so that a person can see how it was read. */
  readonly note?: string
}

export type Door = {
  readonly name: string
  /** Null where the door cannot be given this value at all. */
  readonly send: (world: World, value: string) => Promise<Sent | null>
}

export const at = '/team/wilson'
export const idOf = async (world: World, statement: string, values?: unknown[]): Promise<string> =>
  (await world.rows<{ id: string }>(statement, values))[0]?.id ?? 'none'

type FormDoor = {
  readonly who: Who
  readonly path: (world: World) => string | Promise<string>
  readonly field: string
  /** The rest of the form, right in every way. */
  readonly rest?: (world: World) => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>
  readonly shown?: (world: World, location: string) => Partial<Sent> | Promise<Partial<Sent>>
}

/** A form that is filled and sent as a browser does. */
export const form = ({ who, path, field, rest, shown }: FormDoor): Door => ({
  name: `the form of ${field}`,
  async send(world, value) {
    const others = (await rest?.(world)) ?? {}
    const answer = await world.ask(who, await path(world), { form: { ...others, [field]: value } })
    const location = answer.location.replace(/[?#].*$/, '')
    if (answer.status < 400)
      return { answer, refused: null, lost: [], team: [location], published: [], ...(await shown?.(world, location)) }
    const { wrong, typed, problems, text } = await world.seen(answer.text)
    const message = answer.status === 422 ? (wrong[field] ?? '') : (problems[0] ?? text)
    // A period that is not in the list cannot stand in it.
    const asTyped = Object.fromEntries(
      Object.entries({ ...others, [field]: value }).filter(([name]) => name !== 'from' || field !== 'from'),
    )
    const lost = Object.entries(asTyped).filter(
      ([name, was]) => name !== 'password' && plain(typed[name] ?? '') !== plain(was) && typed[name] !== undefined,
    )
    const gone = Object.keys(asTyped).filter(
      (name) => name !== 'password' && name !== 'version' && typed[name] === undefined,
    )
    return {
      answer,
      refused: message,
      lost: answer.status === 422 ? [...lost.map(([name]) => name), ...gone] : [],
      team: [],
      published: [],
    }
  },
})

// What any form does to a text on its way: line ends, one Unicode form; NUL cannot stand in HTML.
const plain = (text: string): string =>
  withPlainHost(text)
    .replace(/\r\n?/g, '\n')
    .normalize('NFC')
    .replace(/[\0\uFFFD\n]/g, '')

/** A mail address with its host as the mail goes to it: a field of a browser shows the one for the other. */
const withPlainHost = (text: string): string => {
  const [, before = '', host = ''] = /^([^@\s]+@)([^@\s,;]+)$/.exec(text) ?? []
  return host === '' ? text : before + (domainToASCII(host) || host)
}

export const cell = (value: string): string => `"${value.replaceAll('"', '""')}"`

/** A sheet of completions with one person; refused when its preview finds a fault in the row. */
export const coachesSheet: Door = {
  name: 'a sheet of completions',
  async send(world, value) {
    const sheet = `Name,Course,Completed on\n${cell(value)},Recovery Coach Academy,2023-01-${String((world.next() % 28) + 1).padStart(2, '0')}\n`
    const file = { field: 'file', name: 'coaches.csv', bytes: Buffer.from(sheet) }
    const sending = await world.ask('coordinator', `${at}/training/import`, { file })
    if (sending.status !== 303) return refusal(world, sending)
    const preview = await world.ask('coordinator', sending.location)
    const seen = await world.seen(preview.text)
    const expected = seen.typed.expected ?? '0'
    if (preview.status !== 200 || expected === '0') return { ...(await refusal(world, preview)), refused: seen.text }
    const answer = await world.ask('coordinator', sending.location, { form: { expected } })
    if (answer.status !== 303) return refusal(world, answer)
    return {
      answer,
      refused: null,
      lost: [],
      team: [answer.location.replace(/\?.*/, '')],
      published: [],
      note: seen.text,
    }
  },
}

async function refusal(world: World, answer: Answer): Promise<Sent> {
  const { problems, text } = await world.seen(answer.text)
  return { answer, refused: problems.join(' ') || text, lost: [], team: [], published: [] }
}

/** A sheet of readings with one row; refused when the preview would bring nothing, or asks. */
export const readingsSheet = (row: (world: World, value: string) => string): Door => ({
  name: 'a sheet of readings',
  async send(world, value) {
    const file = { field: 'file', name: 'readings.csv', bytes: Buffer.from(`period,value\n${row(world, value)}\n`) }
    const path = `${at}/measures/${world.measure.id}/import`
    const preview = await world.ask('coordinator', path, { file })
    const seen = await world.seen(preview.text)
    if (preview.status !== 200 || !seen.typed.shown || !/Import 1 reading/.test(seen.text))
      return { ...(await refusal(world, preview)), refused: seen.text }
    const { sheet = '', decimalMark = '', shown = '' } = seen.typed
    const answer = await world.ask('coordinator', `${path}/decide`, {
      form: { sheet, decimalMark, shown, act: 'import' },
    })
    if (answer.status !== 303) return refusal(world, answer)
    return { ...figures(world.measure), answer, refused: null, lost: [], note: seen.text }
  },
})

/** Where readings of a measure of the set-up are shown. */
export const figures = ({ id, slug }: World['measure']): Pick<Sent, 'team' | 'published'> => {
  const page = `/wilson/m/${slug}`
  return {
    team: [`${at}/measures/${id}`, `${at}/measures/${id}/readings`],
    published: [page, `${page}.json`, `${page}.csv`, `${page}.svg`, `/embed${page}`],
  }
}

/** A month that has no reading yet. */
export const month = (world: World): string => {
  const count = world.next()
  return `${1991 + Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`
}
