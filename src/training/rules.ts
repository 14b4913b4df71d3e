/** Who may pass which door of this room. */
export const access = {
  read: ['administrator', 'editor', 'coordinator', 'viewer'],
  write: ['administrator', 'coordinator'],
} as const
