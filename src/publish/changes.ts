import { counted } from '../core/counted.ts'
import { dayInWords } from '../core/day.ts'
import type { Reading } from '../measures/model.ts'
import type { EditionContent, MeasureShown } from './model.ts'
import { moneyDifferences } from './money-changes.ts'
import { changedAbove, changedAt } from './places.ts'

/** One thing that the public will see differently. `measure` is null for what stands above single measures. */
export type Change = {
  readonly measure: string | null
  readonly what: string
  readonly before: string
  readonly after: string
  /** Where the team changes it, below its own address; absent where an edition does not say of which measure it is. */
  readonly at?: string
}

type InWords = (value: number, measure: MeasureShown) => string
type Difference = Pick<Change, 'before' | 'after'>
type Entry = Readonly<Record<string, unknown>>

/** Exactly what publishing would change for the public, in words. Everything is new in a first edition. */
export function changesSince(
  previous: EditionContent | null,
  draft: EditionContent,
  inWords: InWords,
): readonly Change[] {
  const old = new Map(previous?.measures.map((measure) => [measure.slug, measure]))
  const gone = [...old.values()].filter((measure) => !draft.measures.some((now) => now.slug === measure.slug))
  const above = (what: string, differences: readonly Difference[]): Change[] =>
    differences.map((difference) => ({ measure: null, what, ...difference, at: changedAbove(what) }))
  const of = (measure: MeasureShown, changes: readonly Change[]): Change[] => {
    const id = measure.counted?.measureId
    return changes.map((change) => (id === undefined ? change : { ...change, at: changedAt(change.what, id) }))
  }
  return [
    ...above('Organization', entryDifferences(previous?.organisation ?? {}, draft.organisation)),
    ...above('Results', listDifferences(previous?.results ?? [], draft.results, 'title')),
    ...above('Programs', listDifferences(previous?.programs ?? [], draft.programs, 'title')),
    ...moneyDifferences(previous?.money, draft.money).flatMap(({ what, ...one }) => above(what, [one])),
    ...draft.measures.flatMap((measure) => of(measure, measureChanges(old.get(measure.slug), measure, inWords))),
    ...gone.flatMap((measure) =>
      of(measure, [{ measure: measure.title, what: 'Measure', before: 'on the scorecard', after: 'taken off' }]),
    ),
  ]
}

function measureChanges(old: MeasureShown | undefined, now: MeasureShown, inWords: InWords): Change[] {
  if (!old)
    return [
      { measure: now.title, what: 'Measure', before: '', after: 'new on the scorecard' },
      ...(now.sentence === '' ? [] : [{ measure: now.title, what: whatIsSaid, before: '', after: now.sentence }]),
    ]
  const about = (what: string, differences: readonly Difference[]): Change[] =>
    differences.map((difference) => ({ measure: now.title, what, ...difference }))
  return [
    ...readingChanges(old, now, inWords),
    ...splitChanges(old, now, inWords),
    ...settings.flatMap(([what, key]) => about(what, differencesOf(old[key], now[key]))),
    ...(old.sentence === now.sentence
      ? []
      : [{ measure: now.title, what: whatIsSaid, before: old.sentence, after: now.sentence }]),
    ...about('Baseline', differencesOf(baselineInWords(old), baselineInWords(now))),
    ...about('Definition', entryDifferences(old.definition ?? {}, now.definition ?? {}, 'lay')),
    ...lists.flatMap(([what, key, main]) => about(what, listDifferences(old[key], now[key], main))),
  ]
}

/** The sentence under the curve, whole: it is what most readers read. */
const whatIsSaid = 'What is said of the curve'

const baselineInWords = ({ baseline }: MeasureShown): string =>
  baseline ? `version ${baseline.version}, frozen on ${dayInWords(baseline.madeOn)}` : ''

const settings = [
  ['Title', 'title'],
  ['Question', 'asks'],
  ['Better', 'better'],
  ['Unit', 'unit'],
  ['Decimals', 'decimals'],
  ['Period', 'calendar'],
  ['Source', 'source'],
  ['Sample', 'isSample'],
] as const
const lists = [
  ['Story behind the curve', 'story', 'body'],
  ['Partners', 'partners', 'name'],
  ['What works', 'whatWorks', 'claim'],
  ['Action plan', 'actions', 'what'],
  ['Reviews', 'reviews', 'sentence'],
  ['Notes on the chart', 'notes', 'text'],
  ['Targets', 'targets', 'period'],
] as const

function readingChanges(old: MeasureShown, now: MeasureShown, inWords: InWords): Change[] {
  const said = (readings: readonly Reading[], measure: MeasureShown, from: string): string => {
    const reading = readings.find(({ period }) => period.from === from)
    if (!reading) return ''
    return `${reading.value === null ? (reading.reason ?? '') : inWords(reading.value, measure)}, ${reading.status}`
  }
  const periods = new Map([...old.readings, ...now.readings].map(({ period }) => [period.from, period.label]))
  return [...periods].flatMap(([from, label]) => {
    // Both in the words of today, so that a new unit does not make every year look changed.
    const [before, after] = [said(old.readings, now, from), said(now.readings, now, from)]
    return before === after ? [] : [{ measure: now.title, what: label, before, after }]
  })
}

/** More numbers of one breakdown than this are told together. */
const mostTold = 4

/** Breakdowns that come and go, and in those that stay each number of each category. */
function splitChanges(old: MeasureShown, now: MeasureShown, inWords: InWords): Change[] {
  const dimensions = [...new Set([...old.splits, ...now.splits].map(({ dimension }) => dimension))]
  return dimensions.flatMap((dimension): Change[] => {
    const [before, after] = [old, now].map(({ splits }) => splits.find((split) => split.dimension === dimension))
    const what = `Breakdown by ${dimension}`
    if (!before) return [{ measure: now.title, what, before: '', after: 'published' }]
    if (!after) return [{ measure: now.title, what, before: 'published', after: 'taken off' }]
    const names = [...new Set([...before.categories, ...after.categories].map(({ name }) => name))]
    const changes = names.flatMap((name) => {
      const [was, is] = [before, after].map(
        ({ categories }) => categories.find((category) => category.name === name)?.readings ?? [],
      )
      return readingChanges({ ...old, readings: was ?? [] }, { ...now, readings: is ?? [] }, inWords).map((change) => ({
        ...change,
        what: `${dimension} ${name}, ${change.what}`,
      }))
    })
    if (changes.length <= mostTold) return changes
    const [first] = changes
    const example = `such as ${first?.what ?? ''}:`
    return [
      {
        measure: now.title,
        what,
        before: `${counted(changes.length, 'number')}, ${example} ${first?.before || 'nothing'}`,
        after: `${example} ${first?.after || 'nothing'}`,
      },
    ]
  })
}

/** What is new, gone or other in a list; `main` is the field that names an entry. */
function listDifferences(before: readonly Entry[], after: readonly Entry[], main: string): Difference[] {
  const gone = before.filter((entry) => !after.some((other) => isSame(entry, other)))
  const come = after.filter((entry) => !before.some((other) => isSame(entry, other)))
  if (gone.length === 0 && come.length === 0) return differencesOf(names(before, main), names(after, main))
  const partner = new Map(
    come.map((entry, at) => [entry, gone.find((other) => isSame(other[main], entry[main])) ?? gone[at]]),
  )
  const paired = new Set(partner.values())
  return [
    ...come.flatMap((entry) => entryDifferences(partner.get(entry) ?? {}, entry, main)),
    ...gone.filter((entry) => !paired.has(entry)).map((entry) => ({ before: short(words(entry[main])), after: '' })),
  ]
}

const names = (entries: readonly Entry[], main: string): string =>
  entries.map((entry) => short(words(entry[main]), 40)).join(' · ')

/** The fields of two entries that differ, each under the name of its entry; a new entry is its name alone. */
function entryDifferences(before: Entry, after: Entry, main = ''): Difference[] {
  const fields = [...new Set([...Object.keys(after), ...Object.keys(before)])].filter(
    (name) => !isSame(before[name], after[name]),
  )
  if (fields.length > 0 && fields.includes(main)) return differencesOf(before[main], after[main])
  const name = main === '' ? '' : `${short(words(after[main]), 60)}: `
  const telling = fields.filter((field) => field !== 'updatedOn' && field !== 'number')
  return (telling.length > 0 ? telling : fields).flatMap((field) =>
    differencesOf(before[field], after[field]).map((one) => ({
      before: one.before === '' ? '' : name + one.before,
      after: one.after === '' ? `${name}nothing` : name + one.after,
    })),
  )
}

/** Two values as people read them, each from a few words before the place where they part. */
function differencesOf(before: unknown, after: unknown): Difference[] {
  const [one, other] = [words(before), words(after)]
  if (isSame(before, after)) return []
  let at = 0
  while (at < one.length && one[at] === other[at]) at++
  const start = at < 60 || one === '' || other === '' ? 0 : one.lastIndexOf(' ', at - 30) + 1
  const from = (text: string): string => (start > 0 ? '…' : '') + short(text.slice(start))
  return [{ before: from(one), after: from(other) }]
}

const short = (text: string, most = 160): string =>
  text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text

function words(value: unknown): string {
  if (typeof value === 'string') return value.replace(/\s+/g, ' ')
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.map(words).join(', ')
  if (typeof value === 'object' && value !== null) return words('label' in value ? value.label : Object.values(value))
  return ''
}

/** Whether two values say the same: an edition that comes back from the database has its names in another order. */
const isSame = (one: unknown, other: unknown): boolean => inOrder(one) === inOrder(other)
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
