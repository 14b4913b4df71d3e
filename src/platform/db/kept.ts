import { sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import type { Tx } from './db.ts'

type Made<T> = (tx: Tx, today: Day) => Promise<T>

/** Of so many organizations the newest answer is kept, where nothing else is said: of those that were asked about last. */
const usual = 50

/**
 * What is worked out of an organization's records on a day, and of nothing else: neither of the clock nor of who asks. It is kept until
 * something is written there, which each act counts in its own transaction (`written`), or the day is another. A transaction that
 * may write itself is answered anew.
 */
export function keptUntilWritten<T>(make: Made<T>, { most = usual } = {}): Made<T> {
  const kept = new Map<number, { readonly mark: string; readonly answer: Promise<T> }>()
  return async (tx, today) => {
    const times = await timesWritten(tx)
    if (times === null) return make(tx, today)
    const mark = `${times} ${today}`
    const before = kept.get(tx.org)
    const one = before?.mark === mark ? before : { mark, answer: make(tx, today) }
    kept.delete(tx.org)
    kept.set(tx.org, one)
    for (const org of [...kept.keys()].slice(0, Math.max(0, kept.size - most))) kept.delete(org)
    // What failed is asked again next time; whoever waits for it hears of it.
    if (one !== before) one.answer.catch(() => kept.get(tx.org) === one && kept.delete(tx.org))
    return one.answer
  }
}

const asked = new WeakMap<Tx, Promise<number | null>>()

/** Asked once a transaction, which reads one moment in time. */
function timesWritten(tx: Tx): Promise<number | null> {
  const known = asked.get(tx) ?? askTimesWritten(tx)
  asked.set(tx, known)
  return known
}

/** Null in a transaction that may write: what it sees is not yet so for others. */
async function askTimesWritten(tx: Tx): Promise<number | null> {
  const { rows } = await sql<{ times: number }>`
    select coalesce((select times from written where org_id = ${tx.org}), 0) as times
    where current_setting('transaction_read_only') = 'on'`.execute(tx.sql)
  return rows[0]?.times ?? null
}
