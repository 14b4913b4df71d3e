/** Something a person can mend. `code` is `room.reason` and never changes; `message` says what to do; `field` names the input. */
export type Problem = { readonly code: string; readonly message: string; readonly field?: string }

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })

/** A refusal is a value, never a throw. */
export const refuse = (code: string, message: string, field?: string): { ok: false; problems: readonly Problem[] } => ({
  ok: false,
  problems: [field === undefined ? { code, message } : { code, message, field }],
})

/** Several refusals at once, so that a person mends a form in one go. Needs at least one. */
export const refuseAll = (problems: readonly Problem[]): { ok: false; problems: readonly Problem[] } => ({
  ok: false,
  problems,
})
