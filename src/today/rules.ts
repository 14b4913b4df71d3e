import type { Due } from '../core/due.ts'

/** Who may pass the doors of this room. */
export const access = {
  seeToday: ['administrator', 'editor', 'coordinator', 'viewer', 'privacy officer'],
  enter: ['administrator', 'editor', 'coordinator', 'viewer', 'privacy officer', 'coach', 'partner'],
} as const

/** Alerts first, then the work before the words and publishing last: that is the order of the rooms. */
export const inOrder = (due: readonly Due[]): readonly Due[] => [
  ...due.filter(({ isAlert }) => isAlert),
  ...due.filter(({ isAlert }) => !isAlert),
]
