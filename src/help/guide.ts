import type { Role } from '../platform/http/route.ts'
import type { GuidePage } from './page.ts'
import { coaches } from './pages/coaches.ts'
import { house } from './pages/house.ts'
import { money } from './pages/money.ts'
import { numbers } from './pages/numbers.ts'
import { response } from './pages/response.ts'

/** Every page of the guide, in the order of the index. */
export const guide: readonly GuidePage[] = [...numbers, ...coaches, ...response, ...money, ...house]

export const addressOf = ({ slug }: Pick<GuidePage, 'slug'>): string => `/help/${slug}`

/**
 * The help of a page, by its address below the organization, for somebody of a role: the page of the guide that fits best, those
 * of their own work before others; the index where none fits.
 */
export function helpAt(path: string, role: Role): string {
  const [nearest] = guide
    .flatMap((page) => page.helpsAt.filter((at) => beginsWith(path, at)).map((at) => ({ page, at })))
    .sort(
      (one, other) =>
        isOwn(other.page, role) - isOwn(one.page, role) || partsOf(other.at).length - partsOf(one.at).length,
    )
  return nearest ? addressOf(nearest.page) : '/help'
}

const partsOf = (path: string): readonly string[] => path.split('/')
const isOwn = ({ whose }: GuidePage, role: Role): number => Number(whose.includes(role))

/** Whether an address begins with the parts of another, of which those with a colon are any. */
const beginsWith = (path: string, at: string): boolean =>
  partsOf(at).every((part, index) => part.startsWith(':') || part === partsOf(path)[index])

/** The pages of the guide, those first that are of somebody's own work. */
export const guideFor = (
  role: Role,
): { readonly own: readonly GuidePage[]; readonly others: readonly GuidePage[] } => ({
  own: guide.filter(({ whose }) => whose.includes(role)),
  others: guide.filter(({ whose }) => !whose.includes(role)),
})
