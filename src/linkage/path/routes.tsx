import { together as atOnce } from '../../core/together.ts'
import { badAddress, page } from '../../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import type { LinkageNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { PathPage } from './pages.tsx'
import { together } from './rules.ts'
import { hoursOfWeek, quarters } from './store.ts'

/** The way from an overdose to a person who is still with a service, and where people are lost on it. */
export const pathRoutes = (needs: Pick<LinkageNeeds, 'coachesOnShift'>): readonly TeamRoute[] => [
  { method: 'GET', path: '/linkage/path', may: access.set, answer: (visit) => show(visit, needs) },
]

async function show(visit: Visit, needs: Pick<LinkageNeeds, 'coachesOnShift'>): Promise<Response> {
  const chosen = visit.url.searchParams.get('quarter')
  if (chosen !== null && !/^\d{4}-(01|04|07|10)-01$/.test(chosen)) return badAddress()
  const { timeZone } = visit.organisation
  const [all, hours, coaches] = await visit.db.read(visit.scope, (tx) =>
    atOnce(
      quarters(tx),
      hoursOfWeek(tx, { timeZone, until: visit.today }),
      needs.coachesOnShift(tx, { timeZone, until: visit.today }),
    ),
  )
  const shown = chosen === null ? all.slice(-4) : all.filter(({ from }) => from === chosen)
  return page(
    <PathPage
      visit={visit}
      quarters={all}
      chosen={chosen}
      way={together(shown)}
      hours={hours.map((one) => ({
        ...one,
        coaches: coaches.find(({ weekday, part }) => weekday === one.weekday && part === one.part)?.coaches ?? 0,
      }))}
    />,
  )
}
