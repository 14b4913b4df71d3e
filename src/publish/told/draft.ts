import { counted } from '../../core/counted.ts'
import { type Problem } from '../../core/result.ts'
import type { WithholdingPolicy } from '../../core/stats/withheld/policy.ts'
import type { EditionContent } from '../model.ts'
import type { EarlierEdition } from '../withheld/check.ts'
import type { WithheldNumber } from '../withheld/statement.ts'
import type { Grown } from '../withheld/withhold.ts'
import type { Explained } from './store.ts'
import { noteAt, textsOf } from './texts.ts'
import { figuresTold, type ToldFigure } from './told.ts'

/** What the words of a draft tell of what is withheld. */
export type Told = {
  /** They stop the publication. */
  readonly figures: readonly ToldFigure[]
  /** Those of which a person says that they are something else. */
  readonly explained: readonly { readonly figure: ToldFigure; readonly as: Explained }[]
  /** What earlier editions tell in words that are not in this one any more: it can still be read there. */
  readonly before: readonly { readonly edition: number; readonly figure: ToldFigure }[]
}

type Draft = {
  readonly content: EditionContent
  readonly numbers: readonly WithheldNumber[]
  readonly policy: WithholdingPolicy
  readonly explained: readonly Explained[]
  readonly earlier: readonly EarlierEdition[]
  readonly grown: readonly Grown[]
}

export function toldIn({ content, numbers, policy, explained, earlier, grown }: Draft): Told {
  const release = { measures: content.measures, numbers, policy, grown }
  const texts = textsOf(content)
  const all = figuresTold(texts, release)
  const saidOf = new Map(explained.map((one) => [one.mark, one]))
  const read = new Set(texts.map(({ words }) => words))
  const before = earlier
    .toSorted((a, b) => b.number - a.number)
    .flatMap(({ number: edition, content: old }) => {
      const gone = textsOf(old).filter(({ words }) => !read.has(words))
      for (const { words } of gone) read.add(words)
      return figuresTold(gone, release).map((figure) => ({ edition, figure }))
    })
  return {
    figures: all.filter(({ mark }) => !saidOf.has(mark)),
    explained: all.flatMap((figure) => {
      const as = saidOf.get(figure.mark)
      return as ? [{ figure, as }] : []
    }),
    before: before.filter(({ figure }) => !saidOf.has(figure.mark)),
  }
}

/** Why a draft whose words tell a withheld number is not published; nothing if none do. */
export function toldProblems({ figures }: Told): readonly Problem[] {
  if (figures.length === 0) return []
  const code = 'publish.told-in-words'
  if (figures.every(({ text }) => text.changedAt === noteAt))
    return [
      {
        code,
        field: 'note',
        message: 'Not published: this line tells a withheld number. Above is which. Write it without the number.',
      },
    ]
  return [
    {
      code,
      message:
        figures.length === 1
          ? 'Not published: the words tell a withheld number. Below is where, and how to mend it.'
          : `Not published: the words tell withheld numbers in ${counted(figures.length, 'place')}. Below is where, and how to mend them.`,
    },
  ]
}
