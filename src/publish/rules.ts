import type { Day } from '../core/day.ts'
import { calendarInWords } from '../core/period.ts'
import { type WithholdingPolicy, withheldLegend } from '../core/stats/withheld/policy.ts'
import type { PublicMoney } from '../funding/facts.ts'
import type { MeasureReadings } from '../measures/model.ts'
import { valueDue, withRestatements } from '../measures/rules.ts'
import type { MeasureForEdition, WordsForEdition } from '../scorecard/facts.ts'
import { weighed } from './evidence.ts'
import type { EditionContent, MeasureShown } from './model.ts'
import { turnShown } from './turn/rules.ts'
import { countedOf } from './withheld/counts.ts'
import { isAnyWithheld, masked } from './withheld/statement.ts'

/** Who may pass the doors of this room. */
export const access = {
  seeDraft: ['administrator', 'editor', 'coordinator', 'viewer'],
  publish: ['administrator', 'editor'],
} as const

export type Draft = {
  readonly organisation: EditionContent['organisation']
  readonly previous: EditionContent | null
  readonly publishedOn: Day
  readonly asOf: Day
  readonly note: string
  /** Those that stand under a result or a program, with all their numbers. */
  readonly measures: readonly MeasureReadings[]
  readonly words: WordsForEdition
  /** Places whose numbers are withheld. */
  readonly hidden: ReadonlySet<string>
  readonly policy: WithholdingPolicy
  readonly money: PublicMoney | undefined
}

/** The measures that an edition shows: a measure is in it when it stands under a result or a program. */
export function placedIn(words: WordsForEdition, measures: readonly MeasureReadings[]): readonly MeasureReadings[] {
  const placed = new Set([
    ...words.results.flatMap((result) => result.indicators),
    ...words.programs.flatMap((program) => program.measures),
  ])
  return measures.filter((one) => placed.has(one.measure.slug))
}

/** The measures with the words that define each, since those may say what a number counts. */
export function withDefinitions(
  { measures: told }: WordsForEdition,
  measures: readonly MeasureReadings[],
): readonly MeasureReadings[] {
  const definitions = new Map(told.map(({ slug, definition }) => [slug, definition]))
  return measures.map((one) => {
    const definition = definitions.get(one.measure.slug)
    return definition ? { ...one, definedAs: `${definition.lay}\n${definition.technical}` } : one
  })
}

/** The next edition as it would read if it were published now. What is withheld is left out before anything is said of the rest. */
export function composeEdition({
  organisation,
  previous,
  publishedOn,
  asOf,
  note,
  measures,
  words,
  hidden,
  policy,
  money,
}: Draft): EditionContent {
  const wordsOf = new Map(words.measures.map((measure) => [measure.slug, measure]))
  return {
    organisation,
    number: (previous?.number ?? 0) + 1,
    publishedOn,
    asOf,
    note,
    results: words.results,
    programs: words.programs,
    measures: measures.map((one) => ({
      ...shownMeasure(
        { ...masked(one, hidden), ...(one.curve && { curve: one.curve }) },
        wordsOf.get(one.measure.slug),
        previous?.measures.find(({ slug }) => slug === one.measure.slug),
        asOf,
      ),
      counted: countedOf(one.measure, one.definedAs),
      withheldLegend: isAnyWithheld(masked(one, hidden)) ? withheldLegend(policy) : null,
    })),
    ...(money && { money }),
  }
}

/** A measure as an edition shows it. `before` is how the newest edition does. */
export function shownMeasure(
  { measure, readings, splits, targets, curve }: MeasureReadings,
  words: MeasureForEdition | undefined,
  before: Pick<MeasureShown, 'readings'> | undefined,
  asOf: Day,
): Omit<MeasureShown, 'counted' | 'withheldLegend'> {
  // A number that is withheld, or was, is not restated: nobody may tell whether it is another.
  const known = (before?.readings ?? []).filter(({ reason }) => reason !== 'withheld')
  const published = withRestatements(readings, known).map((reading, at) =>
    reading.reason === 'withheld' ? (readings[at] ?? reading) : reading,
  )
  const beside = { measure, readings: published, ...(curve && { curve }) }
  const turn = turnShown(beside)
  return {
    slug: measure.slug,
    title: measure.title,
    kind: measure.kind,
    asks: measure.asks,
    better: measure.better,
    shape: measure.shape,
    unit: measure.unit,
    decimals: measure.decimals,
    isSample: measure.isSample,
    isComputed: measure.definition !== null,
    source: measure.source,
    calendar: calendarInWords(measure.calendar),
    completeThrough: measure.definition === null ? null : earlier(measure.collectedThrough ?? asOf, asOf),
    due: valueDue({ measure, readings }, asOf),
    readings: published,
    splits,
    targets: targets.map(({ period, value, note }) => ({ period, value, note })),
    ...weighed({ ...beside, ...(curve && { reviewed: curve }), targets }, turn.baseline),
    ...turn,
    definition: words?.definition ?? null,
    story: words?.story ?? [],
    partners: words?.partners ?? [],
    whatWorks: words?.whatWorks ?? [],
    actions: words?.actions ?? [],
  }
}

const earlier = (a: Day, b: Day): Day => (a < b ? a : b)
