import type { JSX } from 'preact'
import type { Tx } from '../platform/db/db.ts'
import { isOneOf, type Visit } from '../platform/http/route.ts'
import { Call } from '../platform/ui/call.tsx'
import type { Trail } from '../platform/ui/shell.tsx'
import { type Coach, phoneInWords } from './model.ts'
import { access } from './rules.ts'
import { coach } from './store.ts'

export type InUse = { readonly zones: readonly string[]; readonly languages: readonly string[] }

export const trail = [{ name: 'Coaches', path: '/coaches' }]
export const sample = <span class="tag">sample</span>

export const PhoneLink = ({ phone }: { phone: string }): JSX.Element => (
  <Call phone={phone} words={phoneInWords(phone)} />
)

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

/** The parts of the room, side by side; those of whoever chooses coaches for them alone. */
export const CoachesTabs = ({ visit }: { visit: Visit }): JSX.Element => (
  <nav aria-label="Coaches">
    <ul class="tabs">
      {(isOneOf(visit, access.write) ? tabs : tabs.slice(0, 2)).map(({ path, name }) => {
        const [here, at] = [visit.url.pathname, visit.to(path)]
        const isHere = path === '/coaches' ? here === at : here.startsWith(at)
        return (
          <li key={path}>
            <a href={at} aria-current={isHere ? 'page' : undefined}>
              {name}
            </a>
          </li>
        )
      })}
    </ul>
  </nav>
)

const tabs = [
  { path: '/coaches', name: 'Roster' },
  { path: '/coaches/pipeline', name: 'Pipeline' },
  { path: '/coaches/applications', name: 'Applications' },
  { path: '/coaches/openings', name: 'Openings' },
  { path: '/coaches/credentials', name: 'Credentials' },
  { path: '/coaches/competencies', name: 'Competencies' },
]
