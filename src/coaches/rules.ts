import { type Problem, refuse } from '../core/result.ts'
import { searchKey } from './facts.ts'
import type { CoachForm } from './model.ts'
import { stages } from './path/model.ts'
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

/** Where somebody on the roster may stand, as an address names it. */
export const stands = [...stages, 'trained', 'no step yet'] as const
export type Stands = (typeof stands)[number]

export const sorts = ['name', 'zone', 'language', 'trained'] as const
export type Sort = (typeof sorts)[number]

/** What the roster shows. */
export type RosterChoice = {
  readonly search: string
  readonly zone: string | null
  readonly language: string | null
  readonly trained: 'yes' | 'no' | null
  readonly stands: Stands | null
  readonly sort: Sort
  readonly page: number
}

/**
 * What an address asks of the roster; null when it asks for an order, a filter or a page that there is none of, so that nobody
 * takes another list for the one they asked for. Names that are not the roster's are passed over.
 */
export function rosterChoice(address: URLSearchParams): RosterChoice | null {
  const trained = address.get('trained') || null
  const sort = sorts.find((each) => each === (address.get('sort') || 'name'))
  const stand = stands.find((each) => each === address.get('stands')) ?? null
  const page = Number(address.get('page') || 1)
  if (stand === null && address.get('stands')) return null
  if (!sort || (trained !== null && trained !== 'yes' && trained !== 'no')) return null
  if (!Number.isSafeInteger(page) || page < 1) return null
  return {
    search: (address.get('q') ?? '').trim().slice(0, 200),
    zone: address.get('zone') || null,
    language: address.get('language') || null,
    trained,
    stands: stand,
    sort,
    page: Math.min(page, mostPages),
  }
}

const mostPages = 100_000

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
