import type { Beginning } from '../../platform/beginning.ts'
import { courses } from './store.ts'

export const firstCourse: Beginning = {
  what: 'The first course',
  why: 'Coaches become coaches by a course; its hours say when somebody has completed it.',
  act: 'Add a course',
  href: '/training/courses/add',
  isDone: async (tx) => (await courses(tx)).length > 0,
}
