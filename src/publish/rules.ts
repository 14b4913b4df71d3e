import type { Day } from '../core/day.ts'
import { calendarInWords } from '../core/period.ts'
import type { MeasureReadings, Reading } from '../measures/model.ts'
import { withRestatements } from '../measures/rules.ts'
import type { MeasureForEdition, WordsForEdition } from '../scorecard/facts.ts'
import type { EditionContent, MeasureShown } from './model.ts'
import { sentenceOf } from './sentence.ts'

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
  { measure, readings, targets }: MeasureReadings,
  words: MeasureForEdition | undefined,
  previous: EditionContent | null,
  asOf: Day,
): MeasureShown {
  const before = previous?.measures.find((one) => one.slug === measure.slug)
  const published = withRestatements(readings, before?.readings ?? [])
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
    sentence: sentenceOf(measure, published),
    definition: words?.definition ?? null,
    story: words?.story ?? [],
    partners: words?.partners ?? [],
    whatWorks: words?.whatWorks ?? [],
    actions: words?.actions ?? [],
  }
}

const earlier = (a: Day, b: Day): Day => (a < b ? a : b)

/** One thing that the public will see differently. `measure` is null for what stands above single measures. */
export type Change = {
  readonly measure: string | null
  readonly what: string
  readonly before: string
  readonly after: string
}

/** Exactly what publishing would change for the public, in words. Everything is new in a first edition. */
export function changesSince(
  previous: EditionContent | null,
  draft: EditionContent,
  inWords: (value: number, measure: MeasureShown) => string,
): readonly Change[] {
  const old = new Map(previous?.measures.map((measure) => [measure.slug, measure]))
  const gone = [...old.values()].filter((measure) => !draft.measures.some((now) => now.slug === measure.slug))
  return [
    ...changed(null, 'Organisation', previous?.organisation, draft.organisation),
    ...changed(null, 'Results', previous?.results, draft.results),
    ...changed(null, 'Programs', previous?.programs, draft.programs),
    ...draft.measures.flatMap((measure) => measureChanges(old.get(measure.slug), measure, inWords)),
    ...gone.map((measure) => ({
      measure: measure.title,
      what: 'Measure',
      before: 'on the scorecard',
      after: 'taken off',
    })),
  ]
}

function measureChanges(
  old: MeasureShown | undefined,
  now: MeasureShown,
  inWords: (value: number, measure: MeasureShown) => string,
): Change[] {
  if (!old) return [{ measure: now.title, what: 'Measure', before: '', after: 'new on the scorecard' }]
  const said = (reading: Reading | undefined): string =>
    reading === undefined
      ? ''
      : `${reading.value === null ? (reading.reason ?? '') : inWords(reading.value, now)}, ${reading.status}`
  const readings = now.readings.flatMap((reading) => {
    const was = old.readings.find((one) => one.period.from === reading.period.from)
    return said(was) === said(reading)
      ? []
      : [{ measure: now.title, what: reading.period.label, before: said(was), after: said(reading) }]
  })
  const sections = (
    [
      ['Title', 'title'],
      ['Definition', 'definition'],
      ['Story behind the curve', 'story'],
      ['Partners', 'partners'],
      ['What works', 'whatWorks'],
      ['Action plan', 'actions'],
      ['Targets', 'targets'],
      ['Source', 'source'],
    ] as const
  ).flatMap(([what, key]) => changed(now.title, what, old[key], now[key]))
  return [...readings, ...sections]
}

function changed(measure: string | null, what: string, before: unknown, after: unknown): Change[] {
  if (inOrder(before) === inOrder(after)) return []
  return [{ measure, what, before: sizeInWords(before), after: sizeInWords(after) }]
}

/** As text with keys in one order: an edition that comes back from the database has them in another. */
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )

/** A title reads as itself; of longer words it is enough to say how many entries there are. */
function sizeInWords(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.length === 1 ? 'one entry' : `${value.length} entries`
  return value === undefined || value === null ? 'nothing' : 'words'
}
