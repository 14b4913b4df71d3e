import { access } from './rules.ts'

/** Pages of this room that stand side by side for those who see everybody's. */
export const outreachTabs = {
  name: 'Outreach',
  pages: [
    { path: '/outreach/supplies', name: 'Supplies', may: access.seeSupplies },
    { path: '/outreach/trips', name: 'Trips', may: access.follow },
  ],
} as const
