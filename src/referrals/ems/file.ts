import { createReadStream } from 'node:fs'
import { type FileHandle, open, readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl'
import { type EmsItem, EmsProblem } from './model.ts'
import { recordsIn } from './xml.ts'

/** A file or a folder on disk, or what somebody sent. */
export type EmsSource = { readonly path: string } | { readonly bytes: Uint8Array }

/**
 * The records of an ambulance service's file in the order in which they stand: a document of one or many records, or a ZIP or a
 * folder of such documents. Of a document that cannot be read, or not to its end, it is told, and the next is read. Holds one
 * piece of one document at a time. `most`: how many bytes a ZIP may unpack to, where others wait for the same processor.
 */
export async function* readEms(source: EmsSource, most = Number.POSITIVE_INFINITY): AsyncGenerator<EmsItem> {
  try {
    if (!('path' in source)) {
      const isZip = beginsAsZip(source.bytes)
      yield* isZip ? fromZip(await openZip(source), most) : documentItems('', piecesOf(source.bytes))
      return
    }
    const about = await stat(source.path)
    if (about.isDirectory()) yield* fromFolder(source.path)
    else if (about.isFile() && beginsAsZip(await beginningOf(source.path))) yield* fromZip(await openZip(source), most)
    else yield* documentItems('', streamOf(source.path))
  } catch (error) {
    yield { kind: 'fault', message: messageOf(error) }
  }
}

const piece = 256 * 1024

const streamOf = (path: string): AsyncIterable<Uint8Array> => createReadStream(path, { highWaterMark: piece })

/** What is in memory already comes without waiting, so whoever else asks something is let in between. */
async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += piece) {
    yield bytes.subarray(at, at + piece)
    await setImmediate()
  }
}

async function beginningOf(path: string): Promise<Uint8Array> {
  const file: FileHandle = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Whether bytes begin as an archive does: with a part, or with the end of one that has none. */
const beginsAsZip = (bytes: Uint8Array): boolean =>
  ['504b0304', '504b0506'].includes(Buffer.from(bytes.subarray(0, 4)).toString('hex'))

/** What programs put beside documents is none: pictures, folders, and the shadows that a Mac adds to an archive. */
const isDocument = (name: string): boolean => /\.xml$/i.test(name) && !/^(?:.*\/)?(?:__MACOSX\/|\._)/.test(name)

async function* fromFolder(path: string): AsyncGenerator<EmsItem> {
  const names = (await readdir(path)).filter(isDocument).sort()
  if (names.length === 0) throw new EmsProblem('The folder holds no XML document.')
  for (const name of names) yield* documentItems(name, streamOf(join(path, name)))
}

const openZip = async (source: EmsSource): Promise<ZipFile> => {
  // Sizes are what an archive says of itself; what really comes out is read piece by piece, whatever it is.
  const options = { validateEntrySizes: false, autoClose: false }
  try {
    return await ('path' in source
      ? openPromise(source.path, options)
      : fromBufferPromise(Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.byteLength), options))
  } catch {
    throw damaged()
  }
}

const damaged = (): EmsProblem => new EmsProblem('The ZIP file is damaged or ends too early. Pack it again.')

async function* fromZip(zip: ZipFile, most: number): AsyncGenerator<EmsItem> {
  const room = { left: most }
  let documents = 0
  try {
    for await (const entry of zip.eachEntry()) {
      if (!isDocument(entry.fileName)) continue
      documents++
      yield* documentItems(entry.fileName, within(room, unpacked(zip, entry)))
      if (room.left < 0) return
    }
  } catch (error) {
    throw error instanceof EmsProblem ? error : damaged()
  } finally {
    zip.close()
  }
  if (documents === 0) throw new EmsProblem('The ZIP file holds no XML document.')
}

/** What an archive says of its size is not asked: what comes out of it is counted. */
async function* within(room: { left: number }, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const part of bytes) {
    room.left -= part.length
    if (room.left < 0) throw new EmsProblem('The ZIP file unpacks to more than can be read at once. Split it.')
    yield part
  }
}

async function* unpacked(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  if (entry.isEncrypted()) throw new EmsProblem('It is locked with a password. Pack it again without one.')
  let sum = 0
  try {
    for await (const bytes of await zip.openReadStreamPromise(entry)) {
      sum = crc32(bytes, sum)
      yield bytes
    }
  } catch {
    throw damagedPart()
  }
  // The library leaves the check to us. By then its records were told; that one of them may be wrong must be told too.
  if (sum !== entry.crc32) throw damagedPart()
}

const damagedPart = (): EmsProblem => new EmsProblem('It is damaged inside the ZIP file. Pack it again.')

async function* documentItems(name: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<EmsItem> {
  let records = 0
  try {
    for await (const record of recordsIn(bytes)) {
      records++
      yield { kind: 'record', record }
    }
    if (records === 0) throw new EmsProblem('It holds no record.')
  } catch (error) {
    yield { kind: 'fault', message: `${name === '' ? '' : `${name}: `}${messageOf(error)}` }
  }
}

/** A sentence for whoever sent it; what is no fault of theirs is thrown. */
function messageOf(error: unknown): string {
  if (error instanceof EmsProblem) return error.message
  const { code = '', path = '' } = error as NodeJS.ErrnoException // what is not of the system has neither
  const sentence = ofTheSystem[code]
  if (!sentence) throw error
  return sentence(basename(path))
}

const ofTheSystem: Readonly<Record<string, (name: string) => string>> = {
  ENOENT: (name) => `The file ${name} is not there.`,
  EACCES: (name) => `The file ${name} may not be read by you.`,
  EISDIR: (name) => `${name} is a folder.`,
  EIO: (name) => `The file ${name} cannot be read from the disk.`,
}
