import { isRunningTotal } from '../../core/figures/running-total.ts'
import { isWithheld, type WithholdingPolicy } from '../../core/stats/withheld/policy.ts'
import { countsBehindRate } from '../../core/stats/withheld/rate-leak.ts'
import { spaced } from '../../measures/definition/rules.ts'
import type { Measure, Reading, Shape } from '../../measures/model.ts'
import { countsCoaches, isRunning } from '../../measures/rules.ts'
import { type Conditions, type Counted, type Place, type Printed, type PrintedCount, placeIn } from './model.ts'

/** What the counts of a measure are counts of. `definedAs` are the words in which the team defines it. */
export function countedOf(measure: Measure, definedAs?: string): Counted {
  const { id, definition, shape, isPersonLevel, kind } = measure
  const protectsGroups = !isPersonLevel && measure.smallSplitsReason === '' && countsCoaches(measure)
  const shared = { measureId: id, isPersonLevel, protectsGroups, isPopulation: kind === 'indicator' }
  if (!definition)
    return {
      ...shared,
      base: `entered ${id}`,
      of: {},
      those: shape === 'share' ? { part: 'numerator' } : null,
      isComputed: false,
      ...(isRunningTotal(measure, definedAs) && { isRunningTotal: true }),
    }
  // A median counts the records of which the quantity is known.
  const known: Conditions = shape === 'median' ? { [`${spaced(definition.amount ?? '')} known`]: 'yes' } : {}
  // How many there are at an end does not add up over time.
  const standing = isRunning(measure)
  return {
    ...shared,
    base: `${definition.fact} ${definition.on}${standing ? ` ${definition.amount} at the end` : ''}`,
    of: { ...worded(definition.of), ...known },
    those: shape === 'share' ? worded(definition.those ?? {}) : null,
    isComputed: !standing,
    ...(standing && { isStanding: true }),
  }
}

const worded = (conditions: Readonly<Record<string, string | boolean>>): Conditions =>
  Object.fromEntries(Object.entries(conditions).map(([name, value]) => [spaced(name), String(value)]))

/** A breakdown as readers know it: `courseKind` is `course kind`; what a team named itself stays as it is. */
export const dimensionInWords = (dimension: string, { definition }: Pick<Measure, 'definition'>): string =>
  definition ? spaced(dimension) : dimension

type Said = { readonly title: string; readonly shape: Shape; readonly unit: string; readonly counted: Counted }

/**
 * A reading as what it tells in whole counts. A reading without a value prints none, but that there was nothing to take a share
 * of is a zero. Quantities and percentages without their counts have none either: nothing can be said of them.
 */
export function printedOf(
  { title, shape, unit, counted }: Said,
  { dimension, category }: Pick<Place, 'dimension' | 'category'>,
  reading: Reading & { readonly isShown: boolean },
  policy: WithholdingPolicy,
): Printed {
  const { period, status, isShown } = reading
  const group = dimension === '' ? counted.of : both(counted.of, { [dimension]: category })
  return {
    ...placeIn(counted.measureId, dimension, category, period),
    title,
    label: period.label,
    isOpen: status === 'open',
    isShown,
    isProtected: counted.isPersonLevel || (dimension !== '' && counted.protectsGroups === true),
    counted,
    counts: countsIn({ shape, unit, counted }, group, reading, policy),
  }
}

function countsIn(
  { shape, unit, counted }: Pick<Said, 'shape' | 'unit' | 'counted'>,
  group: Conditions,
  { value, numerator, denominator, reason }: Reading,
  policy: WithholdingPolicy,
): PrintedCount[] {
  if (value === null && reason !== 'no cases') return []
  const isSmall = (count: number, atRisk: number | null, rule = policy): boolean => {
    const found = isWithheld(count, rule, atRisk)
    return found.ok && found.value
  }
  const counts = (part: PrintedCount['part'], conditions: Conditions, count: number, small: boolean): PrintedCount[] =>
    isCount(count) ? [{ part, conditions, value: count, isSmall: small }] : []
  switch (shape) {
    case 'count':
      return counts('number', group, value ?? 0, isSmall(value ?? 0, null))
    case 'median':
      return counts('denominator', group, denominator ?? 0, isSmall(denominator ?? 0, null))
    case 'share': {
      const those = both(group, counted.those ?? {})
      // The people a program served are counted one by one; only of a population is a small whole telling in itself.
      const rule = counted.isPopulation ? policy : { ...policy, leastAtRisk: null }
      if (numerator === null || denominator === null) return behindRate(value, denominator, '% of 100', those, policy)
      return [
        ...counts('numerator', those, numerator, isSmall(numerator, denominator, rule)),
        ...counts('denominator', group, denominator, isSmall(denominator, null)),
      ]
    }
    case 'amount':
      if (denominator === null)
        return counted.isStanding ? counts('number', group, value ?? 0, isSmall(value ?? 0, null)) : []
      return numerator === null
        ? behindRate(value, denominator, unit, group, policy)
        : counts('numerator', group, numerator, isSmall(numerator, denominator))
  }
}

/** The count that a rounded rate and its population give away, if it is one that the policy withholds. */
function behindRate(
  rate: number | null,
  denominator: number | null,
  unit: string,
  conditions: Conditions,
  policy: WithholdingPolicy,
): PrintedCount[] {
  const per = unit === '% of 100' ? 100 : Number(/per ([\d,]+)/.exec(unit)?.[1]?.replaceAll(',', ''))
  if (rate === null || denominator === null || !(per > 0)) return []
  const decimals = /\.(\d+)$/.exec(String(rate))?.[1]?.length ?? 0
  const found = countsBehindRate({ rate, decimals, denominator, per })
  if (!found.ok) return []
  const { candidates } = found.value
  const isSmall = candidates.some((count) => {
    const withheld = isWithheld(count, policy, denominator)
    return withheld.ok && withheld.value
  })
  return [{ part: 'numerator', conditions, value: Math.round((rate * denominator) / per), isSmall }]
}

/** Two conditions on one name hold at once only where both words do. */
function both(one: Conditions, other: Conditions): Conditions {
  const all: Record<string, string> = { ...one }
  for (const [name, word] of Object.entries(other)) {
    const before = all[name]
    all[name] = before === undefined || before === word ? word : [before, word].sort().join(' and ')
  }
  return all
}

const isCount = (value: number): boolean => Number.isInteger(value) && value >= 0
