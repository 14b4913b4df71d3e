import { readable } from '../../core/figures/readable.ts'
import type { EditionContent, MeasureShown } from '../model.ts'

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
  Partial<Pick<EditionContent, 'organisation' | 'results' | 'programs' | 'note'>>

/**
 * Every text that people wrote into an edition: what the product itself says is made from numbers that are shown, and is not among
 * them.
 */
export function textsOf({ organisation, results = [], programs = [], measures, note = '' }: Said): readonly Text[] {
  const above = (where: string, changedAt: string, all: readonly string[]): Text[] =>
    written(all).map((words) => ({ measure: null, where, changedAt, words }))
  return [
    ...above('What is new in this edition', noteAt, [note]),
    ...above('Organization', '/admin/organisation', organisation ? [organisation.name, organisation.about] : []),
    ...above(
      'Results',
      '/scorecard',
      results.flatMap(({ title, statement }) => [title, statement]),
    ),
    ...above(
      'Programs',
      '/scorecard',
      programs.flatMap(({ title, about, customers }) => [title, about, customers]),
    ),
    ...measures.flatMap(textsOfMeasure),
  ]
}

/** The note is written where the edition is published. */
export const noteAt = '/publish'

function textsOfMeasure(shown: MeasureShown): readonly Text[] {
  const { slug, title, definition } = shown
  const id = shown.counted?.measureId ?? ''
  const [numbers, words] = [`/measures/${id}`, `/scorecard/measures/${id}`]
  const sections: readonly (readonly [string, string, readonly string[]])[] = [
    ['Title', `${numbers}/settings`, [title]],
    ['Unit and source', `${numbers}/settings`, [shown.unit, shown.source]],
    ['Definition', `${words}#definition`, definition ? [definition.lay, definition.technical] : []],
    ['Story', `${words}#story`, shown.story.map(({ body }) => body)],
    ['Partners', `${words}#partners`, shown.partners.flatMap(({ name, brings }) => [name, brings])],
    [
      'What works',
      `${words}#what-works`,
      shown.whatWorks.flatMap(({ claim, source, whereWeDoIt }) => [claim, source, whereWeDoIt]),
    ],
    [
      'Action plan',
      `${words}#action-plan`,
      shown.actions.flatMap(({ what, owner, partner, progress }) => [what, owner, partner, progress]),
    ],
    ['Notes on the chart', numbers, shown.notes.map(({ text }) => text)],
    ['Targets', numbers, shown.targets.map(({ note }) => note)],
    [
      'Breakdowns',
      numbers,
      shown.splits.flatMap(({ dimension, categories }) => [dimension, ...categories.map(({ name }) => name)]),
    ],
  ]
  return sections.flatMap(([where, changedAt, all]) =>
    written(all).map((text) => ({ measure: { slug, title }, where, changedAt, words: text })),
  )
}

const written = (all: readonly string[]): readonly string[] => all.map(readable).filter((text) => text.trim() !== '')
