import { isId } from '../../core/id.ts'
import { refuse } from '../../core/result.ts'
import { goTo, page } from '../../platform/http/answer.tsx'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { fresh } from '../../platform/ui/form.tsx'
import { acceptProposals, declineProposal } from '../mentors/actions.ts'
import type { SupportNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { MatchingPage } from './pages.tsx'
import { candidates } from './store.ts'

/** Proposals for all new coaches at once. They are worked out anew at every look, so they always fit what holds. */
export const matchingRoutes = (needs: SupportNeeds): readonly TeamRoute[] => [
  { method: 'GET', path: '/support/matching', may: access.read, answer: (visit) => show(visit, needs) },
  { method: 'POST', path: '/support/matching', may: access.write, answer: (visit) => accept(visit, needs) },
]

async function show(visit: Visit, needs: SupportNeeds, refused?: Refused): Promise<Response> {
  const weighed = await visit.db.read(visit.scope, (tx) => candidates(tx, visit.today))
  const found = await needs.matched(weighed)
  const form = refused ?? fresh()
  return page(<MatchingPage visit={visit} {...found} mentors={weighed.mentors} form={form} />, refused ? 422 : 200)
}

/** Each field names a coach (`m-…`), each value their mentor, `` for nobody or `not …` for never this one. */
async function accept(visit: Visit, needs: SupportNeeds): Promise<Response> {
  const typed = await visit.typed()
  const chosen = Object.entries(typed.values()).flatMap(([field, value]) => {
    const coachId = field.slice(2)
    return field.startsWith('m-') && isId(coachId) ? [{ coachId, value }] : []
  })
  const all = chosen.flatMap(({ coachId, value }) => (isId(value) ? [{ coachId, mentorId: value }] : []))
  const never = chosen.flatMap(({ coachId, value }) => {
    const mentorId = value.replace(/^not /, '')
    return value !== mentorId && isId(mentorId) ? [{ coachId, mentorId }] : []
  })
  if (all.length + never.length === 0) {
    const { problems } = refuse('support.nothing-chosen', 'Choose a mentor for one of them at least.')
    return show(visit, needs, { typed, problems })
  }
  const done = await acceptProposals(visit, { all, needs })
  if (!done.ok) return show(visit, needs, { typed, problems: done.problems })
  for (const one of never) await declineProposal(visit, one)
  return goTo(visit.to('/support/matching?said=saved'))
}
