import { type Entry, fromBufferPromise } from 'yauzl'
import { limits, SheetProblem } from './sheet.ts'

/** A part of an archive, unpacked as it is read. */
export type Part = AsyncIterable<Uint8Array>

const damaged = (): SheetProblem =>
  new SheetProblem(
    'damaged',
    'The file is damaged: it ends too early or its parts do not fit. Save it again and send it once more.',
  )
const tooMuch = (): SheetProblem =>
  new SheetProblem(
    'unpacks-too-large',
    `The file unpacks to more than ${limits.unpackedBytes / 1024 / 1024} MB. Keep only what is to be imported, or save it as CSV.`,
  )

/**
 * The parts of a zip archive by name, unpacked only when asked for, one after the other. The bounds hold for what really
 * comes out, not for what the archive says of itself. Refuses encryption, other ways of packing, too many parts, and what
 * unpacks too large.
 */
export async function openZip(
  bytes: Uint8Array,
): Promise<{ names: readonly string[]; part: (name: string) => Part | null }> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const zip = await orDamaged(fromBufferPromise(file, { validateEntrySizes: false }))
  if (zip.entryCount > limits.entries)
    throw new SheetProblem(
      'too-many-parts',
      'The file has too many parts. Keep only what is to be imported, or save it as CSV.',
    )
  const entries = await orDamaged(byName(zip.eachEntry()))
  let left: number = limits.unpackedBytes

  async function* unpacked(entry: Entry): Part {
    // Small parts of a true workbook pack well; only a large one that packs unbelievably well is a trap.
    const most = Math.min(left, Math.max(1024 * 1024, entry.compressedSize * limits.ratio))
    if (entry.uncompressedSize > most) throw tooMuch()
    let size = 0
    for await (const chunk of readable(await orDamaged(zip.openReadStreamPromise(entry)))) {
      size += chunk.length
      if (size > most) throw tooMuch()
      yield chunk
    }
    left -= size
  }
  return {
    names: [...entries.keys()],
    part(name) {
      const entry = entries.get(name)
      return entry ? unpacked(entry) : null
    },
  }
}

async function byName(all: AsyncIterable<Entry>): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>()
  for await (const entry of all) {
    if (entry.isEncrypted())
      throw new SheetProblem('locked', 'The file is locked with a password. Take the password away and send it again.')
    if (!entry.canDecodeFileData()) throw damaged()
    if (entries.has(entry.fileName)) throw damaged() // which of two parts of one name counts cannot be told
    entries.set(entry.fileName, entry)
  }
  return entries
}

async function* readable(part: Part): Part {
  try {
    for await (const chunk of part) yield chunk
  } catch {
    throw damaged()
  }
}

/** Whatever the library says against an archive, a person can only save the file again. */
async function orDamaged<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (error) {
    throw error instanceof SheetProblem ? error : damaged()
  }
}
