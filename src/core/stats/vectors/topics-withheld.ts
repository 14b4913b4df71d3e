import { counted } from '../../counted.ts'
import { z } from 'zod'
import { knownRanges } from '../withheld/attack.ts'
import { auditRelease } from '../withheld/audit.ts'
import { hideOneWay } from '../withheld/one-way.ts'
import { countsBehindRate } from '../withheld/rate-leak.ts'
import type { Release } from '../withheld/release.ts'
import { repairRelease } from '../withheld/repair.ts'
import type { Solver } from '../withheld/solver.ts'
import { tableRelease } from '../withheld/table.ts'
import { type Compared, compare, fault, together } from './compare.ts'
import { numberIn, numberOr, numbersIn, type Tolerance, type VectorCase } from './format.ts'
import { orNull, type Topic } from './topic.ts'

export const withheldTopics: Record<string, Topic> = {
  suppression: {
    check: (each, tolerance, around) => {
      if ('published_rate' in each.input) return compare(each.expected, leak(each.input), tolerance)
      if ('counts' in each.input) return compare(each.expected, oneWay(each.input), tolerance)
      if ('mask' in each.input) return compare(each.expected, audited(each.input, around.solver), tolerance)
      return table(each, tolerance, around.solver)
    },
  },
}

const grid = z.array(z.array(z.number()))
type Place = { readonly row: number; readonly col: number; readonly low: number; readonly high: number | null }

function leak(input: Record<string, unknown>) {
  const found = orNull(
    countsBehindRate({
      rate: numberIn(input.published_rate),
      decimals: numberIn(input.decimals),
      denominator: numberIn(input.denominator),
      per: numberIn(input.per),
    }),
  )
  return found && { candidates: found.candidates, derivable: found.isDerivable }
}

function oneWay(input: Record<string, unknown>) {
  const found = orNull(hideOneWay(numbersIn(input.counts), numberIn(input.threshold), leastOf(input)))
  if (input.total_published === false) return { possible: true, primary_index0: found?.primary, secondary_index0: [] }
  if (!found?.isPossible) return { possible: false, primary_index0: found?.primary, secondary_index0: [] }
  return { possible: true, primary_index0: found.primary, secondary_index0: found.secondary }
}

const leastOf = (input: Record<string, unknown>): 0 | 1 => (numberOr(input.attacker_min, 1) === 0 ? 0 : 1)

/** Ranges by column, then row, as the files list them. */
function ranges(release: Release, columns: number, solver: Solver): Place[] {
  const hidden = release.cells.flatMap((cell, i) => (cell.isHidden ? [i] : []))
  return knownRanges(release, hidden, solver)
    .map((found) => ({
      row: Math.floor(found.cell / (columns + 1)),
      col: found.cell % (columns + 1),
      low: found.low,
      high: found.high,
    }))
    .sort((a, b) => a.col - b.col || a.row - b.row)
}

function audited(input: Record<string, unknown>, solver: Solver) {
  const inner = grid.parse(input.inner)
  const mask = grid.parse(input.mask)
  const release = tableRelease(
    inner,
    { most: numberOr(input.threshold, 10), least: leastOf(input) },
    (r, c) => mask[r]?.[c] === 1,
  )
  const bounds = ranges(release, inner[0]?.length ?? 0, solver)
  return { bounds, exactly_derivable: bounds.filter((each) => each.low === each.high).length }
}

/** Ranges without a repair, ranges under R's own pattern, and our pattern: it must pass the attack, and beat nothing. */
function table({ input, expected }: VectorCase, tolerance: Tolerance, solver: Solver): Compared {
  const inner = grid.parse(input.inner)
  const columns = inner[0]?.length ?? 0
  const rules = { most: numberIn(input.threshold), least: leastOf(input) }
  const release = tableRelease(inner, rules)
  const bare = ranges(release, columns, solver)
  const got = {
    primary_cells: bare.map((each) => [each.row, each.col]),
    primary_only_bounds: bare,
    primary_only_discloses_exact: bare.filter((each) => each.low === each.high).length,
  }
  const { primary_cells, primary_only_bounds, primary_only_discloses_exact } = expected
  const basics = compare({ primary_cells, primary_only_bounds, primary_only_discloses_exact }, got, tolerance)
  return together([basics, underTheirs(expected, inner, rules, solver, tolerance), repaired(expected, release, solver)])
}

function underTheirs(
  expected: Record<string, unknown>,
  inner: readonly (readonly number[])[],
  rules: { readonly most: number; readonly least: 0 | 1 },
  solver: Solver,
  tolerance: Tolerance,
): Compared {
  const mask = grid.safeParse(expected.an_optimal_mask)
  if (!mask.success) return together([])
  const release = tableRelease(inner, rules, (r, c) => mask.data[r]?.[c] === 1)
  return compare(expected.bounds_under_optimal_mask, ranges(release, inner[0]?.length ?? 0, solver), tolerance, 'bounds')
}

function repaired(expected: Record<string, unknown>, release: Release, solver: Solver): Compared {
  const found = repairRelease(release, solver)
  if (expected.min_secondary_cells === undefined) return together([])
  if (expected.min_secondary_cells === null)
    return found.ok && found.value.hide.length <= 4 ? fault('repair', 'none', found.value.hide) : together([])
  if (!found.ok) return fault('repair', 'a pattern', found.problems[0]?.message)
  const hidden = new Set(found.value.hide)
  const cells = release.cells.map((cell, i) => (hidden.has(i) ? { ...cell, isHidden: true } : cell))
  const audit = auditRelease({ ...release, cells }, solver)
  if (!audit.ok || audit.value.exposed.length > 0) return fault('repair', 'a pattern that protects', found.value.hide)
  const fewest = numberIn(expected.min_secondary_cells)
  return found.value.hide.length < fewest ? fault('repair', `at least ${counted(fewest, 'cell')}`, found.value.hide) : together([])
}
