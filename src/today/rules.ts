/** Who may pass the doors of this room. */
export const access = { seeToday: ['administrator', 'editor', 'coordinator', 'viewer'] } as const
