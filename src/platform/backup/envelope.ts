import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { BackupTrouble, keysOfFile, markBytes, saltBytes, title } from './key.ts'
import { takerOf } from './taker.ts'

// AES-256-GCM (NIST SP 800-38D) in chunks, so that nothing is believed before it was authenticated and nothing large is held in
// memory. The nonce counts the chunks and the length of a chunk says whether it is the last: none can be left out, moved, put twice
// or cut off. A key of a file seals that file alone, so a nonce never comes twice.
const chunkBytes = 256 * 1024
const tagBytes = 16
const lastBit = 0x80000000

/** The bytes of a backup file that holds these. */
export async function* sealed(plain: AsyncIterable<Buffer>, backupKey: string): AsyncGenerator<Buffer> {
  const salt = randomBytes(saltBytes)
  const { data, mark } = keysOfFile(backupKey, salt)
  yield Buffer.concat([title, salt, mark])
  const take = takerOf(plain)
  let chunk = await take(chunkBytes)
  for (let number = 0; ; number++) {
    const next = chunk.length < chunkBytes ? Buffer.alloc(0) : await take(chunkBytes)
    const isLast = next.length === 0
    const head = Buffer.alloc(4)
    head.writeUInt32BE((chunk.length | (isLast ? lastBit : 0)) >>> 0)
    const work = createCipheriv('aes-256-gcm', data, nonceOf(number)).setAAD(head)
    yield Buffer.concat([head, work.update(chunk), work.final(), work.getAuthTag()])
    if (isLast) return
    chunk = next
  }
}

/** What a backup file holds. Throws BackupTrouble where the key is another, or a byte is changed, missing or too many. */
export async function* opened(bytes: AsyncIterable<Buffer>, backupKey: string): AsyncGenerator<Buffer> {
  const take = takerOf(bytes)
  if (!(await take(title.length)).equals(title))
    throw new BackupTrouble('backup.other-file', 'This file is no backup of Better Off, or its beginning is damaged.')
  const salt = await take(saltBytes)
  const { data, mark } = keysOfFile(backupKey, salt)
  if (!(await take(markBytes)).equals(mark))
    throw new BackupTrouble(
      'backup.other-key',
      'The key in BACKUP_KEY is not the one that this backup was made with. Set the one that was shown or set then.',
    )
  for (let number = 0; ; number++) {
    const head = await take(4)
    const said = head.length === 4 ? head.readUInt32BE() : 0
    const length = said & ~lastBit
    const body = head.length === 4 && length <= chunkBytes ? await take(length + tagBytes) : head
    if (head.length < 4 || body.length < length + tagBytes) throw damaged()
    yield openChunk(data, number, head, body)
    if (said >= lastBit) break
  }
  if ((await take(1)).length > 0) throw damaged()
}

function openChunk(key: Buffer, number: number, head: Buffer, body: Buffer): Buffer {
  const work = createDecipheriv('aes-256-gcm', key, nonceOf(number), { authTagLength: tagBytes })
    .setAAD(head)
    .setAuthTag(body.subarray(-tagBytes))
  try {
    return Buffer.concat([work.update(body.subarray(0, -tagBytes)), work.final()])
  } catch {
    throw damaged()
  }
}

function nonceOf(number: number): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeBigUInt64BE(BigInt(number), 4)
  return nonce
}

export const damaged = (): BackupTrouble =>
  new BackupTrouble(
    'backup.damaged',
    'This backup is damaged: it was cut off or changed after it was made. Take another copy of it, or an earlier backup.',
  )
