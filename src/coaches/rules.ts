import { type Problem, refuse } from '../core/result.ts'
import { searchKey } from './facts.ts'
import type { CoachForm } from './model.ts'
import { PeopleIndex } from './same/rules.ts'

/** Who may pass which door of this room. */
export const access = {
  read: ['administrator', 'editor', 'coordinator', 'viewer'],
  write: ['administrator', 'coordinator'],
  /** One's own page: whoever works for the team may also coach. */
  mine: ['administrator', 'editor', 'coordinator', 'viewer', 'coach'],
  changeMine: ['administrator', 'editor', 'coordinator', 'coach'],
} as const

/** The words of a search, each to be found anywhere in a name. */
export const searchWords = (text: string): readonly string[] =>
  searchKey(text.slice(0, 200))
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, 8)

type Known = { readonly id: string; readonly name: string; readonly email: string | null }

/** Whether a coach may be saved beside those who are like them; `own` is who they were when editing: who keeps their name is not asked again. */
export function mayBeSaved(
  form: CoachForm,
  alike: readonly Known[],
  own?: Pick<Known, 'id' | 'name'>,
): readonly Problem[] {
  const others = alike.filter((coach) => coach.id !== own?.id)
  const holder = others.find((coach) => form.email !== '' && coach.email?.toLowerCase() === form.email)
  if (holder) return refuse('coaches.address-taken', `${holder.name} has this mail address already.`, 'email').problems
  if (form.isSomebodyElse || (own && searchKey(own.name) === searchKey(form.name))) return []
  const [first] = new PeopleIndex(others).like(form)
  if (!first) return []
  const why = first.reasons.join(', ')
  return refuse(
    'coaches.same-name',
    `There is a coach called ${first.who.name} already${why === 'the same name' ? '' : ` (${why})`}. If this is another person, check the box below and save again.`,
    'isSomebodyElse',
  ).problems
}
