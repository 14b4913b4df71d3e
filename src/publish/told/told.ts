import { createHash } from 'node:crypto'
import { type Stretch, sentencesIn } from '../../core/figures/readable.ts'
import { figuresIn, type SaidFigure } from '../../core/figures/said.ts'
import type { WithholdingPolicy } from '../../core/stats/withheld/policy.ts'
import type { Reading } from '../../measures/model.ts'
import { excerptOf } from '../../scorecard/rules.ts'
import type { MeasureShown } from '../model.ts'
import { placeKey } from '../withheld/model.ts'
import { nameOf } from '../withheld/release.ts'
import type { WithheldNumber } from '../withheld/statement.ts'
import type { Grown } from '../withheld/withhold.ts'
import { isNamed, isOf } from './about.ts'
import { aroundOf } from './around.ts'
import { type Place, type Secret, tells } from './tells.ts'
import type { Text } from './texts.ts'

/** A figure in the words of an edition that tells a withheld number, or may. */
export type ToldFigure = {
  /** Names this figure in this sentence of this text: with another sentence it is another. */
  readonly mark: string
  readonly text: Text
  readonly sentence: string
  readonly excerpt: { readonly before: string; readonly marked: string; readonly after: string }
  /** The withheld numbers that it tells. */
  readonly names: readonly string[]
}

type Release = {
  /** As readers see them. */
  readonly measures: readonly MeasureShown[]
  readonly numbers: readonly WithheldNumber[]
  readonly policy: WithholdingPolicy
  /** Those that are withheld since they grew by few. */
  readonly grown?: readonly Grown[]
}

/**
 * Every figure of the texts that says a withheld number or gives it back. In the words of its own measure each such figure counts;
 * elsewhere, and for a group of a breakdown, only where the sentence speaks of what the number counts.
 */
export function figuresTold(texts: readonly Text[], release: Release): readonly ToldFigure[] {
  if (release.numbers.length === 0) return []
  const secrets = secretsOf(release)
  return texts.flatMap((text) => {
    const shown = release.measures.filter(({ slug }) => slug === text.measure?.slug).flatMap(shownIn)
    return sentencesIn(text.words).flatMap(({ start, end }) => toldIn(text, { start, end }, { secrets, shown }))
  })
}

type Known = Secret & Pick<MeasureShown, 'title' | 'unit'>

function secretsOf({ measures, numbers, policy, grown = [] }: Release): Known[] {
  const came = new Map(grown.map(({ place, by }) => [place, by]))
  const bySlug = new Map(measures.map((measure) => [measure.slug, measure]))
  const hidden = new Map(numbers.map((number) => [placeKey(number), number]))
  return numbers.flatMap((number) => {
    const measure = bySlug.get(number.slug)
    if (!measure) return []
    const { title, shape, unit } = measure
    const around = { ...aroundOf(number, measures, hidden), grownBy: came.get(placeKey(number)) ?? null }
    return [{ number, policy, title, shape, unit, around }]
  })
}

const shownIn = ({ readings, splits }: MeasureShown): Reading[] =>
  [...readings, ...splits.flatMap(({ categories }) => categories.flatMap((category) => category.readings))].filter(
    ({ value }) => value !== null,
  )

type Against = { readonly secrets: readonly Known[]; readonly shown: readonly Reading[] }

function toldIn(text: Text, { start, end }: Stretch, { secrets, shown }: Against): ToldFigure[] {
  const sentence = text.words.slice(start, end)
  const figures = figuresIn(sentence)
  const found = new Map<string, { figure: SaidFigure; names: Set<string> }>()
  for (const figure of figures) {
    for (const secret of secrets) {
      const place: Place = { figure, sentence, figures, isOwn: secret.number.slug === text.measure?.slug }
      if (
        isShown(place, secret, shown) ||
        !tells(place, secret) ||
        !(isOfItself(place, secret) || isOf(place, secret.number, secret))
      )
        continue
      const key = String(figure.start)
      const one = found.get(key) ?? { figure, names: new Set() }
      one.names.add(nameOf({ ...secret.number, title: secret.title }))
      found.set(key, figure.end > one.figure.end ? { ...one, figure } : one)
    }
  }
  return [...found.values()].map(({ figure, names }) => ({
    mark: markOf(text, sentence, figure),
    text,
    sentence: sentence.trim(),
    excerpt: excerptOf(text.words, start + figure.start, start + figure.end),
    names: [...names],
  }))
}

/** In the words of a measure each figure can be one of its wholes. */
const isOfItself = ({ isOwn }: Place, { number }: Secret): boolean => isOwn && number.dimension === ''

/** Whether the figure is one that readers see on the same page, of a period that the sentence names. */
const isShown = ({ figure, sentence, isOwn }: Place, { number }: Secret, shown: readonly Reading[]): boolean =>
  figure.kind === 'number' &&
  !(isOwn && isNamed(sentence, number.reading.period)) &&
  shown.some(
    ({ period, value, numerator, denominator }) =>
      [value, numerator, denominator].includes(figure.value) && isNamed(sentence, period),
  )

const markOf = ({ measure, where }: Text, sentence: string, { start }: SaidFigure): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        measure?.slug ?? null,
        where,
        sentence.trim(),
        start - (sentence.length - sentence.trimStart().length),
      ]),
    )
    .digest('hex')
    .slice(0, 32)
