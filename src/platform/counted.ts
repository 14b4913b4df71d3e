import type { RawBuilder } from 'kysely'
import type { Tx } from './db/db.ts'

/**
 * The facts whose readings a change may move: the name of each fact with the keys of its rows, as a list of ids or as a
 * query of one column `key` (for changes too many to name). The query must find the same keys before and after the change,
 * so it reads what the change leaves alone.
 */
export type Touched = Readonly<Record<string, readonly string[] | RawBuilder<{ key: string }>>>

/**
 * Wraps a change of records, so that exactly the counters it moves are moved with it, in the same transaction. A room that
 * holds facts needs this and says so; the app supplies it from the measures. A write outside of it leaves readings wrong.
 * `new` says that none of these facts is there before the write, so that nobody looks for them.
 */
export type CountFacts = <T>(tx: Tx, touched: Touched, write: () => Promise<T>, are?: 'new') => Promise<T>
