import { ok, refuse, refuseAll } from '../../../core/result.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { verb } from '../../../platform/db/verbs.ts'
import type { TrainingNeeds } from '../../needs.ts'
import { importWithId, standOf, touchedByImport } from '../store.ts'
import type { Hanging, UndoForm } from './model.ts'
import { mayUndo, staying } from './rules.ts'
import { coachesInUse, coachesOfImport, deleteLaid, hangingOn, layRecords, markUndone, revokeOfLaid } from './store.ts'

/** The records of an import that something has come to hang on since. */
export const hangingOnImport = async (tx: Tx, importId: string, needs: TrainingNeeds): Promise<readonly Hanging[]> =>
  hangingOn(tx, importId, await needs.coaches.credentials(tx, coachesOfImport(tx, importId)))

/**
 * Takes back what an import brought: its records, but those that something hangs on only as somebody chose, and its coaches unless
 * something else points to them by now. A certificate whose record is taken back is revoked, with the reason. Refused without a
 * choice where one is needed, and where what hangs on it is not what was shown.
 */
export const undoImport = verb(
  'training.undoImport',
  async (tx, { id, form, needs }: { id: string; form: UndoForm; needs: TrainingNeeds }, today) => {
    const found = await importWithId(tx, id)
    if (!found) return refuse('training.no-import', 'This import is not there.')
    if (found.undoneAt) return refuse('training.undone-already', 'This import was undone before.')
    const hanging = await hangingOnImport(tx, id, needs)
    const problems = mayUndo(hanging, (await standOf(tx, id)).left, form)
    if (problems.length > 0) return refuseAll(problems)
    await layRecords(
      tx,
      id,
      staying(hanging, form).map((one) => one.id),
    )
    await revokeOfLaid(tx, today, form.reason)
    await needs.counted(tx, await touchedByImport(tx), async () => {
      await deleteLaid(tx)
      await needs.coaches.removeOfImport(tx, id, coachesInUse(tx))
    })
    await markUndone(tx, id)
    return ok(id)
  },
)
