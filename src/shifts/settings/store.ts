import { newId } from '../../core/id.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { RuleForm } from '../model.ts'

/** Keeps the rules over the version that was read (0 where there was none); false when somebody changed them meanwhile. */
export async function saveRules(tx: Tx, version: number, form: RuleForm): Promise<boolean> {
  const row = {
    rest_hours: form.restHours,
    is_two_on_first_visit: form.isTwoOnFirstVisit,
    late_hours: form.lateHours,
    days_ahead: form.daysAhead,
    gap_days: form.gapDays,
  }
  if (version === 0) {
    const made = await tx.sql
      .insertInto('shift_rule')
      .values({ org_id: tx.org, id: newId(), ...row })
      .onConflict((same) => same.column('org_id').doNothing())
      .executeTakeFirst()
    return made.numInsertedOrUpdatedRows === 1n
  }
  const done = await tx.sql
    .updateTable('shift_rule')
    .set({ ...row, version: version + 1 })
    .where('org_id', '=', tx.org)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** The ids of the row of rules, for its history. */
export const rulesRecord = async (tx: Tx): Promise<readonly string[]> =>
  (await tx.sql.selectFrom('shift_rule').select('id').where('org_id', '=', tx.org).execute()).map(({ id }) => id)
