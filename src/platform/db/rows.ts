import { newIds } from '../../core/id.ts'
import type { Tx } from './db.ts'
import type { DB } from './tables.ts'

/** A row as its columns; the organization is added, and an id where none is given. Bytes are kept as bytes. */
export type Row = Readonly<Record<string, string | number | boolean | Date | Buffer | readonly string[] | null>>

/** Writes rows of one table in one statement; answers their ids in order. All have the columns of the first. */
export async function addRows<T extends keyof DB>(tx: Tx, table: T, rows: readonly Row[]): Promise<readonly string[]> {
  const [first] = rows
  if (!first) return []
  const ids = newIds(rows.length)
  const whole = rows.map((row, at) => ({ org_id: tx.org, id: ids[at] ?? '', ...row }))
  const names = Object.keys(whole[0] ?? {}).join()
  await tx.client.query(
    `insert into ${table} (${names}) select ${names} from json_populate_recordset(null::${table}, $1)`,
    [JSON.stringify(whole, (_, value) => bytesAsText(value))],
  )
  return whole.map(({ id }) => String(id))
}

// A buffer comes to a replacer as what its own toJSON made of it.
const bytesAsText = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer' && 'data' in value
    ? `\\x${Buffer.from(value.data as number[]).toString('hex')}`
    : value
