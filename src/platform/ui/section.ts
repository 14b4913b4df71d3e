import type { ComponentChildren } from 'preact'
import type { Tx } from '../db/db.ts'
import type { Visit } from '../http/route.ts'

/** A part of a page that another room contributes. Null when there is nothing to show to this visitor. */
export type Section<Of> = {
  /** The anchor of the part, in plain letters. */
  readonly key: string
  readonly title: string
  /** Parts stand in this order. */
  readonly order: number
  readonly section: (tx: Tx, of: Of, visit: Visit) => Promise<ComponentChildren | null>
}
