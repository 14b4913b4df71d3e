/** Who may pass which door of this room. */
export const access = {
  read: ['administrator', 'editor', 'coordinator', 'viewer'],
  write: ['administrator', 'coordinator'],
  /** One's own classes: whoever works for the team may also coach. */
  mine: ['administrator', 'editor', 'coordinator', 'viewer', 'coach'],
  changeMine: ['administrator', 'editor', 'coordinator', 'coach'],
} as const
