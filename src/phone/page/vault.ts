// What lies on the phone, sealed. A PIN opens it, or a passkey of the phone, on this browser alone; few wrong PINs empty it.
import { askPasskey, makePasskey, type Passkey } from './passkey.ts'

/** A row as it lies there: what it is for stands open, what it says does not. `at` is when it was written, by the phone's clock. */
type Row = {
  readonly id: string
  readonly kind: 'me' | 'day' | 'unsent' | 'sent'
  readonly at: number
  readonly iv: Uint8Array<ArrayBuffer>
  readonly sealed: ArrayBuffer
}
type Wrapped = { readonly wrapped: ArrayBuffer; readonly ivs: readonly Uint8Array<ArrayBuffer>[] }
/** The key of the rows, wrapped by what the PIN gives and that again by the device's key. */
type Head = Wrapped & {
  readonly id: 'head'
  readonly salt: Uint8Array<ArrayBuffer>
  readonly rounds: number
  /** A key that the browser uses for us and does not hand out. */
  readonly device: CryptoKey
  readonly tries: number
  /** The same key, wrapped by what a passkey gives and that again by the device's key. */
  readonly passkey?: Passkey & Wrapped
  /** When the server answered last, by the phone's clock. */
  readonly heardAt: number
}

export const mostTries = 5
/** What was fetched goes after two days; all but unsent work after seven without the server; what was sent after thirty. */
const hour = 3_600_000
const dayLasts = 48 * hour
const withoutServer = 7 * 24 * hour
const sentLasts = 30 * 24 * hour
// OWASP, Password Storage: PBKDF2 with HMAC-SHA-256.
const rounds = 600_000

export type Kept = { readonly id: string; readonly kind: Row['kind']; readonly at: number; readonly value: unknown }

/** The open vault. `put` answers once the rows are on the disk, and throws where there is no room. */
export type Vault = {
  readonly rows: readonly Kept[]
  put(rows: readonly { readonly id: string; readonly kind: Row['kind']; readonly value: unknown }[]): Promise<void>
  remove(ids: readonly string[]): Promise<void>
  heard(): Promise<void>
}

/** How a vault stands before it is opened. */
export async function vaultStands(): Promise<{
  readonly isThere: boolean
  readonly triesLeft: number
  readonly unsent: number
  readonly hasPasskey: boolean
}> {
  const db = await open()
  const [head] = await read<Head>(db, 'head')
  if (!head) return { isThere: false, triesLeft: mostTries, unsent: 0, hasPasskey: false }
  await emptyOld(db, head)
  const rows = await read<Row>(db, 'rows')
  return {
    isThere: true,
    triesLeft: mostTries - head.tries,
    unsent: rows.filter(({ kind }) => kind === 'unsent').length,
    hasPasskey: head.passkey !== undefined,
  }
}

/** Makes an empty vault behind a PIN. */
export async function makeVault(pin: string): Promise<Vault> {
  const db = await open()
  const rowKey = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt'])
  const device = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const raw = await crypto.subtle.exportKey('raw', rowKey)
  const wrapped = await wrap(raw, { by: await keyOf(pin, salt, rounds), device })
  await write(db, ['head', 'rows'], (head, rows) => {
    rows?.clear()
    head?.put({
      id: 'head',
      salt,
      rounds,
      ...wrapped,
      device,
      tries: 0,
      heardAt: Date.now(),
    } satisfies Head)
  })
  return vaultOn(db, rowKey, [])
}

/** Opens it; null for a wrong PIN, of which the last one empties it. */
export async function openVault(pin: string): Promise<Vault | null> {
  const db = await open()
  const raw = await rawByPin(db, pin)
  return raw && openedBy(db, raw)
}

/** Opens it by its passkey; null where the phone does not know whoever asks, or they think better of it. */
export async function openByPasskey(): Promise<Vault | null> {
  const db = await open()
  const [head] = await read<Head>(db, 'head')
  const by = head?.passkey && (await askPasskey(head.passkey))
  if (!head?.passkey || !by) return null
  try {
    const raw = await unwrap(head.passkey, { by, device: head.device })
    await write(db, ['head'], (store) => void store?.put({ ...head, tries: 0 }))
    return await openedBy(db, raw)
  } catch {
    return null
  }
}

/** Makes a passkey that opens it beside the PIN, which is asked for again. */
export async function addPasskey(pin: string): Promise<'added' | 'wrong PIN' | 'not made'> {
  const db = await open()
  const raw = await rawByPin(db, pin)
  if (!raw) return 'wrong PIN'
  const made = await makePasskey()
  const [head] = await read<Head>(db, 'head')
  if (!made || !head) return 'not made'
  const { by, ...passkey } = made
  const wrapped = await wrap(raw, { by, device: head.device })
  await write(db, ['head'], (store) => void store?.put({ ...head, passkey: { ...passkey, ...wrapped } } satisfies Head))
  return 'added'
}

/** The key of the rows; null for a wrong PIN. A try counts before it is made, so that pulling the plug saves none. */
async function rawByPin(db: IDBDatabase, pin: string): Promise<ArrayBuffer | null> {
  const [head] = await read<Head>(db, 'head')
  if (!head) return null
  const [by] = await Promise.all([
    keyOf(pin, head.salt, head.rounds),
    write(db, ['head'], (store) => void store?.put({ ...head, tries: head.tries + 1 })),
  ])
  try {
    const raw = await unwrap(head, { by, device: head.device })
    await write(db, ['head'], (store) => void store?.put({ ...head, tries: 0 }))
    return raw
  } catch {
    if (head.tries + 1 >= mostTries) await emptyVault()
    return null
  }
}

async function openedBy(db: IDBDatabase, raw: ArrayBuffer): Promise<Vault> {
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
  const rows = await read<Row>(db, 'rows')
  return vaultOn(db, key, await Promise.all(rows.map((row) => opened(key, row))))
}

type Wrapping = { readonly by: CryptoKey; readonly device: CryptoKey }

async function wrap(raw: ArrayBuffer, { by, device }: Wrapping): Promise<Wrapped> {
  const ivs = [newIv(), newIv()] as const
  return { wrapped: await seal(device, ivs[1], await seal(by, ivs[0], raw)), ivs: [...ivs] }
}

async function unwrap({ wrapped, ivs: [first, second] }: Wrapped, { by, device }: Wrapping): Promise<ArrayBuffer> {
  if (!first || !second) throw new Error('what is wrapped twice has two beginnings')
  return unseal(by, first, await unseal(device, second, wrapped))
}

/** Takes everything off the phone. */
export async function emptyVault(): Promise<void> {
  await write(await open(), ['head', 'rows'], (head, rows) => {
    head?.clear()
    rows?.clear()
  })
}

function vaultOn(db: IDBDatabase, key: CryptoKey, rows: readonly Kept[]): Vault {
  return {
    rows,
    async put(changed) {
      const at = Date.now()
      const made: Row[] = []
      for (const { id, kind, value } of changed) {
        const iv = newIv()
        const sealed = await seal(key, iv, new TextEncoder().encode(JSON.stringify(value)))
        made.push({ id, kind, at, iv, sealed })
      }
      await write(db, ['rows'], (store) => made.forEach((row) => store?.put(row)))
    },
    remove: (ids) => write(db, ['rows'], (store) => ids.forEach((id) => store?.delete(id))),
    async heard() {
      const [head] = await read<Head>(db, 'head')
      if (head) await write(db, ['head'], (store) => void store?.put({ ...head, heardAt: Date.now() }))
    },
  }
}

async function emptyOld(db: IDBDatabase, { heardAt }: Head): Promise<void> {
  const [now, isLong] = [Date.now(), Date.now() - heardAt > withoutServer]
  const isOver = ({ kind, at }: Row): boolean =>
    (kind === 'day' && (isLong || now - at > dayLasts)) || (kind === 'sent' && (isLong || now - at > sentLasts))
  const over = (await read<Row>(db, 'rows')).filter(isOver)
  if (over.length > 0) await write(db, ['rows'], (store) => over.forEach(({ id }) => store?.delete(id)))
}

const opened = async (key: CryptoKey, { id, kind, at, iv, sealed }: Row): Promise<Kept> => ({
  id,
  kind,
  at,
  value: JSON.parse(new TextDecoder().decode(await unseal(key, iv, sealed))),
})

const newIv = (): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(12))
const seal = (key: CryptoKey, iv: BufferSource, data: BufferSource): Promise<ArrayBuffer> =>
  crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, data)
const unseal = (key: CryptoKey, iv: BufferSource, data: BufferSource): Promise<ArrayBuffer> =>
  crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, data)

async function keyOf(pin: string, salt: BufferSource, iterations: number): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveKey'])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations }
  return crypto.subtle.deriveKey(how, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

const open = (): Promise<IDBDatabase> =>
  new Promise((done, failed) => {
    const asked = indexedDB.open('better-off-phone', 1)
    asked.onupgradeneeded = () => {
      for (const name of ['head', 'rows']) asked.result.createObjectStore(name, { keyPath: 'id' })
    }
    asked.onsuccess = () => done(asked.result)
    asked.onerror = () => failed(asked.error)
  })

const read = <T>(db: IDBDatabase, name: string): Promise<readonly T[]> =>
  new Promise((done, failed) => {
    const asked = db.transaction(name).objectStore(name).getAll()
    asked.onsuccess = () => done(asked.result as T[]) // only this file writes there
    asked.onerror = () => failed(asked.error)
  })

/** Done is what is on the disk: a phone whose battery ends keeps it. */
const write = (
  db: IDBDatabase,
  names: readonly string[],
  work: (...stores: (IDBObjectStore | undefined)[]) => void,
): Promise<void> =>
  new Promise((done, failed) => {
    const change = db.transaction(names, 'readwrite', { durability: 'strict' })
    change.oncomplete = () => done()
    change.onabort = () => failed(change.error)
    work(...names.map((name) => change.objectStore(name)))
  })
