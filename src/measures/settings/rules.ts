import { type Day, dayInWords } from '../../core/day.ts'
import { type Calendar, type Period, periodOf } from '../../core/period.ts'
import type { Problem } from '../../core/result.ts'
import type { Measure, Shape } from '../model.ts'
import { rateOf } from '../rates/rules.ts'
import { countsCoaches } from '../rules.ts'
import type { Settings } from './model.ts'

/** What stands already and would not fit another calendar or shape. */
export type InUse = {
  readonly readings: readonly Period[]
  readonly targets: readonly Period[]
  /** Some readings hold the two counts of a rate, which a unit that is per nothing could not be worked out from. */
  readonly hasRates: boolean
}

type Before = Pick<Measure, 'slug' | 'shape' | 'calendar' | 'definition'> | null

/**
 * What speaks against settings, each at its field. `before` is null for a new measure. A calendar or a shape does not
 * change under numbers that were entered for the one before.
 */
export function settingsProblems(
  settings: Settings,
  { before, shape, inUse, today }: { before: Before; shape: Shape; inUse: InUse; today: Day },
): Problem[] {
  const problems: Problem[] = []
  const say = (code: string, message: string, field: string): void => {
    problems.push({ code: `measures.${code}`, message, field })
  }
  if (settings.slug === '')
    say('address-missing', 'Address is missing. The title has no letters to make one from.', 'slug')
  if (before && before.slug !== settings.slug && !settings.isSlugConfirmed)
    say(
      'address-changes',
      'A new address breaks links to the public page at the next edition. Check below to change it all the same.',
      'slug',
    )
  if (shape === 'share' && settings.unit !== '%') say('share-unit', 'The unit of a share is %.', 'unit')
  if (settings.collectedThrough !== null && settings.collectedThrough > today)
    say('complete-ahead', `Records cannot be complete beyond today, ${dayInWords(today)}.`, 'collectedThrough')
  if (shape === 'amount' && inUse.hasRates && rateOf({ shape, unit: settings.unit }) === null)
    say(
      'rate-in-use',
      'Readings hold the two counts of a rate. Say in the unit what it is per, such as “per 100,000 residents”, or remove those first.',
      'unit',
    )
  if (before?.definition === null && inUse.readings.length > 0 && before.shape !== shape)
    say('shape-in-use', 'Readings are entered as they are. Remove them first, or add another measure.', 'shape')
  const misfits = [
    ['readings', inUse.readings],
    ['targets', inUse.targets],
  ] as const
  for (const [what, periods] of misfits) {
    const first = periods.find((period) => !fits(settings.calendar, period))
    if (first && before && JSON.stringify(before.calendar) !== JSON.stringify(settings.calendar))
      say(
        'calendar-in-use',
        `The new calendar has no period like ${first.label}, for which ${what} are kept. Remove those first, or add another measure.`,
        'calendarKind',
      )
  }
  return problems
}

/** Up to which day records may be said to be complete; null opens them again. */
export function completeProblems(
  collectedThrough: Day | null,
  { collectedFrom }: Pick<Measure, 'collectedFrom'>,
  today: Day,
): Problem[] {
  const say = (code: string, message: string): Problem[] => [
    { code: `measures.${code}`, message, field: 'collectedThrough' },
  ]
  if (collectedThrough === null) return []
  if (collectedThrough > today)
    return say('complete-ahead', `Records cannot be complete beyond today, ${dayInWords(today)}.`)
  if (collectedFrom !== null && collectedThrough < collectedFrom)
    return say('complete-before', 'Complete through is before the first day of collection.')
  return []
}

function fits(calendar: Calendar, period: Period): boolean {
  const own = periodOf(calendar, period.from)
  return own.from === period.from && own.to === period.to
}

/** What the public sees of its breakdowns, and why small groups stand in them. */
export function splitsInWords(measure: Measure): string {
  const { publishesSplits, isPersonLevel, smallSplitsReason } = measure
  if (!publishesSplits) return 'Not published: only the team sees them'
  if (!isPersonLevel && !countsCoaches(measure)) return 'Published'
  return isPersonLevel || smallSplitsReason === ''
    ? 'Published; small groups are withheld'
    : `Published with small groups, because: ${smallSplitsReason}`
}
