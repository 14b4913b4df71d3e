import { EmsProblem } from './model.ts'

/**
 * The text of a document as its bytes come: by its byte-order mark, else as its first line says, else UTF-8. A document that says
 * UTF-16 in single bytes was written as UTF-8 by a program that did not know it.
 */
export async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null
  let held = Buffer.alloc(0)
  for await (const part of bytes) {
    if (!decoder) {
      held = Buffer.concat([held, part])
      if (held.length < enoughToTell) continue
      decoder = decoderFor(held)
      yield textOf(decoder, held)
      continue
    }
    yield textOf(decoder, part)
  }
  if (!decoder && held.length > 0) yield textOf(decoderFor(held), held)
}

/** An XML declaration is shorter. */
const enoughToTell = 256

function textOf(decoder: TextDecoder, bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes, { stream: true })
  } catch {
    throw new EmsProblem(`It holds bytes that are not ${decoder.encoding.toUpperCase()}. Export it again.`)
  }
}

function decoderFor(start: Buffer): TextDecoder {
  const label = encodingOf(start)
  try {
    return new TextDecoder(label, { fatal: true })
  } catch {
    throw new EmsProblem(`It says that it is written in ${label.slice(0, 40)}, which is not known. Export it as UTF-8.`)
  }
}

function encodingOf(start: Buffer): string {
  const [one, two] = start
  if ((one === 0xff && two === 0xfe) || (one === 0x3c && two === 0)) return 'utf-16le'
  if ((one === 0xfe && two === 0xff) || (one === 0 && two === 0x3c)) return 'utf-16be'
  if (one === 0xef) return 'utf-8'
  const [, label = 'utf-8'] = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']+)["']/.exec(start.toString('latin1')) ?? []
  return /^(utf|ucs|iso-10646-ucs)-?(16|2)/i.test(label) ? 'utf-8' : label
}
