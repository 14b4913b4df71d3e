import { inflateRawSync } from 'node:zlib'
import { limits, SheetProblem } from './sheet.ts'

type Entry = { readonly at: number; readonly packed: number; readonly unpacked: number; readonly isDeflated: boolean }

const damaged = (): SheetProblem =>
  new SheetProblem(
    'damaged',
    'The file is damaged: it ends too early or its parts do not fit. Save it again and send it once more.',
  )
const tooMuch = (): SheetProblem =>
  new SheetProblem(
    'unpacks-too-large',
    `The workbook unpacks to more than ${limits.unpackedBytes / 1024 / 1024} MB. Keep only the sheet to import, or save it as CSV.`,
  )

/**
 * The parts of a zip archive by name, unpacked only when asked for. The bounds hold for what really comes out, not for
 * what the archive says of itself. Refuses encryption, other ways of packing, too many parts, and what unpacks too large.
 */
export function openZip(bytes: Uint8Array): (name: string) => Uint8Array | null {
  const entries = directoryOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  let left: number = limits.unpackedBytes
  return (name) => {
    const entry = entries.get(name)
    if (!entry) return null
    const content = unpack(bytes, entry, left)
    left -= content.length
    return content
  }
}

function unpack(bytes: Uint8Array, entry: Entry, left: number): Uint8Array {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (entry.at + 30 > file.length || file.readUInt32LE(entry.at) !== 0x04034b50) throw damaged()
  const from = entry.at + 30 + file.readUInt16LE(entry.at + 26) + file.readUInt16LE(entry.at + 28)
  const packed = file.subarray(from, from + entry.packed)
  if (packed.length !== entry.packed) throw damaged()
  if (!entry.isDeflated) return packed
  // Small parts of a true workbook pack well; only a large one that packs unbelievably well is a trap.
  const most = Math.min(left, Math.max(1024 * 1024, entry.packed * limits.ratio))
  if (entry.unpacked > most) throw tooMuch()
  try {
    return inflateRawSync(packed, { maxOutputLength: most })
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? tooMuch() : damaged()
  }
}

function directoryOf(file: Buffer): ReadonlyMap<string, Entry> {
  const end = endOfDirectory(file)
  const count = file.readUInt16LE(end + 10)
  if (count > limits.entries)
    throw new SheetProblem(
      'too-many-parts',
      'The workbook has too many parts. Keep only the sheet to import, or save it as CSV.',
    )
  const entries = new Map<string, Entry>()
  let at = file.readUInt32LE(end + 16)
  for (let index = 0; index < count; index++) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== 0x02014b50) throw damaged()
    const flags = file.readUInt16LE(at + 8)
    const method = file.readUInt16LE(at + 10)
    if ((flags & 1) === 1)
      throw new SheetProblem(
        'locked',
        'The workbook is locked with a password. Take the password away and send it again.',
      )
    const nameLength = file.readUInt16LE(at + 28)
    const name = file.toString('utf8', at + 46, at + 46 + nameLength)
    if (method !== 0 && method !== 8) throw damaged()
    if (entries.has(name)) throw damaged() // which of two parts of one name counts cannot be told
    entries.set(name, {
      at: file.readUInt32LE(at + 42),
      packed: file.readUInt32LE(at + 20),
      unpacked: file.readUInt32LE(at + 24),
      isDeflated: method === 8,
    })
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return entries
}

function endOfDirectory(file: Buffer): number {
  const from = Math.max(0, file.length - 22 - 65_535)
  for (let at = file.length - 22; at >= from; at--) if (file.readUInt32LE(at) === 0x06054b50) return at
  throw damaged()
}
