import type { WithholdingPolicy } from '../../core/stats/withheld/policy.ts'
import type { MeasureReadings, Reading } from '../../measures/model.ts'
import type { EditionContent } from '../model.ts'
import { countedOf, dimensionInWords, printedOf } from './counts.ts'
import { type Counted, type Place, type Printed, placeIn, placeKey, type Why } from './model.ts'

/** What the new edition prints, before anything is withheld. */
export const printedNow = (measures: readonly MeasureReadings[], policy: WithholdingPolicy): Printed[] =>
  measures.flatMap((all) => {
    const { measure, readings, splits } = toPublish(all)
    const said = { ...measure, counted: countedOf(measure, all.definedAs) }
    const print = (dimension: string, category: string, own: readonly Reading[]): Printed[] =>
      own.map((reading) => printedOf(said, { dimension, category }, { ...reading, isShown: true }, policy))
    return [
      ...print('', '', readings),
      ...splits.flatMap(({ dimension, categories }) =>
        categories.flatMap(({ name, readings: own }) => print(dimension, name, own)),
      ),
    ]
  })

/** A measure as it goes to the public: with its breakdowns in readers' words, or without them if the team keeps them. */
export const toPublish = (all: MeasureReadings): MeasureReadings => ({
  ...all,
  splits: all.measure.publishesSplits
    ? all.splits.map((split) => ({ ...split, dimension: dimensionInWords(split.dimension, all.measure) }))
    : [],
})

/** A breakdown that is not published, since its small groups could be worked out. */
export type LeftOut = Pick<Place, 'measureId' | 'dimension'> & { readonly title: string }

/** Measures without the breakdowns that are left out. */
export const withoutSplits = (all: readonly MeasureReadings[], leftOut: readonly LeftOut[]): MeasureReadings[] =>
  all.map((one) => ({
    ...one,
    splits: one.splits.filter(
      ({ dimension }) =>
        !leftOut.some(
          (out) => out.measureId === one.measure.id && out.dimension === dimensionInWords(dimension, one.measure),
        ),
    ),
  }))

/** The measure as everybody may read it: a withheld reading keeps its period and says so. */
export function masked(all: MeasureReadings, hidden: ReadonlySet<string>): MeasureReadings {
  const mask = (dimension: string, category: string, readings: readonly Reading[]): Reading[] =>
    readings.map((reading) =>
      hidden.has(placeKey(placeIn(all.measure.id, dimension, category, reading.period)))
        ? { ...reading, value: null, numerator: null, denominator: null, reason: 'withheld' }
        : reading,
    )
  const { measure, readings, splits, targets } = toPublish(all)
  return {
    measure,
    targets,
    readings: mask('', '', readings),
    splits: splits.map(({ dimension, categories }) => ({
      dimension,
      categories: categories.map(({ name, readings: own }) => ({ name, readings: mask(dimension, name, own) })),
    })),
  }
}

/** The numbers that a published edition withheld, by place. */
export type HiddenNumbers = ReadonlyMap<string, Pick<Reading, 'value' | 'numerator' | 'denominator'>>

/**
 * What an earlier edition prints and withheld. `countedBy` says of a measure, by its address, what it counts, for editions that did
 * not keep it; a measure of which nothing is known any more says nothing.
 */
export const printedThen = (
  { measures }: Pick<EditionContent, 'measures'>,
  hidden: HiddenNumbers,
  countedBy: (slug: string) => Counted | undefined,
  policy: WithholdingPolicy,
): Printed[] =>
  measures.flatMap((measure) => {
    const known = countedBy(measure.slug)
    const counted = measure.counted ?? known
    if (!counted) return []
    const { isPersonLevel, protectsGroups = false } = known ?? counted
    const said = { ...measure, counted: { ...counted, isPersonLevel, protectsGroups } }
    const print = (dimension: string, category: string, own: readonly Reading[]): Printed[] =>
      own.map((reading) => {
        const place = placeIn(counted.measureId, dimension, category, reading.period)
        const number = hidden.get(placeKey(place))
        const whole = number ? { ...reading, ...number, reason: null, isShown: false } : { ...reading, isShown: true }
        return printedOf(said, { dimension, category }, whole, policy)
      })
    return [
      ...print('', '', measure.readings),
      ...measure.splits.flatMap(({ dimension, categories }) =>
        categories.flatMap(({ name, readings }) => print(dimension, name, readings)),
      ),
    ]
  })

/** A withheld number as the team sees it, and as the next edition is checked against it. */
export type WithheldNumber = Place & {
  readonly slug: string
  readonly label: string
  readonly reading: Reading
  readonly why: Why
}

/** The withheld numbers of an edition in the order of its pages. */
export const withheldNumbers = (
  measures: readonly MeasureReadings[],
  hidden: ReadonlyMap<string, Why>,
): WithheldNumber[] =>
  measures.flatMap((all) => {
    const { measure, readings, splits } = toPublish(all)
    const find = (dimension: string, category: string, own: readonly Reading[]): WithheldNumber[] =>
      own.flatMap((reading) => {
        const place = placeIn(measure.id, dimension, category, reading.period)
        const why = hidden.get(placeKey(place))
        return why ? [{ ...place, slug: measure.slug, label: reading.period.label, reading, why }] : []
      })
    return [
      ...find('', '', readings),
      ...splits.flatMap(({ dimension, categories }) =>
        categories.flatMap(({ name, readings: own }) => find(dimension, name, own)),
      ),
    ]
  })

/** Whether a reader of the measure meets a withheld number anywhere. */
export const isAnyWithheld = ({ readings, splits }: Pick<MeasureReadings, 'readings' | 'splits'>): boolean =>
  [...readings, ...splits.flatMap(({ categories }) => categories.flatMap((category) => category.readings))].some(
    ({ reason }) => reason === 'withheld',
  )
