/** Who may pass which door of this room: the team reads, and who keeps the money writes. */
export const access = {
  read: ['administrator', 'editor', 'coordinator', 'viewer', 'finance officer'],
  write: ['administrator', 'finance officer'],
} as const
