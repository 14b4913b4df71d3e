import { damaged } from './envelope.ts'
import { takerOf } from './taker.ts'

/** What a backup says before its tables. `masterKey` is the key in KEY_FILE, 64 hex digits, without which sealed fields do not open. */
export type Head = {
  readonly madeAt: string
  readonly migrations: readonly { readonly name: string; readonly timestamp: string }[]
  readonly masterKey: string | null
}
export type Table = { readonly name: string; readonly columns: readonly string[] }
/** What it says after them: how many lines of each table it holds, and where sequences stand. */
export type End = {
  readonly rows: Readonly<Record<string, number>>
  readonly sequences: readonly { readonly name: string; readonly last: string }[]
}

/** A frame: its kind, the length of its bytes, and they. */
export function frame(kind: 'H' | 'T' | 'D' | 'E', content: Buffer | Head | Table | End): Buffer {
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content))
  const head = Buffer.alloc(5)
  head.write(kind, 'latin1')
  head.writeUInt32BE(bytes.length, 1)
  return Buffer.concat([head, bytes])
}

export type Reader = {
  head(head: Head): Promise<void>
  /** Reads all lines of a table, as COPY wrote them. */
  table(table: Table, lines: AsyncIterable<Buffer>): Promise<void>
  end(end: End): Promise<void>
}

/** Reads a backup from its first to its last frame. Throws where it is not whole. */
export async function readFrames(plain: AsyncIterable<Buffer>, reader: Reader): Promise<void> {
  const take = takerOf(plain)
  const next = async (): Promise<{ kind: string; bytes: Buffer }> => {
    const head = await take(5)
    if (head.length < 5) throw damaged()
    return { kind: head.toString('latin1', 0, 1), bytes: await take(head.readUInt32BE(1)) }
  }
  let one = await next()
  if (one.kind !== 'H') throw damaged()
  await reader.head(said<Head>(one.bytes))
  one = await next()
  while (one.kind === 'T') {
    const table = said<Table>(one.bytes)
    one = await next()
    async function* lines(): AsyncGenerator<Buffer> {
      for (; one.kind === 'D'; one = await next()) yield one.bytes
    }
    await reader.table(table, lines())
  }
  if (one.kind !== 'E') throw damaged()
  await reader.end(said<End>(one.bytes))
  if ((await take(1)).length > 0) throw damaged()
}

const said = <T>(bytes: Buffer): T => JSON.parse(bytes.toString('utf8')) as T // authenticated, and written by `frame`
