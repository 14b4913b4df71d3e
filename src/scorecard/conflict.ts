import type { HistoryLine } from '../platform/history.ts'
import type { Refused } from '../platform/http/route.ts'
import type { Conflict } from './pages/conflict.tsx'

/** Who saved meanwhile what a form is over; null unless it was refused for that. `history` is newest first. */
export const conflictOf = (
  form: Refused,
  kept: { readonly removedAt: Date | null },
  history: readonly HistoryLine[],
): Conflict | null =>
  form.saved
    ? { who: history[0]?.who ?? 'Somebody else', at: history[0]?.at ?? null, isRemoved: kept.removedAt !== null }
    : null
