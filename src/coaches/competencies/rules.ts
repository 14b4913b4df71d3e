import type { Rater, Rating } from './model.ts'

/** Who may pass which door. A coach's own are under `/mine`. */
export const access = {
  read: ['administrator', 'coordinator'],
  write: ['administrator', 'coordinator'],
} as const

/** How somebody stands in an area, as one of the two sees it: the newest rating, and the first to compare it with. */
export function standingIn(
  ratings: readonly Rating[],
  area: number,
  rater: Rater,
): { readonly now: Rating; readonly first: Rating | null } | null {
  const own = ratings
    .filter((one) => one.area === area && one.rater === rater)
    .sort((a, b) => (a.ratedOn === b.ratedOn ? (a.id < b.id ? -1 : 1) : a.ratedOn < b.ratedOn ? -1 : 1))
  const [now, first] = [own.at(-1), own[0]]
  return now ? { now, first: first && first !== now ? first : null } : null
}

/**
 * Areas worth a talk: those where the two see it differently by two levels or more, and those that both see as new or with
 * help; in the order of the areas.
 */
export function worthATalk(ratings: readonly Rating[]): readonly { readonly area: number; readonly why: string }[] {
  return Array.from({ length: 12 }, (_, at) => at + 1).flatMap((area) => {
    const self = standingIn(ratings, area, 'self')?.now.level
    const supervisor = standingIn(ratings, area, 'supervisor')?.now.level
    if (self === undefined || supervisor === undefined) return []
    if (Math.abs(self - supervisor) >= 2) return [{ area, why: 'seen differently by the two' }]
    return self <= 2 && supervisor <= 2 ? [{ area, why: 'both see room to grow' }] : []
  })
}
