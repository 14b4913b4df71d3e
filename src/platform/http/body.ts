import { Typed } from './typed.ts'

export type SentFile = { readonly name: string; readonly bytes: Uint8Array }
export type Sent = { readonly typed: Typed; readonly files: ReadonlyMap<string, SentFile> }

/** The body was larger than the route takes. */
export class TooLarge extends Error {}
/** The body is not a form. */
export class NotAForm extends Error {}

const mostFields = 2_000

/** Reads a form or an upload of at most `limit` bytes. */
export async function readSent(request: Request, limit: number): Promise<Sent> {
  const kind = request.headers.get('content-type') ?? ''
  const isForm = kind.startsWith('application/x-www-form-urlencoded')
  if (kind !== '' && !isForm && !kind.startsWith('multipart/form-data')) throw new NotAForm()
  const bytes = await readUpTo(request, limit)
  // A button sends nothing, and who sends nothing need not say in what form.
  if (kind === '' && bytes.length > 0) throw new NotAForm()
  if (kind === '') return { typed: new Typed(), files: new Map() }
  const entries = isForm ? [...new URLSearchParams(new TextDecoder().decode(bytes))] : [...(await asForm(bytes, kind))]
  if (entries.length > mostFields) throw new TooLarge()
  const texts: [string, string][] = []
  const files = new Map<string, SentFile>()
  for (const [name, value] of entries) {
    if (typeof value === 'string') texts.push([name, value])
    else if (value.size > 0) files.set(name, { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) })
  }
  return { typed: new Typed(texts), files }
}

/** The fields of an upload without its files, which are let go as they come: for one that there is no room for. */
export async function readTexts(request: Request, limit: number): Promise<Typed> {
  const kind = request.headers.get('content-type') ?? ''
  if (!kind.startsWith('multipart/form-data')) return (await readSent(request, limit)).typed
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/.exec(kind)
  const parts = withoutFiles(Buffer.from(`\r\n--${boundary?.[1] ?? boundary?.[2] ?? ''}`))
  let size = 0
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > limit || parts.take(chunk) > mostText) throw new TooLarge()
  }
  const texts = [...(await asForm(parts.kept(), kind))]
  return new Typed(
    texts.flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : [])),
  )
}

const mostText = 1_000_000

/** A body of several parts as it comes in, of which those with a file are dropped (RFC 7578). `take` answers how much is kept. */
function withoutFiles(delimiter: Buffer): { take(chunk: Uint8Array): number; kept(): Buffer } {
  const kept: Buffer[] = []
  let size = 0
  let rest = Buffer.from('\r\n')
  let part: 'head' | 'text' | 'file' = 'file' // what stands before the first delimiter is dropped too
  const keep = (bytes: Buffer): void => {
    kept.push(Buffer.from(bytes)) // a copy: the chunk it is cut from can go
    size += bytes.length
  }
  const step = (): boolean => {
    const isHead = part === 'head'
    const at = rest.indexOf(isHead ? headEnd : delimiter)
    const end =
      at === -1 ? (isHead ? 0 : Math.max(0, rest.length - delimiter.length)) : at + (isHead ? headEnd.length : 0)
    const piece = rest.subarray(0, end)
    if (isHead && at !== -1) {
      part = /;\s*filename\*?=/i.test(piece.toString('latin1')) ? 'file' : 'text'
      if (part === 'text') keep(delimiter)
    }
    if (part === 'text') keep(piece)
    rest = rest.subarray(at === -1 || isHead ? end : end + delimiter.length)
    if (at !== -1 && !isHead) part = 'head'
    return at !== -1
  }
  return {
    take(chunk) {
      rest = Buffer.concat([rest, chunk])
      while (step());
      return size + (part === 'head' ? rest.length : 0)
    },
    kept: () => Buffer.concat([...kept, delimiter, Buffer.from('--\r\n')]).subarray(2),
  }
}

const headEnd = Buffer.from('\r\n\r\n')

/** The bytes of a body, of at most `limit`; throws `TooLarge` beyond. */
export async function readUpTo(request: Request, limit: number): Promise<Uint8Array> {
  const announced = request.headers.get('content-length')
  if (Number(announced ?? 0) > limit) throw new TooLarge()
  // What says how long it is cannot be longer, and is read at once: as a stream it cost each save 0.2 ms.
  if (announced !== null) return new Uint8Array(await request.arrayBuffer())
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.length
    if (size > limit) throw new TooLarge()
    parts.push(part)
  }
  return Buffer.concat(parts)
}

async function asForm(bytes: Uint8Array, kind: string): Promise<FormData> {
  try {
    return await new Response(bytes as BodyInit, { headers: { 'content-type': kind } }).formData()
  } catch {
    throw new NotAForm()
  }
}
