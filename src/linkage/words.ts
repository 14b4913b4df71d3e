/** Pages that stand side by side for those who set what holds for all. */
export const linkageTabs = {
  name: 'Linkage',
  pages: [
    { path: '/linkage/services', name: 'Services' },
    { path: '/linkage/texts', name: 'Consent texts' },
    { path: '/linkage/rules', name: 'Follow-up rules' },
  ],
} as const
