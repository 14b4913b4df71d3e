import { ok, type Problem, type Result, refuse } from '../../core/result.ts'
import { readUpTo, TooLarge } from './body.ts'
import { Typed } from './typed.ts'

/** What a program sent that is no object of plain values; `status` says what kind of fault it is. */
export type JsonBody =
  | { readonly ok: true; readonly typed: Typed; readonly text: string }
  | { readonly ok: false; readonly status: 400 | 413 | 415; readonly problems: readonly Problem[] }

/**
 * Reads what a program sends in place of a form: one JSON object of texts, numbers, yes and no, as a form would have sent it. Refuses
 * what is larger than `limit` bytes, not UTF-8, not JSON, or ambiguous: a name that stands twice, an object in an object.
 */
export async function readJsonForm(request: Request, limit: number): Promise<JsonBody> {
  const kind = (request.headers.get('content-type') ?? '').toLowerCase()
  if (!/^application\/json\s*(;|$)/.test(kind))
    return fault(415, refuse('json.type', 'Send JSON: the header Content-Type is application/json.'))
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await readUpTo(request, limit))
  } catch (error) {
    if (error instanceof TooLarge)
      return fault(413, refuse('json.too-large', `The body is larger than ${limit.toLocaleString('en-US')} bytes.`))
    if (error instanceof TypeError) return fault(400, refuse('json.letters', 'The body is not UTF-8.'))
    throw error
  }
  const read = flatJson(text)
  return read.ok ? { ok: true, typed: new Typed(read.value), text } : fault(400, read)
}

const fault = (status: 400 | 413 | 415, { problems }: { readonly problems: readonly Problem[] }): JsonBody => ({
  ok: false,
  status,
  problems,
})

// RFC 8259, with nothing nested: what is read here in one pass is read by every parser in the same way.
const space = '[ \\t\\n\\r]*'
const text = '"[^"\\\\\\u0000-\\u001f]*(?:\\\\(?:["\\\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\\\\u0000-\\u001f]*)*"'
const number = '-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?'
const name = new RegExp(`${space}(${text})${space}:${space}`, 'y')
const value = new RegExp(`(?:(${text})|(${number})|(true|false|null)|([[{]))${space}`, 'y')
const open = new RegExp(`${space}\\{${space}`, 'y')
const close = new RegExp(`\\}${space}$`, 'y')

/** The fields of one flat object in their order: true is `yes`, false `no`, null nothing, and a number its digits. */
export function flatJson(body: string): Result<readonly (readonly [string, string])[]> {
  const take = (pattern: RegExp, at: number): RegExpExecArray | null => {
    pattern.lastIndex = at
    return pattern.exec(body)
  }
  const fields = new Map<string, string>()
  const start = take(open, 0)
  if (!start) return notAnObject
  let at = start[0].length
  while (fields.size > 0 || !take(close, at)) {
    const named = take(name, at)
    if (!named) return broken(at)
    const field = String(JSON.parse(named[1] ?? '""'))
    at += named[0].length
    const found = take(value, at)
    if (!found) return broken(at)
    if (found[4] !== undefined)
      return refuse(
        'json.nested',
        'A field holds an object or a list. Each field is a text, a number, true, false or null.',
      )
    if (fields.has(field)) return refuse('json.twice', 'A field stands twice. Send each once.')
    fields.set(field, textOf(found))
    at += found[0].length
    if (take(close, at)) break
    if (body[at] !== ',') return broken(at)
    at += 1
  }
  return ok([...fields])
}

const textOf = ([, quoted, digits = '', word = '']: RegExpExecArray): string =>
  quoted === undefined ? ({ true: 'yes', false: 'no', null: '' }[word] ?? digits) : String(JSON.parse(quoted))

const notAnObject = refuse('json.shape', 'The body is one JSON object.')
// Where it breaks, never what stands there.
const broken = (at: number): ReturnType<typeof refuse> =>
  refuse('json.broken', `The body is not JSON: it cannot be read at character ${at + 1}.`)
