import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { ok, type Result, refuse } from '../../core/result.ts'

/** The key in a file: 32 bytes as 64 hex digits, or as base64. Refuses in a sentence that names the file. */
export function readKeyFile(file: string): Result<KeyObject> {
  let text: string
  try {
    text = readFileSync(file, 'utf8').trim()
  } catch (error) {
    return cannot(error, file, 'read')
  }
  if (/^[0-9a-f]{64}$/i.test(text)) return ok(createSecretKey(text, 'hex'))
  if (/^[A-Za-z0-9+/]{43}=$/.test(text)) return ok(createSecretKey(text, 'base64'))
  return refuse(
    'sealed.no-key',
    `${file} holds no key: 64 hex digits on one line. Put back the copy of the key file, or set KEY_FILE to it.`,
  )
}

/** Makes a key in a file that only its owner may read, unless there is one: of two who make it at once, one does. */
export function makeKeyFile(file: string): Result<null> {
  const half = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    write(half, `${randomBytes(32).toString('hex')}\n`)
    giveName(half, file)
    if (process.platform !== 'win32') sync(dirname(file))
    return ok(null)
  } catch (error) {
    return cannot(error, file, 'made')
  } finally {
    if (existsSync(half)) rmSync(half)
  }
}

/**
 * Puts this key (64 hex digits) into the file; answers where the one that was there before is kept, or null if there was none other.
 */
export function putMasterKey(file: string, key: string): string | null {
  const was = existsSync(file) ? readKeyFile(file) : null
  if (was?.ok && was.value.export().toString('hex') === key) return null
  const kept = was === null ? null : `${file}.before-restore-${Date.now()}`
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const half = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`
  write(half, `${key}\n`)
  if (kept !== null) linkSync(file, kept)
  renameSync(half, file)
  if (process.platform !== 'win32') sync(dirname(file))
  return kept
}

/** A second name is never given over a file, as renaming would; a disk without second names gets the file itself. */
function giveName(half: string, file: string): void {
  try {
    linkSync(half, file)
  } catch (error) {
    if (existsSync(file)) return
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes((error as NodeJS.ErrnoException).code ?? ''))
      throw error
    write(file, readFileSync(half, 'utf8'))
  }
}

function write(file: string, text: string): void {
  const handle = openSync(file, 'wx', 0o600)
  writeSync(handle, text)
  fsyncSync(handle)
  closeSync(handle)
}

function sync(folder: string): void {
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

const cannot = (error: unknown, file: string, what: string): ReturnType<typeof refuse> =>
  refuse(
    'sealed.file',
    `The key file ${file} could not be ${what} (${(error as NodeJS.ErrnoException).code ?? 'unknown'}). Give it to the user that runs this, or set KEY_FILE to another file.`,
  )
