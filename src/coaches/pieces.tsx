import type { Visit } from '../platform/http/route.ts'
import { access } from './rules.ts'

export type InUse = { readonly zones: readonly string[]; readonly languages: readonly string[] }

export const trail = [{ name: 'Coaches', path: '/coaches' }]
export const mayWrite = (visit: Visit): boolean => access.write.some((role) => role === visit.role)
export const sample = <span class="tag">sample</span>
