import type { Day } from '../../core/day.ts'
import { isId } from '../../core/id.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Db, Scope } from '../../platform/db/db.ts'
import { draftEdition, type PublishNeeds } from '../actions.ts'
import { deleteExplained, insertExplained } from './store.ts'

type Saying = {
  readonly today: Day
  /** What is typed as news of the edition: its figures can be explained too. */
  readonly note: string
  readonly marks: readonly string[]
  readonly reason: string
}

const longestReason = 300

/**
 * Keeps what a person says that some figures are, so that they no longer stop the publication. Refuses without a figure that the
 * draft has, and without a reason. Answers how many.
 */
export async function explainFigures(
  db: Db,
  scope: Scope,
  needs: PublishNeeds,
  { today, note, marks, reason }: Saying,
): Promise<Result<number>> {
  const said = reason.replace(/\s+/g, ' ').trim()
  const { told } = await draftEdition(db, scope, needs, today, note)
  const figures = told.figures.filter(({ mark }) => marks.includes(mark))
  if (figures.length === 0)
    return refuse('publish.no-figure', 'Check the numbers that are something else.', `figure-${told.figures[0]?.mark}`)
  if (said === '') return refuse('publish.reason-missing', 'Say what the number is.', 'reason')
  if (said.length > longestReason)
    return refuse('publish.reason-long', `Say it in at most ${longestReason} characters.`, 'reason')
  return db.act(scope, 'publish.explainFigures', async (tx) => {
    await insertExplained(
      tx,
      figures.map(({ mark, excerpt }) => ({ mark, words: excerpt.marked })),
      said,
    )
    return ok(figures.length)
  })
}

/** Takes back what was said of a figure: it is asked again. */
export const askAgain = (db: Db, scope: Scope, id: string): Promise<Result<string>> =>
  db.act(scope, 'publish.askAgain', async (tx) =>
    isId(id) && (await deleteExplained(tx, id))
      ? ok(id)
      : refuse('publish.not-explained', 'Nothing is said of this number any more.'),
  )
