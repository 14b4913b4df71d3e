import type { Day } from '../../core/day.ts'
import { isId } from '../../core/id.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Db, Scope } from '../../platform/db/db.ts'
import { draftEdition, type PublishNeeds } from '../actions.ts'
import { runningNumbers } from './running.ts'
import { deleteDecided, insertDecided } from './store.ts'

/**
 * Withholds the numbers that the check asks for besides, as the team's decision. Refuses when the draft is no longer the one whose
 * numbers were shown, or when there is nothing to mend that way. Answers how many.
 */
export async function withholdBesides(
  db: Db,
  scope: Scope,
  needs: PublishNeeds,
  { today, mark }: { readonly today: Day; readonly mark: string },
): Promise<Result<number>> {
  const draft = await draftEdition(db, scope, needs, today)
  const { repair } = draft.withheld
  if (draft.mark !== mark)
    return refuse('publish.draft-changed', 'The draft changed while this page was open. Look at it once more.')
  if (repair === null || repair.length === 0)
    return refuse('publish.nothing-to-withhold', 'Nothing has to be withheld besides.')
  return db.act(scope, 'publish.withholdBesides', async (tx) => {
    await insertDecided(tx, repair)
    return ok(repair.length)
  })
}

/**
 * Withholds the numbers of a measure in a period that is not over, as the team's decision. Refuses where the draft shows none.
 * Answers how many.
 */
export async function withholdRunning(
  db: Db,
  scope: Scope,
  needs: PublishNeeds,
  { today, measureId, from }: { readonly today: Day; readonly measureId: string; readonly from: Day },
): Promise<Result<number>> {
  const { content } = await draftEdition(db, scope, needs, today)
  const number = runningNumbers(content).find((one) => one.measureId === measureId && one.from === from)
  if (!number)
    return refuse(
      'publish.not-running',
      'This edition shows no such number of a period that is not over. Look at it once more.',
    )
  return db.act(scope, 'publish.withholdRunning', async (tx) => {
    await insertDecided(tx, number.places)
    return ok(number.places.length)
  })
}

/** Takes back a decision to withhold a number. Whether it may be shown is checked before the next publication. */
export const showAgain = (db: Db, scope: Scope, id: string): Promise<Result<string>> =>
  db.act(scope, 'publish.showAgain', async (tx) =>
    isId(id) && (await deleteDecided(tx, id))
      ? ok(id)
      : refuse('publish.not-withheld', 'This number is not withheld any more.'),
  )
