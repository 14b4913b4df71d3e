import type { Sheet } from './sheet.ts'

const minutes = 5
let kept: { readonly key: string; readonly sheet: Sheet; readonly timer: NodeJS.Timeout } | undefined

/**
 * Keeps the sheet that was read last for a few minutes, so that leafing through its preview and deciding on it does not read
 * it again. One sheet at a time: what it takes is bounded by the limits of one.
 */
export function rememberSheet(key: string, sheet: Sheet): void {
  forgetSheet()
  const timer = setTimeout(forgetSheet, minutes * 60_000)
  timer.unref()
  kept = { key, sheet, timer }
}

/** The sheet kept under a key, if it is the one that was read last. */
export const rememberedSheet = (key: string): Sheet | undefined => (kept?.key === key ? kept.sheet : undefined)

function forgetSheet(): void {
  clearTimeout(kept?.timer)
  kept = undefined
}
