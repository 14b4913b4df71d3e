/** Who may pass which door of this room. */
export const access = {
  read: ['administrator', 'editor', 'coordinator', 'viewer'],
  write: ['administrator', 'coordinator'],
  mine: ['administrator', 'editor', 'coordinator', 'viewer', 'coach'],
  changeMine: ['administrator', 'editor', 'coordinator', 'coach'],
  /** Whose bar at the bottom of a phone has it; everybody else comes by their own page. */
  ownRail: ['coach'],
} as const
