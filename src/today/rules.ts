import type { AccessTable } from '../platform/http/route.ts'

/** Who may pass the doors of this room. */
export const access = { seeToday: ['administrator', 'editor', 'coordinator', 'viewer'] } satisfies AccessTable
