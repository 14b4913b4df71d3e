import type { Due } from '../core/due.ts'

/** Who may pass the doors of this room. */
export const access = {
  seeToday: ['administrator', 'editor', 'coordinator', 'viewer', 'privacy officer', 'finance officer'],
  enter: ['administrator', 'editor', 'coordinator', 'viewer', 'privacy officer', 'finance officer', 'coach', 'partner'],
  /** Who sets a county up. */
  begin: ['administrator'],
} as const

/** Whether all is done that can be done on these pages. */
export const areDone = (steps: readonly { readonly isOver: boolean; readonly isHosts?: boolean }[]): boolean =>
  steps.every(({ isOver, isHosts = false }) => isOver || isHosts)

/**
 * What cannot wait, then what is for today, then the rest; within each the work before the words and publishing last: that is the
 * order of the rooms.
 */
export const inOrder = (due: readonly Due[]): readonly Due[] =>
  (['now', 'today', undefined] as const).flatMap((when) => due.filter((one) => one.when === when))

/** So many lines can be taken in at a glance; the others are a press away. */
export const atAGlance = 5
