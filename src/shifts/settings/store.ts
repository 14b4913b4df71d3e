import type { Tx } from '../../platform/db/db.ts'

/** The ids of the row of rules, for its history. */
export const rulesRecord = async (tx: Tx): Promise<readonly string[]> =>
  (await tx.sql.selectFrom('shift_rule').select('id').where('org_id', '=', tx.org).execute()).map(({ id }) => id)
