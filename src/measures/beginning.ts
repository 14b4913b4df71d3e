import type { Beginning } from '../platform/beginning.ts'
import { catalogue } from './catalogue.ts'
import { listMeasures } from './store.ts'

/** What most counties ask first: are there coaches, do they stay, are people tried in time, and do they find help. */
const asked = [
  'new-recovery-coaches-trained',
  'active-coaches',
  'attempted-in-window',
  'survivors-reached',
  'connected-to-treatment',
]

export const firstMeasure: Beginning = {
  what: 'The first measure',
  why: 'A number that shows whether people are better off. These are counted from the work itself:',
  act: 'See all, or enter your own numbers',
  href: '/measures/new',
  ready: asked.flatMap((slug) =>
    catalogue
      .filter((one) => one.slug === slug)
      .map(({ title }) => ({ name: title, href: `/measures/new?from=${slug}` })),
  ),
  isDone: async (tx) => (await listMeasures(tx)).length > 0,
}
