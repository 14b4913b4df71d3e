import type { Problem } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Coach } from '../model.ts'
import { type Has, type OfCoach, type Pair, profileFields, type Question, type SideBySide } from './model.ts'
import type { MergeNeeds } from './needs.ts'
import { collisions, countsOfBoth, rowsOf, wordsOf } from './rows.ts'

/** What two coaches have, what of it only one can, and why they cannot be one as it stands. */
export async function sideBySide(
  tx: Tx,
  { kept, gone }: { readonly kept: Coach; readonly gone: Coach },
  { ofCoach, refusals }: Pick<MergeNeeds, 'ofCoach' | 'refusals'>,
): Promise<SideBySide> {
  const pair: Pair = { kept: kept.id, gone: gone.id }
  const counts = await countsOfBoth(tx, ofCoach, pair)
  const aside: { name: string; count: number }[] = []
  const questions: Question[] = []
  for (const { of, ...has } of counts) {
    if (has.kept === 0 || has.gone === 0) continue
    if (of.asOne !== undefined) continue
    const both = await collisions(tx, of, pair)
    if (both.length === 0) continue
    if (of.whenBoth === 'choose')
      for (const rows of both) questions.push(await question(tx, of.name, [of], [rows.kept], [rows.gone]))
    else aside.push({ name: of.name, count: both.length })
  }
  const problems: Problem[] = []
  for (const refusal of refusals) problems.push(...(await refusal(tx, pair)))
  return {
    counts: await inWords(tx, counts, pair),
    profile: profileFields.flatMap((field) => {
      const [one, other] = [kept[field] ?? '', gone[field] ?? '']
      return one === other || one === '' || other === '' ? [] : [{ field, kept: one, gone: other }]
    }),
    questions: [...(await wholeQuestions(tx, ofCoach, pair)), ...questions],
    aside,
    refusals: problems,
  }
}

const mostShown = 5

async function inWords(
  tx: Tx,
  counts: Awaited<ReturnType<typeof countsOfBoth>>,
  pair: Pair,
): Promise<SideBySide['counts']> {
  const has = async (of: OfCoach, count: number, id: string): Promise<Has> => ({
    count,
    words:
      of.words === undefined || count === 0
        ? []
        : (await wordsOf(tx, of, await rowsOf(tx, of, id))).slice(0, mostShown),
  })
  const all: SideBySide['counts'][number][] = []
  for (const { of, kept, gone } of counts)
    if (kept + gone > 0)
      all.push({ name: of.name, kept: await has(of, kept, pair.kept), gone: await has(of, gone, pair.gone) })
  return all
}

/** Things that are one coach's as a whole, such as a path, where both have some of it. */
async function wholeQuestions(tx: Tx, ofCoach: readonly OfCoach[], { kept, gone }: Pair): Promise<readonly Question[]> {
  const names = [...new Set(ofCoach.flatMap(({ asOne }) => asOne ?? []))]
  const questions: Question[] = []
  for (const name of names) {
    const of = ofCoach.filter(({ asOne }) => asOne === name)
    const rows = { kept: [] as string[], gone: [] as string[] }
    for (const one of of) {
      rows.kept.push(...(await rowsOf(tx, one, kept)))
      rows.gone.push(...(await rowsOf(tx, one, gone)))
    }
    if (rows.kept.length > 0 && rows.gone.length > 0) questions.push(await question(tx, name, of, rows.kept, rows.gone))
  }
  return questions
}

async function question(
  tx: Tx,
  name: string,
  of: readonly OfCoach[],
  kept: readonly string[],
  gone: readonly string[],
): Promise<Question> {
  const words = async (ids: readonly string[]): Promise<string> => {
    const all: string[] = []
    for (const one of of) all.push(...(await wordsOf(tx, one, ids)))
    return all.join('; ')
  }
  const [first] = of
  const field = `stays-${first?.table}${first?.asOne === undefined ? `-${gone[0]}` : ''}`
  return { field, name, of, kept, gone, words: { kept: await words(kept), gone: await words(gone) } }
}
