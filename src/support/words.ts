import { dayInWords } from '../core/day.ts'
import type { Pair } from './mentors/model.ts'
import { type Part, parts } from './model.ts'

export const trail = [{ name: 'Support', path: '/support' }]

/** `weekday evenings, weekend mornings`. */
export const freeInWords = (free: readonly Part[] | null): string =>
  free === null || free.length === 0 ? '' : parts.filter((part) => free.includes(part)).join(', ')

/** `since 3 Nov 2026`, `3 Nov 2026 to 4 Dec 2026: moved away`. */
export const datesOf = ({ fromOn, toOn, endReason }: Pick<Pair, 'fromOn' | 'toOn' | 'endReason'>): string =>
  toOn === null ? `since ${dayInWords(fromOn)}` : `${dayInWords(fromOn)} to ${dayInWords(toOn)}: ${endReason}`
