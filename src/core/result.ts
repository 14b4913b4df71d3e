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

/**
 * Refused since somebody saved a record after it was opened, as `room.changed-meanwhile`. `what` is the record: "this coach".
 * The form then carries the newest version and shows at each field what is saved now.
 */
export const meanwhile = (room: string, what: string): ReturnType<typeof refuse> =>
  refuse(
    `${room}.changed-meanwhile`,
    `Somebody saved ${what} after you opened it. What is saved now stands at each field that differs. Save again to keep yours.`,
  )

/** The same at a button, where no field shows what is saved now. */
export const changedSince = (room: string, what: string): ReturnType<typeof refuse> =>
  refuse(
    `${room}.changed-meanwhile`,
    `Somebody saved ${what} after you opened it, so nothing was done. Look at it again first.`,
  )

/** Whether something was refused since somebody saved it meanwhile: in every room that code is `room.changed-meanwhile`. */
export const isMeanwhile = ({ code }: Problem): boolean => code.endsWith('.changed-meanwhile')

/** Several refusals at once, so that a person mends a form in one go. Needs at least one. */
export const refuseAll = (problems: readonly Problem[]): { ok: false; problems: readonly Problem[] } => ({
  ok: false,
  problems,
})

/** Problems of a button, which has no field to point at. */
export const withoutFields = (problems: readonly Problem[]): readonly Problem[] =>
  problems.map(({ code, message }) => ({ code, message }))
