import type { Reading } from '../measures/model.ts'

/** A reading as a reader may see it: one with a reason has no value and no parts, and no number is anything but a finite one. */
export function readingShown(reading: Reading): Reading {
  const value = finite(reading.value)
  if (reading.reason !== null || value === null)
    return { ...reading, value: null, numerator: null, denominator: null, reason: reading.reason ?? 'not collected' }
  return { ...reading, value, numerator: finite(reading.numerator), denominator: finite(reading.denominator) }
}

/** Readings as a reader may see them, in order of time. */
export const readingsShown = (readings: readonly Reading[]): Reading[] =>
  readings
    .map(readingShown)
    .sort((a, b) => (a.period.from < b.period.from ? -1 : a.period.from > b.period.from ? 1 : 0))

/** A finite number or nothing. Adding zero turns -0 into 0, which no one means to publish. */
export const finite = (value: number | null): number | null =>
  value === null || !Number.isFinite(value) ? null : value + 0

/** A figure with a few digits more than its measure shows; nothing where there is no finite number. */
export const figureKept = (value: number, decimals: number): number | null => {
  const kept = finite(value)
  return kept === null ? null : finite(Number(kept.toFixed(Math.min(8, Math.max(0, decimals) + 2))))
}
