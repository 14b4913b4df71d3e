import type { KeyObject } from 'node:crypto'
import { sql } from 'kysely'
import { isId, newId } from '../../core/id.ts'
import type { Tx } from '../db/db.ts'
import type { DB } from '../db/tables.ts'
import { keyIdOf, markOf, newKey, openText, sealText, unwrapKey, wrapKey } from './envelope.ts'
import type { MarkPurpose } from './marks.ts'

/** Opens the keys of organizations; a room that keeps sealed fields is given it by the app. */
export type Seals = {
  /** The keys of the transaction's organization: one question each transaction, however often it is asked. Made where there are none. */
  keysOf(tx: Tx): Promise<Keys>
}

/** Seals and opens the fields of one organization. A text is sealed for its table, column and row, and opens nowhere else. */
export type Keys = {
  /** The bytes of a text for a column of type `sealed`; null for an empty text, which a column that must be filled in refuses. */
  seal<T extends keyof DB, C extends SealedIn<T>>(where: Where<T, C>, text: string): DB[T][C]
  /** The text again; '' for null. What does not open throws: it was moved, cut, or is of another organization. */
  open<T extends keyof DB>(where: Where<T, SealedIn<T>>, bytes: Buffer | null): string
  /** Several columns of a row at once, ready for `values` or `set`. */
  sealEach<T extends keyof DB, C extends SealedIn<T>>(
    table: T,
    id: string,
    texts: Readonly<Record<C, string>>,
  ): { [each in C]: DB[T][each] }
  /** The texts of several columns of a row. */
  openEach<T extends keyof DB, C extends SealedIn<T>>(
    table: T,
    id: string,
    columns: Readonly<Record<C, Buffer | null>>,
  ): Record<C, string>
  /** 16 bytes for a column of type `sealed_mark` that find a value made alike before (`marks.ts`); null for an empty one. */
  mark(purpose: MarkPurpose, alike: string): Buffer | null
}

/** The columns of bytes of a table. */
export type SealedIn<T extends keyof DB> = {
  [C in keyof DB[T]]: DB[T][C] extends Buffer | null ? C : never
}[keyof DB[T]] &
  string
export type Where<T extends keyof DB, C extends SealedIn<T>> = {
  readonly table: T
  readonly column: C
  readonly id: string
}

/** The key that wraps all others, and the file that it came from. */
export type MasterKey = { readonly key: KeyObject; readonly file: string }

/** Seals with the keys that a master key wraps. Unwrapping takes microseconds, so no key outlives its transaction in memory. */
export function sealsWith(master: MasterKey): Seals {
  const known = new WeakMap<Tx, Promise<Keys>>()
  return {
    keysOf(tx) {
      const keys = known.get(tx) ?? ringOf(tx, master).then(keysOn)
      known.set(tx, keys)
      return keys
    },
  }
}

/** The keys of an organization, unwrapped: those that open, and those that seal and mark now. */
export type Ring = {
  readonly org: number
  readonly field: ReadonlyMap<string, KeyObject>
  readonly current: string | null
  readonly index: KeyObject
}

const keysOn = (ring: Ring): Keys => {
  const seal = (place: Place, text: string): Buffer | null => sealOn(ring, place, text)
  const open = (place: Place, bytes: Buffer | null): string => openOn(ring, place, bytes)
  return {
    seal: seal as Keys['seal'], // null goes where the text is empty, and the database says whether it may
    open,
    sealEach: ((table: string, id: string, texts: Readonly<Record<string, string>>) =>
      eachOf(texts, (column, text) => seal({ table, column, id }, text))) as Keys['sealEach'],
    openEach: (table, id, columns) => eachOf(columns, (column, bytes) => open({ table, column, id }, bytes)),
    mark: (purpose, alike) => (alike === '' ? null : markOf(ring.index, `${purpose}|${alike}`)),
  }
}

const eachOf = <Name extends string, Given, Made>(
  given: Readonly<Record<Name, Given>>,
  make: (name: Name, value: Given) => Made,
): Record<Name, Made> =>
  Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, make(name as Name, value as Given)]),
  ) as Record<Name, Made> // of the same names

export type Place = { readonly table: string; readonly column: string; readonly id: string }

/** What binds a value to its place, as additional data of the cipher. Renaming a table or a column would close what is sealed there. */
function wordsOf(org: number, { table, column, id }: Place): string {
  if (!isId(id)) throw new Error(`a value is sealed for the id of its row, in ${table}.${column}`)
  return `better-off|${org}|${table}|${column}|${id}`
}

export function sealOn({ org, field, current }: Ring, place: Place, text: string): Buffer | null {
  if (text === '') return null
  const key = current === null ? undefined : field.get(current)
  if (current === null || !key) throw new Error(`nothing is sealed while reading, as in ${place.table}.${place.column}`)
  return sealText(key, current, text, wordsOf(org, place))
}

/** Never says the value, nor a part of it. */
export function openOn({ org, field }: Ring, place: Place, bytes: Buffer | null): string {
  if (bytes === null) return ''
  const key = field.get(keyIdOf(bytes))
  const text = key ? openText(key, bytes, wordsOf(org, place)) : null
  if (text !== null) return text
  const why = key ? 'it was sealed for another place, or was changed' : 'its key is not one of this organization'
  throw new Error(`what is sealed in ${place.table}.${place.column} of ${place.id} does not open: ${why}`)
}

export type Kept = {
  readonly id: string
  readonly purpose: string
  readonly wrapped: Buffer
  readonly is_current: boolean
}

async function ringOf(tx: Tx, master: MasterKey): Promise<Ring> {
  const { rows } = await sql<{ is_reading: boolean } & (Kept | { readonly id: null })>`
    select current_setting('transaction_read_only') = 'on' as is_reading, k.id, k.purpose, k.wrapped, k.is_current
    from (values (1)) one left join sealing_key k on k.org_id = ${tx.org}`.execute(tx.sql)
  const kept = rows.filter((row): row is { is_reading: boolean } & Kept => row.id !== null)
  if (rows[0]?.is_reading) return ringFrom(tx.org, master, kept)
  const missing = (['field', 'index'] as const).filter((purpose) => !kept.some(isNow(purpose)))
  return ringFrom(tx.org, master, [...kept, ...(await makeKeys(tx, master, missing))])
}

const isNow =
  (purpose: 'field' | 'index') =>
  (key: Kept): boolean =>
    key.is_current && key.purpose === purpose

/** The ring of an organization's lines of `sealing_key`. Throws where the master key is not the one that wrapped them. */
export function ringFrom(org: number, master: MasterKey, kept: readonly Kept[]): Ring {
  const unwrapped = (line: Kept): KeyObject => {
    const key = unwrapKey(master.key, line.wrapped, placeOfKey(org, line))
    if (!key) throw new WrongMasterKey(master)
    return key
  }
  const index = kept.find(isNow('index'))
  return {
    org,
    field: new Map(kept.filter(({ purpose }) => purpose === 'field').map((line) => [line.id, unwrapped(line)])),
    current: kept.find(isNow('field'))?.id ?? null,
    // Where nothing was ever marked, nothing can be found: a key of the moment matches no mark.
    index: index ? unwrapped(index) : newKey(),
  }
}

/** What binds a wrapped key to its organization and purpose. */
export const placeOfKey = (org: number, { id, purpose }: Pick<Kept, 'id' | 'purpose'>): string =>
  `better-off key|${org}|${id}|${purpose}`

/** What the database says of its master key: 16 bytes that follow from it. */
export const markOfMaster = ({ key }: MasterKey): Buffer => markOf(key, 'better-off master key')

/** Makes keys for an organization, in an act, so that the lock of its writers makes them once. */
export async function makeKeys(
  tx: Tx,
  master: MasterKey,
  purposes: readonly ('field' | 'index')[],
): Promise<readonly Kept[]> {
  if (purposes.length === 0) return []
  const mark = markOfMaster(master)
  await tx.sql
    .insertInto('sealing_master')
    .values({ mark })
    .onConflict((same) => same.doNothing())
    .execute()
  const own = await tx.sql.selectFrom('sealing_master').select('mark').executeTakeFirstOrThrow()
  if (!own.mark.equals(mark)) throw new WrongMasterKey(master)
  const made = purposes.map((purpose) => {
    const id = newId()
    return {
      id,
      purpose,
      is_current: true,
      wrapped: wrapKey(master.key, newKey(), placeOfKey(tx.org, { id, purpose })),
    }
  })
  await tx.sql
    .insertInto('sealing_key')
    .values(made.map((key) => ({ org_id: tx.org, ...key })))
    .execute()
  return made
}

/** The key file is not the one of this database. The message is for whoever hosts the product. */
export class WrongMasterKey extends Error {
  constructor({ file }: Pick<MasterKey, 'file'>) {
    super(
      `The key in ${file} is not the one that seals this database. Put back the copy of the right key file, or set KEY_FILE to it, then start again.`,
    )
  }
}
