import type { Tx } from '../db/db.ts'
import { type HistoryLine, historyOf } from '../history.ts'

/** The ids of records whose history stands beside a form, and where a room says it in words of its own, how. */
export type HistoryBeside =
  | readonly string[]
  | {
      readonly of: readonly string[]
      readonly inWords: (lines: readonly HistoryLine[]) => readonly HistoryLine[]
    }

/** Null where there is nothing that could have one. */
export async function historyBeside(tx: Tx, beside: HistoryBeside | undefined): Promise<readonly HistoryLine[] | null> {
  const { of, inWords } = !beside || 'length' in beside ? { of: beside ?? [], inWords: null } : beside
  if (of.length === 0) return null
  const lines = await historyOf(tx, of)
  return inWords ? inWords(lines) : lines
}
