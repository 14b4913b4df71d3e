import { newId } from '../../core/id.ts'
import type { Tx } from '../../platform/db/db.ts'

/** What came under a key before. */
export type Receipt = { readonly referralId: string; readonly contentMark: Buffer }

export async function receiptOf(tx: Tx, partnerId: string, keyMark: Buffer): Promise<Receipt | null> {
  const row = await tx.sql
    .selectFrom('referral_receipt')
    .select(['referral_id as referralId', 'content_mark as contentMark'])
    .where('org_id', '=', tx.org)
    .where('partner_id', '=', partnerId)
    .where('key_mark', '=', keyMark)
    .executeTakeFirst()
  return row ?? null
}

export const insertReceipts = (
  tx: Tx,
  rows: readonly {
    readonly partnerId: string
    readonly keyMark: Buffer
    readonly contentMark: Buffer
    readonly referralId: string
  }[],
): Promise<unknown> =>
  rows.length === 0
    ? Promise.resolve()
    : tx.sql
        .insertInto('referral_receipt')
        .values(
          rows.map((row) => ({
            org_id: tx.org,
            id: newId(),
            partner_id: row.partnerId,
            key_mark: row.keyMark,
            content_mark: row.contentMark,
            referral_id: row.referralId,
          })),
        )
        .execute()
