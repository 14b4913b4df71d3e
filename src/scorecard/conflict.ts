import { dayInWords, isDay } from '../core/day.ts'
import type { HistoryLine } from '../platform/history.ts'
import type { Typed } from '../platform/http/form.ts'
import { kinds } from './kinds.ts'
import type { Kept, Kind, PartnerNamed } from './model.ts'
import type { Conflict } from './pages/conflict.tsx'

/** What differs between what somebody saved meanwhile and what was typed, as people read it. `history` is newest first. */
export function conflictOf<K extends Kind>(
  kind: K,
  kept: Kept<K>,
  typed: Typed,
  history: readonly HistoryLine[],
  partners: readonly PartnerNamed[],
): Conflict {
  const values: Readonly<Record<string, unknown>> = { ...kept }
  const asRead = (value: unknown): string => {
    const text = typeof value === 'string' ? value : ''
    return isDay(text) ? dayInWords(text) : (partners.find((partner) => partner.id === text)?.name ?? text)
  }
  const labels = Object.entries<string>(kinds[kind].labels).filter(([field]) => typed.has(field))
  const latest = history[0]
  return {
    who: latest?.who ?? 'Somebody else',
    at: latest?.at ?? null,
    isRemoved: kept.removedAt !== null,
    fields: labels
      .map(([field, label]) => ({ label, theirs: asRead(values[field]), yours: asRead(typed.text(field)) }))
      .filter(({ theirs, yours }) => theirs.trim() !== yours.trim()),
  }
}
