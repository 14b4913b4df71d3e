import { createHash } from 'node:crypto'

/** A mark of what a record says that has no version of its own: the same for the same words, another for any others. */
export const markOf = (held: unknown): string =>
  createHash('sha256').update(JSON.stringify(held)).digest('base64url').slice(0, 16)

/** Whether what is held is no longer what a form was opened at. A form that carries no mark says nothing of that. */
export const isOther = (opened: string, held: unknown): boolean => opened !== '' && opened !== markOf(held)
