import type { Beginning } from '../platform/beginning.ts'
import { all } from './store.ts'

export const firstResult: Beginning = {
  what: 'The first result',
  why: 'Start with the end: which condition do you want for everybody in the county?',
  act: 'Add a result',
  href: '/scorecard/results/add',
  isDone: async (tx) => (await all(tx, 'result')).length > 0,
}
