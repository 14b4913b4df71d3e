import type { ComponentChildren } from 'preact'
import type { Day } from '../../core/day.ts'
import type { Tx } from '../db/db.ts'

/**
 * One part of a coach's own page, which a room contributes: their shifts, classes, hours. It shows this coach's records and
 * nobody else's. `to` makes an address inside the organisation. Null when there is nothing to show.
 */
export type MineSection = {
  /** The anchor of the part, in plain letters. */
  readonly key: string
  readonly title: string
  /** Parts stand in this order: what has to be done soon comes first. */
  readonly order: number
  readonly section: (
    tx: Tx,
    coachId: string,
    today: Day,
    to: (path: string) => string,
  ) => Promise<ComponentChildren | null>
}
