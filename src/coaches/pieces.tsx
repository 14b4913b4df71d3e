import type { Tx } from '../platform/db/db.ts'
import type { Visit } from '../platform/http/route.ts'
import type { Trail } from '../platform/ui/shell.tsx'
import type { Coach } from './model.ts'
import { access } from './rules.ts'
import { coach } from './store.ts'

export type InUse = { readonly zones: readonly string[]; readonly languages: readonly string[] }

export const trail = [{ name: 'Coaches', path: '/coaches' }]
export const sample = <span class="tag">sample</span>

export const coachOf = (tx: Tx, { params }: Visit): Promise<Coach | null> => coach(tx, params.coachId ?? '')
export const pathTo = ({ id }: Pick<Coach, 'id'>): string => `/coaches/${id}`
export const trailOf = (one: Pick<Coach, 'id' | 'name'>): Trail => [...trail, { name: one.name, path: pathTo(one) }]

type OfCoach = { readonly coach: Coach }
/** What every form about one coach has in common. */
export const ofCoach = {
  may: access.write,
  trail: ({ coach }: OfCoach) => trailOf(coach),
  back: ({ coach }: OfCoach) => pathTo(coach),
}
/** What every button on the page of a coach has in common. */
export const onCoachPage = {
  may: access.write,
  read: coachOf,
  about: 'coachId',
  back: ({ params }: Visit) => `/coaches/${params.coachId}`,
}
