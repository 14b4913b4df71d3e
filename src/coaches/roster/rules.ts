import { type Standing, stages } from '../path/model.ts'

/** Where somebody on the roster may stand, as an address names it. */
export const stands = [...stages, 'trained', 'no step yet'] as const
export type Stands = (typeof stands)[number]

/**
 * The roster by stage, in the order in which it is looked at. Whoever has no step is a learner where they have a seat in a class,
 * since a class is open to everybody; without one they are new.
 */
export const groups = ['active', 'leave', 'boarding', 'training', 'applied', 'new', 'left', 'learners', 'all'] as const
export type Group = (typeof groups)[number]

export const stagesIn: Readonly<Record<Exclude<Group, 'new' | 'learners' | 'all'>, readonly Standing[]>> = {
  active: ['active', 'reactivated'],
  leave: ['on leave'],
  boarding: ['trained', 'onboarding'],
  training: ['in training'],
  applied: ['prospect', 'applicant', 'screened', 'accepted'],
  left: ['inactive', 'declined', 'withdrawn', 'released'],
}

/** How many stand at one stage; null for nowhere yet. */
export type Standings = readonly {
  readonly stage: Standing | null
  readonly isLearner: boolean
  readonly count: number
}[]

/** How many are in each group; all of them are in `all`. */
export function countGroups(all: Standings): Readonly<Record<Group, number>> {
  const counts = Object.fromEntries(groups.map((group) => [group, 0])) as Record<Group, number> // each is in it
  for (const { stage, isLearner, count } of all) {
    counts[groupOf(stage, isLearner)] += count
    counts.all += count
  }
  return counts
}

function groupOf(stage: Standing | null, isLearner: boolean): Exclude<Group, 'all'> {
  if (stage === null) return isLearner ? 'learners' : 'new'
  for (const [group, within] of Object.entries(stagesIn))
    if (within.includes(stage)) return group as keyof typeof stagesIn // a key of it
  throw new Error(`no group has the stage ${stage}`)
}

export const sorts = ['name', 'zone', 'language', 'trained'] as const
export type Sort = (typeof sorts)[number]

/** What the roster shows. */
export type RosterChoice = {
  readonly search: string
  /** Null where the address names none: those who are active, or everybody where somebody is looked for. */
  readonly group: Group | null
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
  const group = groups.find((each) => each === address.get('group')) ?? null
  const page = Number(address.get('page') || 1)
  if ((stand === null && address.get('stands')) || (group === null && address.get('group'))) return null
  if (!sort || (trained !== null && trained !== 'yes' && trained !== 'no')) return null
  if (!Number.isSafeInteger(page) || page < 1) return null
  return {
    search: (address.get('q') ?? '').trim().slice(0, 200),
    group,
    zone: address.get('zone') || null,
    language: address.get('language') || null,
    trained,
    stands: stand,
    sort,
    page: Math.min(page, mostPages),
  }
}

const mostPages = 100_000

/** The group that is shown: whoever looks for a name, a training or a step finds them wherever they stand. */
export const groupShown = ({ group, search, trained, stands: stand }: RosterChoice): Group =>
  group ?? (search === '' && trained === null && stand === null ? 'active' : 'all')
