import { addDays, type Day } from '../../core/day.ts'
import type { Conditions, Printed, PrintedCount } from './model.ts'

/** A count by what it counts and when, whatever page prints it: `["enrolment endedOn",[["outcome","completed"]],"2024-01-01","2024-12-31"]`. */
export type CountId = string

export const countId = (base: string, conditions: Conditions, from: Day, to: Day): CountId =>
  JSON.stringify([base, Object.entries(conditions).sort(([a], [b]) => (a < b ? -1 : 1)), from, to])

/**
 * How counts hang together: the sum of `by` times the count, and a rest that is zero or more, is zero. Where the parts are
 * known to be the whole there is no rest.
 */
export type Link = {
  readonly terms: readonly { readonly count: CountId; readonly by: number }[]
  readonly hasRest: boolean
}

/** One count of one reading, found by its id. */
type Known = {
  readonly id: CountId
  readonly base: string
  readonly printed: Printed
  readonly count: PrintedCount
}

/**
 * Every way in which the counts of one edition add up, and none that does not hold: categories and their whole, a share and its
 * group, a condition more, and parts of a year. Categories of an entered breakdown that overlap anywhere are not added up.
 */
export function linksIn(printed: readonly Printed[]): Link[] {
  const known = printed.flatMap((one) =>
    one.counts.map((count): Known => {
      const { base } = one.counted
      return { id: countId(base, count.conditions, one.from, one.to), base, printed: one, count }
    }),
  )
  const values = new Map(known.map(({ id, count }) => [id, count.value]))
  const computed = known.filter(({ printed: one }) => one.counted.isComputed)
  const splits = splitLinks(known)
  const links = [
    ...splits.map(({ link }) => link),
    ...shareLinks(known),
    ...conditionLinks(computed, new Set(splits.flatMap(({ link, whole }) => (link.hasRest ? [] : [whole])))),
    ...timeLinks(computed),
  ].flatMap((link) => {
    const rest = restOf(link, values)
    return rest < 0 ? [] : [rest > 0 && !link.hasRest ? { ...link, hasRest: true } : link]
  })
  return [...new Map(links.map((link) => [signature(link), link])).values()]
}

/** What is left of the whole. */
export const restOf = (link: Link, values: ReadonlyMap<CountId, number>): number =>
  -link.terms.reduce((sum, { count, by }) => sum + by * (values.get(count) ?? Number.NaN), 0)

export const signature = (link: Link): string =>
  `${link.hasRest ? '+' : '='}${link.terms
    .map(({ count, by }) => `${by}${count}`)
    .sort()
    .join(' ')}`

const wholeOf = (total: CountId, parts: readonly CountId[], hasRest: boolean): Link => ({
  terms: [...parts.map((count) => ({ count, by: 1 })), { count: total, by: -1 }],
  hasRest,
})

/** Categories of a breakdown add up to the whole, in each part of a reading. */
function splitLinks(known: readonly Known[]): { link: Link; whole: string }[] {
  const totals = new Map<string, Known>()
  const parts = new Map<string, Known[]>()
  for (const one of known) {
    const { measureId, from, dimension } = one.printed
    const row = JSON.stringify([measureId, from, one.count.part])
    if (dimension === '') totals.set(row, one)
    else put(parts, JSON.stringify([row, dimension]), one)
  }
  const sums = [...parts].flatMap(([key, all]) => {
    const [row] = JSON.parse(key) as [string, string]
    const total = totals.get(row)
    return total ? [{ total, all, rest: total.count.value - all.reduce((sum, { count }) => sum + count.value, 0) }] : []
  })
  const overlapping = new Set(sums.filter(({ rest }) => rest < 0).map(({ all }) => splitOf(all[0])))
  return sums
    .filter(({ all }) => !overlapping.has(splitOf(all[0])))
    .map(({ total, all, rest }) => ({
      whole: brokenDown(total.id, all[0]?.printed.dimension ?? ''),
      link: wholeOf(
        total.id,
        all.map(({ id }) => id),
        rest > 0,
      ),
    }))
}

/** A count with the name of the condition by which it is broken down. */
const brokenDown = (total: CountId, name: string): string => JSON.stringify([total, name])

const splitOf = (one: Known | undefined): string => JSON.stringify([one?.printed.measureId, one?.printed.dimension])

/** A share's part, and those who are left, are its group. */
const shareLinks = (known: readonly Known[]): Link[] => {
  const groups = new Map(
    known.flatMap((one) => (one.count.part === 'denominator' ? [[readingOf(one), one.id] as const] : [])),
  )
  return known.flatMap((one) => {
    const group = one.count.part === 'numerator' ? groups.get(readingOf(one)) : undefined
    return group === undefined ? [] : [wholeOf(group, [one.id], true)]
  })
}

const readingOf = ({ printed: { measureId, dimension, category, from } }: Known): string =>
  JSON.stringify([measureId, dimension, category, from])

/**
 * Whoever meets a condition more is among those who meet one less; words of one condition exclude each other. `whole` names the
 * breakdowns that have all words already.
 */
function conditionLinks(known: readonly Known[], whole: ReadonlySet<string>): Link[] {
  const ids = new Set(known.map(({ id }) => id))
  const children = new Map<string, Set<CountId>>()
  const farther: Link[] = []
  for (const { id, base, count, printed } of new Map(known.map((one) => [one.id, one])).values()) {
    const names = Object.keys(count.conditions)
    const without = (left: readonly string[]): CountId =>
      countId(
        base,
        Object.fromEntries(Object.entries(count.conditions).filter(([name]) => !left.includes(name))),
        printed.from,
        printed.to,
      )
    const near = names.filter((name) => ids.has(without([name])))
    for (const name of near) {
      const key = brokenDown(without([name]), name)
      if (whole.has(key)) continue
      children.set(key, (children.get(key) ?? new Set()).add(id))
    }
    if (near.length > 0) continue
    for (const left of subsets(names).filter((each) => each.length > 1))
      if (ids.has(without(left))) farther.push(wholeOf(without(left), [id], true))
  }
  const nearer = [...children].map(([key, parts]) => wholeOf((JSON.parse(key) as [CountId])[0], [...parts], true))
  return [...nearer, ...farther]
}

/** All choices of some of a few names; of more than six only the whole is tried. */
const subsets = (names: readonly string[]): string[][] =>
  names.length > 6
    ? [[...names]]
    : names.reduce<string[][]>((all, name) => [...all, ...all.map((some) => [...some, name])], [[]])

type Stretch = { readonly id: CountId; readonly from: Day; readonly to: Day; readonly isOpen: boolean }

/** The same count by another calendar: months, quarters and years add up; years that begin elsewhere cover each other. */
function timeLinks(known: readonly Known[]): Link[] {
  const byCount = new Map<string, Map<string, Stretch[]>>()
  for (const { id, base, count, printed } of known) {
    const what = countId(base, count.conditions, '', '')
    const calendars = byCount.get(what) ?? new Map<string, Stretch[]>()
    put(calendars, printed.measureId, { id, from: printed.from, to: printed.to, isOpen: printed.isOpen })
    byCount.set(what, calendars)
  }
  return [...byCount.values()].flatMap((calendars) => {
    const all = [...calendars.values()].map((stretches) => stretches.toSorted((a, b) => (a.from < b.from ? -1 : 1)))
    return all.flatMap((wholes) =>
      all.flatMap((tiles) => (tiles === wholes ? [] : wholes.flatMap((whole) => stretchLinks(whole, tiles)))),
    )
  })
}

function stretchLinks(whole: Stretch, tiles: readonly Stretch[]): Link[] {
  const touching = tiles.filter(({ from, to }) => from <= whole.to && to >= whole.from)
  const inside = touching.filter(({ from, to }) => from >= whole.from && to <= whole.to)
  if (inside.some(({ id }) => id === whole.id)) return []
  const links: Link[] = []
  if (inside.length > 0) {
    const isUnbroken = inside.every(({ from }, i) => from === (i === 0 ? whole.from : dayAfter(inside[i - 1]?.to)))
    // What is still to come of a running year is nothing yet.
    const isWhole = isUnbroken && (whole.isOpen || inside.at(-1)?.to === whole.to)
    links.push(
      wholeOf(
        whole.id,
        inside.map(({ id }) => id),
        !isWhole,
      ),
    )
  }
  const isCovered =
    touching.length > 1 &&
    inside.length < touching.length &&
    (touching[0]?.from ?? whole.to) <= whole.from &&
    (touching.at(-1)?.to ?? whole.from) >= whole.to &&
    touching.every(({ from }, i) => i === 0 || from === dayAfter(touching[i - 1]?.to))
  if (isCovered)
    links.push({
      terms: [{ count: whole.id, by: 1 }, ...touching.map(({ id }) => ({ count: id, by: -1 }))],
      hasRest: true,
    })
  return links
}

const dayAfter = (day: Day | undefined): Day | null => (day === undefined ? null : addDays(day, 1))

function put<T>(groups: Map<string, T[]>, key: string, one: T): void {
  const group = groups.get(key)
  if (group) group.push(one)
  else groups.set(key, [one])
}
