import type { Tx } from './db/db.ts'

/** A step of a county's first days, which ticks itself off. Addresses are below the organization. */
export type Beginning = {
  readonly what: string
  /** Why it comes early, in plain words. */
  readonly why: string
  readonly act: string
  readonly href: string
  /** Ready ones to choose from. */
  readonly ready?: readonly { readonly name: string; readonly href: string }[]
  /** Done by whoever hosts the program, on no page: no reason to go on asking for it. */
  readonly isHosts?: boolean
  readonly isDone: (tx: Tx) => Promise<boolean>
}
