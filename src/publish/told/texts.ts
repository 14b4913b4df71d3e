import { readable } from '../../core/figures/readable.ts'
import type { EditionContent, MeasureShown } from '../model.ts'
import { changedAbove, changedAt } from '../places.ts'

/** A text of an edition that a person wrote, as a reader sees it. */
export type Text = {
  /** The measure it is about; null for what stands above single measures. */
  readonly measure: Pick<MeasureShown, 'slug' | 'title'> | null
  readonly where: string
  /** Where the team changes it, below its own address. */
  readonly changedAt: string
  readonly words: string
}

/** An edition, or as much of one as is known. */
export type Said = Pick<EditionContent, 'measures'> &
  Partial<Pick<EditionContent, 'organisation' | 'results' | 'programs' | 'note' | 'money'>>

/**
 * Every text that people wrote into an edition: what the product itself says is made from numbers that are shown, and is not among
 * them.
 */
export function textsOf({
  organisation,
  results = [],
  programs = [],
  measures,
  note = '',
  money,
}: Said): readonly Text[] {
  const above = (where: string, all: readonly string[], at = changedAbove(where)): Text[] =>
    written(all).map((words) => ({ measure: null, where, changedAt: at, words }))
  return [
    ...above('What is new in this edition', [note], noteAt),
    ...above('Organization', organisation ? [organisation.name, organisation.about] : []),
    ...above(
      'Results',
      results.flatMap(({ title, statement }) => [title, statement]),
    ),
    ...above(
      'Programs',
      programs.flatMap(({ title, about, customers }) => [title, about, customers]),
    ),
    ...above('Money', [...new Set(money?.years.flatMap(({ byStrategy }) => byStrategy.map(({ name }) => name)))]),
    ...measures.flatMap(textsOfMeasure),
  ]
}

/** The note is written where the edition is published. */
export const noteAt = '/publish'

function textsOfMeasure(shown: MeasureShown): readonly Text[] {
  const { slug, title, definition } = shown
  const id = shown.counted?.measureId ?? ''
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['Title', [title]],
    ['Unit and source', [shown.unit, shown.source]],
    ['Definition', definition ? [definition.lay, definition.technical] : []],
    ['Story', shown.story.map(({ body }) => body)],
    ['Partners', shown.partners.flatMap(({ name, brings }) => [name, brings])],
    ['What works', shown.whatWorks.flatMap(({ claim, source, whereWeDoIt }) => [claim, source, whereWeDoIt])],
    ['Action plan', shown.actions.flatMap(({ what, owner, partner, progress }) => [what, owner, partner, progress])],
    ['Notes on the chart', shown.notes.map(({ text }) => text)],
    ['Targets', shown.targets.map(({ note }) => note)],
    [
      'Breakdowns',
      shown.splits.flatMap(({ dimension, categories }) => [dimension, ...categories.map(({ name }) => name)]),
    ],
  ]
  return sections.flatMap(([where, all]) =>
    written(all).map((text) => ({ measure: { slug, title }, where, changedAt: changedAt(where, id), words: text })),
  )
}

const written = (all: readonly string[]): readonly string[] => all.map(readable).filter((text) => text.trim() !== '')
