import type { Solver } from '../../core/stats/withheld/solver.ts'
import { type Between, mended } from './mended.ts'
import { type Printed, placeKey } from './model.ts'
import { stateRelease, type ToWithhold, type Vintage, vintageOf } from './release.ts'
import type { LeftOut } from './statement.ts'

/** Whether a reading holds a small count of people whom it could tell on. */
export const isSmallGroup = ({ isProtected, counts }: Printed): boolean =>
  isProtected && counts.some(({ isSmall }) => isSmall)

/** Measures of which something grew by few people from one edition to the next, or is left of what grew. */
function grownIn({ policy, now, earlier }: ToWithhold): ReadonlySet<string> {
  if (!now.printed.some(({ counted }) => counted.protectsGroups === true)) return new Set()
  const { growths } = stateRelease([now, ...earlier], { policy, hidden: new Set() })
  return new Set(growths.flatMap(({ after }) => after.map(({ calendar }) => calendar)))
}

/**
 * Breakdowns whose small groups can be protected only by withholding the whole, which is the team's own work and stays. Each is
 * looked at beside the whole, and those that are left once more together.
 */
export async function leftOutOf(
  what: ToWithhold,
  lost: ReadonlySet<string>,
  solver: Solver,
  between: Between,
): Promise<readonly LeftOut[]> {
  const { policy, now, earlier } = what
  const grown = grownIn(what)
  const groups = now.printed.filter(
    (one) => one.counted.protectsGroups === true && one.isProtected && (isSmallGroup(one) || grown.has(one.measureId)),
  )
  const all = new Map(
    groups.map(({ measureId, title, dimension }) => [
      JSON.stringify([measureId, dimension]),
      { measureId, title, dimension },
    ]),
  )
  const left: LeftOut[] = []
  for (const one of all.values())
    if (
      !(await isKept(
        now.printed.filter((each) => each.dimension === '' || isOutOf(each)(one)),
        one.measureId,
      ))
    )
      left.push(one)
  for (const only of new Set(groups.map(({ measureId }) => measureId)))
    if (
      !(await isKept(
        now.printed.filter((each) => !left.some(isOutOf(each))),
        only,
      ))
    )
      left.push(...[...all.values()].filter((one) => one.measureId === only && !left.includes(one)))
  return left

  async function isKept(printed: readonly Printed[], only: string): Promise<boolean> {
    const hidden = new Set(printed.filter((one) => one.measureId === only && isSmallGroup(one)).map(placeKey))
    if (!groups.some((one) => one.measureId === only && printed.includes(one))) return true
    const vintages = [
      vintageOf(
        null,
        printed.filter(({ measureId }) => measureId === only),
      ),
      ...earlier,
    ]
    const { besides, beyond } = await mended(
      (also) => stateRelease(vintages, { policy, hidden: new Set([...hidden, ...also]), only, lost }),
      solver,
      between,
    )
    return beyond === null && besides.every(({ dimension }) => dimension !== '')
  }
}

/** An edition without what is left out. */
export const vintageWithout = (vintage: Vintage, leftOut: readonly LeftOut[]): Vintage =>
  leftOut.length === 0
    ? vintage
    : vintageOf(
        vintage.edition,
        vintage.printed.filter((one) => !leftOut.some(isOutOf(one))),
        vintage.asOf,
      )

const isOutOf =
  ({ measureId, dimension }: Printed) =>
  (out: LeftOut): boolean =>
    out.measureId === measureId && out.dimension === dimension
