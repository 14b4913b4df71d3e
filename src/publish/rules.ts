import type { Day } from '../core/day.ts'
import { calendarInWords } from '../core/period.ts'
import type { MeasureReadings } from '../measures/model.ts'
import { withRestatements } from '../measures/rules.ts'
import type { MeasureForEdition, WordsForEdition } from '../scorecard/facts.ts'
import { weighed } from './evidence.ts'
import type { EditionContent, MeasureShown } from './model.ts'
import { turnShown } from './turn/rules.ts'

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
  readonly measures: readonly MeasureReadings[]
  readonly words: WordsForEdition
}

/** The next edition as it would read if it were published now. A measure is in it when it stands under a result or a program. */
export function composeEdition({
  organisation,
  previous,
  publishedOn,
  asOf,
  note,
  measures,
  words,
}: Draft): EditionContent {
  const placed = new Set([
    ...words.results.flatMap((result) => result.indicators),
    ...words.programs.flatMap((program) => program.measures),
  ])
  const wordsOf = new Map(words.measures.map((measure) => [measure.slug, measure]))
  return {
    organisation,
    number: (previous?.number ?? 0) + 1,
    publishedOn,
    asOf,
    note,
    results: words.results,
    programs: words.programs,
    measures: measures
      .filter((one) => placed.has(one.measure.slug))
      .map((one) => shownMeasure(one, wordsOf.get(one.measure.slug), previous, asOf)),
  }
}

function shownMeasure(
  { measure, readings, targets, curve }: MeasureReadings,
  words: MeasureForEdition | undefined,
  previous: EditionContent | null,
  asOf: Day,
): MeasureShown {
  const before = previous?.measures.find((one) => one.slug === measure.slug)
  const published = withRestatements(readings, before?.readings ?? [])
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
    readings: published,
    // Splits stay with the team until small counts are withheld over a whole release.
    splits: [],
    targets: targets.map(({ period, value, note }) => ({ period, value, note })),
    ...weighed({ ...beside, targets }, turn.baseline),
    ...turn,
    definition: words?.definition ?? null,
    story: words?.story ?? [],
    partners: words?.partners ?? [],
    whatWorks: words?.whatWorks ?? [],
    actions: words?.actions ?? [],
  }
}

const earlier = (a: Day, b: Day): Day => (a < b ? a : b)
